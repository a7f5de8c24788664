"""Adding a row in place: a keyword with its value, a member with expname and exptype."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.edits import AddMember
from asned.tui.celleditor import CellEditor
from asned.tui.choices import choices_for
from asned.tui.commands.cells import Editing, give_up, show_editor
from asned.tui.target import Target

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def begin_keyword(app: AsnedApp, key: str, index: int) -> None:
    """Open a row for a new keyword and the editor over its value."""
    keywords = app.keywords
    back_to = keywords.cursor_row
    keywords.begin_draft(index, key)
    column = keywords.column_of("value")
    keywords.move_cursor(index, column)
    target = keywords.target(index, column)
    assert target is not None
    show_editor(app, Editing(keywords, index, column, target, is_draft=True, back_to=back_to))


def begin_member(app: AsnedApp, index: int) -> None:
    """Open a row for a new member and the editor over its expname."""
    back_to = app.members.cursor_row
    app.members.begin_draft(index)
    _edit_member(app, "expname", back_to)


def _edit_member(app: AsnedApp, column: str, back_to: int) -> None:
    members = app.members
    draft = members.draft
    assert draft is not None
    at = members.column_of(column)
    members.move_cursor(draft.index, at)
    exptype = members.default_exptype()
    is_exptype = column == "exptype"
    target = Target(
        exptype if is_exptype else "",
        "text",
        lambda text: AddMember(
            members.product, draft.index, draft.completed(column, text, exptype)
        ),
        choices_for(column, app.session) if is_exptype else (),
    )
    settle = None if is_exptype else _settle_expname
    row = draft.index
    show_editor(app, Editing(members, row, at, target, True, settle=settle, back_to=back_to))


def _settle_expname(app: AsnedApp, accepted: CellEditor.Accepted) -> bool:
    """Go on to the exptype where Tab was pressed, or end what has no name; say whether that was all."""
    members = app.members
    editing = accepted.token
    assert isinstance(editing, Editing)
    if not accepted.value:
        give_up(app, editing, "nothing was added: a member needs an expname")
        return True
    if accepted.move != "right" or members.draft is None:
        return False
    members.draft.values["expname"] = editing.target.spelled(accepted.value, accepted.kind)
    members.structure_changed()
    _edit_member(app, "exptype", editing.back_to)
    return True
