import asyncio
import time
from collections.abc import Callable

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from asned.tui import turns
from asned.tui.turns import Turns, give_way
from tui.editor import key_event


class Asked(Message):
    """The pane asks the app for something, as a pane asks for the cell's editor."""


class Pane(Widget, can_focus=True):
    """Asks the app at `e`, and notes each other letter."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own way to declare it
        Binding("e", "ask"),
        *(Binding(letter, f"note('{letter}')") for letter in "xyz"),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.noted = ""

    def action_ask(self) -> None:
        self.post_message(Asked())

    def action_note(self, letter: str) -> None:
        self.noted += letter


class TwoPanes(App[None]):
    """Moves the focus to the other pane when it is asked."""

    BINDINGS: list[BindingType] = [Binding("s", "slow")]  # noqa: RUF012 -- likewise

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = Pane("first"), Pane("second")
        self.turns = Turns(self, super().on_event)

    def compose(self) -> ComposeResult:
        with Vertical(), Vertical(), Vertical():
            yield self.first
        yield self.second

    async def on_event(self, event: events.Event) -> None:
        if self.turns.concern(event):
            await self.turns.take(event)
        else:
            await super().on_event(event)

    @on(Asked)
    def _asked(self) -> None:
        self.second.focus()

    async def action_slow(self) -> None:
        await asyncio.sleep(0.05)
        self.first.remove()

    def send(self, keys: str) -> None:
        """Send keys in one piece."""
        for key in keys:
            self.post_message(key_event(key))


async def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.002)


async def test_a_key_goes_where_the_one_before_it_has_moved_the_focus():
    app = TwoPanes()
    async with app.run_test():
        app.first.focus()
        await until(lambda: app.focused is app.first)
        app.send("xexyz")
        await until(lambda: app.turns.done == 5)
        assert (app.first.noted, app.second.noted) == ("x", "xyz")


async def test_a_single_key_is_done_with_though_none_comes_after_it():
    app = TwoPanes()
    async with app.run_test():
        app.first.focus()
        app.send("x")
        await until(lambda: app.turns.done == 1)
        assert app.first.noted == "x"


async def test_the_keyboard_goes_on_when_the_focused_widget_is_gone():
    app = TwoPanes()
    async with app.run_test():
        app.second.focus()
        app.first.focus()
        await until(lambda: app.focused is app.first)
        app.send("sexyz")
        await until(lambda: app.turns.done == 5)
        app.second.focus()
        await until(lambda: app.focused is app.second)
        app.send("z")
        await until(lambda: app.second.noted.endswith("z"))


async def test_what_comes_back_from_a_widget_takes_no_turn():
    event = key_event("x")
    assert Turns.concern(event)
    event._set_forwarded()
    assert not Turns.concern(event)
    assert not Turns.concern(events.Idle())


async def test_a_key_is_done_with_between_two_slices_of_what_goes_on_beside_it(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(turns, "_BREATH", 0.05)  # long enough for a busy machine
    app = TwoPanes()
    slices: list[int] = []

    async def work() -> None:
        while True:
            slices.append(app.turns.done)
            await give_way()

    async with app.run_test():
        app.first.focus()
        await until(lambda: app.focused is app.first)
        app.run_worker(work())
        app.send("xyzxyz")
        await until(lambda: app.turns.done == 6)
        assert app.first.noted == "xyzxyz"
        await until(lambda: slices[-1] == 6)
        # One step of the loop at a time would take each of these keys ten slices and more.
        assert slices.index(6) - slices.index(0) < 20
