"""The editor opened on an association inside a test: its keys, its screen, its session."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from asned.rules.verdicts import Severities
from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.pane import Pane
from tui.screentext import screen_lines, screen_text

LONGEST = 5.0
"""Seconds that a condition is waited for."""

WITHOUT_FILES: Severities = {"file-name": None, "expname-missing-file": None}
"""Lets a test be about the text alone, whatever its file is called and whatever lies beside it."""

FILE_NAME = "jw00623-o037_20210610t121508_image2_00001_asn.json"
FIRST = "jw00623037001_02101_00001_mirimage"
SECOND = "jw00623038001_02101_00001_mirimage"

EXAMPLE: dict[str, Any] = {
    "asn_type": "image2",
    "asn_rule": "candidate_Asn_Lv2Image",
    "version_id": "20210610t121508",
    "degraded_status": "No known degraded exposures in association.",
    "program": "00623",
    "asn_id": "o037",
    "asn_pool": "jw00623_20210610t121508_pool",
    "target": 9,
    "products": [
        {
            "name": FIRST,
            "members": [
                {"expname": f"{FIRST}_rate.fits", "exptype": "science", "exposerr": "null"},
                {"expname": f"{SECOND}_rate.fits", "exptype": "background", "exposerr": None},
            ],
        },
        {
            "name": SECOND,
            "members": [
                {"expname": f"{SECOND}_rate.fits", "exptype": "science", "exposerr": "null"}
            ],
        },
    ],
}
"""An association without findings: two products, of which the first has a background."""


def key_event(key: str) -> events.Key:
    """Give what the terminal's driver makes of a key: a character, or a name such as `enter`."""
    is_character = len(key) == 1
    return events.Key(
        _character_to_key(key) if is_character else key, key if is_character else None
    )


class Editor:
    """The running editor and what a person does with it and sees of it."""

    def __init__(self, app: AsnedApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> Session:
        """The association that is open."""
        return self.app.session

    @property
    def text(self) -> str:
        """The text of the document as it is now."""
        return self.session.document.text

    @property
    def document(self) -> Any:
        """The document as any JSON reader reads it."""
        return json.loads(self.text)

    def members(self, product: int = 0) -> list[Any]:
        """Give the members of the product at a position."""
        members: list[Any] = self.document["products"][product]["members"]
        return members

    @property
    def rules(self) -> list[str]:
        """The rules that are broken, as the problems pane lists them."""
        return [finding.rule for finding in self.session.findings]

    @property
    def screen(self) -> str:
        """The text on the screen."""
        return screen_text(self.app)

    @property
    def title(self) -> str:
        """The first line of the screen: file, state, stage, counts."""
        return screen_lines(self.app)[0]

    @property
    def state(self) -> str:
        """The line above the keys: what the cursor is on, or a message."""
        return screen_lines(self.app)[-2].strip()

    def rows(self, pane: Pane) -> list[str]:
        """Give the lines of a pane without its border."""
        area = pane.content_region
        lines = screen_lines(self.app)[area.y : area.bottom]
        return [line[area.x : area.right].rstrip() for line in lines]

    def row(self, pane: Pane, text: str) -> str:
        """Give the first line of a pane that holds a text; fail with the pane where none does."""
        rows = self.rows(pane)
        found = next((row for row in rows if text in row), None)
        assert found is not None, f"no row with {text!r} among\n" + "\n".join(rows)
        return found

    def where(self, text: str) -> tuple[int, int]:
        """Give column and line of a text on the screen."""
        for y, line in enumerate(screen_lines(self.app)):
            if text in line:
                return line.index(text), y
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen}")

    async def press(self, *keys: str) -> None:
        """Send keys in one piece, as a fast typist's arrive, and wait until all have been acted on."""
        assert self.app._driver is not None
        done = self.app.turns.done + len(keys)
        for key in keys:
            event = key_event(key)
            event.set_sender(self.app)
            self.app._driver.send_message(event)
        await self._settle(done)

    async def until(self, condition: Callable[[], bool], what: str = "condition") -> None:
        """Wait for something to be true."""
        end = time.monotonic() + LONGEST
        while not condition():
            assert time.monotonic() < end, f"{what} never came true; the screen:\n{self.screen}"
            await asyncio.sleep(0.008)

    async def until_shown(self, *texts: str) -> None:
        """Wait for texts to stand on the screen."""
        for text in texts:
            await self.until(lambda text=text: text in self.screen, f"{text!r} on the screen")

    async def until_gone(self, text: str) -> None:
        """Wait for a text to leave the screen."""
        await self.until(lambda: text not in self.screen, f"{text!r} gone from the screen")

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.until(
            lambda: [len(screen_lines(self.app)), self.app.size.width] == [height, width],
            "the new size",
        )

    async def click(self, text: str) -> None:
        """Click on a text."""
        await self.click_at(*self.where(text))

    async def click_at(self, x: int, y: int) -> None:
        """Click on a cell of the screen."""
        done = self.app.turns.done + 2
        self._send_mouse(events.MouseDown, x, y)
        self._send_mouse(events.MouseUp, x, y)
        await self._settle(done)

    async def scroll(self, text: str) -> None:
        """Turn the wheel down by one notch over a text."""
        self._send_mouse(events.MouseScrollDown, *self.where(text))
        await self.pilot.pause()

    def _send_mouse(self, kind: type[events.MouseEvent], x: int, y: int) -> None:
        event = kind(None, x, y, 0, 0, 1, False, False, False, x, y)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    @property
    def has_quit(self) -> bool:
        """Whether the editor has ended."""
        return self.app._exit

    async def _settle(self, done: int) -> None:
        await self.until(
            lambda: self.has_quit or self.app.turns.done == done, "the end of what was typed"
        )
        if self.has_quit:
            return
        await self.until(lambda: not self.app.screen._layout_required, "the layout of the screen")


def write(directory: Path, content: object = EXAMPLE, name: str = FILE_NAME) -> Path:
    """Write an association file: a text or bytes as they are, anything else as JSON."""
    path = directory / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content, indent=4)
        path.write_text(text, encoding="utf-8", newline="")
    return path


@asynccontextmanager
async def opened(
    path: Path,
    size: tuple[int, int] = (120, 40),
    *,
    severities: Severities = WITHOUT_FILES,
) -> AsyncIterator[Editor]:
    """Open the editor on a file, and wait until everything is judged and painted."""
    app = AsnedApp(Session.open(path, severities=severities))
    async with app.run_test(size=size) as pilot:
        editor = Editor(app, pilot)
        await editor.until(lambda: app.focused is app.members, "the first focus")
        await editor.until(lambda: editor.session.is_judged, "the end of judging")
        await editor.until_gone("judging")
        await editor.until(lambda: app.is_complete, "all that keys need")
        yield editor
