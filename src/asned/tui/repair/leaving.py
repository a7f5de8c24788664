"""Leaving the repair screen: for the editor, once the text is JSON, or without a change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported

from asned.jsontext.difference import unified
from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question
from asned.tui.differenceview import DifferenceView
from asned.tui.repair.aside import aside

if TYPE_CHECKING:
    from asned.tui.repair.app import RepairApp

_LONG_LINE = 1000


class _Difference(NamedTuple):
    """The lines of a difference, and whether long ones were broken to show it."""

    lines: list[str]
    is_broken: bool


def go_on(app: RepairApp) -> None:
    """Show what would be written, or say why nothing can be yet."""
    broken = app.broken
    if broken.is_sound:
        show_difference(app)
    elif not broken.is_searched:
        app.say("still looking for defects…")
    else:
        count = len(broken.defects)
        app.say(
            f"not yet: the text is not JSON while {count:,} "
            f"{'defect is' if count == 1 else 'defects are'} left; ] goes to the next one",
            "warning",
        )


def show_difference(app: RepairApp) -> None:
    """Show what would be written against the file; accepted, it opens in the editor."""
    broken = app.broken
    old, new, revision = broken.original, broken.text, broken.revision
    app.say("comparing with the file…")

    def show(difference: _Difference) -> None:
        if revision == broken.revision:
            app.say("")
            app.push_screen(_view(app, difference), partial(_answered, app))

    aside(app, max(len(old), len(new)), partial(_compare, old, new, app.file_name), show)


def leave(app: RepairApp) -> None:
    """Quit; asks first where there are changes to lose."""
    if not app.broken.is_changed:
        app.exit()
        return
    stay = Choice("k", "keep repairing", "stay")
    if app.broken.is_sound:
        stay = Choice("s", "show what would be written, and go on", "on")
    question: Question[str] = Question(
        "Discard the repair?",
        [f"{app.file_name} was changed here. Nothing of that is written: the file is as it was."],
        [stay, Choice("d", "discard it and quit", "discard")],
    )

    def take(answer: str | None) -> None:
        if answer == "discard":
            app.exit()
        elif answer == "on":
            show_difference(app)

    app.push_screen(question, take)


def suspend(app: RepairApp) -> None:
    """Go back to the shell for a while."""
    try:
        app.suspend_to_shell()
    except SuspendNotSupported:
        app.say("this terminal cannot suspend a program", "warning")


def _view(app: RepairApp, difference: _Difference) -> DifferenceView:
    remarks = [
        "The text is JSON. Nothing is written before you save in the editor; the file will then "
        "change like this:"
    ]
    if app.broken.changes_encoding:
        remarks.append("(It is not in UTF-8 now; it will be.)")
    if difference.is_broken:
        remarks.append("(Long lines are shown broken at their commas.)")
    return DifferenceView(
        "What will be written",
        difference.lines,
        remarks=remarks,
        accept="open the editor",
        back="back to the repair",
    )


def _answered(app: RepairApp, is_accepted: bool | None) -> None:
    if is_accepted:
        app.accept()


def _compare(old: str, new: str, name: str) -> _Difference:
    long, new_long = _long_lines(old), _long_lines(new)
    differing = long ^ new_long
    lines = unified(
        _broken_at_commas(old, differing),
        _broken_at_commas(new, differing),
        name,
        f"{name}, repaired",
    )
    return _Difference(list(lines), is_broken=bool(differing))


def _long_lines(text: str) -> set[str]:
    return {line for line in text.split("\n") if len(line) > _LONG_LINE}


def _broken_at_commas(text: str, lines: set[str]) -> str:
    """Break these lines of a text at their commas, so that what differs in them can be seen."""
    if not lines:
        return text
    return "\n".join(
        line.replace(",", ",\n") if line in lines else line for line in text.split("\n")
    )
