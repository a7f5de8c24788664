"""What is read is kept to the letter, and means what `json.loads` says."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asned.association.structure import ASSOCIATION
from asned.jsontext.defects import find_defects
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.pieces import Branch, Leaf, Piece, append_text
from asned.jsontext.reading import Ids, Layout, leaf_of, piece_of, read, taken_apart, value_of
from asned.jsontext.values import Pairs, plain
from builders import corpus_files, json_texts, seeds, some_text
from campaigns import Outcomes
from plain import loads, same, span_of


def text_of(data: bytes, layout: Layout | None = ASSOCIATION) -> str:
    reading = read(data, layout, Ids())
    parts: list[str] = []
    append_text(reading.root, parts)
    return "".join(parts) + reading.tail


def value(piece: Piece) -> Any:
    """Give what `json.loads` would, of pieces."""
    if isinstance(piece, Leaf):
        return plain(piece.value)
    values = [value(child) for child in piece.children]
    if not piece.is_object:
        return values
    return dict(zip((child.key for child in piece.children), values, strict=True))


@settings(max_examples=500, deadline=None)
@given(json_texts)
@example("{}")
@example(' {"products":[]}\n')
@example('{"products":[{"members":[{}]}],"products":[{"members":[1],"members":[2]}]}')
@example('{"a": 1e400, "b": -0, "c": -0.0, "d": 1E+2}')
def test_a_text_that_is_read_comes_back_and_means_what_json_says(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert text_of(data) == text
    assert text_of(data, None) == text
    got = value(read(data, ASSOCIATION, Ids()).root)
    assert same(got, json.loads(text))


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_pieces_hold_every_pair_and_duplicates_in_order(seed: int) -> None:
    text = some_text(Random(seed))
    root = read(text.encode(), ASSOCIATION, Ids()).root
    if isinstance(root, Branch):
        pairs = loads(text)
        assert [child.key for child in root.children] == [key for key, _ in pairs]
        for child, (_, wanted) in zip(root.children, pairs, strict=True):
            assert same(loads(child.text), wanted)


@settings(max_examples=300, deadline=None)
@given(json_texts, st.integers(0, 60), st.sampled_from(list('{}[]",:x\x01\\é0-')))
def test_a_text_is_read_if_and_only_if_json_reads_it(text: str, at: int, put: str) -> None:
    damaged = text[:at] + put + text[at + 1 :]
    data = damaged.encode("utf-8", "surrogatepass")
    try:
        json.loads(damaged, parse_constant=refuse)
    except ValueError:
        with pytest.raises(NotAnAssociationText):
            read(data, ASSOCIATION, Ids())
    else:
        assert text_of(data) == damaged


def refuse(name: str) -> None:
    raise ValueError(name)


@pytest.mark.parametrize(
    "text", ["NaN", "[Infinity]", '{"a": -Infinity}', "\ufeff{}", "", " \n", "a: 1"]
)
def test_what_only_lenient_readers_take_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotAnAssociationText) as raised:
        read(text.encode(), ASSOCIATION, Ids())
    assert raised.value.line == 1
    assert raised.value.expected


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"products":[{"members":[{"x":'])
def test_512_levels_are_read_and_513_are_not(opening: str) -> None:
    step = opening.count("[") + opening.count("{")
    closing = "".join("]" if each == "[" else "}" for each in reversed(opening) if each in "[{")
    for levels, is_read in ((512, True), (513, False)):
        times, rest = divmod(levels, step)
        text = "[" * rest + opening * times + "0" + closing * times + "]" * rest
        if is_read:
            assert text_of(text.encode()) == text
            continue
        with pytest.raises(NotAnAssociationText) as raised:
            read(text.encode(), ASSOCIATION, Ids())
        assert raised.value.rule == "json-limits"


@pytest.mark.parametrize("shape", ["{}", "-{}", "0.{}", "-0.{}e1", "1{}.0"])
def test_4300_digits_are_read_and_one_more_is_not(shape: str) -> None:
    others = sum(map(str.isdigit, shape))
    text = shape.format("1" * (4300 - others))
    assert text_of(f'{{"a": {text}}}'.encode()) == f'{{"a": {text}}}'
    longer = shape.format("1" * (4301 - others))
    with pytest.raises(NotAnAssociationText) as raised:
        read(f'{{"a": {longer}}}'.encode(), ASSOCIATION, Ids())
    assert raised.value.rule == "json-limits"


def test_brackets_and_digits_in_strings_count_for_nothing() -> None:
    text = json.dumps({"products": [{"name": "{" * 600 + "[" * 600 + "1" * 9000}]})
    assert text_of(text.encode()) == text


def test_bytes_that_are_no_utf8_are_refused() -> None:
    with pytest.raises(NotAnAssociationText) as raised:
        read(b'{"a":\n "\xff"}', ASSOCIATION, Ids())
    assert (raised.value.rule, raised.value.line) == ("file-encoding", 2)


def test_of_duplicate_lists_only_the_last_is_taken_apart() -> None:
    text = b'{"products": [{}], "products": [{"members": [1], "name": "a", "members": [2]}]}'
    root = read(text, ASSOCIATION, Ids()).root
    assert isinstance(root, Branch)
    void, products = root.children
    assert isinstance(void, Leaf) and isinstance(products, Branch)
    product = products.children[0]
    assert isinstance(product, Branch)
    assert [type(child) for child in product.children] == [Leaf, Leaf, Branch]


def test_a_key_spelled_with_escapes_is_the_key_that_it_means() -> None:
    text = '{"pr\\u006fducts": [{"members": []}]}'
    root = read(text.encode(), ASSOCIATION, Ids()).root
    assert isinstance(root, Branch) and root.children[0].key == "products"
    assert isinstance(root.children[0], Branch)


def test_key_strings_are_shared_among_members() -> None:
    root = read(b'[{"abcd": 1}, {"abcd": 2}]', Layout("["), Ids()).root
    assert isinstance(root, Branch)
    first, second = (child.value for child in root.children if isinstance(child, Leaf))
    assert isinstance(first, Pairs) and isinstance(second, Pairs)
    assert first[0] is second[0]


@pytest.mark.parametrize("text", [" 1 ", "\n[1, 2]\t", '{"a": 1}'])
def test_new_text_is_taken_without_the_blanks_around_it(text: str) -> None:
    leaf = leaf_of(text, 5, ", ", "k")
    assert (leaf.id, leaf.lead, leaf.key, leaf.text) == (5, ", ", "k", text.strip())
    assert same(plain(value_of(text)), json.loads(text))


@pytest.mark.parametrize("text", ["", "1 2", "{", "'a'", "[1,]"])
def test_new_text_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(NotAnAssociationText):
        piece_of(text, 1, "", None, ASSOCIATION, Ids())


@settings(max_examples=100, deadline=None)
@given(json_texts)
def test_a_member_taken_apart_is_its_text(text: str) -> None:
    leaf = leaf_of(text, 1, "", None)
    apart = taken_apart(leaf, Ids())
    assert (apart is None) == (not isinstance(leaf.value, Pairs))
    if apart is not None:
        assert apart.text == leaf.text
        assert span_of(apart.text)


ASSOCIATIONS = corpus_files("associations")
SUITE = corpus_files("json-test-suite", "test_*/*.json")
JSON_SUITE = "JSONTestSuite: 95 valid, 188 invalid, 35 open cases, 22 transforms"


@pytest.mark.skipif(not ASSOCIATIONS, reason="the corpus of real associations is not here")
def test_every_real_association_that_is_json_comes_back_to_the_byte() -> None:
    came_back = 0
    for path in ASSOCIATIONS:
        data = path.read_bytes()
        try:
            wanted = json.loads(data, parse_constant=refuse)
        except ValueError:
            assert find_defects(data), path.name
            continue
        assert text_of(data).encode("utf-8", "surrogatepass") == data, path.name
        assert same(value(read(data, ASSOCIATION, Ids()).root), wanted), path.name
        came_back += 1
    assert came_back > 100


@pytest.mark.skipif(not SUITE, reason="JSONTestSuite is not here")
@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.name)
def test_the_cases_of_jsontestsuite_are_read_or_refused(path: Path, outcomes: Outcomes) -> None:
    data = path.read_bytes()
    must_read = path.name.startswith("y_") or path.parent.name == "test_transform"
    try:
        text = text_of(data)
    except NotAnAssociationText as refused:
        assert not must_read
        assert refused.line >= 1 and refused.column >= 1
        outcomes.add(JSON_SUITE, {"refused with a place": 1})
        return
    assert not path.name.startswith("n_")
    assert text.encode("utf-8", "surrogatepass") == data
    got, wanted = value(read(data, ASSOCIATION, Ids()).root), json.loads(data)
    assert same(got, wanted)
    outcomes.add(JSON_SUITE, {"read, and the same bytes again": 1})
