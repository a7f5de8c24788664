"""Damage at every place of an association where it can be done: named, and mended to the original."""

import json
import re

import pytest

from asned.jsontext.defects import find_defects, repair, repair_all
from jsontext.damaged import ASSOCIATION, LAYOUTS, PRETTY, boundaries, inside_strings, tokens

BROKEN_OVER_LINES = {name: text for name, text in LAYOUTS.items() if "\n" in text}
layouts = pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
layouts_over_lines = pytest.mark.parametrize(
    "text", BROKEN_OVER_LINES.values(), ids=BROKEN_OVER_LINES
)


def assert_named_and_mended(
    damaged: str, original: str, rule: str | None, places: set[int] | None = None
) -> None:
    """With `places` there must be one defect, at one of these offsets."""
    defects = find_defects(damaged.encode())
    assert defects, damaged
    if places is not None:
        (defect,) = defects
        assert defect.offset in places, damaged
    if rule is not None:
        assert {defect.rule for defect in defects} == {rule}, damaged
    mended = repair(damaged.encode(), [defect.repairs[0] for defect in defects])
    assert mended.decode() == original, damaged


@layouts
def test_a_comma_put_in_anywhere(text):
    for at in boundaries(text):
        # Of two commas either may be the one too many.
        assert_named_and_mended(text[:at] + "," + text[at:], text, None, {at, at + 1})


@layouts
def test_a_trailing_comma(text):
    for at in re.finditer(r'(?<=[^\s,\[{])(?=\s*[\]}](?![^"\n]*"))', text):
        damaged = text[: at.start()] + "," + text[at.start() :]
        if at.start() not in inside_strings(text):
            assert_named_and_mended(damaged, text, "json-trailing-comma")


@layouts
def test_a_comma_taken_out(text):
    for token in tokens(text):
        if token.group() == ",":
            damaged = text[: token.start()] + text[token.end() :]
            assert_named_and_mended(damaged, text, "json-missing-comma", {token.start()})


@pytest.mark.parametrize("comment", ["/* c */", "/* c */ ", ' /* "c": {\n, */'])
@layouts
def test_a_comment_between_any_tokens(text, comment):
    for at in boundaries(text):
        begin = at + len(comment) - len(comment.lstrip())
        assert_named_and_mended(text[:at] + comment + text[at:], text, "json-comment", {begin})


@pytest.mark.parametrize("comment", ["// c", '# "c": {', ' // "c",'])
@layouts_over_lines
def test_a_comment_to_the_end_of_a_line_of_its_own_making(text, comment):
    newline = "\r\n" if "\r\n" in text else "\n"
    for at in boundaries(text)[:-1]:
        damaged = text[:at] + comment + newline + text[at:]
        begin = at + len(comment) - len(comment.lstrip())
        assert_named_and_mended(damaged, text, "json-comment", {begin})


@pytest.mark.parametrize("comment", ["// c", "# c", "/* c */"])
@layouts_over_lines
def test_a_comment_on_its_own_line_or_at_the_end_of_one(text, comment):
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    for number, line in enumerate(lines):
        indentation = line[: len(line) - len(line.lstrip())]
        for with_comment in (
            [comment, line],
            [indentation + comment, line],
            [line + "  " + comment],
            [line + comment],
        ):
            damaged = newline.join([*lines[:number], *with_comment, *lines[number + 1 :]])
            assert_named_and_mended(damaged, text, "json-comment")


def test_several_comments_in_a_row():
    lines = PRETTY.split("\n")
    for number in range(len(lines)):
        with_comments = ["    // one", "# two", "", "  /* three */", lines[number] + " // four"]
        damaged = "\n".join([*lines[:number], *with_comments, *lines[number + 1 :]])
        original = "\n".join([*lines[:number], "", lines[number], *lines[number + 1 :]])
        assert_named_and_mended(damaged, original, "json-comment")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        *(("null", wrong) for wrong in ("None", "NaN", "Infinity", "-Infinity", "NULL")),
        ("true", "True"),
        ("false", "False"),
    ],
)
@layouts
def test_a_literal_of_another_language(text, right, wrong):
    found = [token for token in tokens(text) if token.group() == right]
    assert found
    for token in found:
        damaged = text[: token.start()] + wrong + text[token.end() :]
        assert_named_and_mended(damaged, text, "json-literal", {token.start()})


