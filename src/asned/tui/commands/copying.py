"""Copying members to other products, which are chosen in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.bulkedits import PART, parts
from asned.association.edits import AppendMembers, Edit
from asned.association.keys import product_name
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Leaf
from asned.tui.chooser import ProductChooser
from asned.tui.commands import long, many

if TYPE_CHECKING:
    from asned.session import Change
    from asned.tui.app import AsnedApp

Chosen = tuple[int, ...]
"""The ids of products, in the order of the file."""

AT_ONCE = 32
"""To how many products one edit copies."""


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

    _choose(app, things, ())


def _choose(app: AsnedApp, things: Sequence[Leaf], chosen: Chosen) -> None:
    """Ask for products, where some may have been chosen before."""

    def take(products: Chosen | None) -> None:
        if products:
            _ask_to_copy(app, things, products)

    what = many.counted(app.members, len(things))
    title = f"Copy {what} to which products?"
    app.push_screen(ProductChooser(app.session, app.members.product, title, chosen), take)


def _ask_to_copy(app: AsnedApp, things: Sequence[Leaf], products: Chosen) -> None:
    members = app.members
    source, ids = members.product, [each.id for each in things]
    to = f"{len(products)} product{'' if len(products) == 1 else 's'}"
    what = f"copy {many.counted(members, len(things))} to {to}"

    def finished(change: Change) -> str:
        return f"done: {what}; u takes it back"

    def do() -> None:
        count = -(-len(products) // AT_ONCE) * -(-len(ids) // PART)
        long.start(app, copies(source, ids, products), what, count, finished)

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

    def go_back() -> None:
        _choose(app, things, products)

    many.ask(app, f"{what.capitalize()}?", lines, ("c", "copy them"), do, go_back)


def copies(source: int, ids: Sequence[int], products: Sequence[int]) -> Iterator[Edit]:
    """Give the edits that put copies of members of a product at the ends of others."""
    for some in parts(products, AT_ONCE):
        for part in parts(ids):
            yield AppendMembers(source, part, some)
