"""Hostile texts in every place that shows text: shown as they are, never obeyed, never clickable."""

from pathlib import Path

import pytest

from asned.tui.repair.app import RepairApp
from hostile import (
    CONTROLS,
    DIRECTIONS,
    MARKUP,
    SEQUENCES,
    holding,
    naughty_strings,
)
from tui.editor import Editor, opened, write
from tui.harmless import assert_harmless
from tui.pointing import paste
from tui.screentext import screen_text, until

NAUGHTY = naughty_strings()
PAYLOAD = "[/] [@click=app.quit]x[/] [link=https://a.b]y[/]\x1b]52;c;Zg\x07\u202e"
SHOWN = "[@click=app.quit]x[/]"

PLACES: list[tuple[str, list[str], str]] = [
    ("the cell of a name", ["2", "enter"], "restore"),
    ("the name of a product", ["2", "R"], "restore"),
    ("the cell of an expname", ["3", "enter"], "restore"),
    ("the exptypes", ["3", "t"], "restore"),
    ("a new member", ["3", "a"], "restore"),
    ("the explanation of a member", ["3", "f1"], "escape close"),
    ("the value of a keyword", ["1", "enter"], "restore"),
    ("the name of a keyword", ["1", "R"], "restore"),
    ("a new keyword", ["1", "a"], "Add a keyword"),
    ("the explanation of a keyword", ["1", "H"], "escape close"),
    ("what can be done", ["4", "."], "What can be done"),
    ("the fix of all", ["4", "!"], ""),
    ("the explanation of a problem", ["4", "f1"], "escape close"),
    ("all keys", ["?"], "escape close"),
    ("the palette", ["ctrl+p"], ""),
    ("another name", ["W"], "Save as"),
    ("saving with errors", ["ctrl+s"], "Save with"),
    ("quitting", ["3", "y", "q"], "Save before quitting"),
    ("finding", ["3", "slash", "c", "l"], ""),
    ("copying to products", ["3", "C"], ""),
]
"""Where text is shown, the keys that lead there, and what then stands on the screen."""


def of_payload() -> dict[str, object]:
    member = {"expname": PAYLOAD, "exptype": PAYLOAD, "exposerr": PAYLOAD, PAYLOAD: PAYLOAD}
    products = [
        {"name": PAYLOAD, PAYLOAD: PAYLOAD, "members": [member, PAYLOAD]},
        {"name": PAYLOAD},
    ]
    return {"asn_type": PAYLOAD, PAYLOAD: PAYLOAD, "asn_id": PAYLOAD, "products": products}


async def test_a_payload_is_plain_text_in_every_place(tmp_path: Path, outcomes):
    path = write(tmp_path, of_payload(), f"{SHOWN.replace('/', ':')}_asn.json")
    counts = {"plain text": 0}
    async with opened(path, (80, 24)) as editor:
        await editor.until_shown("[@click")
        for place, keys, shown in PLACES:
            await editor.press(*keys)
            await editor.until_shown(shown)
            assert_harmless(editor.app)
            assert not editor.has_quit, place
            counts["plain text"] += 1
            await editor.press("escape")
            await editor.until(lambda: len(editor.app.screen_stack) == 1, f"{place} gone")
            await editor.press("escape")
        await click_on_all(editor)
    outcomes.add("markup and sequences in every place that shows text", counts)


async def click_on_all(editor: Editor) -> None:
    """Click on every payload that is on the screen; nothing of it is an action."""
    places = [(line.find("@click"), y) for y, line in enumerate(editor.screen.split("\n"))]
    for x, y in places:
        if x >= 0:
            await editor.click_at(x, y)
            assert not editor.has_quit
            assert len(editor.app.screen_stack) == 1
            await editor.press("escape")


async def test_a_file_changed_by_others_is_compared_as_plain_text(tmp_path: Path, monkeypatch):
    # Nothing is asked unprompted: the question here is the one that saving puts.
    monkeypatch.setattr("asned.tui.guarded.IDLE", float("inf"))
    path = write(tmp_path, of_payload())
    async with opened(path) as editor:
        path.write_text(path.read_text().replace('"asn_id"', '"[@click=app.quit]asn_id[/]"'))
        await editor.press("3", "y", "ctrl+s")
        await editor.until_shown("Save with")
        await editor.press("s")
        await editor.until_shown("changed by another program")
        assert_harmless(editor.app)
        await editor.press("d")
        await editor.until_shown("From the file", '"[@click=app.quit]asn_id[/]"')
        assert_harmless(editor.app)


async def test_what_is_pasted_is_plain_text(tmp_path: Path):
    async with opened(write(tmp_path), (80, 24)) as editor:
        for keys in (["3"], ["3", "enter"], ["1", "enter"], ["3", "slash"], ["W"], ["ctrl+p"]):
            await editor.press(*keys)
            await paste(editor, f"{PAYLOAD}\n\x9b2J\n")
            await editor.pilot.pause()
            assert_harmless(editor.app)
            editor.app.copy_to_clipboard(f"{PAYLOAD}\n\x9b2J\n")
            await editor.press("ctrl+v")
            await editor.pilot.pause()
            assert_harmless(editor.app)
            assert not editor.has_quit
            await editor.press("escape", "escape")


async def test_a_text_that_is_no_json_is_plain_text(tmp_path: Path):
    data = write(tmp_path, of_payload()).read_bytes()
    app = RepairApp(data[:-1] + PAYLOAD.encode(), f"{SHOWN}_asn.json")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "not JSON" in screen_text(app))
        for keys in (["G"], ["f1"], ["escape"], ["."], ["escape"], ["!"], ["escape"], ["enter"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert_harmless(app)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            [*(f"a{each}b" for each in CONTROLS + DIRECTIONS), *MARKUP, *SEQUENCES],
            id="controls, directions, markup, sequences",
        ),
        pytest.param(
            NAUGHTY,
            id="515 naughty strings",
            marks=pytest.mark.skipif(not NAUGHTY, reason="the naughty strings are not here"),
        ),
    ],
)
async def test_hostile_strings_in_six_fields_are_plain_text_on_their_pages(tmp_path: Path, texts):
    async with opened(write(tmp_path, holding(texts)), (200, 60)) as editor:
        for pane in ("1", "2", "4"):
            await editor.press(pane, "ctrl+home")
            await look_at_pages(editor, 12)


async def look_at_pages(editor: Editor, most: int) -> None:
    """Look at the pages of a pane, at most so many: of more some in between are left out."""
    table = editor.app.pane
    step = max(1, len(table) // (most * max(1, table.content_region.height)))
    row = -1
    while table.cursor_row != row:
        row = table.cursor_row
        assert_harmless(editor.app)
        await editor.press(*["pagedown"] * step)
