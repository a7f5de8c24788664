"""Doing a change that may take long: beside the keyboard, with progress, until it is done or stopped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from asned.association.edits import Edit
from asned.association.structure import CannotEdit
from asned.change import Change

if TYPE_CHECKING:
    from asned.bulk import LongChange
    from asned.tui.app import AsnedApp

PROGRESS_EVERY = 0.1
"""Seconds between two words about how far it is."""

Finished = Callable[[Change], None]
"""Puts cursor and selection where they belong after a change, and says what was done."""


def start(app: AsnedApp, edits: Iterable[Edit], label: str, count: int, finished: Finished) -> None:
    """Do so many edits as one step; what takes no longer than a moment is done on the spot."""
    try:
        change = app.session.begin(edits, label, count)
    except CannotEdit as problem:
        app.say(str(problem), "error")
        return
    drive(app, change, finished)


def drive(app: AsnedApp, change: LongChange, finished: Finished, *, moves: bool = False) -> None:
    """Do a change that was begun; with `moves` the cursor goes to what was changed."""
    slices = change.slices()
    if _is_over_after(app, change, slices) or _is_done_after(change, slices):
        _show(app, change, finished, moves=moves)
    else:
        app.run_worker(_go_on(app, change, slices, finished, moves=moves), group="long")


def stop(app: AsnedApp) -> bool:
    """Stop the change that is under way and take it back; say whether there is one."""
    change = app.session.under_way
    if change is None:
        return False
    change.stop()
    return True


def _is_over_after(app: AsnedApp, change: LongChange, slices: Iterator[Change]) -> bool:
    """Do the next slice; say whether there was none any more."""
    made = next(slices, None)
    if made is not None and change.result is None:
        _keep_up(app, made)
    return made is None


def _is_done_after(change: LongChange, slices: Iterator[Change]) -> bool:
    """Say whether all is done, and bring it to its end then."""
    if change.result is None:
        return False
    for _ in slices:
        pass
    return True


async def _go_on(
    app: AsnedApp,
    change: LongChange,
    slices: Iterator[Change],
    finished: Finished,
    *,
    moves: bool,
) -> None:
    told = 0.0
    while not _is_over_after(app, change, slices):
        if change.result is None and time.monotonic() - told > PROGRESS_EVERY:
            told = time.monotonic()
            if change.is_stopped:
                app.say(f"{change.label}: being taken back…")
            else:
                app.say(f"{change.label}: {change.share:.0%}   escape stops it and takes it back")
        await asyncio.sleep(0)
    _show(app, change, finished, moves=moves)


def _keep_up(app: AsnedApp, made: Change) -> None:
    """Let panes follow whose rows are not those of before; the others are painted at the end."""
    for pane in app.panes:
        if pane.kept is not None or len(pane) != pane.row_count:
            pane.show_change(made)


def _show(app: AsnedApp, change: LongChange, finished: Finished, *, moves: bool) -> None:
    if change.result is not None:
        app.apply(change.result, moves=moves)
        finished(change.result)
        return
    # Not only shown: where another listing of files came meanwhile, judging has to go on.
    app.apply(Change(app.session.revision, change.label, is_whole=True), moves=False)
    if change.problem is not None:
        app.say(f"nothing was changed: {change.problem}", "error")
    elif change.is_stopped:
        app.say(f"{change.label}: stopped, and taken back")
    else:
        app.say("nothing to change: it is so already")
