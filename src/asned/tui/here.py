"""What the lines of state and keys say of where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.places import Kind
from asned.jsontext.display import displayable
from asned.tui.pane import MARKS, TONES, worst
from asned.tui.rows import Tone

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def position_words(app: AsnedApp) -> str:
    """Say how many rows are selected, else which row the cursor is on."""
    pane = app.pane
    if len(pane.selection):
        return f"{len(pane.selection)} selected"
    if not len(pane) or app.session.is_begun:
        return ""
    return pane.position_words()


def cursor_words(app: AsnedApp) -> tuple[str, Tone]:
    """Give the weightiest finding on the row of the cursor, else the whole value of its cell."""
    pane = app.pane
    if pane.cursor_row >= len(pane):
        return "", "plain"
    place = pane.place
    visited = app.problems.visited_from(pane)
    if visited is not None:
        return f"{MARKS[visited.severity]} {displayable(visited.message)}", TONES[visited.severity]
    if place is not None and pane is not app.problems:
        about = app.session.findings.of_node(place.node)
        if pane is app.products and place.kind is Kind.DOCUMENT:
            about = [each for each in about if each.field == "products"]
        finding = worst(about)
        if finding is not None:
            mark = MARKS[finding.severity]
            return f"{mark} {displayable(finding.message)}", TONES[finding.severity]
    return pane.whole_value(pane.cursor_row, pane.cursor_column), "muted"
