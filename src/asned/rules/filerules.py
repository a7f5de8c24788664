"""Findings about a file as a whole: its name, and a text that is not JSON or cannot be written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from asned.association.places import DOCUMENT
from asned.rules.findings import Finding
from asned.rules.text_rules import file_extension_breaches, file_name_breaches
from asned.rules.verdicts import Verdicts

if TYPE_CHECKING:
    from asned.jsontext.repair import Defect


def defect_findings(defects: Iterable[Defect], verdicts: Verdicts) -> list[Finding]:
    """Turn the defects of a text into findings; their repairs are the fixes."""
    found = []
    for defect in defects:
        finding = verdicts.finding(defect.rule, DOCUMENT, "", defect.message)
        if finding is not None:
            labels = tuple(repair.label for repair in defect.repairs)
            found.append(finding._replace(line=defect.line, column=defect.column, fixes=labels))
    return found


def name_findings(name: str, verdicts: Verdicts) -> list[Finding]:
    """Judge the file's name."""
    breaches = {
        "file-extension": file_extension_breaches(name),
        "file-name": file_name_breaches(name),
    }
    found = (
        verdicts.finding(rule, DOCUMENT, "", breach.message)
        for rule, each in breaches.items()
        for breach in each
    )
    return [finding for finding in found if finding is not None]
