"""The law: after any edits, undos and redos the findings are those of a fresh full pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from asned import judging as judging_module
from asned.association.document import Document
from asned.association.edits import Edit, ReplaceDocument
from asned.association.offsets import Spot, locate
from asned.association.structure import CannotEdit
from asned.jsontext import blocks, folding
from asned.jsontext.errors import NotAnAssociationText
from asned.rules import fileorder, kinds, missing, problemlist
from asned.rules import judge as judge_module
from asned.rules.checking import judge_document
from asned.rules.findings import Finding
from asned.rules.index import SEVERITIES, Counts, FindingIndex
from asned.rules.judge import Judge
from asned.session import Change, Session
from association.test_edits import adopt_added, values_of
from builders import EXPNAMES, seeds, some_text
from campaigns import Outcomes
from plain import copied, loads, same
from randomedits import some_edit

NAME = "a_asn.json"


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small documents cross every limit that large ones cross."""
    monkeypatch.setattr(judge_module, "FEW_MEMBERS", 2)
    monkeypatch.setattr(blocks, "BLOCK_SIZE", 3)
    monkeypatch.setattr(judging_module, "SLICES_AT_ONCE", 0)
    monkeypatch.setattr(problemlist, "FEW", 1)
    monkeypatch.setattr(fileorder, "_MANY", 2)
    monkeypatch.setattr(kinds, "MOST_KINDS", 3)
    monkeypatch.setattr(missing, "FEW_MEMBERS", 1)
    monkeypatch.setattr(folding, "READ_SINGLY", 1)
    monkeypatch.setattr(folding, "MOST_SHARED", 3)


def told(document: Document, findings: list[Finding]) -> Counter[tuple[str, ...]]:
    """Give findings by what a user is told, without the ids of one run."""
    spots = [Spot(finding.place, finding.field) for finding in findings]
    return Counter(
        (finding.rule, finding.severity, where.pointer, finding.field, finding.message)
        for finding, where in zip(findings, locate(document, spots), strict=True)
    )


def fresh(data: bytes, stage: int | None, beside: Set[str] | None) -> tuple[Document, Judge]:
    """Read and judge bytes from the beginning."""
    document = Document(data)
    judge = judge_document(document, stage, {}, beside)
    judge.rename(NAME)
    return document, judge


def lasting(session: Session, findings: Iterable[Finding]) -> Counter[Finding]:
    """Leave out what may go without an edit: while files are looked for, what an earlier listing gave."""
    return Counter(
        each for each in findings if session.is_judged or each.rule != "expname-missing-file"
    )


def check_counts(index: FindingIndex, judge: Judge) -> None:
    """Count again what the index counts, and look at its order."""
    findings = list(index)
    assert len(index) == len(findings) == len(index.slice(0, len(findings) + 1))
    assert recount(findings) == index.totals
    for product in {finding.place.product for finding in findings if finding.place.product}:
        own = [finding for finding in findings if finding.place.product == product]
        assert index.of_product(product) == recount(own)
    for node in {finding.place.node for finding in findings}:
        of_node = [finding for finding in findings if finding.place.node == node]
        assert Counter(index.of_node(node)) == Counter(of_node)
    for severity in SEVERITIES:
        orders = [judge.order_of(each.place) for each in findings if each.severity is severity]
        assert orders == sorted(orders)
    ranks = [SEVERITIES.index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)


def recount(findings: list[Finding]) -> Counts:
    counts = Counts()
    for finding in findings:
        counts.add(finding.severity, 1)
    return counts


