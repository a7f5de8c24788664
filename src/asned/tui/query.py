"""What is looked for in rows: words that may stand anywhere, and findings after a `!`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asned.rules.findings import Finding, Severity


class Query(NamedTuple):
    """Words, all of which a row must hold, whatever their case, and what its findings must be.

    `about` holds what stands after each `!`: the beginning of a severity, or a part of a rule's id.
    `exptype` leaves members of that exptype only; None leaves all.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    exptype: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it leaves everything."""
        return not self.words and not self.about and self.exptype is None

    def finds(self, text: str) -> bool:
        """Say whether a text holds all words."""
        folded = text.casefold()
        return all(word in folded for word in self.words)

    def wants(self, findings: Sequence[Finding]) -> bool:
        """Say whether a row with these findings has those looked for."""
        return all(any(is_about(each, about) for each in findings) for about in self.about)


def asked(text: str, exptype: str | None = None) -> Query:
    """Understand what somebody typed."""
    parts = text.casefold().split()
    return Query(
        text,
        tuple(part for part in parts if not part.startswith("!")),
        tuple(part[1:] for part in parts if part.startswith("!")),
        exptype,
    )


def is_about(finding: Finding, about: str) -> bool:
    """Say whether a finding is what was asked for after a `!`."""
    if any(severity.startswith(about) for severity in Severity):
        return finding.severity.startswith(about)
    return about in finding.rule
