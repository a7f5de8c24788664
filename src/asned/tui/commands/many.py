"""What is done to all selected rows: delete, duplicate, move, set a key; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from asned.association.bulkedits import PART, PRODUCTS_PART, parts
from asned.association.edits import (
    CopyMembers,
    CopyProducts,
    DeleteKey,
    DeleteMembers,
    DeleteProducts,
    Edit,
    MoveKey,
    MoveMember,
    MoveProduct,
    SetMembersKey,
)
from asned.association.keys import product_name
from asned.jsontext.blocks import Blocks
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Leaf, Piece
from asned.jsontext.reading import value_of
from asned.jsontext.values import Pairs, Value
from asned.rules.memberkeys import name_of
from asned.tui.choicebar import Choice
from asned.tui.commands import cells, long
from asned.tui.dialogs import Question

if TYPE_CHECKING:
    from asned.session import Change
    from asned.tui.app import AsnedApp
    from asned.tui.celleditor import CellEditor
    from asned.tui.pane import Pane

MOST_NAMED = 5
"""How many rows a question names; the rest is counted."""


def are_selected(app: AsnedApp) -> bool:
    """Say whether rows of the pane are selected, which commands are then about."""
    return len(app.pane.selection) > 0


def counted(pane: Pane, count: int) -> str:
    """Say how many of what the pane shows."""
    return f"{count} {pane.NAME if count != 1 else pane.NAME.removesuffix('s')}"


def ask(
    app: AsnedApp,
    title: str,
    lines: Sequence[str],
    choice: tuple[str, str],
    do: Callable[[], None],
    go_back: Callable[[], None] = lambda: None,
) -> None:
    """Ask before something is done to many rows; `choice` is its letter and what it does."""

    def take(answer: bool | None) -> None:
        if answer:
            do()
        else:
            go_back()

    key, label = choice
    question: Question[bool] = Question(title, lines, [Choice(key, label, True)])
    app.push_screen(question, take)


def named(app: AsnedApp, things: Sequence[Any]) -> list[str]:
    """Name the first of many things, count the others, and say how many a filter hides."""
    lines = [name(each) for each in things[:MOST_NAMED]]
    if len(things) > MOST_NAMED:
        lines.append(f"and {len(things) - MOST_NAMED} more")
    hidden = app.pane.count_selected_hidden()
    if hidden:
        lines.append(f"{hidden} of them are not shown just now")
    return lines


def name(thing: Any) -> str:
    """Name a member, product or keyword, displayable."""
    if isinstance(thing, Leaf) and thing.key is None:
        return displayable(name_of(thing) or thing.text[:60])
    return displayable(product_name(thing) or thing.key or thing.text[:60])


# ---- delete


def delete(app: AsnedApp, verb: str = "delete") -> None:
    """Delete what is selected; asks where that is more than one."""
    pane, things = app.pane, _pieces(app)
    what = f"{verb} {counted(pane, len(things))}"
    first = min(
        (row for each in things[:1] if (row := pane.row_of_thing(each)) is not None), default=0
    )

    def finished(change: Change) -> str:
        pane.move_cursor(first)
        return f"done: {what}; u brings them back"

    def do() -> None:
        edits = _deletions(app, pane, [each.id for each in things])
        long.start(app, edits, what, -(-len(things) // _part(app, pane)), finished)

    if len(things) == 1:
        do()
        return
    key = "x" if verb == "cut" else "d"
    ask(app, f"{what.capitalize()}?", named(app, things), (key, f"{verb} them"), do)


def _deletions(app: AsnedApp, pane: Pane, ids: Sequence[int]) -> Iterator[Edit]:
    """Give the edits that delete, those at the end first; each is made when it is asked for.

    By then the keyboard may be in another pane.
    """
    product = app.members.product
    for part in reversed(list(parts(ids, _part(app, pane)))):
        if pane is app.members:
            yield DeleteMembers(product, part)
        elif pane is app.products:
            yield DeleteProducts(part)
        else:
            yield from (DeleteKey(0, id) for id in reversed(part))


def _part(app: AsnedApp, pane: Pane) -> int:
    """Give how many rows one edit of many takes on."""
    return PRODUCTS_PART if pane is app.products else PART


def _pieces(app: AsnedApp) -> list[Any]:
    """Give the pieces that are selected, in their order."""
    if app.pane is app.keywords:
        ids = {each.id for each in app.keywords.selected()}
        return [piece for piece in app.session.document.keywords if piece.id in ids]
    return app.pane.selected()


# ---- duplicate


def duplicate(app: AsnedApp) -> None:
    """Put copies of what is selected behind the last of it, and select these instead."""
    pane, things = app.pane, app.pane.selected()
    what = f"duplicate {counted(pane, len(things))}"
    ids = [each.id for each in things]
    index = pane.position(things[-1]) + 1

    def finished(change: Change) -> str:
        select_new(app, pane, change)
        return f"done: {what}; u takes it back"

    def do() -> None:
        edits = _duplications(app, pane, ids, index)
        long.start(app, edits, what, -(-len(ids) // _part(app, pane)), finished)

    if len(ids) == 1:
        do()
    else:
        lines = named(app, things)
        lines.append("The copies are put behind the last of them and are selected then.")
        ask(app, f"{what.capitalize()}?", lines, ("y", "duplicate them"), do)


def _duplications(app: AsnedApp, pane: Pane, ids: Sequence[int], index: int) -> Iterator[Edit]:
    product = app.members.product
    for number, part in enumerate(parts(ids, _part(app, pane))):
        at = index + number * _part(app, pane)
        if pane is app.members:
            yield CopyMembers(product, part, product, at)
        else:
            yield CopyProducts(part, at)


def select_new(app: AsnedApp, pane: Pane, change: Change) -> None:
    """Select what a change has brought, with the cursor on the first of it."""
    old = {piece.id for splice in change.splices for piece in splice.exchange.removed}
    new = [
        piece
        for splice in change.splices
        for piece in splice.exchange.inserted
        if piece.id not in old
    ]
    if pane.kept is not None:
        pane.kept.insert([each for each in new if each.id not in pane.kept])
        pane.filter_changed(None)
    row = pane.row_of_thing(new[0]) if new else None
    if row is not None:  # else the pane shows another product by now
        pane.move_cursor(row)
        pane.select([each.id for each in new] if len(new) > 1 else ())


# ---- move


def move(app: AsnedApp, step: int) -> None:
    """Move what is selected by one row, each stretch of rows as a whole."""
    pane, here = app.pane, app.pane.thing
    ids = pane.selection.keys
    stretches = list(_stretches_to_move(_siblings(app, pane), ids, step))
    if not stretches:
        app.say(at_end_words(step))
        return
    what = f"move {counted(pane, len(ids))}"

    def finished(change: Change) -> str:
        row = None if here is None else pane.row_of_thing(here)
        if row is not None:
            pane.move_cursor(row)
        return f"done: {what} {'down' if step > 0 else 'up'}; u takes it back"

    long.start(app, _moves(app, pane, stretches), what, len(stretches), finished)


def _siblings(app: AsnedApp, pane: Pane) -> Blocks[Piece]:
    document = app.session.document
    if pane is app.members:
        return document.members(app.members.product)
    return document.products if pane is app.products else document.keywords


def at_end_words(step: int) -> str:
    """Say why nothing is moved up (step -1) or down (1)."""
    return f"it is the {'last' if step > 0 else 'first'} already"


def _stretches_to_move(
    siblings: Blocks[Piece], ids: Collection[int], step: int
) -> Iterator[tuple[int, int]]:
    """Give by which move each stretch of selected rows goes on: that of its neighbour to its other end."""
    stretches: list[list[int]] = []
    for at in siblings.positions(ids):
        if stretches and at == stretches[-1][1] + 1:
            stretches[-1][1] = at
        else:
            stretches.append([at, at])
    # Towards the end the last one goes first: none is in the way of another then.
    for first, last in reversed(stretches) if step > 0 else stretches:
        neighbour, to = (last + 1, first) if step > 0 else (first - 1, last)
        if 0 <= neighbour < len(siblings):
            yield neighbour, to


def _moves(app: AsnedApp, pane: Pane, moves: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Give the edits that move what stands at a position to another one, each made when it is asked for."""
    siblings, product = _siblings(app, pane), app.members.product
    for at, to in moves:
        id = siblings[at].id
        if pane is app.members:
            yield MoveMember(product, id, to)
        elif pane is app.products:
            yield MoveProduct(id, to)
        else:
            yield MoveKey(0, id, to)


