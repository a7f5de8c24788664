"""The screen of the panes from its first moment: what comes later would have it laid out again."""

from pathlib import Path

import pytest
from textual.geometry import Size

from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.workbench import Workbench
from tui.editor import opened, write

SIZES = [
    ((40, 12), {"-single", "-narrow"}),
    ((59, 40), {"-single", "-narrow"}),
    ((60, 17), {"-single"}),
    ((120, 17), {"-single"}),
    ((60, 18), {"-normal"}),
    ((99, 24), {"-normal"}),
    ((100, 18), set()),
]


@pytest.mark.parametrize(("size", "classes"), SIZES)
async def test_it_lies_as_the_terminal_wants_it_from_the_first_moment_and_later(
    size: tuple[int, int], classes: set[str], tmp_path: Path
):
    first = Workbench()
    first.fit(Size(*size))
    assert first.classes == classes
    async with opened(write(tmp_path), (80, 24)) as editor:
        await editor.pilot.resize_terminal(*size)
        await editor.until(lambda: editor.app.screen.classes == classes, "the other classes")


async def test_it_holds_nothing_that_never_shows(tmp_path: Path):
    app = AsnedApp(Session.open(write(tmp_path)))
    async with app.run_test(tooltips=True, notifications=True):
        assert not app.screen.query(".-textual-system")
