"""Keys, palette, theme, and what the specification says of the place under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

from asned.jsontext.display import displayable
from asned.rules.conventions import ASN_TYPES, exptypes_of
from asned.rules.findings import Finding
from asned.rules.keywords import KEYWORDS, MEMBER_KEYS, PRODUCT_KEYS
from asned.tui.commands.fixing import finding_here
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
    """Explain the finding under the cursor, and say what the specification says of the value."""
    title, paragraphs = what_is_here(app)
    if not paragraphs:
        app.say("there is nothing here to explain")
        return
    app.push_screen(Message(title, paragraphs))


def what_is_here(app: AsnedApp) -> tuple[str, list[str]]:
    """Give a title and paragraphs on the finding and the value under the cursor."""
    from asned.rules.explaining import explanation  # noqa: PLC0415 - not wanted at the start

    paragraphs: list[str] = []
    finding = finding_here(app)
    key = _key_here(app, finding)
    if finding is not None:
        paragraphs += [displayable(finding.message), *explanation(finding.rule)]
    known = MEMBER_KEYS.get(key) or PRODUCT_KEYS.get(key) or KEYWORDS.get(key)
    if known is not None:
        paragraphs.append(f"{known.name}: {known.about}")
    if key == "exptype":
        paragraphs += _exptypes(app)
    elif key == "asn_type":
        paragraphs += [
            f"{each.name}: {each.meaning}" for each in ASN_TYPES.values() if each.current
        ]
    return finding.rule if finding else key or "What is this?", paragraphs


def _key_here(app: AsnedApp, finding: Finding | None) -> str:
    pane = app.pane
    if finding is not None and finding.field:
        return finding.field
    if pane is app.keywords and len(pane):
        return app.keywords.key_at(pane.cursor_row)
    if pane is app.products:
        return "name" if app.products.product else "products"
    return pane.field if pane is app.members else ""


def _exptypes(app: AsnedApp) -> list[str]:
    """Give the meaning of the exptype under the cursor, then of all that this stage knows."""
    known = exptypes_of(app.session.stage.stage)
    value = app.pane.whole_value(app.pane.cursor_row, app.members.column_of("exptype"))
    here = [each for each in known if each.name == value]
    rest = [each for each in known if each.name != value]
    return [f"{each.name}: {each.meaning}" for each in (*here, *rest)]