class Law(RuleBasedStateMachine):
    """One session, edited at random, beside plain lists that are edited alike."""

    session: Session
    model: Any

    @initialize(seed=seeds, starts=st.booleans())
    def open(self, seed: int, starts: bool) -> None:
        data = some_text(Random(seed)).encode()
        self.session = Session(data, Path(NAME), None)
        self.original = data
        self.model = loads(data)
        self.models = [copied(self.model)]
        self.beside: Set[str] | None = None
        self.at = 0
        self.known: Counter[Finding] = Counter()
        if starts:
            self.finish()

    def slices(self) -> None:
        """Take the change that a slice makes."""
        change = self.session.judge_slice()
        if change is not None:
            self.heard(change)

    def heard(self, change: Change | None) -> None:
        """Hold what a change says against what is there now."""
        now = Counter(self.session.findings)
        if change is None:
            # While the first pass runs, what a failed edit made it find is told with the next change.
            assert now == self.known or not self.session.is_judged
            return
        assert locate(self.session.document, [Spot(change.place)]), "the cursor can go there"
        if change.is_whole:
            assert Counter(change.appeared) == now
            assert not change.gone
        else:
            assert not Counter(change.appeared) & Counter(change.gone)
            assert not Counter(change.gone) - self.known
            assert self.known + Counter(change.appeared) - Counter(change.gone) == now
        self.known = now

    @rule(number=st.integers(1, 6))
    def judge_some(self, number: int) -> None:
        for _ in range(number):
            self.slices()

    @rule()
    def finish(self) -> None:
        while not self.session.is_judged:
            self.slices()

    @rule(
        names=st.none() | st.sets(st.sampled_from(EXPNAMES), max_size=2),
        is_small=st.booleans(),
    )
    def look_beside(self, names: Set[str] | None, is_small: bool) -> None:
        """List other files, in a document that is small enough to be looked through at once, or is not."""
        missing.FEW_MEMBERS = 256 if is_small else 1
        self.beside = names
        self.heard(self.session.look_beside(names))

    @rule(seeds=st.lists(seeds, min_size=1, max_size=6))
    def edit(self, seeds: list[int]) -> None:
        for seed in seeds:
            self.edit_once(seed)
            self.findings_are_those_of_a_fresh_pass()

    def edit_once(self, seed: int) -> None:
        attempt = some_edit(Random(seed), self.session.document, self.model)
        before = self.session.document.to_bytes()
        if attempt.refused:
            with pytest.raises((CannotEdit, NotAnAssociationText)):
                self.session.execute(attempt.edit)
            assert self.session.document.to_bytes() == before
            assert lasting(self.session, self.known) <= Counter(self.session.findings)
            return
        change = self.session.execute(attempt.edit)
        assert (change is None) == (self.session.document.to_bytes() == before) or change
        self.heard(change)
        adopt_added(attempt, loads(self.session.document.to_bytes()))
        self.model = attempt.root
        if change is not None:
            self.done()

    def done(self) -> None:
        """Remember what undo and redo have to come back to."""
        del self.models[self.at + 1 :]
        self.models.append(copied(self.model))
        self.at += 1

    @rule(seeds=st.lists(seeds, min_size=1, max_size=5), fails=st.booleans())
    def edit_each(self, seeds: list[int], fails: bool) -> None:
        """Do edits as one step, each of them made of what the last one left."""
        document, root = self.session.document, self.model
        before = document.to_bytes()

        def edits() -> Iterator[Edit]:
            for seed in seeds:
                attempt = some_edit(Random(seed), document, self.model)
                if not attempt.refused:
                    yield attempt.edit
                    adopt_added(attempt, loads(document.to_bytes()))
                    self.model = attempt.root
            if fails:
                yield ReplaceDocument("no JSON")

        if fails:
            with pytest.raises(NotAnAssociationText):
                self.session.execute_each(edits(), "each")
            self.model = root
            assert document.to_bytes() == before
            return
        change = self.session.execute_each(edits(), "each")
        self.heard(change)
        if change is not None:
            self.done()

    @rule(seed=seeds)
    def preview(self, seed: int) -> None:
        session = self.session
        attempt = some_edit(Random(seed), session.document, self.model)
        before, findings = session.document.to_bytes(), Counter(session.findings)
        revision, stage, judged = session.revision, session.stage, session.is_judged
        preview = session.preview(attempt.edit)
        assert bool(preview.problem) == attempt.refused
        assert session.document.to_bytes() == before
        assert (session.revision, session.stage, session.is_judged) == (revision, stage, judged)
        if judged:
            assert Counter(session.findings) == findings
            assert not Counter(preview.gone) - findings
        else:
            # What it looked at is judged a little earlier, and the next change says so.
            assert not lasting(session, findings) - Counter(session.findings)

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.heard(self.session.undo())
        self.at -= 1
        self.model = copied(self.models[self.at])
        assert self.at or self.session.document.to_bytes() == self.original

    @precondition(lambda self: self.at < len(self.models) - 1)
    @rule()
    def redo(self) -> None:
        self.heard(self.session.redo())
        self.at += 1
        self.model = copied(self.models[self.at])

    @precondition(lambda self: self.at % 5 == 4)
    @rule(stage=st.sampled_from([2, 3, None]))
    def choose_stage(self, stage: int | None) -> None:
        self.heard(self.session.choose_stage(stage))

    @invariant()
    def values_are_those_of_plain_lists(self) -> None:
        data = self.session.document.to_bytes()
        assert same(loads(data), self.model)
        assert same(values_of(self.session.document), self.model)

    @invariant()
    def findings_are_those_of_a_fresh_pass(self) -> None:
        session = self.session
        if not session.is_judged:
            return
        document, judge = fresh(session.document.to_bytes(), session.stage.stage, self.beside)
        assert told(session.document, list(session.findings)) == told(
            document, list(judge.findings)
        )
        check_counts(session.findings, session.judge)
        check_counts(judge.findings, judge)
        assert counters(session.judge) == counters(judge)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.finish()
            self.findings_are_those_of_a_fresh_pass()
            while self.at:
                self.undo()
            self.finish()
            self.findings_are_those_of_a_fresh_pass()


def counters(judge: Judge) -> tuple[Any, ...]:
    """Give what the judge has counted over all members."""
    summary = judge.summary
    return summary.members, summary.degraded, summary.programs, summary.suffixes


def obey(monkeypatch: pytest.MonkeyPatch, size: int, examples: int, steps: int) -> None:
    whole = Judge.slices

    def slices(self: Judge) -> Iterator[None]:
        return whole(self, size)

    monkeypatch.setattr(Judge, "slices", slices)
    monkeypatch.setattr(missing, "SLICE", size)
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Law, settings=profile)


@pytest.mark.parametrize("size", [1, 3])
def test_findings_are_those_of_a_fresh_pass(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    obey(monkeypatch, size, examples=40, steps=30)


@pytest.mark.campaign
@pytest.mark.parametrize("size", [1, 3])
def test_findings_are_those_of_a_fresh_pass_in_full(
    monkeypatch: pytest.MonkeyPatch, size: int, outcomes: Outcomes
) -> None:
    obey(monkeypatch, size, examples=500, steps=50)
    outcomes.add(
        "findings after edits, undo and redo against a fresh pass, in runs of 50 steps",
        {"runs that agree": 500},
    )
