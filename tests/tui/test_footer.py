import pytest
from textual.app import App, ComposeResult
from textual.screen import ModalScreen

from asned.tui.actions import Place
from asned.tui.footer import Act, KeyFooter, hints_for
from tui.screentext import screen_lines, until


class FooterApp(App[None]):
    """Nothing but the footer, and what was clicked on it."""

    def __init__(self) -> None:
        super().__init__()
        self.acted: list[str] = []

    def compose(self) -> ComposeResult:
        yield KeyFooter()

    def on_act(self, event: Act) -> None:
        self.acted.append(event.id)

    @property
    def last_line(self) -> str:
        return screen_lines(self)[-1]


def chosen(place: str, width: int) -> list[str]:
    return [hint.id for hint in hints_for(place, width)]


def test_a_narrow_footer_keeps_the_most_useful_hints():
    assert chosen("members", 39) == ["edit", "add-below", "fix", "keys"]


@pytest.mark.parametrize("place", ["keywords", "products", "members", "problems"])
def test_no_hint_is_cut_and_the_keys_are_always_offered(place: str):
    for width in range(6, 200):
        hints = hints_for(place, width)
        gap = 3 if width >= 100 else 2
        assert "keys" in [hint.id for hint in hints]
        assert sum(hint.width for hint in hints) + gap * (len(hints) - 1) <= width


def test_hints_follow_the_place():
    assert "add-below" not in chosen("problems", 120)
    assert hints_for("problems", 80)[0].label == "go there"
    assert set(chosen("cell", 200)) >= {"cell-accept", "cell-restore", "cell-switch"}
    assert "keys" not in chosen("cell", 200)  # there the key types a question mark


async def test_behind_a_dialog_no_key_is_offered_until_it_goes():
    app = FooterApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.query_one(KeyFooter).show(Place.MEMBERS, "member 2 of 4")
        await until(pilot, lambda: "enter edit" in app.last_line)
        app.push_screen(ModalScreen())
        await until(pilot, lambda: not "".join(screen_lines(app)).strip())
        await pilot.click(offset=(1, 4))
        app.pop_screen()
        await until(pilot, lambda: "enter edit" in app.last_line)
    assert app.acted == []


async def test_the_line_shows_hints_and_the_position():
    app = FooterApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.query_one(KeyFooter).show(Place.MEMBERS, "member 2 of 4")
        await until(pilot, lambda: "member 2 of 4" in app.last_line)
        assert app.last_line.startswith(
            " enter edit  a add  u undo  ] problem  . fix  ^s save  ? keys"
        )
        assert app.last_line.endswith("member 2 of 4")


async def test_the_position_gives_way_in_a_narrow_terminal():
    app = FooterApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.query_one(KeyFooter).show("members", "member 2 of 4")
        await until(pilot, lambda: "enter edit" in app.last_line)
        assert app.last_line == " enter edit  a add  . fix  ? keys"


async def test_the_position_is_no_markup_and_no_control_sequence():
    app = FooterApp()
    async with app.run_test(size=(120, 5)) as pilot:
        app.query_one(KeyFooter).show("members", "[/] \x1b[31m")
        await until(pilot, lambda: "[/] \u241b[31m" in app.last_line)


async def test_showing_the_same_again_paints_nothing(monkeypatch: pytest.MonkeyPatch):
    app = FooterApp()
    async with app.run_test(size=(80, 5)) as pilot:
        footer = app.query_one(KeyFooter)
        footer.show("members", "member 1 of 4")
        await until(pilot, lambda: "member 1 of 4" in app.last_line)
        refreshed: list[bool] = []
        monkeypatch.setattr(footer, "refresh", lambda *regions: refreshed.append(True))
        footer.show("members", "member 1 of 4")
        assert refreshed == []
        footer.show("members", "member 2 of 4")
        assert refreshed == [True]


async def test_a_click_on_a_hint_asks_for_its_action():
    app = FooterApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.query_one(KeyFooter).show("members")
        await until(pilot, lambda: "u undo" in app.last_line)
        await pilot.click(KeyFooter, offset=(app.last_line.index("u undo"), 0))
        await pilot.click(KeyFooter, offset=(0, 0))
        await until(pilot, lambda: app.acted == ["undo"])
