"""Going from problem to problem, and the stage that is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.places import DOCUMENT
from asned.rules.findings import Finding
from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def go_to_next(app: AsnedApp, step: int) -> None:
    """Go to the next problem in the order of the file, after the last to the first."""
    finding = _next(app, step)
    if finding is None:
        app.say("no problems" if app.session.is_judged else "no problems so far; still judging")
        return
    app.go_to(finding.place, finding.field)
    row = app.problems.row_of_finding(finding)
    assert row is not None
    app.problems.move_cursor(row)
    app.announce(finding, f"problem {row + 1} of {len(app.session.findings)}")


def _next(app: AsnedApp, step: int) -> Finding | None:
    """Give the next finding about the place under the cursor, else that of the next place."""
    findings = app.session.findings
    place = app.pane.place or DOCUMENT
    here = app.problems.finding(app.problems.cursor_row)
    if here is not None and here.place == place:
        around = findings.of_node(place.node)
        at = around.index(here) + step
        if 0 <= at < len(around):
            return around[at]
    found = app.session.neighbour(place, step)
    if found is None:
        return None
    return findings.of_node(found[0].place.node)[0 if step > 0 else -1]


def choose_stage(app: AsnedApp) -> None:
    """Ask by which stage to judge."""

    def take(chosen: str | None) -> None:
        if chosen is not None:
            app.apply(
                app.session.choose_stage(int(chosen) if chosen.isdigit() else None), moves=False
            )
            app.say(f"judged as {app.session.stage}")

    question: Question[str] = Question(
        "By which stage shall it be judged?",
        [f"Now: {app.session.stage}"],
        [
            Choice("i", "infer it from the file", "infer"),
            Choice("2", "Stage 2", "2"),
            Choice("3", "Stage 3", "3"),
        ],
    )
    app.push_screen(question, take)
