import pytest
from textual import events
from textual.widgets import Input

from asned.tui.verdict import Verdict
from tui.celleditorapp import CELL, EXPTYPES, EditorApp, of_kind, opened
from tui.screentext import screen_lines, screen_text, until, until_shown


async def test_the_text_stands_where_the_cells_does_and_the_border_names_the_kind():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sciense")
        lines = screen_lines(app)
        assert lines[CELL.y][CELL.x :].startswith("sciense")
        assert lines[CELL.y - 1][CELL.x - 1 :].startswith("╭─ text ─")
        assert app.said == []


async def test_each_key_is_told_and_the_verdict_shows_with_its_mark():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sciens")
        await pilot.press("e")
        await until_shown(pilot, "✖ judged sciense")
        assert app.said == [("typed", "sciense", "text")]
        assert screen_lines(app)[CELL.y + 1][CELL.x :].startswith("✖ judged sciense")


async def test_a_judge_is_asked_at_once_and_its_verdict_painted_with_the_key():
    def judge(value: str, kind: str) -> tuple[str, str]:
        return f"{value} in {kind}", "warning"

    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a", choices=EXPTYPES, judge=judge)
        await until_shown(pilot, "▲ a in text")
        app.editor.query_one(Input).replace("im", 0, 1)
        assert app.editor.query_one(Verdict).lines_in(40) == ["▲ imprint in text"]
        await until_shown(pilot, "▲ imprint in text")


async def test_a_key_lays_nothing_out_anew():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sci")
        await pilot.press("e")
        await until_shown(pilot, "judged scie")
        laid_out: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, laid_out.append)
        await pilot.press("n", "c", "e", "backspace")
        await until_shown(pilot, "judged scienc")
        assert laid_out == []


@pytest.mark.parametrize(("key", "move"), [("enter", "stay"), ("tab", "right")])
async def test_enter_and_tab_accept_and_give_focus_back(key: str, move: str):
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("b", key)
        await until(pilot, lambda: ("accepted", "ab", "text", move, "t") in app.said)
        assert not app.editor.is_open
        await until(pilot, lambda: app.focused is app.query_one("#one"))
        await until(pilot, lambda: "╭" not in screen_text(app))
        assert len(of_kind(app, "accepted")) == 1


async def test_escape_gives_up():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("b", "escape")
        await until(pilot, lambda: ("cancelled", "t") in app.said)
        await pilot.pause()
        assert not of_kind(app, "accepted")
        assert app.focused is app.query_one("#one")


async def test_all_is_selected_only_when_asked():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "old", select_all=True)
        await pilot.press("n")
        await until(pilot, lambda: app.editor.value == "n")
        app.editor.close()
        await opened(app, pilot, "old")
        await pilot.press("n")
        await until(pilot, lambda: app.editor.value == "oldn")


async def test_undo_in_a_cell_restores_its_first_text_and_the_app_never_hears_of_it():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "first")
        await pilot.press("x", "ctrl+z", "ctrl+y")
        await until(pilot, lambda: app.said[-1:] == [("typed", "first", "text")])
        assert app.editor.is_open
        assert app.keys == []


async def test_undo_in_a_cell_restores_the_kind_too():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "first")
        await pilot.press("ctrl+t")
        await until_shown(pilot, "JSON")
        await pilot.press("ctrl+z")
        await until_shown(pilot, "╭─ text")
        assert (app.editor.value, app.editor.kind) == ("first", "text")


async def test_the_other_kind_is_asked_for_and_shown():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "null")
        await pilot.press("ctrl+t")
        await until_shown(pilot, "╭─ JSON")
        assert '"null"' in screen_lines(app)[CELL.y]
        await until(pilot, lambda: app.said[-1] == ("typed", '"null"', "json"))
        await pilot.press("enter")
        await until(pilot, lambda: ("accepted", '"null"', "json", "stay", "t") in app.said)


async def test_going_elsewhere_accepts():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("b")
        app.query_one("#two").focus()
        await until(pilot, lambda: ("accepted", "ab", "text", "stay", "t") in app.said)
        assert app.focused is app.query_one("#two")


async def test_a_terminal_that_loses_focus_accepts_nothing():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        app.post_message(events.AppBlur())
        await until(pilot, lambda: app.focused is None)
        await pilot.pause()
        assert app.editor.is_open
        app.post_message(events.AppFocus())
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("b")
        await until(pilot, lambda: app.editor.value == "ab")
        assert not of_kind(app, "accepted")


async def test_the_app_can_accept_at_once_and_nothing_is_posted():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        accepted = app.editor.accept()
        assert accepted is not None
        assert (accepted.value, accepted.kind, accepted.token) == ("a", "text", "t")
        assert app.editor.accept() is None
        await pilot.pause()
        assert app.said == []


async def test_keys_that_come_at_once_act_in_their_order():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "")
        for key in ["s", "x", "backspace", "c", "home", "a", "delete", "enter", "z"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: ("accepted", "ac", "text", "stay", "t") in app.said)
        await until(pilot, lambda: app.keys == ["z"])


async def test_a_choice_typed_and_accepted_at_once_is_taken():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "", choices=EXPTYPES)
        for key in ["s", "o", "enter"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: ("accepted", "sourcecat", "text", "stay", "t") in app.said)


async def test_keys_of_the_app_reach_it_from_the_cell():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("f8", "ctrl+s")
        await until(pilot, lambda: app.keys == ["f8", "ctrl+s"])
        assert app.editor.is_open


async def test_pasted_text_is_one_line_without_what_a_terminal_obeys():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        app.focused.post_message(events.Paste("b\x1b[2J\u202ec\nd"))
        await until(pilot, lambda: app.editor.value == "ab[2Jc")
        app.focused.post_message(events.Paste("\n"))
        await pilot.pause()
        assert app.editor.value == "ab[2Jc"


async def test_a_paste_of_several_lines_says_that_a_cell_takes_one():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "")
        app.focused.post_message(events.Paste("\n\nfirst_rate.fits\nsecond_rate.fits\n"))
        await until_shown(pilot, "1 of 2 lines pasted")
        assert app.editor.value == "first_rate.fits"
        await pilot.press("x")
        await until_shown(pilot, "first_rate.fitsx")
        assert "lines pasted" not in screen_text(app)
        app.focused.post_message(events.Paste("y\n"))
        await until(pilot, lambda: app.editor.value == "first_rate.fitsxy")
        assert "lines pasted" not in screen_text(app)


async def test_a_text_with_a_control_character_is_not_opened():
    app = EditorApp()
    async with app.run_test(size=(80, 24)):
        with pytest.raises(ValueError, match="JSON"):
            app.editor.open(CELL, "a\x1bb")
        assert not app.editor.is_open
