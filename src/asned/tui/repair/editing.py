"""Editing a line of the text in the cell's editor, and what the walk says of it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from asned.association.brokentext import search
from asned.jsontext.display import displayable
from asned.jsontext.encoding import bytes_of
from asned.tui.celleditor import CellEditor, Kind
from asned.tui.repair.moving import defect_here
from asned.tui.repair.spelling import stretch, typable, typed_back
from asned.tui.rows import Tone

if TYPE_CHECKING:
    from asned.tui.repair.app import RepairApp

_JUDGED_AT_EACH_KEY = 32_000
"""Characters of a text in which defects are looked for at each key."""


@dataclass(frozen=True, slots=True)
class Editing:
    """What is edited: from `start` to `end` of the text, where `before` stands, on a line."""

    row: int
    start: int
    end: int
    before: str


def edit(app: RepairApp) -> None:
    """Edit the line under the cursor; in the list of defects, go to the one under the cursor."""
    if app.pane is app.defects:
        app.lines.focus()
        return
    broken = app.broken
    if broken.unchangeable:
        app.say(broken.unchangeable, "error")
        return
    row = app.lines.cursor_row
    start, end = broken.span(row)
    index = defect_here(app)
    column = end - start if index is None else broken.defects[index].column - 1
    first, last = stretch(end - start, column)
    before = broken.text[start + first : start + last]
    text = typable(before)
    if text is None:
        app.say("not edited: a sign such as ␛ here could be meant or stand for another", "error")
        return
    made = Editing(row, start + first, start + last, before)
    cursor = len(displayable(before[: max(0, column - first)]))
    judge = partial(_verdict, app, made) if len(broken.text) <= _JUDGED_AT_EACH_KEY else None
    region = app.lines.cell_region(row, 1)
    app.editor.open(region, text, judge=judge, token=made, cursor=cursor)


def take(app: RepairApp, accepted: CellEditor.Accepted) -> None:
    """Put what was typed into the text."""
    made = accepted.token
    assert isinstance(made, Editing)
    new = typed_back(accepted.value, made.before)
    if app.broken.exchange(made.start, made.end, new, f"edit line {made.row + 1}"):
        app.lines.structure_changed()
        app.look()


def _verdict(app: RepairApp, made: Editing, typed: str, _: Kind) -> tuple[str, Tone]:
    """Say what would be wrong with the text if the line were accepted as typed."""
    text = app.broken.text
    new = typed_back(typed, made.before)
    defects = search(bytes_of(text[: made.start] + new + text[made.end :]))
    if not defects:
        return "the text is JSON with this", "changed"
    for defect in defects:
        if made.start <= defect.offset <= made.start + len(new):
            return f"column {defect.column}: {displayable(defect.message)}", "error"
    count = len(defects)
    return f"this is right; {count} defect{' is' if count == 1 else 's are'} left", "muted"
