import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.association.skeleton import SKELETON
from asned.jsontext.defects import find_defects
from asned.jsontext.display import is_displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.repair import aside, opening
from asned.tui.repair.actions import REPAIR_ACTIONS
from asned.tui.repair.app import COMMANDS, RepairApp
from asned.tui.repair.spelling import stretch, typable, typed_back
from asned.tui.run import run
from tui.repairing import (
    NAME,
    SOUND,
    TWO_COMMAS_AND_A_COMMENT,
    repairing,
    shows_difference,
)
from tui.screentext import screen_lines, screen_text, until, until_shown


@given(st.text(max_size=20))
def test_what_can_be_typed_is_displayable_and_leads_back(text: str):
    typed = typable(text)
    if typed is not None:
        assert is_displayable(typed)
        assert typed_back(typed, text) == text


@given(st.text(st.characters(max_codepoint=0x20, exclude_characters=" ")))
def test_control_characters_can_be_typed(text: str):
    assert typable(text) is not None


@given(st.integers(0, 5000), st.integers(0, 6000))
def test_the_stretch_holds_the_place_and_stays_within_the_line(length: int, column: int):
    start, end = stretch(length, column)
    assert 0 <= start <= min(column, length) <= end <= length
    assert end - start <= 1000


# ---- going on, and going away


async def test_nothing_goes_on_before_the_text_is_json():
    async with repairing("{]") as (app, pilot):
        await pilot.press("ctrl+s")
        await until_shown(pilot, "not yet: the text is not JSON")
        assert app.repaired is None


async def test_going_back_from_the_difference_goes_on_repairing():
    async with repairing("{]") as (app, pilot):
        await pilot.press("full_stop")
        await until(pilot, shows_difference(app))
        await pilot.press("escape")
        await until_shown(pilot, "the text is JSON: ctrl+s")
        await pilot.press("ctrl+s")
        await until(pilot, shows_difference(app))
        await pilot.press("escape", "u")
        await until(pilot, lambda: len(app.broken.defects) == 1)


async def test_a_long_line_that_differs_is_shown_broken_and_one_that_does_not_is_not():
    long = "a,b," * 400
    data = json.dumps({"same": long})[:-1] + "\n," + json.dumps({"other": long})[1:-1] + ",\n}"
    async with repairing(data.replace('"other": ', '"other" ')) as (app, pilot):
        await pilot.press("exclamation_mark", "a")
        await until(pilot, shows_difference(app))
        await until_shown(pilot, "broken at their commas")
        same = [line for line in screen_lines(app) if '{"same": "a,b,a,b' in line]
        assert len(same) == 1
        assert '-,"other" "a,' not in screen_text(app)


async def test_quitting_unchanged_asks_nothing():
    async with repairing("{]") as (app, pilot):
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
    assert app.repaired is None


async def test_quitting_asks_before_a_repair_is_lost():
    async with repairing(TWO_COMMAS_AND_A_COMMENT) as (app, pilot):
        await pilot.press("full_stop", "ctrl+q")
        await until_shown(pilot, "Discard the repair?")
        await pilot.press("enter", "ctrl+q", "escape")
        assert not app._exit
        await pilot.press("q", "d")
        await until(pilot, lambda: app._exit)
    assert app.repaired is None


# ---- other kinds of broken


async def test_yaml_is_refused_with_the_sentence():
    async with repairing("asn_id: a3001\nproducts:\n  - name: x\n") as (app, pilot):
        await until_shown(pilot, "Not an association in JSON")
        await until_shown(pilot, "has dropped")
        await pilot.press("escape")
        await until(pilot, lambda: app._exit)
        assert app.is_refused
    assert app.repaired is None


async def test_an_empty_file_becomes_a_new_association():
    async with repairing(b"") as (app, pilot):
        await until_shown(pilot, "begin a new")
        await pilot.press("full_stop")
        await until(pilot, shows_difference(app))
        await pilot.press("enter")
    assert app.repaired == SKELETON


async def test_a_byte_order_mark_is_shown_and_deleted():
    async with repairing(b"\xef\xbb\xbf" + SOUND.encode()) as (app, pilot):
        await until_shown(pilot, "<FEFF>{")
        await pilot.press("full_stop")
        await until(pilot, shows_difference(app))
        await until_shown(pilot, "-<FEFF>{")
        await pilot.press("enter")
    assert app.repaired == SOUND.encode()


