"""Going from problem to problem, and the stage that is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question

if TYPE_CHECKING:
    from asned.rules.findings import Finding
    from asned.tui.app import AsnedApp


def go_to_next(app: AsnedApp, step: int) -> None:
    """Go to the next problem of the list, which has the errors first; after the last to the first.

    Of a list that is filtered, to the next that it shows.
    """
    problems = app.problems
    count = len(problems)
    if not count:
        has_others = len(app.session.findings) > 0
        app.say("the filter shows no problem; escape shows all" if has_others else none_here(app))
        return
    row = problems.cursor_row
    # A problem that was solved meanwhile has left its row to the next one.
    has_been = problems.finding(row) == problems.visited
    row = (row + (step if has_been else min(step, 0))) % count
    finding = problems.finding(row)
    assert finding is not None
    problems.move_cursor(row)
    filtered = [pane for pane in app.panes if pane.kept is not None]
    go_to(app, finding)
    words = f"{'problem ' * problems.is_wide}{row + 1} of {count}"
    if any(pane.kept is None for pane in filtered):
        words += ", the filter is off"
    app.announce(finding, words)


def go_to(app: AsnedApp, finding: Finding) -> None:
    """Put the cursor where a finding is: what is asked for there is about this finding."""
    app.go_to(finding.place, finding.field)
    app.problems.visit(finding, app.pane)


def none_here(app: AsnedApp) -> str:
    """Say that there is no problem under the cursor, or none at all."""
    if len(app.session.findings):
        return "no problem here; ] goes to the next one"
    return "no problems" if app.session.is_judged else "no problems so far; still judging"


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
