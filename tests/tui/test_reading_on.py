"""What can be done while the rest of a large file is read."""

import json
from pathlib import Path
from threading import Event

import pytest

from asned.association.document import Document
from asned.session import Session
from asned.tui.app import AsnedApp
from tui.editor import LONGEST, Editor, key_event


def write_large(directory: Path, products: int, members: int, end: str = "}") -> Path:
    value = {
        "asn_type": "image2",
        "products": [
            {
                "name": f"product{product}",
                "members": [
                    {"expname": f"jw{product:05}{n:05}_{'a' * 160}_rate.fits", "exptype": "science"}
                    for n in range(members)
                ],
            }
            for product in range(products)
        ],
    }
    path = directory / "large_asn.json"
    path.write_text(json.dumps(value)[:-1] + end)
    return path


@pytest.fixture
def going_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let the rest be read when this is set, and not before."""
    event, rereading = Event(), Document.rereading

    def when_set(document: Document, data: bytes) -> object:
        assert event.wait(LONGEST)
        return rereading(document, data)

    monkeypatch.setattr(Document, "rereading", when_set)
    return event


@pytest.mark.parametrize(("products", "members", "pane"), [(1, 6000, "members"), (6000, 1, "2")])
async def test_the_cursor_moves_meanwhile_and_stays_where_it_went(
    tmp_path: Path, going_on: Event, products: int, members: int, pane: str
):
    session = Session.open(write_large(tmp_path, products, members), only_begin=True)
    app = AsnedApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        editor = Editor(app, pilot)
        if pane == "2":
            app.show_pane(app.products)
        moved = app.pane
        before = moved.cursor_row
        await editor.press("down", "down", "pagedown", "up")
        row = moved.cursor_row
        assert row > before + 3
        assert session.is_begun
        assert " so far" in app.products.row(0).cells[0].text
        going_on.set()
        await editor.until(lambda: session.is_judged and app.is_complete)
        assert f"{products} product" in app.products.row(0).cells[0].text
        assert "so far" not in editor.screen
        assert moved.cursor_row == row
        await editor.press("down")
        assert moved.cursor_row == row + 1
        assert app.members.product == (app.products.product or session.document.products[0].id)


async def test_what_would_be_edited_waits_for_the_rest(tmp_path: Path, going_on: Event):
    session = Session.open(write_large(tmp_path, 1, 6000), only_begin=True)
    app = AsnedApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        editor = Editor(app, pilot)
        await editor.press("down")
        for key in ("t", *"imprint", "enter"):
            app.post_message(key_event(key))
        going_on.set()
        await editor.until(lambda: "imprint" in editor.text)
        assert editor.members()[1]["exptype"] == "imprint"
        assert len(editor.members()) == 6000


async def test_a_rest_that_is_no_json_ends_the_editor(tmp_path: Path, going_on: Event):
    session = Session.open(write_large(tmp_path, 1, 6000, ""), only_begin=True)
    app = AsnedApp(session)
    going_on.set()
    async with app.run_test(size=(120, 40)) as pilot:
        await Editor(app, pilot).until(lambda: app.refusal is not None)
    assert app.refusal is not None and app.refusal.rule == "json-syntax"
