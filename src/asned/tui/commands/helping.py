"""Keys, palette, theme, and what the specification says of the place under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

from asned.tui.dialogs import Message
from asned.tui.keyhelp import KeyHelp
from asned.tui.palette import ActionCommands

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp


def show_keys(app: AsnedApp) -> None:
    """Show all keys."""
    app.push_screen(KeyHelp())


def show_palette(app: AsnedApp) -> None:
    """Offer every action by name."""
    app.push_screen(CommandPalette(providers=[ActionCommands]))


def choose_theme(app: AsnedApp) -> None:
    """Offer the colours."""
    app.search_themes()


def explain(app: AsnedApp) -> None:
    """Say what the specification says of the finding, keyword or value under the cursor."""
    title, paragraphs = app.explanation()
    app.push_screen(Message(title, paragraphs))
