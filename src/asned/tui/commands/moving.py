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


def _step(app: AsnedApp, step: int) -> None:
    at = app.panes.index(app.pane)
    app.show_pane(app.panes[(at + step) % len(app.panes)])
