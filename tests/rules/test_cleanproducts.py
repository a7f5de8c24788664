"""Products are passed over only where looking into them would find nothing."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from asned.association.document import Document
from asned.jsontext.pieces import Folded
from asned.rules.judge import Judge

KEYWORDS = {"asn_type": "image2", "asn_rule": "Asn_Lv2Image", "asn_id": "o001"}
POOL = {"asn_pool": "jw00001_20260610t121508_pool"}


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
        (7, "product-object"),
    ],
)
def test_a_product_unlike_the_others_is_found(odd: Any, rule: str) -> None:
    found = judged([*(product(number) for number in range(1, 8)), odd])[1].findings
    assert rule in {each.rule for each in found}
    among_two = judged([product(2), odd])[1].findings
    assert sorted(each.rule for each in found) == sorted(each.rule for each in among_two)
