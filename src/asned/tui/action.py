"""What an action is: its keys, its words, where it applies and who runs it."""

import re
from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """Where the keyboard is: in one of the four panes, in the editor of a cell, in the line of find."""

    KEYWORDS = "keywords"
    PRODUCTS = "products"
    MEMBERS = "members"
    PROBLEMS = "problems"
    CELL = "cell"
    FIND = "find"


class Owner(StrEnum):
    """Who binds an action's keys and runs it."""

    APP = "app"
    TABLE = "table"
    CELL = "cell"
    FIND = "find"


class Action(NamedTuple):
    """Something the user can do.

    `keys` are Textual's key names, the main one first; without any only the palette offers it.
    `label` is for the footer, `labels` replaces it in some places; `help` is one sentence. `where`
    names the places it applies in, all panes if empty. `footer` is its rank there: 0 is always
    shown, low numbers stay longest in a narrow terminal, `None` never shows; `selected` is its rank
    while rows are selected. `while_typing` says that it applies in a cell's editor too (which then
    accepts the cell first). `call` is the Textual action of an owner other than the app.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    where: frozenset[str] = frozenset()
    footer: int | None = None
    owner: Owner = Owner.APP
    while_typing: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    call: str = ""
    selected: int | None = None

    def rank(self, *, is_selecting: bool) -> int | None:
        """Give its rank in the footer; while rows are selected, what is not about them comes last."""
        if not is_selecting or self.footer == 0:
            return self.footer
        if self.selected is not None:
            return self.selected
        return None if self.footer is None else self.footer + _NOT_ABOUT_SELECTED

    @property
    def only_where(self) -> str:
        """Say which places it applies in, where these are not all."""
        if not self.where:
            return "not while something is typed"
        *others, last = [place for place in Place if place in self.where]
        if others:
            return f"only in the {', '.join(others)} and {last} panes"
        return f"only in the {last} pane"

    def label_in(self, place: str) -> str:
        """Give the footer's label for this place."""
        return dict(self.labels).get(place, self.label)


_NOT_ABOUT_SELECTED = 100

UNUSABLE = re.compile(
    r"ctrl\+[ab]"  # multiplexers' own
    r"|ctrl\+[hijm]"  # the same bytes as Backspace, Tab and Enter
    r"|ctrl\+shift\+[a-z]|ctrl\+[A-Z]"  # arrives as ctrl and the letter
    r"|alt\+enter"  # arrives as Enter
)
"""Matches, in full, the key names that no action may have."""

PANES = frozenset({Place.KEYWORDS, Place.PRODUCTS, Place.MEMBERS, Place.PROBLEMS})
ROWS = frozenset({Place.KEYWORDS, Place.PRODUCTS, Place.MEMBERS})
"""The panes whose rows are of the document."""

MEMBERS = frozenset({Place.MEMBERS})
COPIED = frozenset({Place.PRODUCTS, Place.MEMBERS})
