"""What is asked when a file is opened: about another editor that has it, and what a crash left behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from asned.association.journaling import new_texts
from asned.disk import copies
from asned.disk.copies import LeftCopy
from asned.disk.errors import DiskError
from asned.disk.lock import HeldBy
from asned.jsontext.difference import unified
from asned.jsontext.errors import NotAnAssociationText
from asned.recoverable import Recoverable
from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question
from asned.tui.differenceview import DifferenceView

if TYPE_CHECKING:
    from asned.keeping import Keeping
    from asned.tui.app import AsnedApp
    from asned.tui.guarded import GuardedApp


async def begin(app: AsnedApp) -> None:
    """Take the file's lock and offer what was left behind, asking where there is something to ask."""
    keeping = app.session.file.keeping
    if keeping is None:
        return
    view_only = await ask_for_lock(app, keeping, app.session.path.name)
    if view_only is None:
        app.exit()
        return
    if view_only:
        app.session.view_only = view_only
        app.refresh_lines()
        return

    def recover(found: Recoverable) -> None:
        app.apply(app.session.recover(found.edits), moves=False)

    try:
        await _offer_copies(app, keeping)
        await offer_edits(
            app,
            app.session.path.name,
            now=lambda: app.session.document.text,
            left_behind=app.session.left_behind,
            recover=recover,
        )
    except (DiskError, OSError) as problem:
        app.say(f"what may be left of a crash cannot be looked for: {problem}", "error")
    keeping.flush()


async def ask_for_lock(app: GuardedApp, keeping: Keeping, name: str) -> str | None:
    """Take the file's lock; where another process has it, ask what to do.

    Gives "" where the file may be edited, why it may not where it is only to be looked at, and None
    where it is not to be opened.
    """
    other = keeping.lock()
    if other is None:
        return ""
    answer = await _ask_about_other(app, other, name)
    if answer == "view":
        app.say("view only; save elsewhere to edit")
        return f"this is a view only: process {other.pid} has the file open; save elsewhere to edit"
    keeping.shares_file = answer == "anyway"
    return "" if keeping.shares_file else None


async def _ask_about_other(app: GuardedApp, other: HeldBy, name: str) -> str | None:
    where = f" on {other.host}, which cannot be asked whether it still runs" * other.may_be_running
    question: Question[str] = Question(
        "Another editor has this file open",
        [
            f"Process {other.pid}{where} has had {name} open since "
            f"{_moment(other.since)}. Whoever saves second is asked before overwriting what the other saved."
        ],
        [Choice("v", "view only", "view"), Choice("a", "edit anyway", "anyway")],
        back="do not open it",
    )
    return await app.push_screen_wait(question)


async def _offer_copies(app: AsnedApp, keeping: Keeping) -> None:
    for left in copies.find(keeping.real_path):
        if left.data == app.session.document.to_bytes():
            keeping.discard_when_saved(left)
            continue
        answer = await _ask_about_copy(app, left)
        if answer == "discard":
            copies.discard(left.copy)
        elif answer == "back":
            try:
                change = app.session.bring_back(left)
            except NotAnAssociationText as problem:
                app.say(f"the old text is no association: {problem}", "error")
                continue
            app.apply(change, moves=False)
            app.say("brought back the old text; save to write it into the file")
            return


async def _ask_about_copy(app: AsnedApp, left: LeftCopy) -> str | None:
    lines = [
        f"Writing into {app.session.path.name} was cut short, so the file is perhaps half written. "
        f"Its whole text of {_moment(left.written)}, before the saving, was kept."
    ]
    choices = [
        Choice("b", "bring it back", "back"),
        Choice("d", "see the difference", "difference"),
        Choice("x", "discard the old text", "discard"),
    ]
    while True:
        question: Question[str] = Question("A save was cut short", lines, choices)
        answer = await app.push_screen_wait(question)
        if answer != "difference":
            return answer
        old = left.data.decode("utf-8", "replace")
        await _show(app, app.session.document.text, old, "the text that was kept")


