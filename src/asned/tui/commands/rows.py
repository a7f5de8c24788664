"""Adding, deleting, duplicating and moving rows; undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.document import last_with_key
from asned.association.edits import (
    AddProduct,
    DeleteKey,
    DeleteMember,
    DeleteProduct,
    DuplicateMember,
    DuplicateProduct,
    Edit,
    MoveKey,
    MoveMember,
    MoveProduct,
)
from asned.association.places import Kind, Place, product_place
from asned.association.structure import CannotEdit
from asned.jsontext.pieces import Branch
from asned.rules.findings import Severity
from asned.rules.keywords import KEYWORDS
from asned.tui.asking import AskText
from asned.tui.commands import drafts, long, many, moving
from asned.tui.pane import worst

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def run(app: AsnedApp, edit: Edit, *, moves: bool = True) -> bool:
    """Do an edit and show it, or say why it cannot be done."""
    try:
        change = app.session.execute(edit)
    except CannotEdit as problem:
        app.say(str(problem), "error")
        return False
    app.apply(change, moves=moves)
    return change is not None


def add(app: AsnedApp, *, below: bool) -> None:
    """Add a keyword, product or member beside the cursor."""
    if _is_no_object(app):
        return
    if app.pane is app.keywords:
        _add_keyword(app, below=below)
    elif app.pane is app.products:
        _add_product(app, below=below)
    else:
        _add_member(app, below=below)


def _is_no_object(app: AsnedApp) -> bool:
    """Say whether the document is no object, and show what can be done about that."""
    if isinstance(app.session.document.root, Branch):
        return False
    where = "" if app.pane is app.keywords else " in the keywords pane (1)"
    app.say(f"the document is no object: enter{where} edits its text", "error")
    return True


def _add_member(app: AsnedApp, *, below: bool) -> None:
    members = app.members
    document = app.session.document
    if members.product not in document.products:
        app.say("there is no product to add a member to; add one in the products pane", "warning")
        return
    moving.unfilter(app)
    if document.members_branch(members.product) is None:
        _add_first_member(app)
        return
    at = members.cursor_row + below if len(members) else 0
    drafts.begin_member(app, at)


def _add_first_member(app: AsnedApp) -> None:
    """Begin where `members` is only missing, else go to what keeps members from being added."""
    product = app.session.document.product(app.members.product)
    if isinstance(product, Branch) and last_with_key(product, "members") is None:
        drafts.begin_member(app, 0)
        return
    app.go_to(product_place(product.id))
    what = "members is no list" if isinstance(product, Branch) else "the product is no object"
    app.say(f"no member can be added: {what}; . lists what can be done", "error")


def _add_product(app: AsnedApp, *, below: bool) -> None:
    products = app.session.document.products
    if app.session.document.products_branch is None:
        app.say("there is no list of products to add to: press 1 and see to products", "error")
        return
    id = app.products.product
    at = products.index(id) + below if id in products else (len(products) if below else 0)

    def judge(name: str) -> str:
        return "" if name else "a product needs a name; `undefined` will do"

    def take(name: str | None) -> None:
        if name is not None:
            run(app, AddProduct(at, name))

    app.push_screen(AskText("Add a product", "undefined", judge, lines=["Its name:"]), take)


def _add_keyword(app: AsnedApp, *, below: bool) -> None:
    keywords = app.keywords
    moving.unfilter(app)
    present = {piece.key for piece in app.session.document.keywords}
    missing = {key: KEYWORDS[key].about for key in keywords.missing}

    def judge(key: str) -> str:
        if not key:
            return "type the name of the keyword"
        return f"{key} is there already" if key in present else ""

    def take(key: str | None) -> None:
        if key is not None:
            at = keywords.cursor_row + below
            drafts.begin_keyword(app, key, min(at, len(app.session.document.keywords)))

    app.push_screen(
        AskText("Add a keyword", "", judge, lines=["Its name:"], suggestions=missing), take
    )


def delete(app: AsnedApp) -> None:
    """Delete what is selected, else the row under the cursor."""
    pane = app.pane
    if many.are_selected(app):
        many.delete(app)
        return
    if _is_no_object(app):
        return
    place = pane.place if len(pane) else None
    if place is None or place.kind is Kind.DOCUMENT:
        app.say("there is nothing to delete here")
        return
    line = app.products.line_at(pane.cursor_row) if pane is app.products else None
    if line is not None and not line.node:
        app.say("an exptype is deleted with its members; enter shows them")
        return
    edit, what = _deletion(app, place, line.node if line else 0)
    # The cursor stays in this pane, also where nothing is left in it: what is deleted next must be seen.
    change = app.session.execute(edit)
    app.apply(change, moves=False)
    if change is not None:
        pane.go_to(change.place)
        app.say(f"deleted {what}; u takes it back", "changed")


def _deletion(app: AsnedApp, place: Place, key: int) -> tuple[Edit, str]:
    """Give the edit that deletes what is at a place, or a key of the product there, and its name."""
    document = app.session.document
    if place.kind is Kind.KEYWORD:
        keyword = document.keywords[document.keywords.index(place.node)]
        return DeleteKey(0, place.node), f"keyword {keyword.key}"
    if place.kind is Kind.MEMBER:
        number = document.members(place.product).index(place.node) + 1
        return DeleteMember(place.product, place.node), f"member {number}"
    product = document.product(place.node)
    name = f"product {document.products.index(place.node) + 1}"
    members = len(document.members(place.node))
    if key and isinstance(product, Branch):
        pair = product.children[product.children.index(key)]
        return DeleteKey(place.node, key), f"{pair.key} of {name}"
    return DeleteProduct(place.node), f"{name} with its {members} member{'s' * (members != 1)}"


def duplicate(app: AsnedApp) -> None:
    """Put a copy of the product or member below it, or of all that are selected below the last."""
    if many.are_selected(app):
        many.duplicate(app)
        return
    if _is_no_object(app):
        return
    document = app.session.document
    place = app.pane.place if len(app.pane) else None
    if place is not None and place.kind is Kind.MEMBER:
        number = document.members(place.product).index(place.node) + 1
        _duplicate(app, DuplicateMember(place.product, place.node), f"member {number}")
    elif place is not None and place.kind is Kind.PRODUCT:
        number = document.products.index(place.node) + 1
        _duplicate(app, DuplicateProduct(place.node), f"product {number}")
    else:
        app.say("there is nothing to duplicate here")


def _duplicate(app: AsnedApp, edit: Edit, what: str) -> None:
    """Duplicate, and say so together with what is wrong with the copy."""
    change = app.session.execute(edit)
    app.apply(change)
    if change is None:
        return
    words = f"duplicated {what}; u takes it back"
    found = worst(app.session.findings.of_node(change.place.node))
    if found is None or found.severity is Severity.INFO:
        app.say(words, "changed")
    else:
        app.announce(found, words)


def move(app: AsnedApp, step: int) -> None:
    """Move what is selected, else the row under the cursor, up or down by one."""
    if many.are_selected(app):
        many.move(app, step)
        return
    if _is_no_object(app):
        return
    document = app.session.document
    place = app.pane.place if len(app.pane) else None
    if place is None or place.kind is Kind.DOCUMENT:
        app.say("there is nothing to move here")
        return
    if place.kind is Kind.KEYWORD:
        to = document.keywords.index(place.node) + step
        edit: Edit = MoveKey(0, place.node, to)
    elif place.kind is Kind.PRODUCT:
        edit = MoveProduct(place.node, document.products.index(place.node) + step)
    else:
        members = document.members(place.product)
        edit = MoveMember(place.product, place.node, members.index(place.node) + step)
    if not run(app, edit, moves=False):
        app.say(many.at_end_words(step))
    app.pane.go_to(place)


def undo(app: AsnedApp) -> None:
    """Take back the last step."""
    change = app.session.begin_undo()
    if change is None:
        app.say("there is nothing to undo")
    else:
        long.drive(app, change, lambda made: app.say(f"undone: {made.label}"), moves=True)


def redo(app: AsnedApp) -> None:
    """Do again what was taken back."""
    change = app.session.begin_redo()
    if change is None:
        app.say("there is nothing to redo")
    else:
        long.drive(app, change, lambda made: app.say(f"done again: {made.label}"), moves=True)
