"""The actions on many rows: selecting, copying, finding; rows of the registry (`actions`)."""

from asned.tui.action import COPIED, MEMBERS, Action, Owner, Place

_FIND = frozenset({Place.FIND})


def _find(name: str, *keys: str, label: str, does: str, rank: int) -> Action:
    return Action(name, keys, label, does, "Finding", _FIND, footer=rank, owner=Owner.FIND)


MANY_ROWS: tuple[Action, ...] = (
    Action(
        "select",
        ("space", "v"),
        "select",
        "Select the row, or no longer, and go on to the next.",
        "Many rows",
        footer=18,
        selected=7,
    ),
    Action(
        "select-up",
        ("shift+up",),
        "select up",
        "Go up and select what is passed.",
        "Many rows",
    ),
    Action(
        "select-down",
        ("shift+down",),
        "select down",
        "Go down and select what is passed.",
        "Many rows",
    ),
    Action(
        "select-page-up",
        ("shift+pageup",),
        "select page up",
        "Go up by what the pane shows and select what is passed.",
        "Many rows",
    ),
    Action(
        "select-page-down",
        ("shift+pagedown",),
        "select page down",
        "Go down by what the pane shows and select what is passed.",
        "Many rows",
    ),
    Action(
        "select-to-first",
        ("shift+home", "ctrl+shift+home"),
        "select to first",
        "Go to the first row and select what is passed.",
        "Many rows",
    ),
    Action(
        "select-to-last",
        ("shift+end", "ctrl+shift+end"),
        "select to last",
        "Go to the last row and select what is passed.",
        "Many rows",
    ),
    Action(
        "select-all",
        ("asterisk",),
        "all",
        "Select all rows that are shown, too; none of them where all are.",
        "Many rows",
        selected=9,
    ),
    Action(
        "set-selected",
        ("equals_sign",),
        "set",
        "Set the value of the column for all selected members; from the names' column the exptype.",
        "Many rows",
        where=MEMBERS,
        selected=1,
    ),
    Action(
        "copy",
        ("c", "ctrl+c"),
        "copy",
        "Copy the selected members, or the one here, to the terminal's clipboard too.",
        "Many rows",
        where=MEMBERS,
        selected=4,
    ),
    Action(
        "cut",
        ("x", "ctrl+x"),
        "cut",
        "Copy the selected members, or the one here, and delete them.",
        "Many rows",
        where=MEMBERS,
    ),
    Action(
        "paste",
        ("p", "ctrl+v"),
        "paste",
        "Paste what was copied; the terminal's own paste takes JSON and names, one a line.",
        "Many rows",
        where=COPIED,
    ),
    Action(
        "copy-to-products",
        ("C",),
        "copy to products",
        "Copy the selected members, or the one here, to products chosen in a list.",
        "Many rows",
        where=MEMBERS,
        selected=5,
    ),
    Action(
        "find",
        ("slash", "ctrl+f"),
        "find",
        "Find rows that hold all words, else products by their members; "
        "!error, !warning or a rule after a ! finds problems.",
        "Finding",
        footer=16,
    ),
    Action("find-next", ("n",), "next hit", "Go to the next row found.", "Finding"),
    Action("find-previous", ("N",), "hit before", "Go to the row found before.", "Finding"),
    Action(
        "filter",
        ("ampersand",),
        "filter",
        "Show only rows that hold all words, as in find.",
        "Finding",
        footer=17,
    ),
    _find("find-stay", "enter", label="stay here", does="Leave the line; a filter stays.", rank=1),
    _find(
        "find-back",
        "escape",
        label="give back",
        does="Leave the line; all rows are shown again, the cursor stays.",
        rank=2,
    ),
    _find("find-down", "down", label="next", does="Go to the next row found.", rank=3),
    _find("find-up", "up", label="before", does="Go to the row found before.", rank=4),
)
"""Selecting and what is done with a selection, then finding."""
