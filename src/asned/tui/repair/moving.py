"""Going from defect to defect, and what there is to read about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

from asned.tui.dialogs import Message
from asned.tui.keyhelp import KeyHelp
from asned.tui.palette import ActionCommands
from asned.tui.repair.actions import REPAIR_ACTIONS

if TYPE_CHECKING:
    from asned.tui.repair.app import RepairApp


class RepairCommands(ActionCommands):
    """Offers the actions of the repair screen."""

    ACTIONS = REPAIR_ACTIONS


def other_pane(app: RepairApp) -> None:
    """Go from the text to the list of defects, or back."""
    (app.lines if app.pane is app.defects else app.defects).focus()


def defect_here(app: RepairApp) -> int | None:
    """Give the position of the defect under the cursor; of several on a line the one gone to last."""
    if app.pane is app.defects:
        return app.defects.cursor_row if len(app.defects) else None
    here = app.broken.defects_of(app.lines.cursor_row)
    if app.defects.cursor_row in here:
        return app.defects.cursor_row
    return here.start if here else None


def go_on(app: RepairApp, step: int) -> None:
    """Go to the next (step 1) or previous (-1) defect, after the last to the first."""
    defects = app.broken.defects
    if not defects:
        is_sound = app.broken.is_sound
        app.say("no defects are left" if is_sound else "still looking for defects…")
        return
    here = defect_here(app)
    if here is None:
        after = app.broken.defects_of(app.lines.cursor_row).start
        to = after if step > 0 else after - 1
    else:
        to = here + step
    go_to(app, to % len(defects))
    app.lines.focus()


def go_to(app: RepairApp, index: int) -> None:
    """Put both cursors on a defect."""
    app.defects.move_cursor(index)
    show_in_text(app, index)


def show_in_text(app: RepairApp, index: int) -> None:
    """Put the cursor of the text on the line of a defect, and bring the place in sight."""
    defect = app.broken.defects[index]
    app.lines.move_cursor(min(defect.line, len(app.lines)) - 1)
    app.lines.reveal(defect.column - 1)


def show_keys(app: RepairApp) -> None:
    """Show all keys."""
    app.push_screen(KeyHelp(REPAIR_ACTIONS))


def show_palette(app: RepairApp) -> None:
    """Offer every action by name."""
    app.push_screen(CommandPalette(providers=[RepairCommands]))


def explain(app: RepairApp) -> None:
    """Explain the rule that the defect under the cursor breaks."""
    from asned.rules.explaining import explanation  # noqa: PLC0415 - not wanted at the start

    index = defect_here(app)
    if index is None:
        app.say("no defect on this line; ] goes to the next one")
        return
    defect = app.broken.defects[index]
    place = f"Line {defect.line}, column {defect.column}: {defect.message}"
    app.push_screen(Message(defect.rule, [place, *explanation(defect.rule)]))
