"""kill -9 as soon as the screen says that an edit is accepted: the next editor recovers it."""

import signal
from collections import Counter

import pytest

from builders import association
from killed import kept_session
from terminal.editorprocess import EditorProcess

KEYS = "yyyduyJyduyJudy"
"""What the lives do in turn: duplicate, delete, undo, move down; never back to the file as it is."""


def after(key: str, counts: list[int]) -> int:
    """Give how many members there are after a key; `counts` are those after each edit so far."""
    if key == "u":
        return counts[-2]
    return counts[-1] + {"y": 1, "d": -1}.get(key, 0)


def live(tmp_path, lives: int) -> Counter[str]:
    """Let one editor after the other recover all, do one edit more, and be killed at once."""
    file = tmp_path / "jw_asn.json"
    data = association(1, 6)
    file.write_bytes(data)
    counts = [6]
    outcomes: Counter[str] = Counter()
    for number in range(1, lives + 1):
        key = KEYS[number % len(KEYS)]
        with EditorProcess(file, columns=110) as editor:
            editor.wait_for("4 Problems")
            if number > 1:
                editor.wait_for(f"without saving {number - 1} edit")
                editor.type("r")
                editor.wait_for("recovered")
            editor.wait_for(f"member 1 of {counts[-1]}")
            counts.append(after(key, counts))
            editor.type(key)
            editor.wait_for(lambda key=key: accepted(editor.text, key, counts[-1]))
            editor.signal(signal.SIGKILL)
            editor.ended()
        assert file.read_bytes() == data
        (left,) = kept_session(file).left_behind()
        lost = number - len(left.edits)
        assert left.text.count('"expname"') == counts[-1]
        outcomes[f"{lost} accepted edits lost"] += 1
    return outcomes


def accepted(screen: str, key: str, count: int) -> bool:
    if key == "J":
        return f"member 2 of {count}" in screen
    if key == "u":
        return "undone" in screen
    return screen.splitlines()[-1].rstrip().endswith(f" of {count}")


def test_an_edit_that_was_accepted_survives_kill_9(tmp_path):
    assert live(tmp_path, 3) == {"0 accepted edits lost": 3}


@pytest.mark.campaign
def test_campaign_of_kill_9(tmp_path, outcomes):
    counts = live(tmp_path, 100)
    outcomes.add("kill -9 after each of 100 edits", counts)
    assert counts == {"0 accepted edits lost": 100}
