"""What a person would read on the screen of a Textual app, and waiting for it."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot


def screen_lines(app: App[Any]) -> list[str]:
    """Give the lines on the screen, dialogs on top included, without trailing blanks."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def screen_text(app: App[Any]) -> str:
    """Give the screen as one text."""
    return "\n".join(screen_lines(app))


async def until(pilot: Pilot[Any], condition: Callable[[], bool], what: str = "condition") -> None:
    """Wait for a condition; fail with the screen's text when the app settles without it."""
    for _ in range(200):
        if condition():
            return
        await pilot.pause()
    raise AssertionError(f"{what} never came true; the screen:\n{screen_text(pilot.app)}")


async def until_shown(pilot: Pilot[Any], text: str) -> None:
    """Wait for a text to stand on the screen."""
    await until(pilot, lambda: text in screen_text(pilot.app), f"{text!r} on the screen")
