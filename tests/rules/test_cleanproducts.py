"""Products are passed over only where looking into them would find nothing."""

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asned.association.bulkedits import CopyProducts, DeleteProducts
from asned.association.document import Document
from asned.jsontext import folding
from asned.jsontext.pieces import Folded
from asned.rules.checking import judge_document
from asned.rules.judge import Judge
from asned.session import Session

KEYWORDS = {"asn_type": "image2", "asn_rule": "Asn_Lv2Image", "asn_id": "o001"}
POOL = {"asn_pool": "jw00001_20260610t121508_pool"}


@pytest.fixture(autouse=True, params=[2, folding.READ_SINGLY])
def read_singly(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read products by moulds soon, or not at all where there are few."""
    monkeypatch.setattr(folding, "READ_SINGLY", request.param)


def product(number: int, **changed: Any) -> dict[str, Any]:
    stem = f"jw00001001001_02101_{number:05d}_mirimage"
    member = {"expname": f"{stem}_rate.fits", "exptype": "science", "exposerr": "null"}
    return {"name": stem, "members": [member], **changed}


def judged(products: list[Any]) -> tuple[Document, Judge]:
    document = Document(json.dumps({**KEYWORDS, **POOL, "products": products}).encode())
    judge = Judge(document, 2, {})
    for _ in judge.slices(3):
        pass
    return document, judge


def still_folded(document: Document) -> int:
    return sum(isinstance(each, Folded) and each.value is not None for each in document.products)


def test_products_like_a_clean_one_are_not_looked_into_and_are_counted() -> None:
    document, judge = judged([product(number) for number in range(1, 21)])
    assert not len(judge.findings)
    # The first is never folded, the second is the first of its likeness.
    assert still_folded(document) == 18
    assert judge.summary.members == 20
    assert judge.summary.suffixes == {"rate": 20}
    assert judge.summary.programs == {"00001": 20}


def member(number: int, **changed: Any) -> Mapping[str, Any]:
    return product(number)["members"][0] | changed


@pytest.mark.parametrize(
    ("odd", "rule"),
    [
        (product(9, members=[]), "members-empty"),
        (product(9, members=None), "members-list"),
        (product(9, name=5), "name-type"),
        (product(9, name=""), "name-type"),
        (product(2), "name-duplicate"),
        (product(9, members=[member(9), member(9, exptype="background")]), "expname-duplicate"),
        (product(9, members=[member(9, exptype="")]), "exptype-type"),
        (product(9, members=[member(9), None]), "member-object"),
        (product(9, members=[member(9), member(8)]), "science-multiple"),
        (
            product(
                9, members=[member(9, expname="/data/jw00001001001_02101_00009_mirimage_rate.fits")]
            ),
            "expname-path",
        ),
        (
            product(9, members=[member(9, expname="jw00001001001_02101_00009_mirimage_cal.fits")]),
            "expname-suffix",
        ),
        (7, "product-object"),
    ],
)
def test_a_product_unlike_the_others_is_found(odd: Any, rule: str) -> None:
    found = judged([*(product(number) for number in range(1, 8)), odd])[1].findings
    assert rule in {each.rule for each in found}
    among_two = judged([product(2), odd])[1].findings
    assert sorted(each.rule for each in found) == sorted(each.rule for each in among_two)


@pytest.mark.parametrize("beside", [None, {"x"}, {product(3)["members"][0]["expname"]}])
@pytest.mark.parametrize("is_ended", [True, False])
def test_products_come_and_go_folded_and_are_judged_as_if_afresh(
    beside: set[str] | None, is_ended: bool
) -> None:
    products = [product(number) for number in range(1, 31)]
    products[7] = product(8, members=[member(8, exptype="scienc")])
    data = json.dumps({**KEYWORDS, **POOL, "products": products}).encode()
    session = Session(data, Path("a_asn.json"), None)
    session.judge_slice()
    if is_ended:
        session.judge_all()
    session.look_beside(beside)
    chance = Random(5)

    def check() -> None:
        session.judge_all()
        afresh = judge_document(Document(session.document.to_bytes()), 2, {}, beside)
        afresh.rename("a_asn.json")
        told = [
            sorted((each.rule, each.message) for each in found)
            for found in (session.findings, afresh.findings)
        ]
        assert told[0] == told[1]
        assert session.judge.summary.members == afresh.summary.members
        assert session.judge.summary.programs == afresh.summary.programs

    if is_ended:
        check()
    folded = still_folded(session.document)
    # A finding on a member has its product unfolded.
    assert folded > 20 or len(session.findings) > 20
    for _ in range(12):
        ids = [each.id for each in session.document.products]
        some = tuple(id for id in ids if chance.random() < 0.3)
        at = chance.randrange(len(ids))
        session.execute(chance.choice([DeleteProducts(some), CopyProducts(some, at)]))
        if chance.random() < 0.7:
            check()
        if chance.random() < 0.5:
            session.undo()
    while session.undo():
        pass
    check()
    assert session.document.to_bytes() == data
    assert still_folded(session.document) == folded or not is_ended
