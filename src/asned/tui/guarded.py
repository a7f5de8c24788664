"""An app that ends well: ended by a signal, without a terminal, stopped and continued, or by a fault."""

from __future__ import annotations

import asyncio
import signal
import time

from rich.console import RenderableType
from textual import events
from textual.app import App, SuspendNotSupported

from asned.jsontext.display import insertable
from asned.tui.rows import Tone
from asned.tui.signals import Ending
from asned.tui.terminal import Terminal

IDLE = 1.0
"""Seconds without a key after which something may be asked unprompted: a key meant for the panes must
not answer it."""

_PALETTE = "--textual-command-palette"
"""The class of Textual's palette, which is imported when it is first opened."""


class GuardedApp(App[None]):
    """The base of the editor's apps; `failure` is what ended it, if its own fault did.

    `ending` is set by whoever runs the app outside a test.
    """

    def __init__(self) -> None:
        super().__init__(driver_class=Terminal)
        self.terminal: Terminal | None = None
        self.ending: Ending | None = None
        self.is_suspended = False
        self._last_key = 0.0
        self._has_size = False

    def on_load(self) -> None:
        """Be ready to be ended."""
        if self.ending is not None:
            self.ending.let_end(asyncio.get_running_loop(), self.exit)

    # ---- keys

    async def on_event(self, event: events.Event) -> None:
        """Note when the last key came; let nothing into the palette that it would send on as it is."""
        if isinstance(event, events.Key):
            self._last_key = time.monotonic()
        elif isinstance(event, events.Paste) and self.screen.has_class(_PALETTE):
            event.text = insertable(event.text)
        await super().on_event(event)
        if isinstance(event, events.Resize):
            if self._has_size:
                # Sizes that follow each other at once may come to the one that was: nothing would be
                # painted then, and the terminal has cut its lines meanwhile.
                self.refresh(layout=True)
            self._has_size = True

    @property
    def clipboard(self) -> str:
        """What was copied last, as it may be pasted into the palette: its field shows what it holds raw."""
        return insertable(super().clipboard)

    @property
    def is_idle(self) -> bool:
        """Whether something may be asked unprompted: no question is open, nobody is typing."""
        return len(self.screen_stack) == 1 and time.monotonic() - self._last_key > IDLE

    @property
    def may_be_asked(self) -> bool:
        """Whether a question may be put unprompted; a subclass knows of more that keeps it from that."""
        return self.is_idle

    # ---- messages

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show a message; a subclass has the line for it."""
        raise NotImplementedError

    def post_display_hook(self) -> None:
        """Let the thread that writes to the terminal have its turn now, not when all else is done."""
        time.sleep(0)

    # ---- stop and continue

    def suspend_to_shell(self) -> None:
        """Go back to the shell until it continues the program.

        Raises:
            SuspendNotSupported: the app runs without a terminal.
        """
        if self.terminal is None:
            raise SuspendNotSupported("there is no terminal")
        if self.is_suspended:
            return
        self.is_suspended = True
        try:
            with self.suspend():
                signal.raise_signal(signal.SIGSTOP)
        finally:
            self.is_suspended = False
        self.continued()

    def continue_here(self) -> None:
        """Go on after a stop that could not be noticed beforehand."""
        if self.terminal is not None:
            self.terminal.regain()
            self.refresh(layout=True)
            self.continued()

    def continued(self) -> None:
        """Time has passed, and others may have done anything; a subclass looks."""

    # ---- faults

    @property
    def failure(self) -> Exception | None:
        """The exception that nothing caught, None where there was none."""
        return self._exception

    def fail(self, error: Exception) -> None:
        """End over an exception of another thread."""
        raise error

    def input_ended(self, error: Exception) -> None:
        """The keyboard cannot be read any more: the terminal is gone, or the program is at fault."""
        if isinstance(error, OSError) and self.ending is not None:
            self.ending.end(128 + signal.SIGHUP)
        else:
            self.fail(error)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of variables, the file's text among them.
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End without printing anything: whoever runs the app says what happened."""
        self._close_messages_no_wait()
