"""Going from pane to pane, and back to all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.places import Kind, Place
from asned.tui.commands import long
from asned.tui.pane import Pane
from asned.tui.query import Query

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def next_pane(app: AsnedApp) -> None:
    """Go to the pane after this one, from the last to the first."""
    _step(app, 1)


def previous_pane(app: AsnedApp) -> None:
    """Go to the pane before this one, from the first to the last."""
    _step(app, -1)


def go_to(app: AsnedApp, place: Place, field: str = "", *, focus: bool = True) -> None:
    """Put the cursor on a place of the file, choosing its product first."""
    if place.kind is Kind.DOCUMENT:
        row = app.keywords.row_of_missing(field)
        if row is not None:
            app.keywords.move_cursor(row)
        if focus:
            app.show_pane(app.keywords)
        return
    pane: Pane = app.keywords
    if place.kind is Kind.PRODUCT:
        pane = app.products
    elif place.kind is Kind.MEMBER:
        pane = app.members
        if app.products.product != place.product:
            row = app.products.row_of(place)
            if row is not None:
                app.products.move_cursor(row)
        if app.members.product != place.product or app.members.row_of(place) is None:
            app.members.choose(place.product)
    pane.go_to(place, field)
    if focus:
        app.show_pane(pane)


def show_all(app: AsnedApp) -> None:
    """Give back what was taken away last: stop what is being done, select nothing, show all rows."""
    if long.stop(app):
        return
    if len(app.pane.selection):
        app.pane.select(())
    else:
        unfilter(app)


def unfilter(app: AsnedApp) -> None:
    """Show all rows of the pane, the cursor staying on its row."""
    app.pane.filter_by(Query())


def _step(app: AsnedApp, step: int) -> None:
    at = app.panes.index(app.pane)
    app.show_pane(app.panes[(at + step) % len(app.panes)])
