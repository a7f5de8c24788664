"""Changes of a text that is no JSON (yet) as lines of a journal.

A line is `{"label": …, "exchanges": [[start, end, checksum, new], …]}`: `new` took the place of what stood
from `start` to `end`, counted in characters of the text before. The checksum is of that and what stood
around it, so that an insertion too is known to be where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asned.association.journalwords import (
    DoesNotFitError,
    Json,
    check_of,
    packed,
    position_of,
    unpacked,
)

if TYPE_CHECKING:  # the search for defects, which these bring along, is for broken texts alone
    from asned.association.brokentext import BrokenText
    from asned.jsontext.repair import TextEdit

_AROUND = 24


def journaled_change(text: str, edits: Sequence[TextEdit], label: str) -> Json:
    """Give the line of a change that is about to be made in the text."""
    exchanges = [
        [start, end, _check_around(text, start, end), packed(new)] for start, end, new in edits
    ]
    return {"label": label, "exchanges": exchanges}


def is_change(line: Json) -> bool:
    """Say whether a line is about a text and not about a document."""
    return isinstance(line, dict) and "exchanges" in line


def make_again(broken: BrokenText, lines: Sequence[Json]) -> int:
    """Make the changes of these lines again, each as a step of undo; give how many of them fitted."""
    for number, line in enumerate(lines):
        try:
            edits = _edits(broken.text, line["exchanges"])
            label = str(line["label"])
        except (DoesNotFitError, KeyError, TypeError, ValueError):
            return number
        broken.change(edits, label)
    return len(lines)


def _edits(text: str, lines: Json) -> list[TextEdit]:
    edits: list[TextEdit] = []
    reached = 0
    for start, end, check, new in lines:
        if not reached <= position_of(start) <= position_of(end) <= len(text):
            raise DoesNotFitError("these are no places of this text")
        if _check_around(text, start, end) != check:
            raise DoesNotFitError("something else stands there")
        reached = end
        edits.append((start, end, unpacked(new)))
    return edits


def _check_around(text: str, start: int, end: int) -> int:
    return check_of(text[max(0, start - _AROUND) : end + _AROUND])
