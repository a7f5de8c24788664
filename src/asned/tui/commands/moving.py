"""Going from pane to pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def next_pane(app: AsnedApp) -> None:
    """Go to the pane after this one, from the last to the first."""
    _step(app, 1)


def previous_pane(app: AsnedApp) -> None:
    """Go to the pane before this one, from the first to the last."""
    _step(app, -1)


def show_all(app: AsnedApp) -> None:
    """Show all members of the product again, the cursor staying on its member."""
    members = app.members
    if members.exptype is None:
        return
    place = members.place if len(members) else None
    members.choose(members.product)
    if place is not None:
        members.go_to(place)


def _step(app: AsnedApp, step: int) -> None:
    at = app.panes.index(app.pane)
    app.show_pane(app.panes[(at + step) % len(app.panes)])
