"""Findings for programs: one JSON object, when all is judged."""

import json
import sys
from typing import Any

from asned.cli.judged import Judged, Totals
from asned.jsontext.display import displayable
from asned.rules.findings import Finding, Severity

VERSION = 1
"""The version of the object's layout; it changes when a key goes or changes its meaning."""


class JsonReporter:
    """Collects what was found and writes it at the end, in ASCII."""

    def __init__(self) -> None:
        self._files: list[dict[str, Any]] = []

    def file(self, judged: Judged) -> None:
        """Take note of a file."""
        self._files.append(
            {
                "path": str(judged.path),
                "stage": judged.stage,
                "findings": [_finding(each) for each in judged.findings],
            }
        )

    def end(self, totals: Totals) -> None:
        """Write the object."""
        report = {
            "version": VERSION,
            "files": self._files,
            "summary": {
                "files": totals.files,
                "errors": totals.severities[Severity.ERROR],
                "warnings": totals.severities[Severity.WARNING],
                "infos": totals.severities[Severity.INFO],
            },
        }
        json.dump(report, sys.stdout, indent=2)
        sys.stdout.write("\n")


def _finding(finding: Finding) -> dict[str, Any]:
    """The pointer stays exact, for it is looked up; escaped as JSON it can do no harm."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": displayable(finding.message),
        "pointer": finding.pointer,
        "line": finding.line,
        "column": finding.column,
        "fixes": [displayable(label) for label in finding.fixes],
    }
