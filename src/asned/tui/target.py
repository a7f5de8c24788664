"""What editing one cell means: the text it opens with, the choices, and the edit that accepting makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from asned.jsontext.display import displayable, is_displayable
from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Value, spelled

if TYPE_CHECKING:
    from asned.association.edits import Edit
    from asned.tui.celleditor import Kind
    from asned.tui.choicelist import Choice


class Target(NamedTuple):
    """One cell to edit: `edit` makes an edit of the value spelled as JSON.

    `text` and `kind` are what the editor opens with. `is_name` marks a key rather than a value: `edit`
    then takes the bare text. With `is_new` there is no value yet, and accepting the text as it is makes one.
    """

    text: str
    kind: Kind
    edit: Callable[[str], Edit]
    choices: tuple[Choice, ...] = ()
    is_name: bool = False
    is_new: bool = False

    def spelled(self, typed: str, kind: Kind) -> str:
        """Give what was typed as JSON."""
        return typed if kind == "json" else spelled(typed)


def opened_piece(piece: Leaf) -> tuple[str, Kind]:
    """Give the text and kind that the editor opens a piece with: JSON as the file spells it."""
    if isinstance(piece.value, str) and is_displayable(piece.value):
        return piece.value, "text"
    return json_of(piece), "json"


def json_of(piece: Leaf) -> str:
    """Give a piece as JSON on one line that can be shown: its own text where it is that."""
    text = piece.text
    return text if is_displayable(text) else escaped(spelled(piece.value))


def opened(value: Value) -> tuple[str, Kind]:
    """Give the text and kind that the editor opens a value with: text where that loses nothing."""
    if isinstance(value, str) and is_displayable(value):
        return value, "text"
    return escaped(spelled(value)), "json"


def escaped(text: str) -> str:
    """Give JSON with every character that cannot be shown as an escape, its meaning unchanged."""
    if is_displayable(text):
        return text
    return "".join(
        character if is_displayable(character) else spelled(character)[1:-1] for character in text
    )


def shown(value: Value) -> str:
    """Give a value as a cell shows it: strings bare, everything else in angle quotes."""
    if isinstance(value, str):
        return displayable(value)
    return displayable(f"‹{spelled(value, ascii_only=False)}›")
