from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from asned.tui.actions import bindings
from asned.tui.asking import AskText
from asned.tui.choicebar import Choice, ChoiceBar
from asned.tui.dialogbox import DialogBox
from asned.tui.dialogs import Message, Question
from tui.screentext import screen_lines, screen_text, until, until_shown

SIZES = [(120, 40), (80, 24), (40, 12)]
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]0;title\x07 \u202eabc"
NAMES = {"program": "five digits", "asn_id": "the candidate", "asn_pool": "the pool file"}


class Asker(App[None]):
    """Shows a dialog and keeps its answer."""

    BINDINGS = bindings()

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.acted: list[str] = []

    def action_act(self, action_id: str) -> None:
        self.acted.append(action_id)

    async def ask(self, dialog: DialogBox[Any]) -> None:
        await self.push_screen(dialog, self.answers.append)


def question(lines: list[str] | None = None) -> Question[str]:
    choices = [Choice("g", "go to the first", "go"), Choice("s", "save all the same", "save")]
    return Question("Save with 2 errors?", lines or ["exptype-unknown  member 2"], choices)


async def answer(pilot: Pilot[Any], app: Asker) -> Any:
    await until(pilot, lambda: len(app.answers) == 1, "an answer")
    return app.answers[0]


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_shows_title_lines_and_choices(size: tuple[int, int]):
    app = Asker()
    async with app.run_test(size=size) as pilot:
        await app.ask(question())
        await until_shown(pilot, "Save with 2 errors?")
        for text in ("exptype-unknown", "▸g go to the first", "s save all", "escape go back"):
            assert text in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["g"], "go"),
        (["s"], "save"),
        (["enter"], "go"),
        (["right", "enter"], "save"),
        (["tab", "enter"], "save"),
        (["tab", "tab", "enter"], None),
        (["left", "left", "enter"], "save"),
        (["down", "enter"], "save"),
        (["down", "down", "up", "enter"], "save"),
        (["up", "enter"], None),
        (["shift+tab", "enter"], None),
        (["escape"], None),
        (["x", "u", "S", "s"], "save"),
    ],
)
async def test_a_question_is_answered_by_keys(keys: list[str], expected: str | None):
    app = Asker()
    async with app.run_test() as pilot:
        await app.ask(question())
        await pilot.press(*keys)
        assert await answer(pilot, app) == expected
        assert app.acted == []


async def test_keys_of_the_app_do_nothing_under_a_question():
    app = Asker()
    async with app.run_test() as pilot:
        await app.ask(question())
        await pilot.press("ctrl+s", "ctrl+q", "f8", "f1", "u", "tab", "d")
        await until_shown(pilot, "▸s save all the same")
        assert app.acted == []
        assert isinstance(app.focused, ChoiceBar)


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_takes_a_choice(size: tuple[int, int]):
    app = Asker()
    async with app.run_test(size=size) as pilot:
        await app.ask(question())
        await until_shown(pilot, "s save all the same")
        row = next(row for row, line in enumerate(screen_lines(app)) if "s save all" in line)
        await pilot.click(offset=(screen_lines(app)[row].index("s save all"), row))
        assert await answer(pilot, app) == "save"


async def test_a_long_question_scrolls_and_keeps_its_choices_in_sight():
    app = Asker()
    async with app.run_test(size=(40, 12)) as pilot:
        await app.ask(question([f"finding {number} of the file" for number in range(40)]))
        await until_shown(pilot, "finding 0 of")
        assert "escape go back" in screen_text(app)
        await pilot.press("pagedown")
        await until(pilot, lambda: "finding 0 of" not in screen_text(app))
        assert "escape go back" in screen_text(app)
        await pilot.press("pageup")
        await until_shown(pilot, "finding 0 of")


