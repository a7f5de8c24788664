"""The one registry of actions: bindings, footer, command palette, key help and README draw on it.

An action is one row of `ACTIONS`. Most are run by the app, in its `action_act(id)`; moving belongs
to the table and accepting or restoring to the cell's editor, whose Textual actions are named in the
row (`call`).

No binding has Textual's priority: a text field hands on every key that types nothing, and a
question must be able to keep all keys to itself. A key stands in one row of an owner only, because
`App.set_keymap` takes a rebound action's keys away from every other. Keys that a terminal cannot
tell apart, or a multiplexer takes for itself (`UNUSABLE`), are in no row.
"""

from collections.abc import Sequence

from textual.binding import Binding

from asned.tui.action import COPIED, MEMBERS, PANES, ROWS, UNUSABLE, Action, Owner, Place
from asned.tui.keynames import key_label
from asned.tui.rowactions import MANY_ROWS

__all__ = [
    "ACTIONS",
    "BY_ID",
    "PANES",
    "UNUSABLE",
    "Action",
    "Owner",
    "Place",
    "applies",
    "bindings",
    "grouped",
    "table_markdown",
]


_NAMED = frozenset({Place.KEYWORDS, Place.PRODUCTS})
_CELL = frozenset({Place.CELL})


def _move(name: str, *keys: str, call: str, does: str) -> Action:
    label = name.replace("-", " ")
    return Action(name, keys, label, does, "Moving", owner=Owner.TABLE, call=call)


def _cell(name: str, key: str, label: str, does: str, *, rank: int, call: str) -> Action:
    return Action(
        name, (key,), label, does, "In a cell", _CELL, footer=rank, owner=Owner.CELL, call=call
    )


def _pane(number: int, place: Place) -> Action:
    return Action(f"pane-{place}", (str(number),), place, f"Go to the {place}.", "Moving")


