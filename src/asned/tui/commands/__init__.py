"""What each action of the registry does, by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from asned.tui.actions import Action
from asned.tui.commands import (
    cells,
    clipboard,
    copying,
    filing,
    fixing,
    helping,
    many,
    moving,
    problems,
    rows,
)

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def _pane(name: str) -> Callable[[AsnedApp], None]:
    return lambda app: app.show_pane(next(pane for pane in app.panes if name == pane.NAME))


COMMANDS: Mapping[str, Callable[[AsnedApp], None]] = {
    "next-pane": moving.next_pane,
    "previous-pane": moving.previous_pane,
    "pane-keywords": _pane("keywords"),
    "pane-products": _pane("products"),
    "pane-members": _pane("members"),
    "pane-problems": _pane("problems"),
    "show-all": moving.show_all,
    "edit": cells.edit,
    "set-exptype": many.set_exptype,
    "rename": cells.rename,
    "add-below": lambda app: rows.add(app, below=True),
    "add-above": lambda app: rows.add(app, below=False),
    "delete": rows.delete,
    "duplicate": rows.duplicate,
    "move-up": lambda app: rows.move(app, -1),
    "move-down": lambda app: rows.move(app, 1),
    "select": lambda app: app.pane.action_toggle_selected(),
    "select-up": lambda app: app.pane.action_extend(-1),
    "select-down": lambda app: app.pane.action_extend(1),
    "select-page-up": lambda app: app.pane.action_extend_page(-1),
    "select-page-down": lambda app: app.pane.action_extend_page(1),
    "select-to-first": lambda app: app.pane.action_extend_to_end(-1),
    "select-to-last": lambda app: app.pane.action_extend_to_end(1),
    "select-all": lambda app: app.pane.action_toggle_all(),
    "set-selected": many.set_key,
    "copy": clipboard.copy,
    "cut": clipboard.cut,
    "paste": clipboard.paste,
    "copy-to-products": copying.copy_to_products,
    "find": lambda app: app.tools.searching.open(is_filter=False),
    "find-next": lambda app: app.tools.searching.step(1),
    "find-previous": lambda app: app.tools.searching.step(-1),
    "filter": lambda app: app.tools.searching.open(is_filter=True),
    "undo": rows.undo,
    "redo": rows.redo,
    "next-problem": lambda app: problems.go_to_next(app, 1),
    "previous-problem": lambda app: problems.go_to_next(app, -1),
    "fix": fixing.fix,
    "fix-all": fixing.fix_all,
    "stage": problems.choose_stage,
    "save": filing.save,
    "save-as": filing.save_as,
    "suspend": filing.suspend,
    "quit": filing.leave,
    "keys": helping.show_keys,
    "what-is-this": helping.explain,
    "palette": helping.show_palette,
    "theme": helping.choose_theme,
}


def may_run_beside(action: Action) -> bool:
    """Say whether an action may be run while a change is being made: what changes and asks nothing."""
    return action.id == "show-all" or action.id.startswith(("pane-", "next-", "previous-"))
