"""The actions of the repair screen: rows of the one registry, in the words of this screen."""

from asned.tui.actions import BY_ID, Action

TEXT = "text"
DEFECTS = "defects"


def _row(
    id: str,
    help: str,
    *,
    footer: int | None = None,
    label: str = "",
    labels: tuple[tuple[str, str], ...] = (),
) -> Action:
    """Give the registry's action with the keys that the user knows or has chosen, and these words."""
    action = BY_ID[id]
    return action._replace(
        help=help,
        footer=footer,
        label=label or action.label,
        labels=labels,
        where=action.where if action.call else frozenset(),
    )


REPAIR_ACTIONS: tuple[Action, ...] = (
    BY_ID["cursor-up"],
    BY_ID["cursor-down"],
    _row("cursor-left", "Scroll the lines to what is left of them."),
    _row("cursor-right", "Scroll the lines to what is right of them."),
    _row("row-start", "Scroll to the beginning of the line."),
    _row("row-end", "Scroll to the end of the line."),
    BY_ID["page-up"],
    BY_ID["page-down"],
    BY_ID["first-row"],
    BY_ID["last-row"],
    _row("next-pane", "Go from the text to the list of defects, or back."),
    _row("previous-pane", "Go from the text to the list of defects, or back."),
    _row(
        "edit",
        "Edit the line; in the list, go to the defect.",
        footer=1,
        labels=((DEFECTS, "go there"),),
    ),
    _row("cell-accept", "Accept the line.", footer=1),
    _row("cell-restore", "Leave the line as it was.", footer=2),
    _row("delete", "Delete the line.", footer=10, label="delete line"),
    _row("undo", "Take back the last change.", footer=5),
    _row("redo", "Make the change again that was taken back.", footer=11),
    _row("next-problem", "Go to the next defect.", footer=4, label="defect"),
    _row("previous-problem", "Go to the defect before.", label="previous defect"),
    _row("fix", "Mend the defect under the cursor.", footer=2),
    _row("fix-all", "Mend all defects that have a fix.", footer=3),
    _row(
        "save",
        "Show what would be written, once the text is JSON, and go on to the editor.",
        footer=6,
        label="go on",
    ),
    _row("quit", "Quit; the file stays as it is.", footer=9),
    _row("keys", "Show all keys.", footer=0),
    _row("what-is-this", "Explain the defect under the cursor.", footer=7, label="explain"),
    BY_ID["palette"],
    BY_ID["suspend"],
)

REPAIR_BY_ID: dict[str, Action] = {action.id: action for action in REPAIR_ACTIONS}
