"""The badges of products: marks and numbers of what was found in them."""

from __future__ import annotations

from asned.rules.index import Counts
from asned.tui.rows import Cell

MOST_COUNTED = 999
"""Up to which number a product's badge counts: the name needs its room, and the problems say the rest."""


def badge_of(counts: Counts, most: int | None = None) -> Cell:
    """Give the marks and numbers of errors and warnings; what is over `most` is `<most>+`."""
    if counts.errors:
        warnings = f" ▲{_up_to(counts.warnings, most)}" if counts.warnings else ""
        return Cell(f"✖{_up_to(counts.errors, most)}{warnings}", "error")
    if counts.warnings:
        return Cell(f"▲{_up_to(counts.warnings, most)}", "warning")
    return Cell("")


def _up_to(count: int, most: int | None) -> str:
    return str(count) if most is None or count <= most else f"{most}+"
