"""The findings on an association's keywords, kept while these and the counters over members change."""

from __future__ import annotations

from asned.association.document import Document
from asned.rules.facts import AssociationFacts
from asned.rules.findings import Finding
from asned.rules.index import FindingIndex
from asned.rules.shells import by_node, root_facts, root_findings, root_shape
from asned.rules.summary import Summary
from asned.rules.verdicts import Verdicts


class RootFindings:
    """Judges the keywords of one document anew where they, or what the members sum up to, have changed."""

    def __init__(
        self, document: Document, verdicts: Verdicts, findings: FindingIndex, summary: Summary
    ) -> None:
        self._document = document
        self._verdicts = verdicts
        self._findings = findings
        self._summary = summary
        self._shape: list[Finding] = []
        # What is found in the keywords by themselves, None where that is not known.
        self._own: list[Finding] | None = None
        self._nodes: set[int] = set()
        self._is_touched = True
        # How many products there are, as far as that matters: none, one, more.
        self._products: int | None = None
        self._judged_by = (-1, False)

    def touch(self) -> None:
        """Note that a keyword has changed."""
        self._is_touched = True

    def judge(self, *, is_counted: bool) -> None:
        """Bring the findings up to date; what members sum up to counts once all are counted."""
        branch = self._document.products_branch
        products = None if branch is None else min(len(branch.children), 2)
        is_touched = self._is_touched or products != self._products
        by = self._summary.changes, is_counted
        if not is_touched and by == self._judged_by:
            return
        if is_touched:
            self._shape = root_shape(self._verdicts, self._document)
            self._own = None
        found = list(self._shape)
        if is_counted:
            facts = root_facts(self._verdicts, self._document, self._summary)
            if self._own is None:
                self._own = self._found(facts, is_counting=False)
            found += self._own + self._found(facts, is_counting=True)
        grouped = by_node(found)
        for node in self._nodes - grouped.keys():
            self._findings.put(node, "own", ())
        for node, findings in grouped.items():
            self._findings.put(node, "own", findings)
        self._nodes = set(grouped)
        self._is_touched = False
        self._products = products
        self._judged_by = by

    def _found(self, facts: AssociationFacts, *, is_counting: bool) -> list[Finding]:
        return root_findings(self._verdicts, self._document, facts, is_counting=is_counting)
