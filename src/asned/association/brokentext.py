"""A text that is no JSON yet: its lines, its defects, and the changes that make JSON of it.

The text is the whole truth here: a change exchanges characters, its inverse puts them back, and the
defects are looked for anew. Nothing is written.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from asned.association.skeleton import SKELETON
from asned.jsontext.defects import find_defects
from asned.jsontext.encoding import bytes_of, is_walkable, readable_text
from asned.jsontext.repair import (
    Defect,
    Repair,
    TextEdit,
    compatible_edits,
    edited_text,
    inverse_edits,
)


@dataclass(frozen=True, slots=True)
class TextStep:
    """One step of undo: its edits of the text before, those that take it back, and what it was."""

    edits: tuple[TextEdit, ...]
    inverse: tuple[TextEdit, ...]
    label: str


Heard = Callable[[str, Sequence[TextEdit], str], None]
"""Called with the text before a change, the edits that are about to be made in it, and their label."""


class BrokenText:
    """The text of a file while it is repaired.

    `defects` are those found last, in the order of the text; `is_searched` says whether they are those
    of the text as it is. `unchangeable` says why the text must be left alone, "" where it need not.
    Rows count lines from 0; a line ends with a newline, which belongs to none. `heard` is told of
    every change, undoing included, before it is made.
    """

    def __init__(self, data: bytes) -> None:
        self.heard: Heard | None = None
        self.defects: tuple[Defect, ...] = ()
        self.is_searched = False
        self.revision = 0
        self._original = data
        self._steps: list[TextStep] = []
        self._position = 0
        self._take(readable_text(data))
        keeps_bytes = bytes_of(self.text) == data
        self.unchangeable = "" if keeps_bytes or is_walkable(data) else _UNCHANGEABLE

    # ---- what there is

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._text

    @property
    def original(self) -> str:
        """The text of the file."""
        return readable_text(self._original)

    @property
    def data(self) -> bytes:
        """The bytes as they are now: the file's own before the first change, else UTF-8."""
        return bytes_of(self._text) if self._position else self._original

    @property
    def is_changed(self) -> bool:
        """Whether a change was made that is not taken back."""
        return self._position > 0

    @property
    def is_sound(self) -> bool:
        """Whether the text is known to be JSON."""
        return self.is_searched and not self.defects

    @property
    def changes_encoding(self) -> bool:
        """Whether the file is not in the encoding that a repaired text has."""
        return bytes_of(self.original) != self._original

    def __len__(self) -> int:
        return len(self._starts)

    def span(self, row: int) -> tuple[int, int]:
        """Give the offsets where the text of a line begins and ends, its line break left out."""
        start = self._starts[row]
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._text)
        if end > start and row + 1 < len(self._starts) and self._text[end - 1] == "\r":
            end -= 1
        return start, end

    def whole_span(self, row: int) -> tuple[int, int]:
        """Give the offsets of a line with its line break; the last line has the break before it."""
        start = self._starts[row]
        if row + 1 < len(self._starts):
            return start, self._starts[row + 1]
        return (self.span(row - 1)[1] if row else start), len(self._text)

    def row_at(self, offset: int) -> int:
        """Give the line that an offset is in."""
        return bisect_left(self._starts, offset + 1) - 1

    def defects_of(self, row: int) -> range:
        """Give the positions in `defects` of those on a line."""
        first = bisect_left(self.defects, row + 1, key=_line_of)
        return range(first, bisect_left(self.defects, row + 2, lo=first, key=_line_of))

    # ---- looking for defects

    def take_found(self, revision: int, defects: Sequence[Defect]) -> bool:
        """Take what was found in the text of a revision; what is out of date is refused."""
        if revision != self.revision:
            return False
        self.defects = tuple(defects)
        self.is_searched = True
        return True

    # ---- changing

    def exchange(self, start: int, end: int, new: str, label: str) -> bool:
        """Put a text in the place of what is from `start` to `end`; say whether that changes anything."""
        return self.change([(start, end, new)], label)

    def mend(self, repairs: Iterable[Repair], label: str) -> bool:
        """Make repairs of `defects`; of two that overlap the later is left out."""
        return self.change(compatible_edits(repairs), label)

    def undo(self) -> TextStep | None:
        """Take back the change made last; None where there is none."""
        if not self._position:
            return None
        self._position -= 1
        step = self._steps[self._position]
        self._make(step.inverse, f"undo: {step.label}")
        return step

    def redo(self) -> TextStep | None:
        """Make the change again that was taken back last; None where there is none."""
        if self._position == len(self._steps):
            return None
        step = self._steps[self._position]
        self._position += 1
        self._make(step.edits, step.label)
        return step

    def change(self, edits: Sequence[TextEdit], label: str) -> bool:
        """Make edits that stand in ascending order; say whether they change anything."""
        if edited_text(self._text, edits) == self._text:
            return False
        inverse = tuple(inverse_edits(self._text, edits))
        del self._steps[self._position :]
        self._steps.append(TextStep(tuple(edits), inverse, label))
        self._position += 1
        self._make(edits, label)
        return True

    def _make(self, edits: Sequence[TextEdit], label: str) -> None:
        if self.heard is not None:
            self.heard(self._text, edits, label)
        self._take(edited_text(self._text, edits))

    def _take(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.is_searched = False
        self.revision += 1


def search(data: bytes) -> tuple[Defect, ...]:
    """Find the defects of a text; that of an empty one is mended by beginning a new association.

    May run in another thread, for it takes seconds where the text has tens of megabytes.
    """
    return tuple(
        replace(defect, repairs=(_beginning(data),)) if defect.rule == "file-empty" else defect
        for defect in find_defects(data)
    )


def _beginning(data: bytes) -> Repair:
    return Repair("begin a new association", ((0, len(readable_text(data)), SKELETON.decode()),))


def _line_of(defect: Defect) -> int:
    return defect.line


_UNCHANGEABLE = "its encoding is broken: make UTF-8 of the file with another program"