ACTIONS: tuple[Action, ...] = (
    _move("cursor-up", "up", "k", call="move(-1)", does="Go to the row above."),
    _move("cursor-down", "down", "j", call="move(1)", does="Go to the row below."),
    _move(
        "cursor-left",
        "left",
        "h",
        call="move_column(-1)",
        does="Go one column left; fold a product.",
    ),
    _move(
        "cursor-right",
        "right",
        "l",
        call="move_column(1)",
        does="Go one column right; unfold a product.",
    ),
    _move("row-start", "home", call="end_column(-1)", does="Go to the first column."),
    _move("row-end", "end", call="end_column(1)", does="Go to the last column."),
    _move("page-up", "pageup", call="page(-1)", does="Go up by what the pane shows."),
    _move("page-down", "pagedown", call="page(1)", does="Go down by what the pane shows."),
    _move("first-row", "ctrl+home", "g", call="end_row(-1)", does="Go to the first row."),
    _move("last-row", "ctrl+end", "G", call="end_row(1)", does="Go to the last row."),
    Action("next-pane", ("tab",), "next pane", "Go to the next pane.", "Moving"),
    Action("previous-pane", ("shift+tab",), "previous pane", "Go to the pane before.", "Moving"),
    _pane(1, Place.KEYWORDS),
    _pane(2, Place.PRODUCTS),
    _pane(3, Place.MEMBERS),
    _pane(4, Place.PROBLEMS),
    Action(
        "show-all",
        ("escape",),
        "back",
        "Stop what is being done; select nothing; show all rows again.",
        "Moving",
        selected=8,
    ),
    Action(
        "edit",
        ("enter", "f2", "i"),
        "edit",
        "Edit the value; add a greyed keyword; show the members of one exptype; go to a problem.",
        "Editing",
        footer=1,
        labels=((Place.PROBLEMS, "go there"),),
    ),
    _cell(
        "cell-accept",
        "enter",
        "accept",
        "Accept the value, or the marked line of the list.",
        rank=1,
        call="accept",
    ),
    _cell(
        "cell-accept-right",
        "tab",
        "accept, right",
        "Accept the value and go one column right.",
        rank=3,
        call="accept_right",
    ),
    _cell("cell-restore", "escape", "restore", "Leave the cell as it was.", rank=2, call="restore"),
    _cell(
        "cell-switch",
        "ctrl+t",
        "text or JSON",
        "Type the value as text or as JSON; the border of the cell says which.",
        rank=4,
        call="switch_spelling",
    ),
    Action(
        "set-exptype",
        ("t",),
        "exptype",
        "Choose the exptype of the member, or of all that are selected, from any column.",
        "Editing",
        where=MEMBERS,
        footer=9,
    ),
    Action(
        "rename",
        ("R",),
        "rename",
        "Rename the keyword or the product.",
        "Editing",
        where=_NAMED,
        footer=10,
    ),
    Action(
        "add-below",
        ("a", "o"),
        "add",
        "Add a keyword, product or member below the cursor.",
        "Rows",
        where=ROWS,
        footer=2,
    ),
    Action(
        "add-above",
        ("A", "O"),
        "add above",
        "Add a keyword, product or member above the cursor.",
        "Rows",
        where=ROWS,
    ),
    Action(
        "delete",
        ("d", "delete"),
        "delete",
        "Delete the keyword, product or member, or all that are selected.",
        "Rows",
        where=ROWS,
        footer=7,
        selected=2,
    ),
    Action(
        "duplicate",
        ("y",),
        "duplicate",
        "Add a copy of the product or member below it, or of all that are selected.",
        "Rows",
        where=COPIED,
        footer=11,
        selected=6,
    ),
    Action(
        "move-up",
        ("K", "alt+up"),
        "move up",
        "Move the row, or all that are selected, up.",
        "Rows",
        where=ROWS,
    ),
    Action(
        "move-down",
        ("J", "alt+down"),
        "move down",
        "Move the row, or all that are selected, down.",
        "Rows",
        where=ROWS,
    ),
    *MANY_ROWS,
    Action("undo", ("u", "ctrl+z"), "undo", "Take back the last change.", "Editing", footer=5),
    Action(
        "redo",
        ("U", "ctrl+y", "ctrl+r"),
        "redo",
        "Make the change again that was taken back.",
        "Editing",
        footer=12,
    ),
    Action(
        "next-problem",
        ("right_square_bracket", "f8"),
        "problem",
        "Go to the next problem.",
        "Problems",
        footer=6,
        while_typing=True,
    ),
    Action(
        "previous-problem",
        ("left_square_bracket", "shift+f8"),
        "previous problem",
        "Go to the problem before.",
        "Problems",
        while_typing=True,
    ),
    Action(
        "fix",
        ("full_stop",),
        "fix",
        "List what can be done about the problem under the cursor, on all selected rows that have it.",
        "Problems",
        footer=3,
        selected=3,
    ),
    Action(
        "fix-all",
        ("exclamation_mark",),
        "fix all",
        "Fix all problems of this kind.",
        "Problems",
        footer=13,
    ),
    Action(
        "stage", ("S",), "stage", "Choose the stage that the association is judged by.", "Problems"
    ),
    Action("save", ("ctrl+s", "w"), "save", "Save the file.", "File", footer=4, while_typing=True),
    Action(
        "save-as",
        ("W", "f12"),
        "save as",
        "Save under another name and go on editing that file.",
        "File",
        while_typing=True,
    ),
    Action(
        "suspend",
        (),
        "suspend",
        "Go back to the shell for a while; fg brings the editor back.",
        "File",
    ),
    Action(
        "quit",
        ("ctrl+q", "q"),
        "quit",
        "Quit; asks first when there are changes to lose.",
        "File",
        footer=14,
        while_typing=True,
    ),
    Action("keys", ("question_mark",), "keys", "Show all keys.", "Help", footer=0),
    Action(
        "what-is-this",
        ("f1", "H"),
        "what is this",
        "Show what the specification says of the place under the cursor.",
        "Help",
        while_typing=True,
    ),
    Action(
        "palette",
        ("ctrl+p", "colon"),
        "all",
        "Find any action by typing a part of its name.",
        "Help",
        footer=8,
        while_typing=True,
    ),
    Action("theme", (), "theme", "Choose the colours of the editor.", "Help"),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
"""The action with an id."""


def applies(action: Action, place: str) -> bool:
    """Say whether the action makes sense where the keyboard is."""
    if action.where:
        return place in action.where
    return place not in (Place.CELL, Place.FIND) or action.while_typing


def bindings(owner: Owner = Owner.APP, actions: Sequence[Action] | None = None) -> list[Binding]:
    """Give the Textual bindings of the actions that this owner runs, for its `BINDINGS`.

    `actions` are all those of the registry if none are given.

    Their ids are the actions', so that `App.set_keymap` rebinds them; none shows in Textual's own
    footer. Those of the app call `app.act('<id>')` and belong into the `BINDINGS` of the App, where
    they replace Textual's own ctrl+q. Tab goes to Textual's screen first, which moves the focus on;
    a screen that wants `next-pane` instead takes these bindings too.
    """
    return [
        Binding(
            ",".join(action.keys),
            action.call or f"app.act('{action.id}')",
            action.help,
            show=False,
            id=action.id,
        )
        for action in (ACTIONS if actions is None else actions)
        if action.owner is owner and action.keys
    ]


def grouped(actions: Sequence[Action] = ACTIONS) -> list[tuple[str, list[Action]]]:
    """Give the actions by group, groups and actions in the order of their first row."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    return list(groups.items())


def table_markdown() -> str:
    """Write the README's tables of keys, one for each group, ending in a newline."""
    blocks: list[str] = []
    for group, actions in grouped():
        rows = [f"| {group} | keys | what it does |", "|---|---|---|"]
        for action in actions:
            keys = " ".join(f"`{key_label(key)}`" for key in action.keys) or "`ctrl+p`, by name"
            rows.append(f"| `{action.id}` | {keys} | {action.help} |")
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"
