"""What a fix is, and the one registry of them: which function offers fixes for which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from asned.association.document import Document
from asned.association.edits import Edit, SetMemberKey, Several
from asned.association.gathering import gathered
from asned.association.places import Kind
from asned.jsontext.display import displayable
from asned.rules.findings import Finding
from asned.rules.fixes.scene import Scene
from asned.rules.summary import Summary


class Fix(NamedTuple):
    """One way to remove a finding.

    `label` says what is done and `loses` what is lost by it ("" where nothing is), both displayable;
    `is_safe` that it guesses nothing, so that `asned check --fix` may apply it.
    """

    rule: str
    label: str
    edit: Edit
    loses: str = ""
    is_safe: bool = False


class Offer(NamedTuple):
    """What a fix function yields: the fix, but for what its registration says."""

    label: str
    edit: Edit
    loses: str = ""


FixFunction = Callable[[Scene, Finding], Iterator[Offer]]
"""Offers every possible fix of a finding; each of them, executed, removes it."""


@dataclass(frozen=True, slots=True)
class _Row:
    labels: tuple[str, ...]
    is_safe: bool
    is_of_value: bool
    function: FixFunction


_ROWS: dict[str, _Row] = {}

_OF_TEXT: Mapping[str, tuple[str, ...]] = {
    "json-syntax": ("mend it, where one edit is obvious",),
    "json-trailing-comma": ("delete the comma",),
    "json-missing-comma": ("put in the comma",),
    "json-comment": ("delete the comment",),
    "json-quotes": ("put it in double quotes",),
    "json-literal": ("write null, true or false",),
    "json-control-character": ("write it as an escape",),
    "json-extra-data": ("delete what follows the document",),
    "file-encoding": ("write it as UTF-8, where a byte-order mark proves the encoding",),
    "file-bom": ("delete the byte-order mark",),
    "file-empty": ("begin a new association",),
    "file-extension": ("rename the file",),
    "file-name": ("rename the file by its keywords",),
}
"""What can be done about a file as a whole; a text that is not JSON is mended by its repairs."""

_SAFE_OF_TEXT = frozenset(
    {"file-bom", "json-trailing-comma", "json-control-character", "json-quotes", "json-literal"}
)


def fix_for(
    rule: str, *labels: str, is_safe: bool = False, is_of_value: bool = False
) -> Callable[[FixFunction], FixFunction]:
    """Register the decorated function as what offers the fixes of a rule.

    `labels` describe them to somebody who reads about the rule. `is_of_value`: each sets the value that
    the finding is about, and which it is set to depends on that value and the stage alone.
    """

    def register(function: FixFunction) -> FixFunction:
        if rule in _ROWS:
            raise ValueError(f"the fixes of {rule} are registered twice")
        _ROWS[rule] = _Row(labels, is_safe, is_of_value, function)
        return function

    return register


def fixes_for(
    document: Document,
    finding: Finding,
    stage: int | None,
    *,
    name: str | None = None,
    beside: Set[str] | None = None,
    summary: Summary | None = None,
) -> tuple[Fix, ...]:
    """Give all fixes of a finding that the document has now, under a stage; none where none is known.

    `name` is the file's name and `beside` the names of the files in its directory, where they are known;
    `summary` is the judge's, counted anew where it is not given.

    Raises:
        KeyError: the place of the finding is not there (any more).
    """
    return _offered(Scene(document, stage, name, beside, summary), finding)


def fixes_for_each(
    document: Document,
    findings: Iterable[Finding],
    stage: int | None,
    *,
    name: str | None = None,
    beside: Set[str] | None = None,
    summary: Summary | None = None,
) -> Iterator[tuple[Fix, ...]]:
    """Give all fixes of each of these findings, all as the document is now; otherwise as `fixes_for`."""
    scene = Scene(document, stage, name, beside, summary)
    alike: _Alike = {}
    return (_offered_alike(scene, finding, alike) for finding in findings)


def labelled(
    document: Document,
    findings: Iterable[Finding],
    stage: int | None,
    *,
    name: str | None = None,
    beside: Set[str] | None = None,
    summary: Summary | None = None,
) -> list[Finding]:
    """Give the findings with the labels of their fixes; the arguments are those of `fixes_for`."""
    scene = Scene(document, stage, name, beside, summary)
    return [
        finding._replace(fixes=tuple(fix.label for fix in _offered(scene, finding)))
        for finding in findings
    ]


def together(fixes: Iterable[Fix], label: str) -> Several:
    """Give the edit that does fixes of one rule, offered for the same document, as one step.

    Findings that are removed by the same edit have it done once.
    """
    return Several(tuple(gathered(dict.fromkeys(fix.edit for fix in fixes))), label)


def fix_labels(rule: str) -> tuple[str, ...]:
    """Describe what can be done about a breach of a rule; nothing where it takes judgement."""
    row = _ROWS.get(rule)
    return row.labels if row else _OF_TEXT.get(rule, ())


def safe_rules() -> frozenset[str]:
    """Give the rules whose fixes never guess, those of the text among them."""
    return _SAFE_OF_TEXT | {rule for rule, row in _ROWS.items() if row.is_safe}


_Alike = dict[tuple[str, str, str], tuple[Fix, ...]]
"""The fixes of one finding on a member, by rule, key and value."""


def _offered_alike(scene: Scene, finding: Finding, alike: _Alike) -> tuple[Fix, ...]:
    """Give the fixes of a finding; where another was offered the same, that is what is offered."""
    row, place, field = _ROWS.get(finding.rule), finding.place, finding.field
    value = scene.value(finding) if row and row.is_of_value and place.kind is Kind.MEMBER else None
    if type(value) is not str:
        return _offered(scene, finding)
    known = alike.get((finding.rule, field, value))
    if known is None:
        known = alike[finding.rule, field, value] = _offered(scene, finding)
        return known
    return tuple(
        [
            Fix(rule, label, SetMemberKey(place.product, place.node, field, edit.text), loses, safe)
            for rule, label, edit, loses, safe in known
            if isinstance(edit, SetMemberKey)
        ]
    )


def _offered(scene: Scene, finding: Finding) -> tuple[Fix, ...]:
    row = _ROWS.get(finding.rule)
    if row is None:
        return ()
    return tuple(
        [
            Fix(finding.rule, displayable(label), edit, displayable(loses), row.is_safe)
            for label, edit, loses in row.function(scene, finding)
        ]
    )
