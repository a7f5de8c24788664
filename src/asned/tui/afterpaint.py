"""What the editor needs beyond its first paint: brought in a piece at a time, or at once for a key."""

from __future__ import annotations

import asyncio
import gc
import time
from importlib import import_module
from typing import TYPE_CHECKING

from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.tui.actions import BY_ID

if TYPE_CHECKING:
    from asned.tui import lookingbeside
    from asned.tui.app import AsnedApp
    from asned.tui.lookingbeside import LookingBeside
else:
    lookingbeside = Later("asned.tui.lookingbeside")

THRESHOLDS = (700, 10, 100)
"""How often the collector looks for garbage among what is new, what is older, and all: this seldom, not 10.

With Python's own a filter that keeps 100,000 rows has all looked at with every letter, 20 ms each time.
"""

JUDGING = (
    "asned.rules.shape",
    "asned.rules.every",
    "asned.rules.judge",
)
"""The modules that the first judging needs, those first that others import."""

EDITING = (
    "asned.association.memberedits",
    "asned.association.keyedits",
    "asned.association.productedits",
    "asned.association.edits",
    "asned.association.bulkedits",
    "asned.association.journaling",
    "asned.bulk",
    "asned.previewing",
    "textual.widgets._input",
    "asned.tui.celleditor",
    "asned.tui.texts",
    "asned.tui.searching",
    "asned.tui.dialogs",
    "asned.tui.chooser",
    "asned.tui.fixmenu",
    "asned.tui.differenceview",
    "asned.tui.palette",
    "asned.tui.commands",
    "asned.disk.lock",
    "asned.keeping",
    "asned.disk.recovery",
    "asned.recoverable",
    "asned.tui.recovering",
    "asned.tui.tools",
)
"""The modules that keys need, likewise."""

IDLE = (
    "attrs",
    "referencing",
    "jsonschema_specifications",
    "jsonschema",
)
"""What the judge asks about objects of an unusual shape: brought in last, so that no key need wait for it."""


MOVES = frozenset(
    key for id in ("cursor-up", "cursor-down", "page-up", "page-down") for key in BY_ID[id].keys
)
"""The keys that need no more than what the first paint has shown, and the rows around that."""

AHEAD = 2.0
"""Seconds that the judging has to itself: the findings are there before what keys need, but of huge files."""


class AfterPaint:
    """Does what the first paint did without: reads all of a large file, imports, has the app complete itself.

    Before that is done no key is acted on but those of `MOVES`.
    """

    def __init__(self, app: AsnedApp) -> None:
        self._app = app
        self._left = iter(EDITING)
        self._turn = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._beside: LookingBeside | None = None
        self.is_done = False

    async def run(self) -> None:
        """Bring everything in, leaving the loop to others after each piece."""
        self.look_beside()  # while the rest is brought in: what is found missing shows with the first findings
        for name in JUDGING:
            import_module(name)
            await asyncio.sleep(0)
        await self._read_on()
        self._app.begin_judging()
        begun = time.monotonic()
        while not self._app.session.is_judged and time.monotonic() - begun < AHEAD:
            await asyncio.sleep(0)
        for name in self._left:
            import_module(name)
            await asyncio.sleep(0)
        await self.finish()
        for name in IDLE:
            import_module(name)
            await asyncio.sleep(0)

    async def finish(self) -> None:
        """Bring in at once what is left."""
        if self.is_done:
            return
        async with self._turn:
            if self.is_done:
                return
            if self._beside is None:
                self.look_beside()
            await self._read_on()
            for name in self._left:
                import_module(name)
            await self._app.complete()
            self.is_done = True
        # What stands now stays: the collector has no garbage to look for in it.
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()

    def look_beside(self) -> None:
        """Look at what lies beside the file, now and from here on."""
        if self._beside is None:
            self._beside = lookingbeside.LookingBeside(self._app)
            self._beside.start()
        else:
            self._beside.soon()

    def stop(self) -> None:
        """Look no more."""
        if self._beside is not None:
            self._beside.stop()

    async def _read_on(self) -> None:
        """Read the rest of a file whose beginning is shown, in a thread: the cursor moves meanwhile.

        Where that is not JSON after all, the app ends.
        """
        app = self._app
        async with self._reading:
            session = app.session
            if session.whole is None or app.refusal is not None:
                return
            try:
                splices = await asyncio.to_thread(session.document.rereading, session.whole)
            except NotAnAssociationText as refusal:
                app.refusal = refusal
                app.exit()
                return
            members, products = app.members, session.document.products
            at = products.index(members.product)
            row, column = members.cursor_row, members.cursor_column
            change = session.read_on(splices)
            app.products.unfold_first()
            app.apply(change, moves=False)
            members.choose(session.document.products[at].id)
            members.move_cursor(row, column)
