"""What is read and painted for an edit: the same few rows whatever the size of the file."""

from collections import Counter
from pathlib import Path

import pytest

from asned.tui import rowview
from asned.tui.pane import Pane
from counting import steps
from tui.editor import Editor, opened
from tui.rows import with_rows

SMALL, LARGE = 60, 3_000
SIZE = (80, 24)


class Counts:
    """Counts the rows read from the session and the rows painted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._counted: Counter[str] = Counter()
        paint_row = rowview.paint_row

        def painting(*arguments: object, **options: object) -> object:
            self._counted["painted"] += 1
            return paint_row(*arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(rowview, "paint_row", painting)
        for pane in Pane.__subclasses__():
            self._count_rows(pane, monkeypatch)

    def _count_rows(self, pane: type[Pane], monkeypatch: pytest.MonkeyPatch) -> None:
        row = pane.row

        def reading(shown: Pane, index: int) -> object:
            self._counted["read"] += 1
            return row(shown, index)

        monkeypatch.setattr(pane, "row", reading)

    async def of(self, editor: Editor, *keys: str) -> Counter[str]:
        """Give what pressing keys costs, until nothing is left to paint."""
        self._counted.clear()
        await editor.press(*keys)
        await editor.pilot.pause()
        return Counter(self._counted)


KEYS = {
    "retag": ["t", *"imprint", "enter"],
    "undo": ["u"],
    "duplicate": ["y"],
    "move": ["J"],
    "delete": ["d"],
    "select": ["space"],
    "extend": ["shift+down"],
    "page": ["pagedown"],
    "last": ["G"],
    "all": ["*"],
    "none": ["escape"],
}


async def counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Counter[str]]:
    async with opened(path, SIZE) as editor:
        await editor.press(*["down"] * 4)
        counts = Counts(monkeypatch)
        return {name: await counts.of(editor, *keys) for name, keys in KEYS.items()}


async def test_as_many_rows_are_read_and_painted_in_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        small = await counted(with_rows(tmp_path, members=SMALL), patch)
    with monkeypatch.context() as patch:
        large = await counted(with_rows(tmp_path, members=LARGE), patch)
    rows = SIZE[1]
    for name in KEYS:
        assert sum(small[name].values()) > 0 or name == "none", name
        for what in ("read", "painted"):
            assert large[name][what] <= small[name][what] + 4, (name, what, small, large)
            assert large[name][what] <= 3 * rows, (name, what, large)


async def test_retagging_a_member_paints_less_than_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with opened(with_rows(tmp_path, members=LARGE), SIZE) as editor:
        await editor.press(*["down"] * 4, "t", *"imprint", "enter", "down", "t", *"imprint")
        counts = Counts(monkeypatch)
        assert 0 < (await counts.of(editor, "enter"))["painted"] < SIZE[1]


async def test_showing_a_change_takes_as_many_steps_in_a_large_file(tmp_path: Path):
    taken = []
    for members in (SMALL * 10, LARGE * 2):
        async with opened(with_rows(tmp_path, members=members), SIZE) as editor:
            await editor.press("down", "down", "space", "up", "y", "u")
            duplicated = editor.session.redo()
            shown = steps(lambda app=editor.app, change=duplicated: app.apply(change))
            undone = editor.session.undo()
            taken.append([shown, steps(lambda app=editor.app, change=undone: app.apply(change))])
    for small, large in zip(*taken, strict=True):
        assert large <= 1.5 * small + 600, taken
