"""What editing one cell means: the text it opens with, the choices, and the edit that accepting makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from asned.association.edits import Edit
from asned.jsontext.display import displayable, is_displayable
from asned.jsontext.values import Value, spelled
from asned.tui.celleditor import Kind
from asned.tui.choicelist import Choice


@dataclass(frozen=True, slots=True)
class Target:
    """One cell to edit: `edit` makes an edit of the value spelled as JSON.

    `text` and `kind` are what the editor opens with. `is_name` marks a key rather than a value: it is
    always text. `place_words` names the cell in messages.
    """

    text: str
    kind: Kind
    edit: Callable[[str], Edit]
    choices: tuple[Choice, ...] = ()
    is_name: bool = False

    def spelled(self, typed: str, kind: Kind) -> str:
        """Give what was typed as JSON (a key as the bare text)."""
        return typed if kind == "json" or self.is_name else spelled(typed)


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
