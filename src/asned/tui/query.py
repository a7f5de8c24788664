"""What is looked for in rows: words that may stand anywhere, and findings after a `!`."""

from __future__ import annotations

from collections.abc import Callable
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


def asked(text: str, exptype: str | None = None) -> Query:
    """Understand what somebody typed."""
    parts = text.casefold().split()
    return Query(
        text,
        tuple(part for part in parts if not part.startswith("!")),
        tuple(part[1:] for part in parts if part.startswith("!")),
        exptype,
    )


def severities_of(about: str) -> list[Severity]:
    """Give the severities that begin with what stands after a `!`; of each there may be many."""
    return [each for each in Severity if f"{each}s".startswith(about)]


def test_of(about: str) -> Callable[[Finding], bool]:
    """Give what says of a finding whether it is what was asked for after a `!`."""
    severities = severities_of(about)
    if severities:
        return lambda finding: finding.severity in severities
    return lambda finding: about in finding.rule
