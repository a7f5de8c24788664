"""The text that is repaired: its lines, its changes, and that nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.association.brokentext import BrokenText, search
from asned.association.skeleton import SKELETON
from asned.jsontext.repair import (
    compatible_edits,
    deletion,
    edited_text,
    insertion,
    inverse_edits,
    repaired_text,
)

texts = st.text(st.sampled_from('{}[]":,a1 \t\r\n'), max_size=60)
any_bytes = st.one_of(st.binary(max_size=60), texts.map(str.encode))


def searched(data: bytes) -> BrokenText:
    broken = BrokenText(data)
    assert broken.take_found(broken.revision, search(broken.data))
    return broken


@given(any_bytes)
def test_unchanged_bytes_are_given_back_as_they_were(data: bytes):
    assert BrokenText(data).data == data


@given(any_bytes)
def test_the_lines_are_those_between_the_line_breaks(data: bytes):
    broken = BrokenText(data)
    lines = [broken.text[slice(*broken.span(row))] for row in range(len(broken))]
    split = broken.text.split("\n")
    assert lines == [*(line.removesuffix("\r") for line in split[:-1]), split[-1]]


@given(any_bytes, st.data())
def test_each_offset_is_in_one_line(data: bytes, draw: st.DataObject):
    broken = BrokenText(data)
    offset = draw.draw(st.integers(0, len(broken.text)))
    assert broken.row_at(offset) == broken.text.count("\n", 0, offset)


@given(texts, st.data())
def test_deleting_a_line_leaves_the_others(text: str, draw: st.DataObject):
    broken = BrokenText(text.encode())
    row = draw.draw(st.integers(0, len(broken) - 1))
    lines = [text[slice(*broken.span(each))] for each in range(len(broken))]
    broken.exchange(*broken.whole_span(row), "", "delete")
    left = [broken.text[slice(*broken.span(each))] for each in range(len(broken))]
    del lines[row]
    assert left == (lines or [""])


@given(any_bytes, st.data())
def test_undoing_everything_gives_the_bytes_of_the_file(data: bytes, draw: st.DataObject):
    broken = BrokenText(data)
    states = [broken.text]
    for _ in range(draw.draw(st.integers(1, 5))):
        start = draw.draw(st.integers(0, len(broken.text)))
        end = draw.draw(st.integers(start, len(broken.text)))
        if broken.exchange(start, end, draw.draw(texts), "edit"):
            states.append(broken.text)
    for state in states[-2::-1]:
        broken.undo()
        assert broken.text == state
    assert broken.data == data
    assert not broken.is_changed
    assert broken.undo() is None
    for state in states[1:]:
        broken.redo()
        assert broken.text == state
    assert broken.redo() is None


@given(texts, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), texts), max_size=6))
def test_edits_are_taken_back_by_their_inverse(text: str, raw: list[tuple[int, int, str]]):
    at = 0
    edits = []
    for gap, length, new in raw:
        start = min(len(text), at + gap)
        at = min(len(text), start + length)
        edits.append((start, at, new))
    changed = edited_text(text, edits)
    assert edited_text(changed, inverse_edits(text, edits)) == text


def test_of_overlapping_repairs_the_later_is_left_out():
    repairs = [deletion("b", 2, 5), insertion("c", 5, "x"), deletion("a", 0, 3)]
    assert compatible_edits(repairs) == [(0, 3, ""), (5, 5, "x")]
    assert repaired_text("abcdefg", repairs) == "dexfg"


def test_a_change_makes_what_was_found_before_out_of_date():
    broken = searched(b'{"a" 1,}')
    assert len(broken.defects) == 2
    before = broken.revision
    assert broken.mend(broken.defects[0].repairs, "mend")
    assert not broken.is_searched
    assert not broken.take_found(before, ())
    assert broken.take_found(broken.revision, search(broken.data))
    assert [defect.rule for defect in broken.defects] == ["json-trailing-comma"]
    assert not broken.is_sound


def test_what_changes_nothing_is_no_step():
    broken = BrokenText(b"{]")
    assert not broken.exchange(0, 1, "{", "edit")
    assert not broken.is_changed


def test_defects_are_found_by_their_line():
    broken = searched(b'{\n"a" 1\n"b" 2\n\n')
    assert [list(broken.defects_of(row)) for row in range(len(broken))] == [
        [index for index, defect in enumerate(broken.defects) if defect.line == row + 1]
        for row in range(len(broken))
    ]
    assert len(broken.defects_of(1)) > 0


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_mended_by_a_new_association(data: bytes):
    broken = searched(data)
    (repairs,) = [each.repairs for each in broken.defects if each.rule == "file-empty"]
    assert broken.mend(repairs, "begin")
    assert broken.data == SKELETON
    assert search(broken.data) == ()


def test_text_in_another_encoding_becomes_utf8_with_the_first_change_only():
    data = b"\xff\xfe" + '{"é": 1}'.encode("utf-16-le")
    broken = searched(data)
    assert broken.changes_encoding
    assert not broken.unchangeable
    assert broken.mend(broken.defects[0].repairs, "mend")
    assert broken.data == '{"é": 1}'.encode()
    broken.undo()
    assert broken.data == data


def test_bytes_that_a_change_would_lose_are_left_alone():
    assert BrokenText(b"\xff\xfe{").unchangeable
    assert not BrokenText(b"{\xff").unchangeable
