"""A file that is not JSON: shown with its defects, repaired with keys, and opened in the editor."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from asned.association.skeleton import SKELETON
from asned.disk.errors import FileChanged
from asned.disk.fingerprint import read_file
from asned.jsontext.defects import find_defects
from asned.jsontext.display import is_displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.rules.samples import STAGE2, text_of
from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.differenceview import DifferenceView
from asned.tui.fixmenu import FixMenu
from asned.tui.repair import aside, opening
from asned.tui.repair.actions import REPAIR_ACTIONS
from asned.tui.repair.app import COMMANDS, RepairApp
from asned.tui.repair.spelling import stretch, typable, typed_back
from asned.tui.run import run
from tui.screentext import screen_lines, screen_text, until, until_shown

SOUND = text_of(STAGE2)
NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
TWO_COMMAS_AND_A_COMMENT = (
    SOUND.replace('"program": "01234",', '"program": "01234"')
    .replace('"target": "1",', '"target": "1",,')
    .replace('    "asn_id"', '    // the id\n    "asn_id"')
)


@asynccontextmanager
async def repairing(
    data: str | bytes, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[RepairApp, Pilot[Any]]]:
    """Open the repair screen and wait until its defects are found."""
    app = RepairApp(data.encode() if isinstance(data, str) else data, NAME)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.broken.is_searched, "the search for defects")
        await pilot.pause()
        yield app, pilot


def shows_difference(app: RepairApp) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, DifferenceView)


def line_of(app: RepairApp) -> str:
    return app.lines.line(app.lines.cursor_row)


# ---- what is shown


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_all_defects_are_found_at_once_and_the_cursor_is_at_the_first(size: tuple[int, int]):
    async with repairing(TWO_COMMAS_AND_A_COMMENT, size) as (app, pilot):
        assert [defect.rule for defect in app.broken.defects] == [
            "json-missing-comma",
            "json-comment",
            "json-syntax",
        ]
        assert line_of(app) == '    "program": "01234"'
        assert "✖ 3" in screen_lines(app)[0]
        assert "expected a comma here" in screen_text(app)
        await until_shown(pilot, "✖ column ")


async def test_lines_with_defects_are_marked_and_the_others_are_not():
    async with repairing(TWO_COMMAS_AND_A_COMMENT, (100, 60)) as (app, _):
        rows = {defect.line for defect in app.broken.defects}
        for number, text in enumerate(app.broken.text.split("\n"), start=1):
            (shown,) = [each for each in screen_lines(app) if f" {number}  {text}"[:70] in each]
            assert ("✖" in shown) == (number in rows)


async def test_a_defect_far_to_the_right_is_brought_in_sight():
    data = json.dumps(STAGE2).replace('"exposerr": null', '"exposerr": None')
    async with repairing(data) as (app, pilot):
        await until(pilot, lambda: any("None" in line for line in screen_lines(app)[2:3]))
        await pilot.press("home")
        await until_shown(pilot, '{"asn_type"')
        await pilot.press("end")
        await until(pilot, lambda: "]}" in screen_lines(app)[2])


async def test_left_and_right_scroll_the_lines_and_stop_at_the_ends():
    async with repairing('{"' + "abcdefghij" * 20 + '" 1}') as (app, pilot):
        await pilot.press("home", *["right"] * 30)
        assert 0 < app.lines.first_shown <= app.lines.line_length(0)
        await pilot.press(*["left"] * 30)
        assert app.lines.first_shown == 0


async def test_hostile_text_is_made_displayable():
    async with repairing('{"a": "\x1b]0;x\x07\u202e[/]",\n[@click=app.quit]x[/]') as (app, pilot):
        assert all(is_displayable(line) for line in screen_lines(app))
        await pilot.press("enter")
        assert app.editor.is_open
        assert all(is_displayable(line) for line in screen_lines(app))


async def test_the_cursors_of_both_panes_follow_each_other():
    async with repairing(TWO_COMMAS_AND_A_COMMENT) as (app, pilot):
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: app.defects.cursor_row == 1)
        assert line_of(app) == "    // the id"
        await pilot.press("tab", "down")
        await until(pilot, lambda: line_of(app) == '    "target": "1",,')
        await pilot.press("enter")
        assert app.pane is app.lines
        await pilot.press("ctrl+home")
        await until(pilot, lambda: app.defects.cursor_row == 0)


async def test_defects_are_gone_to_in_order_and_round_the_ends():
    async with repairing(TWO_COMMAS_AND_A_COMMENT) as (app, pilot):
        seen = []
        for key in ("]", "]", "]", "[", "[", "f8"):
            await pilot.press(key)
            await pilot.pause()
            seen.append(app.defects.cursor_row)
        assert seen == [1, 2, 0, 2, 1, 2]
        await pilot.press("ctrl+home", "[")
        assert app.lines.cursor_row == app.broken.defects[-1].line - 1


# ---- fixing


async def test_three_defects_are_repaired_shown_and_saved_with_keys_alone(tmp_path: Path):
    path = tmp_path / NAME
    path.write_text(TWO_COMMAS_AND_A_COMMENT)
    file = read_file(path)
    async with repairing(file.data) as (app, pilot):
        await pilot.press("full_stop", "f8", "full_stop")
        await until(pilot, lambda: isinstance(app.screen, FixMenu))
        await until_shown(pilot, "loses // the id")
        await pilot.press("enter", "f8", "full_stop")
        await until(pilot, shows_difference(app))
        shown = screen_text(app)
        for line in ('-    "program": "01234"', '+    "program": "01234",', "-    // the id"):
            assert line in shown
        await pilot.press("enter")
    assert app.repaired == SOUND.encode()
    assert path.read_text() == TWO_COMMAS_AND_A_COMMENT

    session = Session.repaired(app.repaired, file)
    assert session.is_modified
    assert session.undo() is None
    editor = AsnedApp(session)
    async with editor.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: session.is_judged)
        await until_shown(pilot, "modified")
        assert path.read_text() == TWO_COMMAS_AND_A_COMMENT
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not session.is_modified, "the saving")
    assert path.read_text() == SOUND


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path):
    path = tmp_path / NAME
    path.write_text("{")
    session = Session.repaired(SOUND.encode(), read_file(path))
    path.write_text("somebody else's")
    with pytest.raises(FileChanged):
        session.save()
    assert path.read_text() == "somebody else's"


async def test_fixing_all_says_how_many_and_what_is_lost_before_it_does():
    async with repairing(TWO_COMMAS_AND_A_COMMENT) as (app, pilot):
        await pilot.press("exclamation_mark")
        await until_shown(pilot, "Fix all 3 defects?")
        await until_shown(pilot, "loses // the id")
        assert not app.broken.is_changed
        await pilot.press("escape")
        assert not app.broken.is_changed
        await pilot.press("exclamation_mark", "k")
        await until(pilot, lambda: len(app.broken.defects) == 1)
        assert app.broken.defects[0].rule == "json-comment"
        await pilot.press("u")
        await until(pilot, lambda: len(app.broken.defects) == 3)
        await pilot.press("exclamation_mark", "a")
        await until(pilot, shows_difference(app))


async def test_a_defect_with_several_fixes_offers_each():
    async with repairing('{"a": "b"c"}') as (app, pilot):
        assert len(app.broken.defects[0].repairs) > 1
        await pilot.press("full_stop")
        await until_shown(pilot, "What can be done")
        await until_shown(pilot, "the text is JSON")
        await pilot.press("down")
        await until_shown(pilot, 'loses "')
        await pilot.press("enter")
        await until(pilot, shows_difference(app))
        assert json.loads(app.broken.data) == {"a": "bc"}


async def test_where_no_fix_is_known_the_line_has_to_be_edited():
    async with repairing('{"a": }') as (app, pilot):
        assert not app.broken.defects[0].repairs
        await pilot.press("full_stop")
        await until_shown(pilot, "no fix to offer")
        await pilot.press("exclamation_mark")
        await until_shown(pilot, "no defect has a fix")


async def test_every_change_is_undone_and_redone_and_the_cursor_goes_there():
    async with repairing(TWO_COMMAS_AND_A_COMMENT) as (app, pilot):
        states = [app.broken.text]
        for keys in (["full_stop"], ["f8", "d"], ["G", "enter", *"] ", "enter"]):
            await pilot.press(*keys)
            await until(pilot, lambda: app.broken.text != states[-1])
            states.append(app.broken.text)
        for state in states[-2::-1]:
            await pilot.press("u")
            await until(pilot, lambda: app.broken.text == state)  # noqa: B023 - awaited at once
        assert line_of(app) == '    "program": "01234"'
        assert app.broken.data == TWO_COMMAS_AND_A_COMMENT.encode()
        await pilot.press("u")
        await until_shown(pilot, "nothing to undo")
        for state in states[1:]:
            await pilot.press("U")
            await until(pilot, lambda: app.broken.text == state)  # noqa: B023 - likewise
        assert line_of(app) == "}] "
        await pilot.press("ctrl+y")
        await until_shown(pilot, "nothing to redo")


# ---- editing a line


async def test_a_line_is_edited_where_its_defect_is_with_the_verdict_at_each_key():
    async with repairing(SOUND.replace('"o001",', '"o001"')) as (app, pilot):
        await pilot.press("enter")
        await until_shown(pilot, "✖ column 21: expected a comma here")
        await pilot.press("comma")
        await until_shown(pilot, "the text is JSON with this")
        await pilot.press("enter")
        await until(pilot, shows_difference(app))
        assert app.broken.text == SOUND


async def test_escape_leaves_the_line_as_it_was():
    async with repairing("{]") as (app, pilot):
        await pilot.press("enter", "x", "escape")
        assert not app.editor.is_open
        assert not app.broken.is_changed


async def test_keys_that_arrive_together_go_into_the_line():
    async with repairing("{]") as (app, pilot):
        await pilot.press("enter", "end", "backspace", "}", "enter")
        await until(pilot, shows_difference(app))
        assert app.broken.text == "{}"


async def test_going_to_the_next_defect_accepts_the_line():
    async with repairing(TWO_COMMAS_AND_A_COMMENT) as (app, pilot):
        await pilot.press("enter", "comma", "f8")
        await until(pilot, lambda: line_of(app) == "    // the id")
        assert len(app.broken.defects) == 2


async def test_hidden_characters_of_an_edited_line_stay_as_they_are():
    data = '\ufeff{\t"a\x1b\u202e": 1\n\t"b": 2}\r\n'.encode() + b"\xff"
    async with repairing(data) as (app, pilot):
        await pilot.press("ctrl+home", "enter", "end", "comma", "enter")
        await until(pilot, lambda: app.broken.is_changed)
        assert app.broken.data == data.replace(b"1\n", b"1,\n")


async def test_a_line_whose_signs_could_be_mistaken_is_not_edited():
    async with repairing('{"␛ \x1b": 1]') as (app, pilot):
        await pilot.press("enter")
        await until_shown(pilot, "not edited: a sign")
        assert not app.editor.is_open


async def test_of_a_very_long_line_the_stretch_about_the_defect_is_edited():
    numbers = ", ".join(map(str, range(1000)))
    async with repairing(f'{{"a": [{numbers} 1]}}') as (app, pilot):
        await pilot.press("enter")
        assert len(app.editor.value) < 500
        await pilot.press("comma", "enter")
        await until(pilot, shows_difference(app))
        assert app.broken.text == f'{{"a": [{numbers}, 1]}}'


async def test_a_line_is_deleted():
    async with repairing("<<<<<<< HEAD\n" + SOUND) as (app, pilot):
        await pilot.press("ctrl+home", "d")
        await until(pilot, shows_difference(app))
        assert app.broken.text == SOUND


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