@layouts
def test_closing_brackets_missing_at_the_end(text):
    newline = "\r\n" if "\r\n" in text else "\n"
    cut = text
    while cut.rstrip()[-1:] in ("}", "]"):
        cut = cut.rstrip()[:-1]
        assert_named_and_mended(cut, text, "json-syntax")
        assert_named_and_mended(cut.rstrip(), text, "json-syntax")
        if newline in text:
            assert_named_and_mended(cut.rstrip() + newline, text, "json-syntax")


def test_the_last_bracket_missing_before_a_final_newline():
    assert_named_and_mended(PRETTY[:-1] + "\n", PRETTY + "\n", "json-syntax")


@pytest.mark.parametrize("extra", ["x", "\nx", " {}", '\n{"a": [1,', "}", "]", ",", "\n}\n]"])
@layouts
def test_text_after_the_end(text, extra):
    assert_named_and_mended(text + extra, text, "json-extra-data")


def test_text_after_the_end_leaves_the_final_newline():
    assert_named_and_mended(PRETTY + "\nx\n", PRETTY + "\n", "json-extra-data")


@layouts
def test_a_byte_order_mark(text):
    assert_named_and_mended("\ufeff" + text, text, "file-bom", {0})


@pytest.mark.parametrize("control", ["\n", "\r\n", "\t", "\x00", "\x1b"])
def test_a_raw_control_character_at_every_place_of_a_string(control):
    escaped = json.dumps(control)[1:-1]
    for at in inside_strings(PRETTY):
        damaged = PRETTY[:at] + control + PRETTY[at:]
        original = PRETTY[:at] + escaped + PRETTY[at:]
        assert_named_and_mended(damaged, original, "json-control-character", {at})


@pytest.mark.parametrize("layout", ["indent 4", "one line", "compact"])
def test_single_quotes_throughout_as_python_escapes_them(layout):
    def requoted(match):
        return "'" + match[1].replace('\\"', '"').replace("'", "\\'") + "'"

    damaged = re.sub(r'"((?:[^"\\]|\\.)*)"', requoted, LAYOUTS[layout])
    assert_named_and_mended(damaged, LAYOUTS[layout], "json-quotes")


def test_single_quotes_throughout_with_apostrophes_left_as_they_were():
    original = PRETTY.replace('\\"', "")
    assert_named_and_mended(original.replace('"', "'"), original, "json-quotes")


def test_the_repr_of_an_association():
    damaged = repr(ASSOCIATION)
    assert {"json-quotes", "json-literal"} == {
        defect.rule for defect in find_defects(damaged.encode())
    }
    assert json.loads(repair_all(damaged.encode())) == ASSOCIATION


@layouts_over_lines
def test_any_character_taken_out_is_found_where_it_was(text):
    for at in range(len(text)):
        damaged = text[:at] + text[at + 1 :]
        try:
            json.loads(damaged)
        except ValueError:
            line = text.count("\n", 0, at) + 1
            first = find_defects(damaged.encode())[0]
            assert line <= first.line <= line + 1, damaged


@layouts_over_lines
def test_brackets_and_colons_taken_out_are_put_back(text):
    for token in tokens(text):
        if token.group() in "[]{}:":
            damaged = text[: token.start()] + text[token.end() :]
            assert_named_and_mended(damaged, text, "json-syntax")


@layouts_over_lines
def test_quotes_taken_out_are_put_back(text):
    plain = [t for t in tokens(text) if t.group()[0] == '"' and "Constraint(" not in t.group()]
    for token in plain:
        for at in (token.start(), token.end() - 1):
            assert_named_and_mended(text[:at] + text[at + 1 :], text, "json-syntax")
