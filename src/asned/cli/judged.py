"""What `asned check` found, as the reporters get it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from asned.rules.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Judged:
    """One file that was judged: its path as it was named, its stage (None: Roman, or not JSON)."""

    path: Path
    stage: int | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Totals:
    """Counts over all files so far: findings by severity and by rule, files with any.

    `passed_over` are the `.json` files that no directory was searched for, `refused` what could not be
    read or written.
    """

    files: int = 0
    refused: int = 0
    files_with_findings: int = 0
    passed_over: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[tuple[Severity, str]] = field(default_factory=Counter)

    def add(self, judged: Judged) -> None:
        """Count a file."""
        self.files += 1
        self.files_with_findings += bool(judged.findings)
        for finding in judged.findings:
            self.severities[finding.severity] += 1
            self.rules[finding.severity, finding.rule] += 1


class Reporter(Protocol):
    """What writes findings on standard output, in one of the formats."""

    def file(self, judged: Judged) -> None:
        """Report a file."""

    def end(self, totals: Totals) -> None:
        """Report the whole, after the last file."""