async def test_a_question_follows_the_size_of_the_terminal():
    app = Asker()
    async with app.run_test(size=(100, 30)) as pilot:
        await app.ask(question(["a line that is much longer than a narrow terminal has columns"]))
        await until_shown(pilot, "longer than a narrow terminal has columns")
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: len(screen_lines(app)) == 12)
        await until_shown(pilot, "columns")
        assert max(len(line) for line in screen_lines(app)) <= 40


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "dialog",
    [
        lambda: Question(HOSTILE, [HOSTILE], [Choice("a", HOSTILE, 1)]),
        lambda: Message(HOSTILE, [HOSTILE]),
        lambda: AskText(HOSTILE, HOSTILE, str, lines=[HOSTILE], suggestions={HOSTILE: HOSTILE}),
        lambda: AskText(HOSTILE, HOSTILE, lambda text: "", remark=lambda text: HOSTILE),
    ],
    ids=["Question", "Message", "AskText", "AskText with a remark"],
)
async def test_hostile_text_is_shown_and_never_obeyed(
    dialog: Callable[[], DialogBox[Any]], size: tuple[int, int]
):
    app = Asker()
    async with app.run_test(size=size) as pilot:
        await app.ask(dialog())
        await until_shown(pilot, "[/] [@click=app.quit]x[/]")
        await until_shown(pilot, "\u241b]0;title\u2407")
        assert not {"\x1b", "\x07", "\u202e"} & set(screen_text(app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_message_is_read_to_its_end_and_closed(size: tuple[int, int]):
    app = Asker()
    async with app.run_test(size=size) as pilot:
        await app.ask(Message("exptype", [*(f"Paragraph {n}." for n in range(30)), "The end."]))
        await until_shown(pilot, "Paragraph 0.")
        assert "The end." not in screen_text(app)
        await pilot.press("end")
        await until_shown(pilot, "The end.")
        await pilot.press("escape")
        assert await answer(pilot, app) is None


def json_only(path: str) -> str:
    return "" if path.endswith(".json") else "The name must end in .json."


@pytest.mark.parametrize("size", SIZES)
async def test_a_path_is_judged_while_it_is_typed(size: tuple[int, int]):
    app = Asker()
    async with app.run_test(size=size) as pilot:
        await app.ask(AskText("Save as", "a_asn.json", json_only, remark=lambda path: f"to {path}"))
        await until_shown(pilot, "to a_asn.json")
        await pilot.press("x")
        await until_shown(pilot, "✖ The name must end in .json.")
        await pilot.press("enter")
        assert app.answers == []
        await pilot.press("ctrl+u", *"b.json")
        await until_shown(pilot, "to b.json")
        await pilot.press("enter")
        assert await answer(pilot, app) == "b.json"


async def test_of_a_long_path_the_end_shows_where_one_types():
    app = Asker()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Save as", f"/{'long/' * 30}x_asn.json", json_only))
        await until_shown(pilot, "/long/x_asn.json ")
        await pilot.press("home")
        await until_shown(pilot, " /long/long/")


async def test_escape_leaves_the_path_unanswered():
    app = Asker()
    async with app.run_test() as pilot:
        await app.ask(AskText("Save as", "a_asn.json", json_only))
        await pilot.press("q", "escape")
        assert await answer(pilot, app) is None
        assert app.acted == []


async def test_pasted_text_that_cannot_be_shown_is_turned_away():
    app = Asker()
    async with app.run_test() as pilot:
        await app.ask(AskText("Save as", "a.json", json_only))
        await until_shown(pilot, "a.json")
        app.screen.query_one(Input).post_message(events.Paste("b\u202ec"))
        await until_shown(pilot, "✖ Not inserted")
        assert app.screen.query_one(Input).value == "a.json"


def some_name(text: str) -> str:
    return "" if text else "Type a name."


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["p", "enter"], "program"),
        (["a", "s", "n", "down", "enter"], "asn_pool"),
        (["a", "down", "down", "down", "enter"], "a"),
        (["x", "enter"], "x"),
        (["down", "enter"], "program"),
        (["escape"], None),
    ],
)
async def test_a_name_is_chosen_from_the_list_or_typed(keys: list[str], expected: str | None):
    app = Asker()
    async with app.run_test() as pilot:
        await app.ask(AskText("Add a keyword", "", some_name, suggestions=NAMES))
        await pilot.press(*keys)
        assert await answer(pilot, app) == expected


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_narrows_and_says_what_is_wrong(size: tuple[int, int]):
    app = Asker()
    async with app.run_test(size=size) as pilot:
        await app.ask(
            AskText("Add a keyword", "", some_name, lines=["To go in."], suggestions=NAMES)
        )
        await until_shown(pilot, "✖ Type a name.")
        assert "To go in." in screen_text(app)
        assert "program    five digits" in screen_text(app)
        await pilot.press("a")
        await until_shown(pilot, "▸asn_id")
        assert "program" not in screen_text(app)
        assert "Type a name." not in screen_text(app)
        assert "as typed" in screen_text(app)


async def test_a_click_chooses_from_the_list():
    app = Asker()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Add a keyword", "", some_name, suggestions=NAMES))
        await until_shown(pilot, "asn_pool")
        row = next(row for row, line in enumerate(screen_lines(app)) if "asn_pool" in line)
        await pilot.click(offset=(screen_lines(app)[row].index("asn_pool"), row))
        assert await answer(pilot, app) == "asn_pool"
