import pytest

from asned.jsontext.values import pairs_of
from asned.rules.wording import LONGEST, has_hidden, joined, kind_of, quoted


def test_a_long_value_is_cut_and_the_cut_is_marked():
    assert quoted("a" * 100) == '"' + "a" * LONGEST + '…"'
    assert quoted(10**100) == "1" + "0" * (LONGEST - 1) + "…"


def test_short_values_stand_as_json_spells_them():
    assert [quoted(each) for each in ('a"b', None, True, 1.5)] == ['"a\\"b"', "null", "true", "1.5"]


def test_a_list_or_object_is_only_named():
    assert [quoted(each) for each in ([1], {"a": 1}, pairs_of([("a", 1)]))] == [
        "a list",
        "an object",
        "an object",
    ]


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (False, "true or false"), (0, "a number"), (0.5, "a number"), ("", "text")],
)
def test_kinds_have_plain_names(value, kind):
    assert kind_of(value) == kind


def test_words_are_joined_as_in_a_sentence():
    assert [joined(list(each)) for each in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert joined(["a", "b"], "or") == "a or b"


@pytest.mark.parametrize("character", ["\x00", "\t", "\x7f", "\x9b", "\u202e", "\u2028", "\u200b"])
def test_hidden_characters_are_seen(character):
    assert has_hidden(f"a{character}b")


@pytest.mark.parametrize("text", ["", "plain", "für später", "星", "\ud800"])
def test_shown_characters_and_lone_surrogates_are_let_pass(text):
    assert not has_hidden(text)
