"""What was found of one product is found of the others of its kind: judged together or each by itself."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import Any

from hypothesis import given, settings

from asned.association.document import Document
from asned.rules.checking import judge_document
from asned.rules.findings import Finding
from asned.rules.judge import Judge
from asned.rules.verdicts import Verdicts
from builders import seeds

KEYWORDS = {"asn_rule": "Asn_Lv2Image", "asn_id": "o001"}
TYPES = ("image2", "spec2", "image3", "coron3", "wfs-image3", "tso-spec2")
EXPTYPES = ("science", "background", "imprint", "sourcecat", "segmap", "psf", "sciense", " Science")
STEMS = ("jw00001001001_02101_{:05d}_mirimage", "jw00001001001_02101_{:05d}_nis", "a_{}", "nis")


def some_product(random: Random, number: int) -> dict[str, Any]:
    stem = random.choice(STEMS).format(number)
    members = [
        {
            "expname": f"{stem}{'' if n == 0 else n}_{random.choice(['rate', 'cal', 'rateints'])}.fits",
            "exptype": random.choice(EXPTYPES),
        }
        for n in range(random.randint(0, 3))
    ]
    name = random.choice([stem, stem, stem, f"{stem}_cal", "", "A name", f"{stem}\u202e"])
    product: dict[str, Any] = {"name": name, "members": members}
    if random.random() < 0.2:
        product[random.choice(["more", "other"])] = random.choice(["text", "\u202e", "", None])
    return product


def judged(asn_type: str, products: list[Any], stage: int) -> tuple[Document, Judge]:
    value = {"asn_type": asn_type, **KEYWORDS, "products": products}
    document = Document(json.dumps(value).encode())
    return document, judge_document(document, stage, {}, None)


def said_of(judge: Judge, product: int) -> Counter[tuple[str, ...]]:
    """Give what is said of a product, but for how it stands among the others."""
    found = [each for each in judge.findings if each.place.node == product]
    return Counter(
        (each.rule, each.severity, each.field, each.message)
        for each in found
        if each.rule != "name-duplicate"
    )


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_a_product_is_judged_among_others_as_by_itself(seed: int) -> None:
    random = Random(seed)
    asn_type, stage = random.choice(TYPES), random.choice([2, 3])
    alike = [random.randrange(2**32) for _ in range(random.randint(1, 6))]
    products = [some_product(Random(random.choice(alike)), number) for number in range(12)]
    document, judge = judged(asn_type, products, stage)
    for product, value in zip(document.products, products, strict=True):
        alone, by_itself = judged(asn_type, [value], stage)
        assert said_of(judge, product.id) == said_of(by_itself, alone.products[0].id), value


def test_what_is_said_of_a_name_is_remembered_of_no_kind(monkeypatch: Any) -> None:
    remembered: list[Finding] = []
    remember = Verdicts.remember_of_product

    def noting(verdicts: Verdicts, kind: object, found: list[Finding]) -> None:
        remember(verdicts, kind, found)
        remembered.extend(verdicts.known_of_product(kind) or ())

    monkeypatch.setattr(Verdicts, "remember_of_product", noting)
    science = {"expname": "a_rate.fits", "exptype": "science"}
    products = [{"name": "a_rate", "members": [science]}, {"name": "a", "members": [science] * 2}]
    _, judge = judged("image2", products, 2)
    assert {"name-suffix", "science-multiple"} <= {each.rule for each in judge.findings}
    assert {each.rule for each in remembered} == {"science-multiple"}
