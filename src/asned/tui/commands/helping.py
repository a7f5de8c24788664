"""Keys, palette, theme, and what the specification says of the place under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.command import CommandPalette

from asned.jsontext.display import displayable
from asned.rules.conventions import (
    ASN_RULES,
    ASN_TYPES,
    EXPTYPES,
    AsnType,
    Exptype,
    bare_rule,
    exptypes_of,
)
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
    paragraphs += _meanings(key, _value_here(app, key), app.session.stage.stage)
    return finding.rule if finding else key or "What is this?", paragraphs


def _key_here(app: AsnedApp, finding: Finding | None) -> str:
    pane = app.pane
    if finding is not None and finding.field:
        return finding.field
    if pane is app.keywords and len(pane):
        return app.keywords.key_at(pane.cursor_row)
    if pane is app.products:
        if app.products.exptype_at(pane.cursor_row) is not None:
            return "exptype"
        return "name" if app.products.product else "products"
    return pane.field if pane is app.members else ""


def _value_here(app: AsnedApp, key: str) -> str:
    """Give the value of a key of what is under the cursor, "" where it is not shown there."""
    pane = app.pane
    if pane is app.products:
        return app.products.exptype_at(pane.cursor_row) or ""
    if pane is app.keywords:
        return pane.whole_value(pane.cursor_row, 0) if len(pane) else ""
    is_member = pane is app.members and len(pane) and key == "exptype"
    return pane.whole_value(pane.cursor_row, app.members.column_of(key)) if is_member else ""


def _meanings(key: str, value: str, stage: int | None) -> list[str]:
    """Say what a type means, then the others that could stand in its place in this stage."""
    known: Mapping[str, Exptype | AsnType]
    offered: Iterable[Exptype | AsnType]
    if key == "exptype":
        known, offered = EXPTYPES, exptypes_of(stage)
    elif key == "asn_type":
        known, offered = ASN_TYPES, (each for each in ASN_TYPES.values() if each.current)
    elif key == "asn_rule" and (of := ASN_RULES.get(bare_rule(value))) is not None:
        return [f"{displayable(value)}: a rule of Stage {of} of today's generator."]
    else:
        return []
    here = [known[value]] if value in known else []
    rest = [each for each in offered if each.name != value]
    return [f"{each.name}: {each.meaning}" for each in (*here, *rest)]
