"""The products pane and the members pane, brought to be about the same product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.places import product_place

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def agree_on_product(app: AsnedApp) -> None:
    """See to it that the members shown are those of the product under the cursor of the tree.

    Rows come and go under that cursor without moving it, and the product of the members may go.
    """
    members, product = app.members, app.products.product
    if not product and not members.product:
        product = next((each.id for each in app.session.document.products.slice(0, 1)), 0)
    if product and product != members.product:
        if app.pane is app.products or not members.product:
            members.choose(product)
        else:
            app.products.go_to(product_place(members.product))
