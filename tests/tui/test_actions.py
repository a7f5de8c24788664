import re
from collections import Counter

import pytest
from textual.app import App
from textual.keys import key_to_character

from asned.tui.actions import (
    ACTIONS,
    BY_ID,
    UNUSABLE,
    Owner,
    Place,
    applies,
    bindings,
    grouped,
    table_markdown,
)
from asned.tui.keynames import key_label
from asned.tui.palette import ActionCommands
from asned.tui.table import VirtualTable
from tui.screentext import until

PANES = [Place.KEYWORDS, Place.PRODUCTS, Place.MEMBERS, Place.PROBLEMS]
OFFERED_BY_PALETTE_ONLY = {"suspend", "theme"}


class Recorder(App[None]):
    """Notes the actions it is asked for."""

    BINDINGS = bindings()
    COMMANDS = {ActionCommands}  # noqa: RUF012 -- Textual's own way to declare it

    def __init__(self) -> None:
        super().__init__()
        self.acted: list[str] = []

    def action_act(self, action_id: str) -> None:
        self.acted.append(action_id)


def test_ids_are_unique_and_in_kebab_case():
    assert len(BY_ID) == len(ACTIONS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", action.id) for action in ACTIONS)


@pytest.mark.parametrize("key", ["ctrl+j", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+a", "ctrl+b"])
def test_unusable_matches_the_keys_that_terminals_confuse(key: str):
    assert UNUSABLE.fullmatch(key)
    assert not UNUSABLE.fullmatch("ctrl+s")


def test_no_action_has_an_unusable_key():
    assert [key for action in ACTIONS for key in action.keys if UNUSABLE.fullmatch(key)] == []


@pytest.mark.parametrize("owner", Owner)
def test_no_owner_has_a_key_twice(owner: Owner):
    counts = Counter(key for action in ACTIONS if action.owner is owner for key in action.keys)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("place", PANES)
def test_no_pane_has_a_key_twice(place: Place):
    counts = Counter(key for action in ACTIONS if applies(action, place) for key in action.keys)
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_function_key_has_a_plain_key_beside_it():
    for action in ACTIONS:
        if any(re.search(r"\bf\d+$", key) for key in action.keys):
            assert any(len(key_to_character(key) or "") == 1 for key in action.keys), action.id


def test_every_action_has_a_key_or_is_named_as_palette_only():
    assert {action.id for action in ACTIONS if not action.keys} == OFFERED_BY_PALETTE_ONLY


def test_labels_are_short_and_helps_are_sentences_without_markup():
    for action in ACTIONS:
        assert len(action.label.split()) <= 3, action.id
        assert action.help.endswith("."), action.id
        assert "[" not in action.help, action.id


def test_keys_are_written_as_people_read_them():
    assert key_label("right_square_bracket") == "]"
    assert key_label("slash") == "/"
    assert key_label("full_stop") == "."
    assert key_label("shift+f8") == "shift+F8"
    assert key_label("ctrl+s") == "ctrl+s"
    assert key_label("ctrl+s", short=True) == "^s"
    assert all(key_label(key).isprintable() for action in ACTIONS for key in action.keys)


def test_one_letter_keys_never_apply_while_typing():
    for action in ACTIONS:
        if applies(action, Place.CELL) and action.owner is Owner.APP:
            assert any(key_to_character(key) is None for key in action.keys), action.id
    assert not any(binding.priority for binding in bindings())


@pytest.mark.parametrize("action_id", ["undo", "redo", "delete", "move-up", "keys", "next-pane"])
def test_what_changes_the_document_stays_out_of_a_cell(action_id: str):
    assert not applies(BY_ID[action_id], Place.CELL)


def test_members_have_an_exptype_and_problems_do_not():
    assert applies(BY_ID["set-exptype"], "members")
    assert not applies(BY_ID["set-exptype"], "problems")


async def test_keys_reach_the_app_by_the_id_of_their_action():
    app = Recorder()
    async with app.run_test() as pilot:
        await pilot.press("right_square_bracket", "f8", "W", "ctrl+q", "u", "1")
        assert app.acted == [
            "next-problem",
            "next-problem",
            "save-as",
            "quit",
            "undo",
            "pane-keywords",
        ]


async def test_a_user_can_rebind_an_action_by_its_id():
    app = Recorder()
    async with app.run_test() as pilot:
        app.set_keymap({"save": "z"})
        await pilot.press("ctrl+s", "z", "w")
        assert app.acted == ["save"]


def test_the_table_binds_its_moves_as_the_registry_says():
    bound = VirtualTable._merge_bindings()
    for binding in bindings(Owner.TABLE):
        for key in binding.key.split(","):
            assert [each.action for each in bound.get_bindings_for_key(key)] == [binding.action]


async def test_the_palette_finds_an_action_by_a_part_of_its_name_and_runs_it():
    app = Recorder()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_command_palette()
        await pilot.pause()
        await pilot.press(*"suspen")
        await until(pilot, lambda: app.screen.query("CommandList").first().option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.acted == ["suspend"])


def test_the_markdown_tables_have_a_row_for_each_action():
    text = table_markdown()
    for action in ACTIONS:
        assert f"| `{action.id}` | " in text
    assert text.count("|---|---|---|") == len(grouped())
    assert "| `next-problem` | `]` `F8` | Go to the next problem. |" in text
