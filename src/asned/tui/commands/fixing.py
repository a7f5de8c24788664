"""Fixes: listing what can be done about a finding, doing it, and doing it for all of a kind."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.places import Kind
from asned.rules import filenames
from asned.rules.findings import Finding
from asned.rules.fixes.fixall import FixAll
from asned.tui.choicebar import Choice
from asned.tui.commands import filing, long
from asned.tui.commands.problems import none_here
from asned.tui.commands.rows import run
from asned.tui.dialogs import Question
from asned.tui.fixmenu import FixMenu, Offer
from asned.tui.pane import worst
from asned.tui.problems import place_words

if TYPE_CHECKING:
    from asned.change import Change
    from asned.rules.fixes import Fix
    from asned.tui.app import AsnedApp

MOST_NAMED = 5
"""How many places a question about a fix of all names for each way; the rest is counted."""
MOST_TRIED = 500
"""For how many findings it is found out whether they have a fix before the question is asked."""
MOST_SECONDS = 0.25
"""How long that may take: the question must not keep anybody waiting."""
MOST_WAYS = 9
"""How many ways can be chosen by a digit."""


def finding_here(app: AsnedApp) -> Finding | None:
    """Give the finding under the cursor: the one gone to last, that of the cell, the row's weightiest."""
    pane = app.pane
    if not len(pane):
        return None
    if pane is app.problems:
        return app.problems.finding(pane.cursor_row)
    visited = app.problems.visited_from(pane)
    if visited is not None:
        return visited
    place = pane.place
    if place is None:
        key = app.keywords.key_at(pane.cursor_row) if pane is app.keywords else ""
        about = [each for each in app.session.findings.of_node(0) if each.field == key]
        return worst(about)
    found = app.session.findings.of_node(place.node)
    return worst([each for each in found if each.field == pane.field]) or worst(found)


def fix(app: AsnedApp) -> None:
    """List the fixes for the finding under the cursor and do the one that is chosen."""
    alike = _selected_alike(app)
    finding = alike[0] if alike else finding_here(app)
    if finding is None:
        app.say(none_here(app))
        return
    if finding.rule in filenames.RULES:
        _rename(app, finding)
        return
    fixes = app.session.fixes_for(finding)
    if not fixes:
        app.say(_by_hand(app, finding), "warning")
        return

    def take(chosen: int | None) -> None:
        if chosen is not None and len(alike) > 1:
            _ask_for_all(app, finding, alike, [chosen], where=" on the selected rows")
        elif chosen is not None and run(app, fixes[chosen].edit):
            app.say(f"done: {fixes[chosen].label}; u takes it back", "changed")

    offers = [_offer(app, finding, each) for each in fixes]
    among = f" (and {len(alike) - 1} more of the selected)" if len(alike) > 1 else ""
    app.push_screen(FixMenu(f"{finding.message} [{finding.rule}]{among}", offers), take)


def _rename(app: AsnedApp, finding: Finding) -> None:
    """Offer to save the file under the name that it should have; the file of the old name stays."""
    session = app.session
    wanted = filenames.wanted_name(finding.rule, session.document, session.path.name)
    filing.save_as(app, session.path.with_name(wanted) if wanted else None)


def _selected_alike(app: AsnedApp) -> list[Finding]:
    """Give the findings on the selected rows that break the rule of the cursor's, or of the first."""
    things = app.pane.selected()
    if app.pane is app.problems:
        found = [each.finding for each in things]
    else:
        found = [each for thing in things for each in app.session.findings.of_node(thing.id)]
    here = finding_here(app)
    rule = (
        here.rule if here is not None and here in found else next((each.rule for each in found), "")
    )
    return sorted((each for each in found if each.rule == rule), key=lambda each: each != here)


def _by_hand(app: AsnedApp, finding: Finding) -> str:
    """Say what can be done where no fix is known, then what is wrong."""
    way = "enter edits it"
    if finding.place.kind is Kind.DOCUMENT and not finding.field:
        return f"no fix to offer: {finding.message}"
    if app.pane is app.problems:
        way = "enter goes there"
    elif finding.place.kind is Kind.MEMBER and finding.field == "exptype":
        way = "t chooses one"
    elif finding.place.kind is Kind.PRODUCT and finding.field == "members":
        way = "3 goes to its members"
    return f"no fix to offer: {way}; {finding.message}"


