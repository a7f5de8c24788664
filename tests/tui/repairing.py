"""The repair screen opened on a text inside a test."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from asned.rules.samples import STAGE2, text_of
from asned.tui.differenceview import DifferenceView
from asned.tui.repair.app import RepairApp
from tui.screentext import until

SOUND = text_of(STAGE2)
NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
TWO_COMMAS_AND_A_COMMENT = (
    SOUND.replace('"program": "01234",', '"program": "01234"')
    .replace('"target": "1",', '"target": "1",,')
    .replace('    "asn_id"', '    // the id\n    "asn_id"')
)


@asynccontextmanager
async def repairing(
    data: str | bytes, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[RepairApp, Pilot[Any]]]:
    """Open the repair screen and wait until its defects are found."""
    app = RepairApp(data.encode() if isinstance(data, str) else data, NAME)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.broken.is_searched, "the search for defects")
        await pilot.pause()
        yield app, pilot


def shows_difference(app: RepairApp) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, DifferenceView)


def line_of(app: RepairApp) -> str:
    return app.lines.line(app.lines.cursor_row)


# ---- what is shown
