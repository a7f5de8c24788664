"""Editing a cell in place: opening the editor, the verdict while typing, accepting, restoring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asned.association.edits import Edit
from asned.association.places import product_place
from asned.association.structure import CannotEdit
from asned.jsontext.display import displayable, is_displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.reading import value_of
from asned.jsontext.values import spelled
from asned.rules.findings import Finding
from asned.session import Preview
from asned.tui.celleditor import CellEditor, Kind
from asned.tui.commands import problems
from asned.tui.pane import TONES, worst
from asned.tui.rows import Tone
from asned.tui.target import Target, escaped

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp
    from asned.tui.pane import Pane


@dataclass(frozen=True, slots=True)
class Editing:
    """Which cell the editor is open over, and what accepting does.

    A draft is a row that is being added; `settle` may then make something else of what was accepted than
    an edit, and says whether it did. `back_to` is the row that giving it up goes back to, and `came_from`
    the column, where the cursor was in another one. `about` says what is edited where that is more than
    the cell.
    """

    pane: Pane
    row: int
    column: int
    target: Target
    is_draft: bool = False
    settle: Callable[[AsnedApp, CellEditor.Accepted], bool] | None = None
    back_to: int = 0
    came_from: int | None = None
    about: str = ""


def edit(app: AsnedApp) -> None:
    """Edit the cell under the cursor; where there is nothing to edit, do what Enter means there."""
    pane = app.pane
    if pane is app.problems:
        finding = app.problems.finding(pane.cursor_row)
        if finding is not None:
            problems.go_to(app, finding)
        return
    if pane is app.products:
        exptype = app.products.exptype_at(pane.cursor_row)
        if exptype is not None:
            app.members.choose(app.products.product, exptype)
            app.show_pane(app.members)
            return
    if not len(pane):
        app.say("nothing to edit here; a adds a row")
        return
    open_cell(app, pane, pane.cursor_row, pane.cursor_column)


def open_cell(app: AsnedApp, pane: Pane, row: int, column: int) -> None:
    """Open the editor over a cell."""
    target = pane.target(row, column)
    if target is None:
        if pane is app.keywords:
            app.say("the products are edited in their own pane: press 2")
        elif pane is app.products:
            app.say("products is edited with the other keywords: press 1")
        return
    show_editor(app, Editing(pane, row, column, target))


def show_editor(
    app: AsnedApp,
    editing: Editing,
    text: str | None = None,
    kind: Kind | None = None,
    *,
    replaces: bool = False,
) -> None:
    """Put the editor over a cell; a value out of a list is replaced by typing, a typo is mended.

    `text` and `kind` are what it opens with in place of the value. With `replaces` typing always replaces.
    """
    region = editing.pane.cell_region(editing.row, editing.column)
    target = editing.target
    app.editor.open(
        region,
        target.text if text is None else text,
        kind=kind or target.kind,
        choices=target.choices,
        select_all=replaces or any(choice.value == target.text for choice in target.choices),
        judge=lambda value, kind: verdict(app, editing, value, kind),
        token=editing,
        about=editing.about,
    )


def open_for_many(
    app: AsnedApp,
    pane: Pane,
    column: int,
    about: str,
    settle: Callable[[AsnedApp, CellEditor.Accepted], bool],
) -> None:
    """Open the editor over a cell of the cursor's row for a value that is meant for many rows.

    `about` (displayable) says for which.
    """
    row, before = pane.cursor_row, pane.cursor_column
    pane.move_cursor(row, column)
    target = pane.target(row, column)
    if target is None:
        return
    for_many = target._replace(is_new=True)
    editing = Editing(pane, row, column, for_many, settle=settle, came_from=before, about=about)
    # What one row has is no more than an example here, even where it is a typo.
    show_editor(app, editing, replaces=True)


def follow(app: AsnedApp) -> None:
    """Put the open editor over its cell again."""
    editing = app.editor.token
    if app.editor.is_open and isinstance(editing, Editing):
        editing.pane.move_cursor(editing.row)
        app.editor.move_to(editing.pane.cell_region(editing.row, editing.column))


def set_exptype(app: AsnedApp) -> None:
    """Choose the exptype of the member under the cursor, from any column: typing replaces it."""
    members = app.members
    if not len(members):
        app.say("there is no member; a adds one")
        return
    row, column = members.cursor_row, members.column_of("exptype")
    before = members.cursor_column
    members.move_cursor(row, column)
    target = members.target(row, column)
    if target is not None:
        show_editor(app, Editing(members, row, column, target, came_from=before), replaces=True)


def rename(app: AsnedApp) -> None:
    """Edit the name of the keyword or product under the cursor."""
    pane = app.pane
    column = pane.cursor_column
    if pane is app.keywords:
        if pane.place is None:
            app.say("this keyword is not there yet; enter adds it")
            return
        column = 0
    elif pane is app.products:
        row = pane.row_of(product_place(app.products.product))
        if row is None:
            app.say("there is no product here to rename")
            return
        pane.move_cursor(row)
    open_cell(app, pane, pane.cursor_row, column)


def verdict(app: AsnedApp, editing: Editing, value: str, kind: Kind) -> tuple[str, Tone]:
    """Say what the judge would say of what is typed, as it stands under the cell."""
    made = _edit_of(app, editing, value, kind)
    if isinstance(made, str):
        return displayable(made), "error"
    preview = app.session.preview(made)
    if preview.problem:
        return displayable(preview.problem), "error"
    if preview.is_void:
        return _verdict_now(app, editing)
    finding = worst(_of_cell(editing, preview.on_place)) or worst(preview.appeared)
    if finding is None:
        return _good(preview), "changed"
    return displayable(finding.message), TONES[finding.severity]


def _of_cell(editing: Editing, found: Sequence[Finding]) -> Sequence[Finding]:
    """Leave out what is found of a product as a whole, where its name or another value is edited."""
    return [each for each in found if each.field or editing.pane.NAME != "products"]


def _verdict_now(app: AsnedApp, editing: Editing) -> tuple[str, Tone]:
    """Say what the judge says of the cell as it is."""
    place = editing.pane.place_at(editing.row)
    found = app.session.findings.of_node(place.node) if place else []
    field = editing.pane.columns()[editing.column].key
    found = [each for each in found if each.field in ("", field) or field == "value"]
    finding = worst(_of_cell(editing, found))
    return (displayable(finding.message), TONES[finding.severity]) if finding else ("", "plain")


def _good(preview: Preview) -> str:
    count = len(preview.gone)
    if not count:
        return ""
    return f"solves {count} problem" + ("" if count == 1 else "s")


def _edit_of(app: AsnedApp, editing: Editing, value: str, kind: Kind) -> Edit | str:
    """Give the edit that accepting would make, or why there is none."""
    target = editing.target
    if kind == "json":
        try:
            decoded = value_of(value)
        except NotAnAssociationText as problem:
            return f"not JSON: column {problem.column}: {problem.expected}"
        if target.is_name:
            if not isinstance(decoded, str):
                return "a name is text; put it between double quotes"
            value = decoded
    if target.is_name:
        return target.edit(value) if value else "a keyword needs a name"
    return target.edit(target.spelled(value, kind))


def accept(app: AsnedApp) -> bool:
    """Accept the cell that is being edited, before something else is done; say whether it could be."""
    accepted = app.editor.accept()
    return accepted is None or take(app, accepted)


def take(app: AsnedApp, accepted: CellEditor.Accepted) -> bool:
    """Make the edit that was accepted; what cannot be accepted opens again with the reason."""
    editing = accepted.token
    if not isinstance(editing, Editing):
        return True
    if not _is_as_it_was(editing, accepted) and not _take_changed(app, editing, accepted):
        return False
    if accepted.move == "right" and not app.editor.is_open:
        editing.pane.action_move_column(1)
    return True


def _is_as_it_was(editing: Editing, accepted: CellEditor.Accepted) -> bool:
    """Say whether a cell was left as it opened: its spelling in the file then stays, too."""
    target = editing.target
    if editing.is_draft or target.is_new:
        return False
    return (accepted.value, accepted.kind) == (target.text, target.kind)


def _take_changed(app: AsnedApp, editing: Editing, accepted: CellEditor.Accepted) -> bool:
    made = _edit_of(app, editing, accepted.value, accepted.kind)
    if isinstance(made, str):
        return _reopen(app, editing, accepted, made)
    if editing.settle is not None and editing.settle(app, accepted):
        return True
    try:
        change = app.session.execute(made)
    except (CannotEdit, NotAnAssociationText) as problem:
        return _reopen(app, editing, accepted, str(problem))
    if editing.is_draft:
        app.keywords.draft = app.members.draft = None
    app.apply(change, moves=editing.is_draft or editing.target.is_new)
    return True


def _reopen(app: AsnedApp, editing: Editing, accepted: CellEditor.Accepted, why: str) -> bool:
    show_editor(app, editing, accepted.value, accepted.kind)
    app.editor.show_verdict(displayable(why), "error")
    return False


def cancel(app: AsnedApp, token: object) -> None:
    """Leave the cell as it was; a row that was being added is gone."""
    if isinstance(token, Editing) and token.is_draft:
        give_up(app, token, "nothing was added")
    elif isinstance(token, Editing) and token.came_from is not None:
        token.pane.move_cursor(token.row, token.came_from)
    app.refresh_lines()


def give_up(app: AsnedApp, draft: Editing, why: str) -> None:
    """Take the row that was being added away, and say why."""
    pane = app.keywords if draft.pane is app.keywords else app.members
    pane.end_draft()
    pane.move_cursor(draft.back_to)
    app.say(why)


def switch_kind(app: AsnedApp, value: str, kind: Kind) -> None:
    """Show what is typed as JSON instead of text, or the other way."""
    if kind == "text":
        app.editor.set_value(escaped(spelled(value)), "json")
        return
    try:
        decoded = value_of(value)
    except NotAnAssociationText:
        decoded = None
    if isinstance(decoded, str) and is_displayable(decoded):
        app.editor.set_value(decoded, "text")
    else:
        app.editor.show_verdict("only a string without control characters can be text", "warning")