def _offer(app: AsnedApp, finding: Finding, each: Fix) -> Offer:
    preview = app.session.preview(each.edit)
    # What is gone and comes again has but another message.
    known = {(other.rule, other.place) for other in (finding, *preview.gone)}
    new = [other for other in preview.appeared if (other.rule, other.place) not in known]
    follows = "nothing new" if not new else "; ".join(other.message for other in new[:3])
    if len(new) > 3:
        follows += f"; and {len(new) - 3} more"
    return Offer(each.label, app.session.fix_difference(each), each.loses, follows)


def fix_all(app: AsnedApp) -> None:
    """Do the fix of this kind for all findings of the rule, after saying how many and what."""
    finding = finding_here(app)
    if finding is None:
        app.say(none_here(app))
        return
    if finding.rule in filenames.RULES:
        _rename(app, finding)
        return
    alike = [each for each in app.session.findings if each.rule == finding.rule]
    ways = app.session.fixes_for(finding)
    if not ways:
        app.say(_by_hand(app, finding), "warning")
        return
    _ask_for_all(app, finding, alike, range(min(len(ways), MOST_WAYS)))


def _ask_for_all(
    app: AsnedApp,
    finding: Finding,
    alike: Sequence[Finding],
    ways: Sequence[int],
    *,
    where: str = "",
) -> None:
    """Say how many findings of a kind are fixed and how, and do it.

    `ways` are positions among the fixes of `finding`, which is one of them. `where` says what they are
    all of, the file if nothing.
    """
    others = [each for each in alike if each is not finding and each != finding]
    fixable, unfixable, untried = _tried(app, [finding, *others], ways[0])

    def take(way: int | None) -> None:
        if way is not None:
            left = alike if not unfixable else [each for each in alike if each not in unfixable]
            _do_all(app, left, way)

    lines: list[str] = []
    choices: list[Choice[int]] = []
    for way in ways:
        done = [(each, fixes[way]) for each, fixes in fixable if way < len(fixes)]
        about = f"{'up to ' if untried else ''}{len(done) + len(untried):,}"
        lines += [f"{way + 1} fixes {about}:"] * (len(ways) > 1)
        lines += _told(app, done)
        if len(done) > MOST_NAMED or untried:
            lines.append(f"and more, {about} in all")
        label = done[0][1].label
        is_same = all(each.label == label for _, each in done)
        choices.append(Choice(str(way + 1), label if is_same else f"{label}, and so on", way))
    count = len(fixable) + len(untried)
    if untried:
        title = f"Fix up to {count:,} of {alike[0].rule}{where}?"
    elif count == len(alike) == 1:
        title = f"Fix the one {alike[0].rule}{where}?"
    elif count == len(alike):
        title = f"Fix all {count} of {alike[0].rule}{where}?"
    else:
        title = f"Fix {count} of the {len(alike)} of {alike[0].rule}{where}?"
    app.push_screen(Question(title, lines, choices), take)


def _tried(
    app: AsnedApp, alike: Sequence[Finding], way: int
) -> tuple[list[tuple[Finding, Sequence[Fix]]], list[Finding], Sequence[Finding]]:
    """Give those of the findings that have a fix, with all their fixes, those that have none, and those
    it took too long to try.
    """
    fixable: list[tuple[Finding, Sequence[Fix]]] = []
    unfixable: list[Finding] = []
    until = time.monotonic() + MOST_SECONDS
    offered = app.session.fixes_for_each(alike)
    for number, each in enumerate(alike):
        if number == MOST_TRIED or time.monotonic() > until:
            return fixable, unfixable, alike[number:]
        fixes = next(offered)
        if way < len(fixes):
            fixable.append((each, fixes))
        else:
            unfixable.append(each)
    return fixable, unfixable, ()


def _told(app: AsnedApp, done: Sequence[tuple[Finding, Fix]]) -> Iterator[str]:
    """Say what the first of these fixes do, and where."""
    for finding, each in done[:MOST_NAMED]:
        loses = f" (▲ {each.loses})" if each.loses else ""
        yield f"{place_words(app.session, finding)}: {each.label}{loses}"


def _do_all(app: AsnedApp, alike: Sequence[Finding], way: int) -> None:
    """Do as one step what each finding's fix of the same position does."""
    session = app.session
    edits = FixAll(alike, session.findings, session.fixes_for_each, way)
    label = f"fix {len(alike)} of {alike[0].rule}"

    def finished(change: Change) -> str:
        return f"{edits.fixed} fixed; u takes all back"

    long.start(app, edits, label, len(edits), finished)
