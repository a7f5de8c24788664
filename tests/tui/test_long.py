"""A change in slices: what stands on the screen between them is there, and at the end all is shown."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from asned.bulk import LongChange
from asned.change import Change
from asned.tui.commands import many
from tui.editor import Editor, opened
from tui.rows import with_rows

PART = 8


@pytest.fixture(autouse=True)
def _shortest_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the keyboard a turn after each part, of which there are many."""
    slices = LongChange.slices

    def one_part_each(change: LongChange) -> Iterator[Change]:
        return slices(change, 0)

    monkeypatch.setattr(LongChange, "slices", one_part_each)
    monkeypatch.setattr(many, "PART", PART)


class Watch:
    """Looks at all panes in every turn; `turns` counts those in which a change was under way."""

    def __init__(self, editor: Editor) -> None:
        self.turns = 0
        self.stops_at = 1.0
        self._app = editor.app
        self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while True:
            for pane in self._app.panes:
                assert pane.row_count == len(pane), pane.NAME
                for row in {0, pane.row_count - 1} if pane.row_count else ():
                    assert pane.row(row).cells
            change = self._app.session.under_way
            if change is not None:
                self.turns += 1
                if change.share > self.stops_at:
                    change.stop()
            await asyncio.sleep(0)

    async def end(self, editor: Editor) -> int:
        """Wait for the end of the change; give in how many turns it was seen."""
        await editor.until(lambda: editor.session.under_way is None or self._task.done(), "the end")
        if self._task.done():
            self._task.result()
        turns, self.turns = self.turns, 0
        return turns

    def close(self) -> None:
        """Look no more."""
        self._task.cancel()


KEYS = {"delete": ("d", "d"), "duplicate": ("y", "y")}


@pytest.mark.parametrize("name", KEYS)
async def test_no_turn_has_rows_that_are_gone_or_lacks_one(tmp_path: Path, name: str):
    async with opened(with_rows(tmp_path, members=200)) as editor:
        text = editor.text
        watch = Watch(editor)
        await editor.press("*", *KEYS[name])
        assert await watch.end(editor) > 200 // PART
        changed = editor.text
        assert changed != text
        for key, after in (("u", text), ("U", changed), ("u", text)):
            await editor.press(key)
            assert await watch.end(editor) > 200 // PART
            assert editor.text == after
        watch.close()


async def test_all_panes_show_what_the_slices_have_told(tmp_path: Path):
    async with opened(with_rows(tmp_path, members=100)) as editor:
        await editor.press("*")
        for exptype in ("sciense", "sciencee"):
            await editor.press("=", *exptype, "enter")
            await editor.until_shown("Set exptype of 100 members?")
            await editor.press("s")
            await editor.until_shown("done: set exptype of 100 members", f'"{exptype}"')
        await editor.until_gone('"sciense"')


async def test_what_is_filtered_follows_a_change_that_is_stopped(tmp_path: Path):
    async with opened(with_rows(tmp_path, members=200)) as editor:
        text = editor.text
        await editor.press("&", *"m1", "enter")
        members = editor.app.members
        assert members.kept is not None
        shown = [each.id for each in members.kept]
        assert 100 < len(shown) < 200
        watch = Watch(editor)
        watch.stops_at = 0.5
        await editor.press("*", "d", "d")
        await editor.until_shown("stopped, and taken back")
        await watch.end(editor)
        watch.close()
        assert editor.text == text
        assert [each.id for each in members.kept] == shown


async def test_errors_that_came_in_any_of_the_slices_are_counted_at_the_end(tmp_path: Path):
    async with opened(with_rows(tmp_path, members=100)) as editor:
        await editor.press("down", "shift+end", "=", *"sciense", "end", "enter", "s")
        await editor.until_shown("✖ 99 more errors; done: set exptype of 99 members")
