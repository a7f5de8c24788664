"""All actions with their keys, as the key `?` shows them."""

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from asned.tui.actions import ACTIONS, Action, grouped
from asned.tui.dialogs import Message
from asned.tui.keynames import key_labels

_NARROW = 56
"""Below this many columns the help stands under the keys, not beside them."""


def key_lines(width: int, actions: Sequence[Action] = ACTIONS) -> list[tuple[str, str]]:
    """Lay out the actions for this width, as lines of (keys or group, help).

    A line with an empty help is a group's heading, or blank; one with empty keys goes on with the
    help of the line above.
    """
    column = max(len(_keys(action)) for action in actions) + 2
    lines: list[tuple[str, str]] = []
    for group, members in grouped(actions):
        if lines:
            lines.append(("", ""))
        lines.append((group, ""))
        for action in members:
            if width < _NARROW:
                lines.append((f"  {_keys(action)}", " "))
                lines += [("", f"    {part}") for part in wrap(action.help, width - 4)]
            else:
                first, *more = wrap(action.help, width - column - 2)
                lines.append((f"  {_keys(action):<{column}}", first))
                lines += [("", " " * (column + 2) + part) for part in more]
    return lines


def _keys(action: Action) -> str:
    return key_labels(action.keys) or f"ctrl+p {action.label}"


class KeyHelp(Message):
    """The actions by group, to scroll through; Escape or `?` closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "go_back", show=False)]
    WIDEST = 84

    def __init__(self, actions: Sequence[Action] = ACTIONS) -> None:
        super().__init__("Keys", [])
        self._actions = actions

    def answer_width(self) -> int:
        """As wide as the box may be."""
        return self.WIDEST

    def body(self, width: int) -> Content:
        """Give the layout for this width; keys and headings stand out."""
        return Content("\n").join(
            Content.assemble((keys, "bold" if not text else "bold $text-accent"), text)
            for keys, text in key_lines(width, self._actions)
        )
