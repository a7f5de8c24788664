"""Fixes: listing what can be done about a finding, doing it, and doing it for all of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.edits import Edit
from asned.rules.findings import Finding
from asned.tui.choicebar import Choice
from asned.tui.commands import long
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
    alike = _selected_alike(app)
    finding = alike[0] if alike else finding_here(app)
    if finding is None:
        app.say("no problem here; ] goes to the next one")
        return
    fixes = app.session.fixes_for(finding)
    if not fixes:
        app.say(f"{finding.rule}: no fix to offer; {finding.message}", "warning")
        return

    def take(chosen: int | None) -> None:
        if chosen is not None and len(alike) > 1:
            _ask_for_all(app, alike, [fixes[chosen]], [chosen])
        elif chosen is not None and run(app, fixes[chosen].edit):
            app.say(f"done: {fixes[chosen].label}; u takes it back", "changed")

    offers = [_offer(app, finding, each) for each in fixes]
    among = f" (and {len(alike) - 1} more of the selected)" if len(alike) > 1 else ""
    app.push_screen(FixMenu(f"{finding.message} [{finding.rule}]{among}", offers), take)


def _selected_alike(app: AsnedApp) -> list[Finding]:
    """Give the findings on the selected rows that break the rule of the cursor's, or of the first."""
    things = app.pane.selected()
    if app.pane is app.problems:
        found = [each.finding for each in things]
    else:
        found = [each for thing in things for each in app.session.findings.of_node(thing.id)]
    here = finding_here(app)
    rule = here.rule if here is not None and here in found else next((each.rule for each in found), "")
    return sorted((each for each in found if each.rule == rule), key=lambda each: each != here)


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

    _ask_for_all(app, alike, ways[:9], range(len(ways)))


def _ask_for_all(
    app: AsnedApp, alike: Sequence[Finding], ways: Sequence[Fix], numbers: Sequence[int]
) -> None:
    """Say how many findings of a kind are fixed and how, and do it; `numbers` are those of the ways."""

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
        f"Fix all {count} of {alike[0].rule}?",
        lines,
        [Choice(str(n + 1), each.label, n) for n, each in zip(numbers, ways, strict=False)],
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

    label = f"fix {len(alike)} of {alike[0].rule}"
    long.start(
        app,
        edits(),
        label,
        len(alike),
        lambda change: app.say(f"{count} fixed; u takes all back", "changed"),
    )
