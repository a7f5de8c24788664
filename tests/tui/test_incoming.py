"""What a terminal sends becomes the same events in whatever pieces it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from asned.tui.incoming import Incoming

START, END = b"\x1b[200~", b"\x1b[201~"

texts = st.text(st.sampled_from("aq\x1b[]<201~0;\r\n\x03\tä漢\u202e"), max_size=40)


def told(messages: list[Message]) -> list[object]:
    """Give keys by their names, pastes by their texts, all else by its type."""
    found: list[object] = []
    for each in messages:
        if isinstance(each, events.Key):
            found.append(each.key)
        elif isinstance(each, events.Paste):
            found.append(("pasted", each.text))
        else:
            found.append(type(each))
    return found


def received(*pieces: bytes) -> list[object]:
    incoming = Incoming(debug=False)
    return told([message for piece in pieces for message in incoming.messages(piece)])


@st.composite
def pieces_of(draw: st.DrawFn, sent: bytes) -> list[bytes]:
    """Cut what is sent anywhere, characters and marks included."""
    cuts = sorted(draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    return [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]


@given(st.data(), texts.filter(lambda text: "\x1b[201~" not in text))
def test_a_paste_is_one_event_and_no_key_whatever_is_in_it(data: st.DataObject, text: str):
    sent = b"j" + START + text.encode() + END + b"k\x1b[A"
    assert received(*data.draw(pieces_of(sent))) == ["j", ("pasted", text), "k", "up"]


@given(st.data())
def test_pastes_one_behind_the_other_stay_two(data: st.DataObject):
    sent = START + b"one" + END + START + b"two" + END
    assert received(*data.draw(pieces_of(sent))) == [("pasted", "one"), ("pasted", "two")]


@given(st.data())
def test_keys_whose_bytes_come_in_pieces_are_the_same_keys(data: st.DataObject):
    sent = "ä\x1bOP\x1b[2~\x1b[1;2A漢".encode()
    whole = received(sent)
    assert whole[1:4] == ["f1", "insert", "shift+up"]
    assert received(*data.draw(pieces_of(sent))) == whole


@pytest.mark.parametrize(
    "report",
    [
        b"\x1b[97:65;2u",
        b"\x1b[97;1:3u",
        b"\x1b[1;2:3B",
        b"\x1b[1114112u",
        b"\x1b[99999999999u",
        b"\x1b[0;8964;7251650u",
        b"\x1b[48;24;80;0;0t\x1b[<0;5;5M\x1b[<0;5;5m",
        b"\x1b[48;0;0;0;0t\x1b[<0;5;5M",
    ],
)
def test_a_report_that_cannot_be_converted_ends_nothing(report: bytes):
    assert received(b"j" + report + b"k\x1b[A")[-2:] == ["k", "up"]


def test_the_mouse_is_where_it_was_said_to_be_after_a_report_that_is_none():
    incoming = Incoming(debug=False)
    sent = b"\x1b[48;24;80;480;800t\x1b[97:65;2u\x1b[<35;400;240M"
    (resize, move) = incoming.messages(sent)
    assert isinstance(resize, events.Resize)
    assert isinstance(move, events.MouseMove)
    assert (int(move.x), int(move.y)) == (39, 11)  # of cells, though it was told in pixels


def test_a_terminal_without_pixels_tells_the_mouse_in_cells():
    (_, down) = Incoming(debug=False).messages(b"\x1b[48;24;80;0;0t\x1b[<0;5;6M")
    assert isinstance(down, events.MouseDown)
    assert (down.x, down.y) == (4, 5)


def test_a_terminal_of_no_size_is_not_believed():
    assert received(b"\x1b[48;0;0;0;0tk") == ["k"]
    assert received(b"\x1b[48;24;80;480;800tk") == [events.Resize, "k"]


def test_an_escape_that_nothing_follows_is_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch):
    incoming = Incoming(debug=False)
    assert not list(incoming.messages(b"\x1b"))
    monkeypatch.setattr("textual._parser.get_time", lambda: float("inf"))
    assert told(list(incoming.waited())) == ["escape"]
