"""Changes of a broken text as lines of a journal: made again they give the same text, or do not fit."""

import json

from hypothesis import given
from hypothesis import strategies as st

from asned.association.brokentext import BrokenText
from asned.association.textjournaling import is_change, journaled_change, make_again

TEXTS = st.text(st.one_of(st.sampled_from('{}[]":,a \r\n'), st.characters()), max_size=20)
CHANGES = st.lists(
    st.one_of(st.tuples(st.integers(0, 30), st.integers(0, 6), TEXTS), st.sampled_from("ur")),
    max_size=8,
)


def changed(data: bytes, changes: list[tuple[int, int, str] | str]) -> tuple[BrokenText, list[str]]:
    """Make changes, with undo (u) and redo (r) among them; give the lines as a journal holds them."""
    broken = BrokenText(data)
    lines: list[str] = []
    broken.heard = lambda *change: lines.append(json.dumps(journaled_change(*change)))
    for change in changes:
        if change == "u":
            broken.undo()
        elif change == "r":
            broken.redo()
        else:
            start, length, new = change
            start = min(start, len(broken.text))
            broken.exchange(start, min(start + length, len(broken.text)), new, "edit")
    return broken, lines


@given(
    st.one_of(st.binary(max_size=30), TEXTS.map(lambda text: text.encode("utf-8", "replace"))),
    CHANGES,
)
def test_changes_made_again_give_the_same_text_and_can_be_undone(data, changes):
    broken, lines = changed(data, changes)
    again = BrokenText(data)
    assert make_again(again, [json.loads(line) for line in lines]) == len(lines)
    assert again.text == broken.text
    while again.undo():
        pass
    assert again.data == data


@given(TEXTS, CHANGES, TEXTS)
def test_on_another_text_they_are_made_up_to_the_first_that_does_not_fit(text, changes, other):
    _, lines = changed(text.encode("utf-8", "replace"), changes)
    again = BrokenText(other.encode("utf-8", "replace"))
    count = make_again(again, [json.loads(line) for line in lines])
    assert 0 <= count <= len(lines)
    while again.undo():
        pass
    assert again.text == BrokenText(other.encode("utf-8", "replace")).text


def test_what_is_no_change_of_a_text_fits_nowhere():
    sound = journaled_change("[1,]", [(2, 3, "")], "delete the comma")
    for line in (
        {},
        {"label": "x", "splices": []},
        sound | {"exchanges": [[2, 3]]},
        sound | {"exchanges": [[3, 2, 0, ""]]},
        sound | {"exchanges": [["2", 3, 0, ""]]},
        sound | {"exchanges": [[2, 3, 0, ""]]},
        sound | {"exchanges": 7},
        sound | {"exchanges": [[2, 3, sound["exchanges"][0][2], 7]]},
    ):
        broken = BrokenText(b"[1,]")
        assert make_again(broken, [line]) == 0
        assert broken.text == "[1,]"
    assert is_change(sound)
    assert not is_change({"label": "x", "splices": []})
    assert not is_change("exchanges")
