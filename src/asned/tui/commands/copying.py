"""Copying members to other products, which are chosen in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from asned.association.bulkedits import PART, parts
from asned.association.document import Document
from asned.association.edits import CopyMembers, Edit, Several
from asned.association.keys import product_name
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Leaf
from asned.tui.chooser import ProductChooser
from asned.tui.commands import long, many

if TYPE_CHECKING:
    from asned.session import Change
    from asned.tui.app import AsnedApp

JUDGED_AT_ONCE = 32
"""How many copies are judged together, mostly each in a product of its own."""


def copy_to_products(app: AsnedApp) -> None:
    """Ask for products and put copies of the selected members, else of that at the cursor, at their ends."""
    members = app.members
    things = members.selected() or [each for each in (members.thing,) if each is not None]
    if not things:
        app.say("there is no member here to copy")
        return
    if len(app.session.document.products) < 2:
        app.say("there is no other product to copy to; a adds one in the products pane")
        return

    def take(products: tuple[int, ...] | None) -> None:
        if products:
            _ask_to_copy(app, things, products)

    what = many.counted(members, len(things))
    title = f"Copy {what} to which products?"
    app.push_screen(ProductChooser(app.session, members.product, title), take)


def _ask_to_copy(app: AsnedApp, things: Sequence[Leaf], products: tuple[int, ...]) -> None:
    members = app.members
    source, ids = members.product, [each.id for each in things]
    to = f"{len(products)} product{'' if len(products) == 1 else 's'}"
    what = f"copy {many.counted(members, len(things))} to {to}"

    def finished(change: Change) -> None:
        app.say(f"done: {what}; u takes it back", "changed")

    def do() -> None:
        count = len(products) * -(-len(ids) // PART)
        edits = copies(app.session.document, source, ids, products)
        long.start(app, edits, what, -(-count // JUDGED_AT_ONCE), finished)

    if len(things) == len(products) == 1:
        do()
        return
    lines = [*many.named(app, things), "to the end of"]
    document = app.session.document
    for id in products[: many.MOST_NAMED]:
        product = document.product(id)
        lines.append(displayable(product_name(product) or "a product without a name"))
    if len(products) > many.MOST_NAMED:
        lines.append(f"and {len(products) - many.MOST_NAMED} more")
    many.ask(app, f"{what.capitalize()}?", lines, ("c", "copy them"), do)


def copies(
    document: Document, source: int, ids: Sequence[int], products: Sequence[int]
) -> Iterator[Edit]:
    """Give the edits that put copies of members of a product at the ends of others."""
    edits = _copies_of_parts(document, source, ids, products)
    while some := tuple(islice(edits, JUDGED_AT_ONCE)):
        yield Several(some, "copy members")


def _copies_of_parts(
    document: Document, source: int, ids: Sequence[int], products: Sequence[int]
) -> Iterator[Edit]:
    for product in products:
        index = len(document.members(product))
        for part in parts(ids):
            yield CopyMembers(source, part, product, index)
            index += len(part)
