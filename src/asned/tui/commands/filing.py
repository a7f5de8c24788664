"""Saving, saving as, quitting, and what is asked on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from asned.disk.errors import (
    AlreadyThere,
    DiskError,
    FileChanged,
    NotReplaceable,
    ReadOnlyFile,
    cause_text,
)
from asned.disk.fingerprint import Changed
from asned.jsontext.errors import NotAnAssociationText
from asned.rules import filenames
from asned.rules.findings import Severity
from asned.tui import watching
from asned.tui.asking import AskText
from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question
from asned.tui.problems import place_words

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp

MOST_NAMED = 6
"""How many errors a question names; the rest is counted."""


def save(app: AsnedApp) -> None:
    """Save the file; asks first where there are errors."""
    app.run_worker(save_to(app, None), group="filing", exclusive=True)


def save_as(app: AsnedApp, suggested: Path | None = None) -> None:
    """Ask for a path, by default the suggested one or that of the file, and save there."""
    app.run_worker(save_elsewhere(app, suggested), group="filing", exclusive=True)


def leave(app: AsnedApp) -> None:
    """Quit; asks first where there is something to lose."""
    app.run_worker(_leave(app), group="filing", exclusive=True)


def suspend(app: AsnedApp) -> None:
    """Go back to the shell."""
    try:
        app.suspend_to_shell()
    except SuspendNotSupported:
        app.say("this terminal cannot suspend a program", "warning")


async def save_to(app: AsnedApp, path: Path | None) -> bool:
    """Save, asking what has to be asked; say whether it was saved."""
    if not app.session.is_judged:
        app.say("judging before saving…")
        while app.session.judge_slice() is not None:
            await asyncio.sleep(0)
        app.show_findings()
    ways: dict[str, bool] = {}
    # First of all: who saves elsewhere for it is not to be asked about errors twice.
    if path is None and app.session.file.is_marked_read_only:
        answer = await app.push_screen_wait(_what_now(ReadOnlyFile(app.session.path)))
        if answer == "elsewhere":
            return await save_elsewhere(app)
        if answer is None:
            app.say("not saved")
            return False
        ways[answer] = True
    if not await _may_save_errors(app, is_renamed=path is not None):
        return False
    while True:
        try:
            saved = app.session.save(path, **ways)
        except FileChanged as problem:
            answer = await watching.ask(app, problem.changed, saving=True)
            if answer == "overwrite" and expect(app, problem.changed):
                continue
        except DiskError as problem:
            answer = await app.push_screen_wait(_what_now(problem))
            if answer in ("overwrite", "in_place", "replace_read_only"):
                ways[answer] = True
                continue
        else:
            app.show_findings()
            notes = "".join(f"; {note}" for note in saved.notes)
            app.say(f"saved {app.session.path.name}{notes}", "changed")
            return True
        if answer == "elsewhere":
            return await save_elsewhere(app)
        if answer == "reload":
            reload(app)
        elif answer != "overwrite":
            app.say("not saved")
        return False


def expect(app: AsnedApp, changed: Changed) -> bool:
    """Let the next saving write over what the file has become; say whether that is possible."""
    try:
        app.session.expect(changed)
    except DiskError as problem:
        app.say(str(problem), "error")
        return False
    app.refresh_lines()
    return True


async def _may_save_errors(app: AsnedApp, *, is_renamed: bool) -> bool:
    """Name the errors, if there are any, and ask; say whether to save all the same.

    What is wrong with the name that the file has does not count where it `is_renamed`.
    """
    findings, errors = app.session.findings, app.session.findings.totals.errors
    passed_over = {
        each
        for each in findings.of_node(0)
        if is_renamed and each.rule in filenames.RULES and each.severity is Severity.ERROR
    }
    count = errors - len(passed_over)
    if not count:
        return True
    first = findings.slice(0, min(errors, MOST_NAMED + len(passed_over)))
    first = [each for each in first if each not in passed_over][:MOST_NAMED]
    lines = [f"{each.rule}  {place_words(app.session, each)}" for each in first]
    if count > MOST_NAMED:
        lines.append(f"and {count - MOST_NAMED} more")
    question: Question[str] = Question(
        f"Save with {count} error{'' if count == 1 else 's'}?",
        lines,
        [Choice("g", "go to the first", "go"), Choice("s", "save all the same", "save")],
    )
    answer = await app.push_screen_wait(question)
    if answer == "go":
        app.go_to(first[0].place, first[0].field)
    return answer == "save"


def _what_now(problem: DiskError) -> Question[str]:
    """Say why the file was not saved, and offer what can be done."""
    elsewhere = Choice("w", "save elsewhere", "elsewhere")
    choices = [elsewhere]
    title, what = "Not saved", str(problem)
    if isinstance(problem, AlreadyThere):
        title, what = "There is a file of that name", str(problem.path)
        choices = [elsewhere, Choice("o", "overwrite it", "overwrite")]
    elif isinstance(problem, ReadOnlyFile):
        title, what = "The file is marked read-only", str(problem.path)
        choices = [elsewhere, Choice("r", "replace it", "replace_read_only")]
    elif isinstance(problem, NotReplaceable) and problem.in_place_possible:
        title = "The file cannot be replaced"
        choices = [elsewhere, Choice("i", "rewrite it in place", "in_place")]
    return Question(title, [what], choices)


async def save_elsewhere(app: AsnedApp, suggested: Path | None = None) -> bool:
    """Ask for a path and save there; say whether it was saved."""

    def remark(text: str) -> str:
        target = Path(text).expanduser()
        if target.exists():
            return "this file is there already: you will be asked before it is overwritten"
        return "" if target.name.endswith(".json") else "association files end in .json"

    asked = AskText("Save as", str(suggested or app.session.path), _judge_path, remark=remark)
    answer = await app.push_screen_wait(asked)
    if answer is None:
        app.say("not saved")
        return False
    target = Path(answer).expanduser()
    same = target == app.session.path and not app.session.is_new
    return await save_to(app, None if same else target)


def _judge_path(text: str) -> str:
    if not text.strip():
        return "type a path"
    try:
        target = Path(text).expanduser()
        if target.is_dir():
            return f"{text} is a directory; add a file name"
        if not target.parent.is_dir():
            return f"there is no directory {target.parent}"
    except RuntimeError:  # what `expanduser` says of a user it does not know
        return f"there is no home directory of {text.partition('/')[0]}"
    except OSError as error:
        return f"no file can be there: {cause_text(error)}"
    return ""


def reload(app: AsnedApp) -> None:
    """Read the file again; what was here can be brought back by undoing."""
    try:
        change = app.session.reload()
    except (DiskError, NotAnAssociationText) as problem:
        app.say(f"not reloaded: {problem}", "error")
        return
    app.apply(change, moves=False)
    app.say("reloaded; u brings back what was here")


async def _leave(app: AsnedApp) -> None:
    session = app.session
    if not session.is_modified or (session.is_new and session.history.to_undo is None):
        app.exit()
        return
    errors = session.findings.totals.errors
    lines = [f"{session.path.name} has changes that are not saved."]
    if errors:
        lines.append(f"It has {errors} error{'' if errors == 1 else 's'}.")
    question: Question[str] = Question(
        "Save before quitting?",
        lines,
        [Choice("s", "save and quit", "save"), Choice("d", "discard and quit", "discard")],
    )
    answer = await app.push_screen_wait(question)
    if answer == "discard" or (answer == "save" and await save_to(app, None)):
        app.exit()
