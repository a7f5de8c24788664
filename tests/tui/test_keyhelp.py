import pytest
from textual.app import App

from asned.tui.actions import ACTIONS
from asned.tui.keyhelp import KeyHelp, key_lines
from asned.tui.keynames import key_labels
from tui.screentext import screen_lines, screen_text, until, until_shown


@pytest.mark.parametrize("width", [30, 36, 55, 56, 72, 80])
def test_every_action_is_there_whole_at_any_width(width: int):
    lines = key_lines(width)
    assert all(len(keys + text) <= width for keys, text in lines)
    words = " ".join(" ".join(keys + text for keys, text in lines).split())
    for action in ACTIONS:
        assert " ".join(key_labels(action.keys).split()) in words
        assert action.help.split()[-1] in words


def test_in_a_wide_box_the_help_stands_beside_the_keys():
    assert any("]" in keys and text == "Go to the next problem." for keys, text in key_lines(80))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_box_fits_the_terminal_and_scrolls_to_the_last_action(size: tuple[int, int]):
    app: App[None] = App()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(KeyHelp())
        await until_shown(pilot, "Keys")
        assert "Moving" in screen_text(app)
        assert "escape close" in screen_lines(app)[-1]
        await pilot.press("end")
        await until_shown(pilot, "colours")
        await pilot.press("home")
        await until_shown(pilot, "Moving")
        await pilot.press("pagedown")
        await until(pilot, lambda: "Moving" not in screen_text(app))


@pytest.mark.parametrize("key", ["escape", "question_mark", "q", "enter"])
async def test_the_usual_keys_close_it(key: str):
    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(KeyHelp())
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(app.screen, KeyHelp))
