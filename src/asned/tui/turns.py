"""Keys that arrive together, acted on one after the other, each after all that the one before set off.

Textual hands every key to the widget that has the focus when the key arrives. What a key does may take
a few messages more: Enter on a cell tells the app, which opens the editor and moves the focus. Over a
slow line several keys come in one piece, and without turns the text meant for the cell would reach
the pane, where letters delete and move rows.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump

_ROUNDS = 2
"""Ways from the focus up to the app: the event's own, then that of the messages it caused."""

_AFTER_PAINT = 0.01
"""Seconds that following waits for, unless another event comes."""

_LONGEST = 0.5
"""Seconds after which the next event goes on in any case: a closed widget must not stop the keyboard."""

_BREATH = 0.001
"""Seconds in which a key gets from the terminal to the last of what it sets off, message by message."""

_INPUT = (events.Key, events.Paste, events.MouseDown, events.MouseUp)


async def give_way() -> None:
    """Let the keyboard have its turn between two slices of what goes on beside it.

    With a slice after each single step of the loop a key would wait for as many as it sets off messages.
    """
    await asyncio.sleep(_BREATH)


class Turns:
    """Lets one input event pass at a time; `act` is what acts on an event."""

    def __init__(self, app: App[Any], act: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._act = act
        self._waiting: deque[events.Event] = deque()
        self._turn = 0
        self.is_taken = False
        """Whether an event is being acted on, with all that it set off."""
        self._is_followed = False

    @property
    def done(self) -> int:
        """How many events have been acted on, with all that they set off."""
        return self._turn - self.is_taken

    @staticmethod
    def concern(event: events.Event) -> bool:
        """Say whether this is fresh input, and not input on its way back from a widget."""
        return isinstance(event, _INPUT) and not event.is_forwarded

    async def take(self, event: events.Event) -> None:
        """Act on the event now, or when those before it are done."""
        if self.is_taken:
            self._waiting.append(event)
            self._app.set_timer(_LONGEST, partial(self._pass_on, self._turn))
            self._begin_to_follow(self._turn)
            return
        self.is_taken, self._is_followed = True, False
        self._turn += 1
        await self._act(event)
        if self._waiting:
            self._begin_to_follow(self._turn)
        else:  # nobody waits: painting and writing that to the terminal come first
            loop = asyncio.get_running_loop()
            loop.call_later(_AFTER_PAINT, self._begin_to_follow, self._turn)

    def _begin_to_follow(self, turn: int) -> None:
        if turn == self._turn and self.is_taken and not self._is_followed:
            self._is_followed = True
            self._follow(turn, _ROUNDS)

    def _follow(self, turn: int, rounds: int) -> None:
        """Go the way that messages go from the focus to the app, behind all that are on it."""
        try:
            focus = self._app.focused or self._app.screen
        except ScreenStackError:  # what was acted on has ended the app
            return
        self._step(turn, rounds, focus.ancestors_with_self)

    def _step(self, turn: int, rounds: int, way: list[Any]) -> None:
        while way:
            pump: MessagePump = way[0]
            way = way[1:]
            if pump.call_later(self._step, turn, rounds, way):
                return
        if rounds > 1:
            self._follow(turn, rounds - 1)
        else:
            self._app.call_later(self._pass_on, turn)

    async def _pass_on(self, turn: int) -> None:
        """Let the next event pass, unless that has been done."""
        if turn == self._turn:
            self.is_taken = False
            if self._waiting:
                await self.take(self._waiting.popleft())
