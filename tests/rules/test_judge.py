"""The engine: findings come and go with the edits that cause them, at the cost of these edits alone."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from asned.association import edits, layout
from asned.association.document import Document
from asned.association.edits import Edit
from asned.association.places import Kind
from asned.jsontext import pieces, writing
from asned.rules.judge import Judge
from asned.rules.verdicts import Verdicts
from asned.session import Session
from builders import EXAMPLE, FILE_NAME, association


def judged(data: bytes | str, stage: int | None = None) -> Session:
    raw = data.encode() if isinstance(data, str) else data
    session = Session(raw, Path(FILE_NAME), None, stage=stage)
    session.judge_all()
    return session


def rules(session: Session) -> list[str]:
    return [finding.rule for finding in session.findings]


def test_a_sound_association_has_no_findings() -> None:
    assert rules(judged(EXAMPLE)) == []
    assert rules(judged(association(3, 12))) == []


def test_a_finding_appears_and_goes_with_the_edit_that_causes_it() -> None:
    session = judged(EXAMPLE)
    product = session.document.products[0].id
    member = session.document.members(product)[0].id
    change = session.execute(edits.SetMemberKey(product, member, "exptype", '"sciense"'))
    assert change is not None
    (finding,) = change.appeared
    assert (finding.rule, finding.place.node, finding.field) == (
        "exptype-unknown",
        member,
        "exptype",
    )
    assert '"science"' in finding.message
    assert session.findings.of_node(member) == [finding]
    assert session.findings.of_product(product).errors == session.findings.totals.errors == 1
    change = session.undo()
    assert change is not None and change.gone == (finding,)
    assert rules(session) == []


def test_of_copies_the_later_ones_are_found_whatever_moves_or_goes() -> None:
    session = judged(association(1, 12))
    product = session.document.products[0].id
    members = session.document.members(product)
    third, sixth = members[2].id, members[5].id
    session.execute(
        edits.SetMemberKey(product, sixth, "expname", members[2].value.get("expname").join('""'))
    )  # type: ignore[union-attr]
    assert [each.place.node for each in session.findings] == [sixth]
    session.execute(edits.MoveMember(product, sixth, 0))
    assert [each.place.node for each in session.findings] == [third]
    session.execute(edits.DeleteMember(product, sixth))
    assert rules(session) == []
    session.undo()
    assert [each.place.node for each in session.findings] == [third]


@pytest.mark.parametrize(("stage", "severity"), [(2, "error"), (3, "warning")])
def test_a_name_that_stands_twice_weighs_by_stage(stage: int, severity: str) -> None:
    session = judged(association(2, 2), stage)
    product = session.document.products[0]
    session.execute(edits.DuplicateProduct(product.id))
    copy = session.document.products[1].id
    found = [each for each in session.findings if each.rule == "name-duplicate"]
    assert [(each.place.node, each.severity.value) for each in found] == [(copy, severity)]


def test_members_that_went_are_missed_though_such_a_product_was_sound() -> None:
    session = judged(EXAMPLE)
    product = session.document.products[0]
    members = product.children[1].id  # type: ignore[union-attr]
    session.execute(edits.DeleteKey(product.id, members))
    assert "members-required" in rules(session)


def test_a_keyword_that_is_renamed_is_judged_under_its_new_name() -> None:
    session = judged(EXAMPLE)
    asn_id = session.document.keywords[5].id
    session.execute(edits.RenameKey(0, asn_id, "asn_idd"))
    assert rules(session) == ["asn-id-required", "unknown-keyword"]
    session.undo()
    assert rules(session) == []


def test_until_a_product_is_judged_wholly_nothing_is_said_about_all_its_members() -> None:
    text = EXAMPLE.replace('"exptype": "science"', '"exptype": "background"')
    document = Document(text.encode())
    judge = Judge(document, 2, {})
    passing = judge.slices(1)
    next(passing)
    assert not judge.is_complete
    assert "science-missing" not in [each.rule for each in judge.findings]
    for _ in passing:
        pass
    assert judge.is_complete
    assert [each.rule for each in judge.findings].count("science-missing") == 2


def test_a_severity_of_the_users_replaces_that_of_the_rule_and_none_switches_it_off() -> None:
    from asned.rules.findings import Severity

    text = EXAMPLE.replace('"exptype": "science"', '"exptype": "SCIENCE"')
    for chosen, expected in ((Severity.INFO, ["info", "info"]), (None, [])):
        judge = Judge(Document(text.encode()), 2, {"exptype-case": chosen})
        assert list(judge.slices()) is not None
        assert [each.severity.value for each in judge.findings] == expected


def test_the_deepest_document_is_judged() -> None:
    nested = '{"a": [' * 253 + "0" + "]}" * 253
    text = EXAMPLE.replace('"exposerr": null', f'"exposerr": {nested}', 1)
    text = text.replace('"constraints": "One', f'"deep": {nested}, "constraints": "One')
    assert {"exposerr-type", "unknown-keyword"} <= set(rules(judged(text)))
    for whole in ("[" * 512 + "]" * 512, '{"a": ' * 511 + "{}" + "}" * 511):
        assert rules(judged(whole))


def test_a_list_of_products_that_goes_and_comes_back_is_judged_anew() -> None:
    session = judged(association(2, 2).replace(b"science", b"sciense"))
    before = Counter(session.findings)
    products = session.document.products_branch
    assert products is not None
    change = session.execute(edits.RenameKey(0, products.id, "produce"))
    session.judge_all()
    assert change is not None and change.is_whole
    assert {each.place.kind for each in session.findings} == {Kind.DOCUMENT, Kind.KEYWORD}
    session.undo()
    session.judge_all()
    assert Counter(session.findings) == before


# ---- what an edit costs


class Cost:
    """What was done while it counts: pieces made, leads taken apart, members judged, calls of Python."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.counts: Counter[str] = Counter()
        self.calls = 0
        self._count(patch, pieces.Leaf, "__init__")
        self._count(patch, pieces.Branch, "__init__")
        self._count(patch, Verdicts, "of_member")
        for module in (writing, layout):
            self._count(patch, module, "parted")

    def _count(self, patch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        whole = getattr(owner, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            self.counts[f"{owner.__name__}.{name}"] += 1
            return whole(*arguments, **options)

        patch.setattr(owner, name, counted)

    def of(self, act: Callable[[], object]) -> tuple[Counter[str], int]:
        self.counts.clear()
        self.calls = 0
        sys.setprofile(self._called)
        try:
            act()
        finally:
            sys.setprofile(None)
        return Counter(self.counts), self.calls

    def _called(self, frame: object, event: str, argument: object) -> None:
        self.calls += event in ("call", "c_call")


def kinds_of_edits(document: Document) -> Iterator[Edit]:
    """Give one edit of each kind in the middle of the first product."""
    product = document.products[0].id
    members = document.members(product)
    middle = len(members) // 2
    member, first = members[middle].id, members[0].id
    other = document.products[1].id
    name = document.products[0].children[0].id  # type: ignore[union-attr]
    yield edits.SetMemberKey(product, member, "exptype", '"sciense"')
    yield edits.SetMemberKey(product, member, "expname", '"x.fits"')
    yield edits.DeleteMemberKey(product, member, 0)
    yield edits.AddMember(product, middle, (("expname", '"x.fits"'), ("exptype", '"psf"')))
    yield edits.DeleteMember(product, member)
    yield edits.DeleteMember(product, first)
    yield edits.DuplicateMember(product, member)
    yield edits.MoveMember(product, member, middle - 1)
    yield edits.TransferMember(product, member, other, 0)
    yield edits.ReplaceMember(product, member, "[1]")
    yield edits.SetKey(product, name, '"n"')
    yield edits.SetKey(0, document.keywords[1].id, '"o002"')
    yield edits.AddKey(0, "target", '"t"')
    yield edits.AddProduct(2, "new")


def test_an_edit_costs_the_same_among_a_thousand_members_and_among_100_000(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small, large = judged(association(2, 1000)), judged(association(2, 50_000))
    cost = Cost(monkeypatch)
    for few, many in zip(
        kinds_of_edits(small.document), kinds_of_edits(large.document), strict=True
    ):
        for name in ("preview", "execute", "undo", "redo", "undo"):
            costs = []
            for session, edit in ((small, few), (large, many)):
                method = getattr(session, name)
                arguments = (edit,) if name in ("preview", "execute") else ()
                costs.append(cost.of(lambda: method(*arguments)))  # noqa: B023 - called at once
            (less, few_calls), (more, many_calls) = costs
            assert less == more, (few, name)
            # What grows is one look at each block of members: a 256th of them.
            assert many_calls <= few_calls + 8 * 50_000 / 256 + 200, (few, name)