async def test_another_encoding_is_said_in_the_difference():
    async with repairing(SOUND.encode("utf-16")) as (app, pilot):
        await pilot.press("full_stop")
        await until(pilot, shows_difference(app))
        await until_shown(pilot, "not in UTF-8 now")
        await pilot.press("enter")
    assert app.repaired == SOUND.encode()


async def test_bytes_that_cannot_be_kept_are_not_touched():
    async with repairing(b"\xff\xfe{") as (app, pilot):
        await until_shown(pilot, "its encoding is broken")
        await pilot.press("enter", "d", "full_stop", "exclamation_mark")
        assert not app.broken.is_changed
        assert not app.editor.is_open


async def test_a_large_text_is_searched_and_compared_beside_the_keyboard(monkeypatch):
    monkeypatch.setattr(aside, "QUICK", 0)
    app = RepairApp(TWO_COMMAS_AND_A_COMMENT.encode(), NAME)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.broken.is_searched)
        await pilot.press("exclamation_mark", "a")
        await until(pilot, shows_difference(app))
        await pilot.press("enter")
    assert find_defects(app.repaired or b"") == []


async def test_each_action_of_the_screen_is_run_by_something_and_the_footer_shows_its_keys():
    run_by_app = {action.id for action in REPAIR_ACTIONS if not action.call}
    assert run_by_app == set(COMMANDS)
    async with repairing("{]") as (_, pilot):
        for hint in (". fix", "! fix all", "] defect", "? keys"):
            await until_shown(pilot, hint)
        await pilot.press("?")
        await until_shown(pilot, "Scroll to the end of the line.")
        await pilot.press("escape", "f1")
        await until_shown(pilot, "json-syntax")


async def test_the_palette_offers_the_screens_own_actions_and_runs_them():
    async with repairing("{]") as (app, pilot):
        await pilot.press("ctrl+p")
        await until_shown(pilot, "Mend the defect under the cursor.")
        await pilot.press(*"suspend")
        await until_shown(pilot, "Go back to the shell")
        await until(pilot, lambda: "Mend" not in screen_text(app), "what does not match gone")
        await pilot.press(*["backspace"] * len("suspend"), *"keys")
        await until_shown(pilot, "Show all keys.")
        await pilot.press("enter")
        await until_shown(pilot, "Scroll to the end of the line.")


async def test_the_palette_can_be_opened_while_a_line_is_edited():
    async with repairing("{]") as (app, pilot):
        await pilot.press("enter", "ctrl+p")
        await until_shown(pilot, "Mend the defect under the cursor.")
        assert not app.editor.is_open


# ---- from the command


class Answer(RepairApp):
    """The repair screen of somebody who makes this of every file, or refuses it."""

    made: bytes | None = None
    refuses = False

    def run(self) -> None:
        self.repaired = self.made
        self.is_refused = self.refuses


def test_a_repaired_file_opens_modified_with_what_it_was_opened_with(tmp_path, monkeypatch):
    path = tmp_path / NAME
    path.write_bytes(b"{")
    opened: list[Session] = []
    monkeypatch.setattr(Answer, "made", SOUND.encode())
    monkeypatch.setattr(opening, "RepairApp", Answer)
    monkeypatch.setattr(AsnedApp, "run", lambda app: opened.append(app.session))
    assert run(path, stage=3) == 0
    (session,) = opened
    assert session.document.to_bytes() == SOUND.encode()
    assert session.is_modified
    assert session.stage.stage == 3
    assert path.read_bytes() == b"{"


def test_quitting_the_repair_opens_no_editor(tmp_path, monkeypatch):
    path = tmp_path / NAME
    path.write_bytes(b"{")
    monkeypatch.setattr(opening, "RepairApp", Answer)
    monkeypatch.setattr(AsnedApp, "run", lambda app: pytest.fail("the editor ran"))
    assert run(path) == 0


def test_what_is_refused_is_raised_for_the_command_to_say(tmp_path, monkeypatch):
    path = tmp_path / NAME
    path.write_text("asn_id: x\n")
    monkeypatch.setattr(Answer, "refuses", True)
    monkeypatch.setattr(opening, "RepairApp", Answer)
    with pytest.raises(NotAnAssociationText, match="YAML"):
        run(path)
