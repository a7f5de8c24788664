"""A file full of control, direction and markup characters sends the terminal nothing but Textual's own."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from hostile import CONTROLS, DIRECTIONS, MARKUP, SEQUENCES, holding, naughty_strings
from terminal.editorprocess import EditorProcess

HOSTILE = (
    "[/] [@click=app.quit]x[/] [$x] \x1b]0;forged\x07 \x1b]52;c;Zm9yZ2Vk\x07 \x1b[2J\x1b[?25h\x1b[5;9m"
    "\x9b5;9m \x9d0;forged\x9c \x1bP+q\x1b\\ \x1bc \x0e\x7f\x00\t\r\n\x08 \u202e\u2066\u200b\u2028\ud800\ufeff"
)
HARMLESS = "one two three " * 12

SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|[P_^X][^\x1b]*\x1b\\"  # DCS, APC, PM, SOS
    r"|\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|[ -/]*[0-Z\\^-~])"  # the others
)
NUMBERS_VARY = re.compile(r"\x1b\[(?P<numbers>[0-9;]*)(?P<kind>[mHABCDGKJ])")
"""Colours and cursor positions, of which only the kind is compared."""

STRUCK_THROUGH = re.compile(r"\x1b\[(?:[0-9;]*;)?5;9m")

ESCAPE = "\x1b[27u"
"""Escape as the Kitty protocol spells it: never the beginning of another key."""

OPENED = [
    ("2", "\r", "restore"),
    ("2", "R", "restore"),
    ("3", "\r", "restore"),
    ("3", "t", "restore"),
    ("3", "\x1bOP", "escape close"),
    ("3", "a", "restore"),
    ("1", "\r", "restore"),
    ("1", "R", "restore"),
    ("1", "a", "Add a keyword"),
    ("4", ".", "What can be done"),
    ("4", "?", "escape close"),
    ("4", "W", "Save as"),
    ("4", "\x13", "Save with"),
]
"""A pane, the key that opens something there, and what then stands on the screen until Escape."""

PLACES = {"1": "keyword ", "2": "product ", "3": "member ", "4": "problem "}
"""What the end of the last line says in a pane."""


def association(text: str) -> str:
    """Give an association with this text for every value, and for a key wherever one may be added."""
    member = {"expname": text, "exptype": text, "exposerr": text, text: text}
    products = [{"name": text, text: text, "members": [member, text]}, {"name": text}]
    return json.dumps({"asn_type": text, text: text, "asn_id": text, "products": products})


def output(path: Path, text: str) -> str:
    """Give all that the editor writes to the terminal while the texts of a file are shown."""
    path.write_text(association(text))
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("? keys")
        for pane, key, shown in OPENED:
            editor.type(pane)
            editor.wait_for(lambda pane=pane: PLACES[pane] in editor.screen.display[-1], pane)
            editor.type(key)
            editor.wait_for(shown)
            editor.type(ESCAPE)
            editor.wait_for(lambda shown=shown: shown not in editor.text, f"{shown} gone")
        editor.type("2\x1b[B\x1b[B\r")
        editor.wait_for("member 1 of 1")
        editor.type("4]][1gdq")
        editor.wait_for("Save before quitting?")
        editor.type("d")
        assert editor.ended()[0] == 0
        editor.assert_restored()
        return editor.output.decode("utf-8")


def kinds(written: str) -> set[str]:
    """Give the escape sequences, of colours and positions only the kind."""
    found = SEQUENCE.findall(written)
    return {NUMBERS_VARY.sub(lambda match: f"\x1b[{match['kind']}", each) for each in found}


def is_odd(character: str) -> bool:
    """Say whether a terminal obeys or hides a character; some signs of Arabic and Syriac only count as such."""
    category = unicodedata.category(character)
    is_sign = unicodedata.bidirectional(character) in ("AN", "AL")
    return category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and not is_sign)


def assert_harmless(hostile: str, harmless: str) -> None:
    """Check that hostile texts made the editor write nothing but what harmless ones do."""
    assert kinds(hostile) <= kinds(harmless)
    assert not STRUCK_THROUGH.search(hostile)
    drawn = SEQUENCE.sub("", hostile)
    odd = {each for each in drawn if is_odd(each)}
    assert odd <= {"\r", "\n"}
    assert odd <= set(SEQUENCE.sub("", harmless))


def test_every_byte_is_textuals_own_or_can_be_shown(tmp_path: Path):
    hostile = output(tmp_path / "a_asn.json", HOSTILE)
    harmless = output(tmp_path / "a_asn.json", HARMLESS)
    assert "␛]52;c;" in hostile
    assert "<202E>" in hostile
    assert_harmless(hostile, harmless)


def pages(path: Path, texts: list[str]) -> str:
    """Give all that the editor writes while every page of keywords and products is shown."""
    path.write_text(json.dumps(holding(texts)))
    with EditorProcess(path, columns=160, rows=50) as editor:
        editor.wait_for("? keys")
        for pane in "12":
            editor.type(pane)
            editor.wait_for(lambda pane=pane: PLACES[pane] in editor.screen.display[-1], pane)
            while not is_last(at := where(editor)):
                editor.type("\x1b[6~")
                editor.wait_for(lambda at=at: where(editor) != at, "the next page")
        editor.type("q")
        assert editor.ended()[0] == 0
        return editor.output.decode("utf-8")


POSITION = re.compile(r"(\d+) of (\d+)\s*$")


def where(editor: EditorProcess) -> tuple[str, ...]:
    """Give the row of the cursor and how many there are, as the end of the last line says.

    Empty behind the last of them, where keywords stand that could be added.
    """
    found = POSITION.search(editor.screen.display[-1])
    return found.groups() if found else ()


def is_last(at: tuple[str, ...]) -> bool:
    """Say whether nothing more comes below the cursor that is in the file."""
    return not at or at[0] == at[1]


@pytest.mark.campaign
def test_campaign_of_hostile_strings_in_a_terminal(tmp_path: Path, outcomes):
    texts = [*naughty_strings(), *MARKUP, *SEQUENCES, *CONTROLS, *DIRECTIONS]
    hostile = pages(tmp_path / "a_asn.json", texts)
    harmless = pages(tmp_path / "a_asn.json", [f"{HARMLESS}{number}" for number in range(400)])
    assert_harmless(hostile, harmless)
    outcomes.add(
        "naughty strings, markup, sequences and control characters on the pages of a terminal",
        {"no byte but Textual's own and what can be shown": len(texts)},
    )


def test_the_check_finds_what_must_not_be_sent():
    for each in ("\x1b]52;c;Zm9yZ2Vk\x07", "\x1b[?25h", "\x1bc", "\x1bP+q\x1b\\"):
        assert kinds(each) == {each}
    assert kinds("\x1b[1;2Hx\x1b[38;5;1m") == {"\x1b[H", "\x1b[m"}
    assert SEQUENCE.sub("", "\x9b5m\x1b[1mx") == "\x9b5mx"
