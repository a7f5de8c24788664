"""Fixes: listing what can be done about a finding, doing it, and doing it for all of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.edits import Edit
from asned.association.structure import CannotEdit
from asned.rules.findings import Finding
from asned.tui.choicebar import Choice
from asned.tui.commands.rows import run
from asned.tui.dialogs import Question
from asned.tui.fixmenu import FixMenu, Offer
from asned.tui.pane import worst
from asned.tui.problems import place_words

if TYPE_CHECKING:
    from asned.rules.fixes import Fix
    from asned.tui.app import AsnedApp

MOST_NAMED = 8
"""How many places a question about a fix of all names; the rest is counted."""


def finding_here(app: AsnedApp) -> Finding | None:
    """Give the finding under the cursor: the one gone to last, that of the cell, the row's weightiest."""
    pane = app.pane
    if not len(pane):
        return None
    if pane is app.problems:
        return app.problems.finding(pane.cursor_row)
    place = pane.place
    if place is None:
        key = app.keywords.key_at(pane.cursor_row) if pane is app.keywords else ""
        about = [each for each in app.session.findings.of_node(0) if each.field == key]
        return worst(about)
    found = app.session.findings.of_node(place.node)
    if app.problems.visited in found:
        return app.problems.visited
    return worst([each for each in found if each.field == pane.field]) or worst(found)


def fix(app: AsnedApp) -> None:
    """List the fixes for the finding under the cursor and do the one that is chosen."""
    finding = finding_here(app)
    if finding is None:
        app.say("no problem here; ] goes to the next one")
        return
    fixes = app.session.fixes_for(finding)
    if not fixes:
        app.say(f"{finding.rule}: no fix to offer; {finding.message}", "warning")
        return

    def take(chosen: int | None) -> None:
        if chosen is not None and run(app, fixes[chosen].edit):
            app.say(f"done: {fixes[chosen].label}; u takes it back", "changed")

    offers = [_offer(app, finding, each) for each in fixes]
    app.push_screen(FixMenu(f"{finding.message} [{finding.rule}]", offers), take)


def _offer(app: AsnedApp, finding: Finding, each: Fix) -> Offer:
    preview = app.session.preview(each.edit)
    left = [other for other in preview.appeared if other != finding]
    follows = "nothing new" if not left else "; ".join(other.message for other in left[:3])
    if len(left) > 3:
        follows += f"; and {len(left) - 3} more"
    return Offer(each.label, app.session.fix_difference(each), each.loses, follows)


def fix_all(app: AsnedApp) -> None:
    """Do the fix of this kind for all findings of the rule, after saying how many and what."""
    finding = finding_here(app)
    if finding is None:
        app.say("no problem here; ] goes to the next one")
        return
    alike = [each for each in app.session.findings if each.rule == finding.rule]
    ways = app.session.fixes_for(finding)
    if not ways:
        app.say(f"{finding.rule}: no fix to offer", "warning")
        return

    def take(way: int | None) -> None:
        if way is not None:
            _do_all(app, alike, way)

    count = len(alike)
    lines = [f"{each.message}  ({place_words(app.session, each)})" for each in alike[:MOST_NAMED]]
    if count > MOST_NAMED:
        lines.append(f"and {count - MOST_NAMED} more")
    losing = [each.loses for each in ways if each.loses]
    lines += [f"▲ {each}" for each in losing]
    question: Question[int] = Question(
        f"Fix all {count} of {finding.rule}?",
        lines,
        [Choice(str(n + 1), each.label, n) for n, each in enumerate(ways[:9])],
    )
    app.push_screen(question, take)


def _do_all(app: AsnedApp, alike: Sequence[Finding], way: int) -> None:
    """Do as one step what each finding's fix of the same position does."""
    count = 0

    def edits() -> Iterator[Edit]:
        nonlocal count
        for each in alike:
            left = app.session.findings.of_node(each.place.node)
            again = next((other for other in left if other.rule == each.rule), None)
            fixes = app.session.fixes_for(again) if again else ()
            if way < len(fixes):
                count += 1
                yield fixes[way].edit

    try:
        change = app.session.execute_each(edits(), f"fix all {alike[0].rule}")
    except CannotEdit as problem:
        app.say(str(problem), "error")
        return
    app.apply(change)
    app.say(f"{count} fixed; u takes all back", "changed")
