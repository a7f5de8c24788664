"""The judge in one go, for callers that do not edit: every finding of a file, with its place."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, NamedTuple

from asned.association.document import Document
from asned.association.offsets import Spot, locate
from asned.jsontext.collecting import collector_paused
from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.rules.filenames import renaming
from asned.rules.filerules import defect_findings, name_findings
from asned.rules.findings import Finding
from asned.rules.index import SEVERITIES
from asned.rules.judge import Judge
from asned.rules.opening import stage_of
from asned.rules.verdicts import Severities, Verdicts

if TYPE_CHECKING:
    from asned.association import brokentext
    from asned.jsontext import defects
else:  # most files are JSON, and without surrogates
    brokentext = Later("asned.association.brokentext")
    defects = Later("asned.jsontext.defects")


class Judgement(NamedTuple):
    """The findings of a file, errors first, each severity in the order of the text, and its stage.

    The stage is None for Roman associations and for a text that is not JSON.
    """

    stage: int | None
    findings: list[Finding]


@collector_paused()  # nothing that it would find is made before all of it goes
def judge_file(
    source: Document | bytes,
    *,
    name: str | None = None,
    beside: Set[str] | None = None,
    stage: int | None = None,
    severities: Severities | None = None,
) -> Judgement:
    """Judge a file in full.

    `name` is the file's name and `beside` the names of the files in its directory, each judged only
    where it is given; `stage` is 2 or 3 where it is not to be inferred; `severities` are the
    user's. Raises nothing over the content.
    """
    chosen = severities or {}
    judged_stage = None
    document: Document | None = None
    try:
        document = source if isinstance(source, Document) else Document(source)
    except NotAnAssociationText:
        assert isinstance(source, bytes)
        verdicts = Verdicts(stage or 2, chosen)
        found = defect_findings(brokentext.search(source), verdicts)
    else:
        judged_stage = stage_of(document, stage, with_members=True).stage
        verdicts = Verdicts(judged_stage, chosen)
        judge = judge_document(document, judged_stage, chosen, beside)
        found = list(judge.findings)
        if found:
            from asned.rules.fixes import labelled  # noqa: PLC0415 - most files need no fix

            found = labelled(
                document, found, judged_stage, name=name, beside=beside, summary=judge.summary
            )
        found = located(document, found)
        data = document.to_bytes() if isinstance(source, Document) else source
        if b"\\u" in data or not data.isascii():
            halves = defect_findings(defects.find_surrogates(_decoded(data)), verdicts)
            if halves:  # each where it stands, and also those in what is no association
                found = [each for each in found if each.rule != halves[0].rule] + halves
    if name is not None:
        for each in name_findings(name, verdicts):
            labels = renaming(each.rule, document, name)
            found.append(each._replace(line=1, column=1, fixes=labels))
    return Judgement(judged_stage, sorted(found, key=_order))


def judge_document(
    document: Document,
    stage: int | None,
    severities: Severities,
    beside: Set[str] | None = None,
) -> Judge:
    """Give the judge of a document after its full pass; its findings have no pointer, line or fixes.

    `beside` are the names of the files in its directory, where they are known.
    """
    judge = Judge(document, stage, severities)
    with collector_paused():
        for _ in judge.slices():
            pass
        judge.missing.look(beside)
        while not judge.missing.is_settled:
            judge.missing.next_slice()
    return judge


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")  # as reading does


def located(document: Document, findings: list[Finding]) -> list[Finding]:
    """Give the findings of a document with pointer, line and column."""
    spots = [
        Spot(finding.place, finding.field, finding.rule == "json-duplicate-key")
        for finding in findings
    ]
    return [
        finding._replace(pointer=where.pointer, line=where.line, column=where.column)
        for finding, where in zip(findings, locate(document, spots), strict=True)
    ]


def _order(finding: Finding) -> tuple[int, int, int]:
    return SEVERITIES.index(finding.severity), finding.line, finding.column
