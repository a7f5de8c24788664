"""Changes of a text that is no JSON (yet) as lines of a journal.

A line is `{"label": …, "exchanges": [[start, end, checksum, new], …]}`: from `start` to `end`, counted in
characters of the text before, stood what the checksum is of, and `new` took its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asned.association.journaling import (
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


def journaled_change(text: str, edits: Sequence[TextEdit], label: str) -> Json:
    """Give the line of a change that is about to be made in the text."""
    exchanges = [[start, end, check_of(text[start:end]), packed(new)] for start, end, new in edits]
    return {"label": label, "exchanges": exchanges}


def is_change(line: Json) -> bool:
    """Say whether a line is about a text and not about a document."""
    return isinstance(line, dict) and "exchanges" in line


def make_again(broken: BrokenText, lines: Sequence[Json]) -> int:
    """Make the changes of these lines again, each as a step of undo; give how many of them fitted."""
    for number, line in enumerate(lines):
        try:
            edits = [_edit(broken.text, each) for each in line["exchanges"]]
            label = str(line["label"])
        except (DoesNotFitError, KeyError, TypeError, ValueError):
            return number
        broken.change(edits, label)
    return len(lines)


def _edit(text: str, line: Json) -> TextEdit:
    start, end, check, new = line
    if check_of(text[position_of(start) : position_of(end)]) != check:
        raise DoesNotFitError("something else stands there")
    return start, end, unpacked(new)
