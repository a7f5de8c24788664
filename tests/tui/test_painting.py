"""What is painted at once, line by line, is what painting the whole screen shows."""

import json
from random import Random
from typing import Any

import pyte
import pytest

from asned.tui.dialogs import Message
from asned.tui.painting import PaintedLines
from asned.tui.seenrows import SeenRows
from tui.editor import EXAMPLE, Editor, opened, write

KEYS = [*"dduuyyKJUGg234hl].", "up", "down", "pagedown", "pageup", "space", "left", "ctrl+s"]


class Terminal:
    """A terminal that is sent what the app displays."""

    def __init__(self, editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = editor.app
        self.lines_at_once = 0
        self.times_whole = 0
        width, height = self.app.size
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self._show(self.app.screen._compositor.render_full_update())
        monkeypatch.setattr(self.app, "_display", lambda _screen, update: self._take(update))

    def _take(self, update: Any) -> None:
        if isinstance(update, PaintedLines):
            self.lines_at_once += len(update.lines)
        elif update is not None:
            self.times_whole += 1
        if update is not None:
            self._show(update)

    def _show(self, update: Any) -> None:
        self._stream.feed(update.render_segments(self.app.console).replace("\n", "\r\n"))

    def is_up_to_date(self) -> bool:
        """Say whether nothing waits to be done or painted."""
        screen = self.app.screen
        return not (
            any(not worker.is_finished for worker in self.app.workers)
            or screen._dirty_widgets
            or screen._repaint_required
            or screen._layout_required
            or any(widget._repaint_required for widget in screen.children)
        )

    async def begin(self, editor: Editor) -> None:
        """Count from here on, once what went before has been painted."""
        await editor.until(self.is_up_to_date, "the end of painting")
        await editor.pilot.pause()
        self.lines_at_once = self.times_whole = 0

    def cells(self) -> list[list[Any]]:
        """Give characters and colours, line by line."""
        width, height = self.app.size
        return [[self.screen.buffer[y][x] for x in range(width)] for y in range(height)]

    def painted_whole(self) -> list[list[Any]]:
        """Give what stands there once Textual painted all, with what it takes to be clean from before."""
        self._show(self.app.screen._compositor.render_full_update())
        return self.cells()

    def painted_anew(self) -> list[list[Any]]:
        """Give what stands there once everything was painted, nothing taken from before."""
        for widget in self.app.screen.walk_children():
            widget.notify_style_update()
        for pane in self.app.panes:
            pane._seen = SeenRows()
        self._show(self.app.screen._compositor.render_full_update())
        return self.cells()


def file_of(members: int) -> dict[str, Any]:
    data = json.loads(json.dumps(EXAMPLE))
    for number in range(members):
        data["products"][0]["members"].append(
            {"expname": f"jw00623{number:06d}_02101_00001_mirimage_rate.fits", "exptype": "imprint"}
        )
    return data


@pytest.mark.parametrize("seed", range(3))
async def test_keys_leave_the_screen_as_a_whole_painting_would(tmp_path, monkeypatch, seed):
    random = Random(seed)
    async with opened(write(tmp_path, file_of(random.choice([1, 40]))), (100, 30)) as editor:
        terminal = Terminal(editor, monkeypatch)
        for _ in range(25):
            key = random.choice(KEYS)
            await editor.press(key)
            if len(editor.app.screen_stack) > 1:
                await editor.press("escape")
            await editor.until(terminal.is_up_to_date, "the end of painting")
            seen = terminal.cells()
            assert seen == terminal.painted_whole(), key
            assert seen == terminal.painted_anew(), key
        assert terminal.lines_at_once > 0


async def test_what_cannot_be_painted_at_once_is_left_to_textual(tmp_path, monkeypatch):
    async with opened(write(tmp_path, file_of(40)), (100, 30)) as editor:
        await editor.press("3", "down")
        terminal = Terminal(editor, monkeypatch)
        await terminal.begin(editor)
        before = terminal.cells()
        with editor.app.workbench.painting():
            editor.app.say("said while something lay over it")
            editor.app.push_screen(Message("over", ["the panes"]))
        await editor.press("escape")
        await editor.until(terminal.is_up_to_date, "the end of painting")
        assert terminal.lines_at_once == 0
        seen = terminal.cells()
        assert seen != before
        assert seen == terminal.painted_anew()


async def test_an_edit_in_a_long_list_paints_the_lines_it_changed(tmp_path, monkeypatch):
    async with opened(write(tmp_path, file_of(500)), (100, 30)) as editor:
        await editor.press("3", "G", "up", "up", "J", "u")
        terminal = Terminal(editor, monkeypatch)
        await terminal.begin(editor)
        for key in ("J", "u", "K", "u"):
            terminal.lines_at_once = 0
            await editor.press(key)
            # Two rows, the product, the file, title, state and keys, with some to spare.
            assert 3 <= terminal.lines_at_once <= 12, key
        assert terminal.times_whole == 0


async def test_a_move_of_the_cursor_paints_two_rows_and_two_lines(tmp_path, monkeypatch):
    async with opened(write(tmp_path, file_of(500)), (100, 30)) as editor:
        await editor.press("3", "down", "down", "up")
        terminal = Terminal(editor, monkeypatch)
        await terminal.begin(editor)
        await editor.press("down")
        assert (terminal.lines_at_once, terminal.times_whole) == (4, 0)


async def test_typing_paints_the_field_the_verdict_and_the_list_alone(tmp_path, monkeypatch):
    async with opened(write(tmp_path, file_of(40)), (100, 30)) as editor:
        await editor.press("3", "down", "down", "t", "x")
        terminal = Terminal(editor, monkeypatch)
        for key in ("y", "backspace", "backspace", "s", "down", "up"):
            terminal.lines_at_once = 0
            await editor.press(key)
            # Where list or verdict become higher or lower, Textual lays them out and paints.
            assert (2 if key == "y" else 0) <= terminal.lines_at_once <= 12, key
            await editor.until(terminal.is_up_to_date, "the end of painting")
            seen = terminal.cells()
            assert seen == terminal.painted_anew(), key


async def test_what_is_looked_for_is_painted_with_its_hits_at_once(tmp_path, monkeypatch):
    async with opened(write(tmp_path, file_of(500)), (100, 30)) as editor:
        for begin in ("slash", "ampersand"):
            await editor.press("3", begin, "j")
            terminal = Terminal(editor, monkeypatch)
            await terminal.begin(editor)
            for key in ("w", "0", "0", "6", "2", "3", "0", "0", "0", "4", "backspace"):
                terminal.lines_at_once = 0
                await editor.press(key)
                assert terminal.lines_at_once >= 1, key
                await editor.until(terminal.is_up_to_date, "the end of painting")
                seen = terminal.cells()
                assert seen == terminal.painted_anew(), key
            assert terminal.times_whole == 0
            await editor.press("escape")


def with_problems(tmp_path):
    """Write a file with more problems than the screen shows, in two products of many members."""
    data = file_of(0)
    for product, count in zip(data["products"], (30, 12), strict=False):
        product["members"] += [
            {"expname": f"b{number:03d}_rate.fits", "exptype": "sciense"} for number in range(count)
        ]
    return write(tmp_path, data)


@pytest.mark.parametrize("seed", range(4))
async def test_no_row_that_was_read_is_kept_beyond_what_changes_it(tmp_path, seed):
    random = Random(seed)
    keys = [*"dyuUJK1234Ggjktn", "pagedown", "space", "escape", "enter", "right", "left"]
    rounds = [[key] for key in keys] + [
        [pane, "pagedown", "g", "3", "d", "u", "y"] for pane in "1234"
    ]
    async with opened(with_problems(tmp_path), (100, 30)) as editor:
        for _ in range(40):
            keys = random.choice(rounds)
            for key in keys:
                await editor.press(key)
                if len(editor.app.screen_stack) > 1 or editor.app.editor.is_open:
                    await editor.press("escape")
            for pane in editor.app.panes:
                kept = {row: shown for row, shown in pane._seen._rows.items() if row < len(pane)}
                assert kept == {row: pane.row(row) for row in kept}, (keys, pane.NAME)
