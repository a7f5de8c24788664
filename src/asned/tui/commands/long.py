"""Doing a change that may take long: beside the keyboard, with progress, until it is done or stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.edits import Edit
from asned.association.places import Place
from asned.association.structure import CannotEdit, Splice
from asned.change import Change
from asned.rules.findings import Severity
from asned.tui.pane import MARKS
from asned.tui.turns import give_way

if TYPE_CHECKING:
    from asned.bulk import LongChange
    from asned.tui.app import AsnedApp
    from asned.tui.pane import Pane

PROGRESS_EVERY = 0.1
"""Seconds between two words about how far it is."""

MOST_BEHIND = 5_000
"""How many pieces and findings may come and go before a pane takes account of them."""

Finished = Callable[[Change], None]
"""Puts cursor and selection where they belong after a change, and says what was done."""

FinishedWith = Callable[[Change], str]
"""The same, but for the saying: the words are given."""


def start(
    app: AsnedApp, edits: Iterable[Edit], label: str, count: int, finished: FinishedWith
) -> None:
    """Do so many edits as one step; what takes no longer than a moment is done on the spot.

    Before the words that `finished` gives stands how many errors more there are then.
    """
    errors = app.session.findings.totals.errors

    def told(change: Change) -> None:
        words = finished(change)
        more = app.session.findings.totals.errors - errors
        if more > 0:
            mark = MARKS[Severity.ERROR]
            app.say(f"{mark} {more} more error{'s' * (more > 1)}; {words}", "error")
        else:
            app.say(words, "changed")

    try:
        change = app.session.begin(edits, label, count)
    except CannotEdit as problem:
        app.say(str(problem), "error")
        return
    drive(app, change, told)


def drive(app: AsnedApp, change: LongChange, finished: Finished, *, moves: bool = False) -> None:
    """Do a change that was begun.

    With `moves` the cursor goes to what was changed, where that is not many things and it on one of them.
    """
    here = app.pane.place if moves else None
    slices = change.slices()
    shown = _Shown(app)
    made = next(slices, None)
    if change.result is not None or made is None:
        for _ in slices:
            pass
        _show(app, change, finished, moves=moves, here=here)
    else:
        shown.keep_up(made)
        app.run_worker(
            _go_on(app, change, slices, shown, finished, moves=moves, here=here), group="long"
        )


def stop(app: AsnedApp) -> bool:
    """Stop the change that is under way and take it back; say whether there is one."""
    change = app.session.under_way
    if change is None:
        return False
    change.stop()
    return True


class _Shown:
    """How far each pane shows what a change has done so far.

    A pane whose rows are not those of before has to follow at once: it may be painted in the next turn.
    The others do so when there is much to follow, and at the end, each in a turn of its own.
    """

    def __init__(self, app: AsnedApp) -> None:
        self._behind: dict[Pane, list[Change]] = {pane: [] for pane in app.panes}
        self._much: dict[Pane, int] = dict.fromkeys(app.panes, 0)

    def keep_up(self, made: Change) -> None:
        """Take account of a slice."""
        much = len(made.appeared) + len(made.gone)
        for splice in made.splices:
            much += len(splice.exchange.removed) + len(splice.exchange.inserted)
        for pane, behind in self._behind.items():
            behind.append(made)
            self._much[pane] += much
            is_other = pane.kept is not None or len(pane) != pane.row_count
            if is_other or self._much[pane] > MOST_BEHIND:
                self._show(pane)

    def finish(self) -> Iterator[None]:
        """Let all panes show everything, giving control back after each."""
        for pane in self._behind:
            if self._show(pane):
                yield

    def _show(self, pane: Pane) -> bool:
        behind, self._behind[pane] = self._behind[pane], []
        self._much[pane] = 0
        if not behind:
            return False
        change = behind[-1]._replace(
            splices=tuple(splice for each in behind for splice in each.splices),
            appeared=tuple(finding for each in behind for finding in each.appeared),
            gone=tuple(finding for each in behind for finding in each.gone),
            is_whole=any(each.is_whole for each in behind),
        )
        is_touched = pane.is_touched(change)
        if is_touched:
            pane.show_change(change)
        return is_touched


async def _go_on(
    app: AsnedApp,
    change: LongChange,
    slices: Iterator[Change],
    shown: _Shown,
    finished: Finished,
    *,
    moves: bool,
    here: Place | None,
) -> None:
    told = 0.0
    await give_way()
    for made in slices:
        if change.result is not None:
            shown.keep_up(made._replace(splices=()))  # these were told before
            for _ in shown.finish():
                await give_way()
            continue
        shown.keep_up(made)
        if time.monotonic() - told > PROGRESS_EVERY:
            told = time.monotonic()
            if change.is_stopped:
                app.say(f"{change.label}: being taken back…")
            else:
                app.say(f"{change.label}: {change.share:.0%}   escape stops it and takes it back")
        await give_way()
    _show(app, change, finished, moves=moves, here=here, is_shown=True)


def _is_one_of_many(place: Place, splices: Sequence[Splice]) -> bool:
    """Say whether a place is one of many things that were changed: going to another is of no use then."""
    if len(splices) == 1 and (len(splices[0].exchange.inserted) < 2 or splices[0].exchange.mover):
        return False
    return place.node > 0 and any(
        splice.product == place.node
        or any(piece.id == place.node for piece in splice.exchange.inserted)
        for splice in splices
        if splice.product in (0, place.product)
    )


def _show(
    app: AsnedApp,
    change: LongChange,
    finished: Finished,
    *,
    moves: bool,
    here: Place | None,
    is_shown: bool = False,
) -> None:
    """Show what came of a change; with `is_shown` the panes do so already."""
    result = change.result
    if result is not None:
        shown = result._replace(splices=(), appeared=(), gone=(), is_whole=False)
        stays = here is not None and _is_one_of_many(here, result.splices)
        app.apply(shown if is_shown else result, moves=moves and not stays)
        finished(result)
        return
    # Not only shown: where another listing of files came meanwhile, judging has to go on.
    app.apply(Change(app.session.revision, change.label, is_whole=True), moves=False)
    if change.problem is not None:
        app.say(f"nothing was changed: {change.problem}", "error")
    elif change.is_stopped:
        app.say(f"{change.label}: stopped, and taken back")
    else:
        app.say("nothing to change: it is so already")
