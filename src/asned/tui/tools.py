"""What keys are acted on with, beyond the panes: not there yet when the editor first paints."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from asned.tui import recovering
from asned.tui.celleditor import CellEditor
from asned.tui.clipboard import Clipboard
from asned.tui.flushing import Flushing
from asned.tui.opening import begin_keeping
from asned.tui.searching import Searching
from asned.tui.watching import Watching

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


class Tools:
    """The editor of cells, finding and filtering, the clipboard, and what keeps an eye on the disk."""

    def __init__(self, app: AsnedApp) -> None:
        self.editor = CellEditor(id="editor")
        self.searching: Searching = Searching(app, lambda: app.pane, app.say, app.searched)
        self.searching.gives_way = app.state_line
        self.copied = Clipboard()
        self.watching = Watching(app)
        self.flushing = Flushing(app, lambda: app.session.file.keeping)
        self._app = app

    async def set_out(self) -> None:
        """Put them on the screen, ask what the file's opening raises, and begin to watch."""
        app = self._app
        workbench = app.get_default_screen()
        await workbench.mount(self.searching.bar, after=app.state_line)
        await workbench.mount(self.editor)
        if app.ending is not None and app.session.file.keeping is None:
            begin_keeping(app.session)
        asking = app.run_worker(recovering.begin(app), group="filing")
        # What is typed meanwhile must not reach the panes before what this asks.
        while not asking.is_finished and len(app.screen_stack) == 1:
            await asyncio.sleep(0)
        self.flushing.start()
        self.watching.start()

    def stop(self) -> None:
        """Let the threads end."""
        self.flushing.stop()
        self.watching.stop()

    @property
    def are_typed_into(self) -> bool:
        """Whether a cell is edited, or something to find is typed."""
        return self.editor.is_open or self.searching.bar.is_open
