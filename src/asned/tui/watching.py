"""Noticing that somebody else changed the file, and asking what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from asned.disk.errors import DiskError
from asned.disk.fingerprint import Became, Changed
from asned.disk.watch import Watch
from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question
from asned.tui.differenceview import DifferenceView
from asned.tui.every import Every

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp

LOOK_EVERY = 2.0
"""Seconds between two looks at the file."""

_READABLE = (Became.OTHER_BYTES, Became.CREATED)


class Looked(Message):
    """The file was looked at by a watch, and found changed, or (None) as it should be again."""

    def __init__(self, watch: Watch, changed: Changed | None) -> None:
        self.watch = watch
        self.changed = changed
        super().__init__()


class Watching:
    """Looks at the app's file in a thread of its own, and asks once about each change that it finds."""

    def __init__(self, app: AsnedApp) -> None:
        self._app = app
        self._thread = Every(LOOK_EVERY, self._look, self._failed)
        self._told: Changed | None = None
        self._said: Changed | None = None
        self._asked: Changed | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def soon(self) -> None:
        """Look at once."""
        self._thread.soon()

    def stop(self) -> None:
        """Look no more."""
        self._thread.stop()

    def _look(self) -> None:
        watch = self._app.session.file.watch
        changed = watch.look()
        if changed is not None or self._told is not None:
            self._told = changed
            self._app.post_message(Looked(watch, changed))

    def _failed(self, error: Exception) -> None:
        self._app.call_later(self._app.fail, error)

    def take(self, event: Looked) -> None:
        """Ask about a change that has not been asked about, unless the user is busy: then say it."""
        if event.watch is not self._app.session.file.watch:
            return  # saved or read anew since
        self._app.refresh_lines()
        if event.changed is None:
            self._said = self._asked = None
        elif event.changed == self._asked:
            return
        elif self._app.may_be_asked:
            self._asked = event.changed
            self._app.run_worker(_ask_unprompted(self._app, event.changed), group="filing")
        elif event.changed != self._said:
            self._said = event.changed
            self._app.say(f"the file {event.changed.sentence}", "warning")


async def ask(app: AsnedApp, changed: Changed, *, saving: bool) -> str | None:
    """Ask what to do about a changed file: "reload", "overwrite", "elsewhere", or None for going back.

    The difference is shown as often as it is asked for. `saving`: that is when it was noticed.
    """
    later = "" if saving else " when saving"
    choices = [Choice("w", "save elsewhere", "elsewhere")]
    if changed.became in _READABLE:
        see = Choice("d", "see the difference", "difference")
        choices = [see, *choices, Choice("r", "reload it", "reload")]
        choices.append(Choice("o", f"overwrite it{later}", "overwrite"))
    elif changed.became is Became.DELETED:
        choices.append(Choice("o", f"write it again{later}", "overwrite"))
    not_saved = "It was not saved. " if saving else ""
    lines = [f"{not_saved}{app.session.path.name} {changed.sentence} since it was read here."]
    if changed.became in _READABLE:
        lines.append("What is here can be brought back with u after reloading.")
    while True:
        question: Question[str] = Question(f"The file {changed.sentence}", lines, choices)
        answer = await app.push_screen_wait(question)
        if answer != "difference":
            return answer
        await show_difference(app)


async def show_difference(app: AsnedApp) -> None:
    """Show how the document differs from the file as it is now."""
    try:
        lines = app.session.file.difference_to(app.session.document.text)
    except DiskError as problem:
        app.say(str(problem), "error")
        return
    remarks = ["- stands in the file as it is now, + stands here in the editor."]
    title = "From the file to the editor"
    view = DifferenceView(title, lines, remarks=remarks, accept="go on", back="go on")
    await app.push_screen_wait(view)


async def _ask_unprompted(app: AsnedApp, changed: Changed) -> None:
    # Imported here: what files are saved and reloaded with asks about changes itself.
    from asned.tui.commands import filing  # noqa: PLC0415

    answer = await ask(app, changed, saving=False)
    if answer == "reload":
        filing.reload(app)
    elif answer == "elsewhere":
        await filing.save_elsewhere(app)
    elif answer == "overwrite":
        filing.expect(app, changed)
        app.say("saving will write over what the other program left")
    else:
        app.say("the file stays as the other program left it until you save")
