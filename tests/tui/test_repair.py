"""A file that is not JSON: shown with its defects, repaired with keys, and opened in the editor."""

import json
from pathlib import Path

import pytest

from asned.disk.errors import FileChanged
from asned.disk.fingerprint import read_file
from asned.jsontext.display import is_displayable
from asned.rules.samples import STAGE2
from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.fixmenu import FixMenu
from tui.repairing import (
    NAME,
    SOUND,
    TWO_COMMAS_AND_A_COMMENT,
    line_of,
    repairing,
    shows_difference,
)
from tui.screentext import screen_lines, screen_text, until, until_shown


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
