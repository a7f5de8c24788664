"""The screen of the panes from its first moment: what comes later would have it laid out again."""

from pathlib import Path

import pytest
from textual.geometry import Size

from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.workbench import Workbench
from tui.editor import opened, write

SIZES = [(40, 12), (59, 17), (60, 18), (80, 24), (99, 40), (100, 17)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_lies_at_once_as_textual_has_it_lie_later(size: tuple[int, int], tmp_path: Path):
    screen = Workbench()
    screen.fit(Size(*size))
    async with opened(write(tmp_path), size) as editor:
        assert screen.classes == editor.app.screen.classes


async def test_it_holds_nothing_that_never_shows(tmp_path: Path):
    app = AsnedApp(Session.open(write(tmp_path)))
    async with app.run_test(tooltips=True, notifications=True):
        assert not app.screen.query(".-textual-system")
