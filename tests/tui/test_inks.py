from pathlib import Path

from textual.theme import BUILTIN_THEMES

from asned.tui.inks import _TABLE, Inks
from asned.tui.lines import StateLine, TitleLine
from tui.editor import opened, write


async def test_every_theme_has_the_colours_of_every_ink(tmp_path: Path) -> None:
    async with opened(write(tmp_path)) as editor:
        app = editor.app
        pane, title = app.members, app.title_line
        assert set(StateLine.INKS) < set(TitleLine.INKS)
        for theme in BUILTIN_THEMES:
            app.theme = theme
            await editor.pilot.pause()
            inks = Inks(pane)
            for name in _TABLE:
                if name in ("header", "selected", "cursor", "cell"):
                    assert inks.style_of("plain", name)
                elif ":" not in name:
                    assert inks.style_of(name, "row").color is not None
            for name in TitleLine.INKS:
                assert title.ink(name).color is not None


async def test_what_is_muted_stands_out_less_than_what_is_not(tmp_path: Path) -> None:
    async with opened(write(tmp_path)) as editor:
        inks = Inks(editor.app.members)
        plain, muted, ground = (
            inks.style_of("plain", "row").color.triplet,
            inks.style_of("muted", "row").color.triplet,
            inks.style_of("plain", "row").bgcolor.triplet,
        )
        assert abs(muted.red - ground.red) < abs(plain.red - ground.red)


async def test_the_cell_of_the_focus_is_told_from_that_of_other_panes(tmp_path: Path) -> None:
    async with opened(write(tmp_path)) as editor:
        focused, other = Inks(editor.app.members), Inks(editor.app.keywords)
        assert focused.style_of("plain", "cell").bgcolor != other.style_of("plain", "cell").bgcolor
        assert other.style_of("plain", "cell").bold
