"""Values keep every pair, and are spelled as JSON that means the same."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asned.jsontext.reading import value_of
from asned.jsontext.values import Pairs, pairs_of, plain, spelled
from builders import json_texts
from plain import same


def test_pairs_keep_duplicates_and_the_last_counts() -> None:
    pairs = pairs_of([("a", 1), ("b", 2), ("a", 3)])
    assert pairs.keys == ("a", "b", "a")
    assert pairs.values == (1, 2, 3)
    assert pairs.get("a") == 3
    assert pairs.get("c") is None
    assert pairs.get("c", 0) == 0
    assert "b" in pairs and "c" not in pairs
    assert plain(pairs) == {"a": 3, "b": 2}


def test_an_empty_object_has_no_keys() -> None:
    assert value_of("{}") == pairs_of([])
    assert pairs_of([]).keys == pairs_of([]).values == ()


@settings(max_examples=300, deadline=None)
@given(json_texts, st.booleans())
def test_what_is_spelled_is_on_one_line_and_means_the_same(text: str, ascii_only: bool) -> None:
    value = value_of(text)
    again = spelled(value, ascii_only=ascii_only)
    assert "\n" not in again
    assert again.isascii() or not ascii_only
    again.encode()
    assert same(plain(value_of(again)), json.loads(text))
    assert same(plain(value), json.loads(text))


@pytest.mark.parametrize(("text", "wanted"), [("1e400", "1e999"), ("-1e400", "-1e999")])
def test_a_number_too_large_is_spelled_as_json_all_the_same(text: str, wanted: str) -> None:
    assert spelled(value_of(text)) == wanted


@pytest.mark.parametrize("opening", ["[", '{"a": '])
def test_the_deepest_value_is_made_plain_and_spelled(opening: str) -> None:
    text = opening * 512 + "0" + ("]" if opening == "[" else "}") * 512
    value: Any = value_of(text)
    assert spelled(value) == text
    depth, inner = 0, plain(value)
    while inner:
        inner = inner[0] if isinstance(inner, list) else inner["a"]
        depth += 1
    assert depth == 512


def test_an_object_is_told_from_a_list() -> None:
    assert isinstance(value_of("{}"), Pairs)
    assert plain(value_of("[{}, []]")) == [{}, []]