# ---- set a key


def set_exptype(app: AsnedApp) -> None:
    """Choose the exptype of all selected members, or of the one under the cursor."""
    if are_selected(app):
        set_key(app, "exptype")
    else:
        cells.set_exptype(app)


def set_key(app: AsnedApp, key: str = "") -> None:
    """Edit the cell under the cursor, for all selected members at once.

    What tells members apart is not set for many: from its column the exptype is.
    """
    members = app.members
    field = key or members.field
    if field in ("number", "expname"):
        field = "exptype"
    column = members.column_of(field)
    if not len(members):
        app.say("there is no member; a adds one")
        return
    if len(members.selection) < 2:
        for thing in members.selected():
            members.move_cursor(members.row_of_thing(thing) or members.cursor_row)
        members.move_cursor(members.cursor_row, column)
        cells.open_cell(app, members, members.cursor_row, column)
        return
    things = [each for each in members.selected() if isinstance(each.value, Pairs)]

    def settle(app: AsnedApp, accepted: CellEditor.Accepted) -> bool:
        editing = accepted.token
        assert isinstance(editing, cells.Editing)
        text = editing.target.spelled(accepted.value, accepted.kind)
        _ask_to_set(app, field, text, things)
        return True

    about = f"{displayable(field)} of {len(things)} selected"
    cells.open_for_many(app, members, column, about, settle)


def _ask_to_set(app: AsnedApp, key: str, text: str, chosen: Sequence[Leaf]) -> None:
    members = app.members
    product = members.product
    things = _without(chosen, key, value_of(text))
    if not things:
        app.say(f"nothing to change: {displayable(key)} is {displayable(text)} in all of them")
        return
    what = f"set {key} of {counted(members, len(things))}"
    lines = [f"{displayable(key)} becomes {displayable(text)} in", *named(app, things)]
    if len(things) < len(chosen):
        lines.append(f"{len(chosen) - len(things)} of those selected have it already")
    others = len(members.selection) - len(chosen)
    if others:
        lines.append(f"{others} selected are no JSON objects and stay as they are")

    def finished(change: Change) -> str:
        return f"done: {what}; u takes it back"

    def do() -> None:
        edits: Iterable[Edit] = (
            SetMembersKey(product, part, key, text) for part in parts(each.id for each in things)
        )
        long.start(app, edits, what, -(-len(things) // PART), finished)

    ask(app, f"{displayable(what.capitalize())}?", lines, ("s", "set them"), do)


def _without(members: Sequence[Leaf], key: str, value: Value) -> Sequence[Leaf]:
    """Give the members that have not this very value under a key."""
    kind = type(value)
    return [
        each
        for each in members
        if not isinstance(each.value, Pairs)
        or key not in each.value
        or type(now := each.value.get(key)) is not kind
        or now != value
    ]
