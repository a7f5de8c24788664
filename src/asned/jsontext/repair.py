"""A defect of a text, and the text edits that mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

MAX_FLAWS = 100_000
"""Defects found in one pass: beyond that nobody reads on, and memory stays bounded."""

TextEdit: TypeAlias = tuple[int, int, str]
"""Start and end of what is replaced, in characters, and the text that takes its place."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to mend a defect: `edits` in ascending order, none overlapping another.

    `lossy` says that something somebody wrote is lost by it (a comment, text after the end).
    """

    label: str
    edits: tuple[TextEdit, ...]
    lossy: bool = False


@dataclass(frozen=True, slots=True)
class Defect:
    """One place where a text is not what it has to be.

    `line` and `column` count from 1, `offset` from 0; all count characters. `message` says what is
    wrong and what to do. The first of `repairs` is the likeliest.
    """

    rule: str
    line: int
    column: int
    offset: int
    message: str
    repairs: tuple[Repair, ...] = ()


class Flaw(NamedTuple):
    """A defect whose line and column are not counted yet."""

    rule: str
    offset: int
    message: str
    repairs: tuple[Repair, ...] = ()


def insertion(label: str, offset: int, text: str) -> Repair:
    """Make a repair that puts text in."""
    return Repair(label, ((offset, offset, text),))


def deletion(label: str, start: int, end: int, *, lossy: bool = False) -> Repair:
    """Make a repair that takes text out."""
    return Repair(label, ((start, end, ""),), lossy)


def replacement(label: str, start: int, end: int, text: str, *, lossy: bool = False) -> Repair:
    """Make a repair that puts text in the place of other text."""
    return Repair(label, ((start, end, text),), lossy)


def repaired_text(text: str, repairs: Iterable[Repair]) -> str:
    """Give the text with the repairs made, all meant for the text as it is.

    Of two that overlap the later is left out: mend, walk the text again, and mend what remains.
    """
    return edited_text(text, compatible_edits(repairs))


def compatible_edits(repairs: Iterable[Repair]) -> list[TextEdit]:
    """Give the edits of the repairs in ascending order; a repair that overlaps an earlier is left out."""
    edits: list[TextEdit] = []
    done = 0
    for repair in sorted(repairs, key=lambda each: each.edits[0][:2]):
        if repair.edits[0][0] >= done:
            edits += repair.edits
            done = repair.edits[-1][1]
    return edits


def edited_text(text: str, edits: Iterable[TextEdit]) -> str:
    """Give the text with edits made that are in ascending order and do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def inverse_edits(text: str, edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Give the edits that make this text again of what the edits make of it."""
    inverse: list[TextEdit] = []
    moved = 0
    for start, end, new in edits:
        inverse.append((start + moved, start + moved + len(new), text[start:end]))
        moved += len(new) - (end - start)
    return inverse
