"""The public interface for notebooks, CI and anything distributed: read, parse, check, save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path

from asned.association.document import Document
from asned.association.offsets import Spot, locate
from asned.jsontext.errors import NotAnAssociationText
from asned.rules.findings import Finding, Severity

__all__ = ["Document", "Finding", "NotAnAssociationText", "Severity", "check", "parse", "read"]


def parse(data: bytes) -> Document:
    """Take an association apart.

    Raises:
        NotAnAssociationText: the bytes are not UTF-8, not JSON, or beyond the limits; it says where.
    """
    return Document(data)


def read(path: str | PathLike[str]) -> Document:
    """Read an association file.

    Raises:
        NotAnAssociationText: as `parse`.
        OSError: the file cannot be read.
    """
    return parse(Path(path).read_bytes())


def check(
    source: Document | bytes,
    *,
    name: str | None = None,
    directory: frozenset[str] | None = None,
    stage: int | None = None,
    severities: Mapping[str, Severity | None] | None = None,
) -> list[Finding]:
    """Judge an association and give its findings: errors first, each severity in the order of the file.

    `name` is its file's name, `directory` the names beside it, `stage` 2 or 3 where it is not to be
    inferred, `severities` the user's by rule id (None switches a rule off). Pure, never raises over the
    content: a text that is not JSON is a finding too.
    """
    from asned.rules.judge import Judge  # noqa: PLC0415 - `import asned` stays light
    from asned.rules.opening import stage_of  # noqa: PLC0415 - likewise

    document = source if isinstance(source, Document) else Document(source)
    chosen = stage_of(document, stage, with_members=True)
    judge = Judge(document, chosen.stage, severities or {})
    for _ in judge.slices():
        pass
    return located(document, list(judge.findings))


def located(document: Document, findings: list[Finding]) -> list[Finding]:
    """Give the findings with pointer, line and column."""
    spots = [
        Spot(finding.place, finding.field, finding.rule == "json-duplicate-key")
        for finding in findings
    ]
    return [
        replace(finding, pointer=where.pointer, line=where.line, column=where.column)
        for finding, where in zip(findings, locate(document, spots), strict=True)
    ]