async def offer_edits(
    app: GuardedApp,
    name: str,
    *,
    now: Callable[[], str],
    left_behind: Callable[[], Sequence[Recoverable]],
    recover: Callable[[Recoverable], None],
) -> None:
    """Offer what processes that died left of the file of this name, one after the other.

    `now` gives the text as it is here. A journal that is recovered whole goes.

    Raises:
        DiskError, OSError: the state directory cannot be read.
    """
    later: set[Path] = set()
    while True:
        waiting = [each for each in left_behind() if each.left.journal not in later]
        if not waiting:
            return
        found = waiting[0]
        later.add(found.left.journal)
        if found.is_changed and found.edits:
            await _show_edits(app, now(), found)
        answer = await _ask_about_edits(app, name, now(), found)
        if answer == "recover":
            recover(found)
            if not found.lacking and not found.later:
                found.left.discard()
            app.say(_recovered(found))
        elif answer == "discard":
            found.left.discard()


def _recovered(found: Recoverable) -> str:
    done, lacking = len(found.edits), len(found.lacking)
    if not lacking:
        return f"recovered {_edits(done)}; u takes them back one by one"
    do = "does" if lacking == 1 else "do"
    return f"recovered {done} of {_edits(done + lacking)}; {lacking} {do} not fit and will be offered again"


async def _ask_about_edits(app: GuardedApp, name: str, now: str, found: Recoverable) -> str | None:
    lines = _words_on(name, found)
    choices = [Choice("x", "discard them", "discard")]
    if found.edits or found.lacking:
        choices.insert(0, Choice("d", "see the difference", "difference"))
    if found.edits:
        choices.insert(0, Choice("r", "recover them", "recover"))
    while True:
        question: Question[str] = Question("Edits that were not saved", lines, choices)
        answer = await app.push_screen_wait(question)
        if answer != "difference":
            return answer
        await _show_edits(app, now, found)


def _words_on(name: str, found: Recoverable) -> list[str]:
    count = len(found.edits) + len(found.lacking)
    moment = _moment(found.left.written)
    lines = [f"An editor of {name} ended without saving {_edits(count)}, the last of {moment}."]
    if not count:
        lines = [f"An editor of {name} ended at {moment} without saving."]
    if found.is_changed and found.lacking:
        done = len(found.edits)
        those = "the first still fits" if done == 1 else f"the first {done} still fit"
        lines.append(
            f"The file was changed since: only {those} what it says now."
            if done
            else "The file was changed since, and they do not fit what it says now."
        )
    elif found.is_changed and count:
        lines.append("The file was changed since; they still fit what it says now.")
    if found.later:
        lines.append(
            f"{_edits(found.later)} made after the repair will be offered once it is done."
        )
    if found.left.lost:
        lines.append(f"{found.left.lost[:1].upper()}{found.left.lost[1:]}.")
    if found.left.may_be_running:
        lines.append("It was on another machine and may be running there still.")
    return lines


async def _show_edits(app: GuardedApp, now: str, found: Recoverable) -> None:
    await _show(
        app,
        now,
        found.text,
        "the edits",
        [f"+{text}" for edit in found.lacking for text in new_texts(edit)],
    )


async def _show(
    app: GuardedApp, now: str, then: str, name: str, lacking: list[str] | None = None
) -> None:
    lines = list(unified(now, then, "the file", name))
    if lacking:
        lines += ["@@ these do not fit any more @@", *lacking]
    remarks = [f"- stands in the file as it is now, + stands there with {name}."]
    view = DifferenceView(
        f"From the file to {name}", lines, remarks=remarks, accept="go on", back="go on"
    )
    await app.push_screen_wait(view)


def _edits(count: int) -> str:
    return f"{count} edit{'' if count == 1 else 's'}"


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
