"""Association files to measure with: from a seed, of any size, shaped like those that DMS writes.

A member takes about 220 bytes at an indent of 4, so that 100,000 in one product make 22 MB. About one in
a thousand has a mistake, as in a file that somebody has a reason to open; the first thousand have none.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product as combinations

SEED = 20260
ONE_MISTAKE_IN = 1000

_ACTIVITIES = 36
_EXPOSURES = 99
_OBSERVATIONS = 999
_DETECTOR = "mirimage"
_SPOILING = ('"background"', '"BACKGROUND"')


@dataclass(frozen=True, slots=True)
class Shape:
    """How many products of how many members each; of a spoilt one nearly every member has an error."""

    products: int
    members: int
    is_spoilt: bool = False

    @property
    def total(self) -> int:
        """How many members there are in all."""
        return self.products * self.members

    @property
    def words(self) -> str:
        """The shape as the table names it."""
        spoilt = ", spoilt" if self.is_spoilt else ""
        if self.products == 1:
            return f"{self.total:,} in one product{spoilt}"
        return f"{self.products:,} products of {self.members}{spoilt}"

    @property
    def label(self) -> str:
        """The shape in the names of rows and files."""
        size = str(self.total) if self.products == 1 else f"{self.products}x{self.members}"
        return f"{size}-spoilt" if self.is_spoilt else size

    def with_total(self, total: int) -> Shape:
        """Give the like with so many members in all."""
        members = min(self.members, total)
        return Shape(total // members, members, self.is_spoilt)


TEN = Shape(1, 10)
THOUSAND = Shape(1, 1_000)
TEN_THOUSAND = Shape(2_000, 5)
HUGE_PRODUCT = Shape(1, 100_000)
PRODUCTS_OF_5 = Shape(20_000, 5)
PRODUCTS_OF_1 = Shape(100_000, 1)
SPOILT = Shape(1, 100_000, is_spoilt=True)
LARGE = (HUGE_PRODUCT, PRODUCTS_OF_5, PRODUCTS_OF_1)


def association(shape: Shape, *, mistakes: bool = True, seed: int = SEED) -> bytes:
    """Give the text of an association; the same seed gives the same bytes."""
    chance = random.Random(seed)
    program = f"{chance.randrange(1000, 10000):05d}"
    exposures = _exposures(program)
    products = []
    for number in range(shape.products):
        members = [
            _member(next(exposures), number * shape.members + n) for n in range(shape.members)
        ]
        members[0]["exptype"] = "science"
        if mistakes and number * shape.members >= ONE_MISTAKE_IN:
            _spoil(members, chance, ONE_MISTAKE_IN // shape.members)
        elif mistakes and shape.products == 1:
            for start in range(ONE_MISTAKE_IN, shape.members, ONE_MISTAKE_IN):
                _spoil(members[start : start + ONE_MISTAKE_IN], chance, 1)
        name = members[0]["expname"].removesuffix("_rate.fits")
        products.append({"name": name, "members": members})
    keywords = {
        "asn_type": "image2",
        "asn_rule": "candidate_Asn_Lv2Image",
        "version_id": "20260610t121508",
        "code_version": "3.0.0",
        "degraded_status": "No known degraded exposures in association.",
        "program": program,
        "constraints": "DMSAttrConstraint({'name': 'program', 'sources': ['program']})",
        "asn_id": "o001",
        "target": "9",
        "asn_pool": f"jw{program}_20260610t121508_pool",
        "products": products,
    }
    text = json.dumps(keywords, indent=4)
    return (text.replace(*_SPOILING) if shape.is_spoilt else text).encode()


def one_wrong_value(members: int) -> bytes:
    """Give an association of one product whose last exptype is a number."""
    value = json.loads(association(Shape(1, members), mistakes=False))
    value["products"][0]["members"][-1]["exptype"] = 5
    return json.dumps(value, indent=4).encode()


def _member(exposure: str, number: int) -> dict[str, str]:
    member = {"expname": f"{exposure}_rate.fits", "exptype": "background", "exposerr": "null"}
    if number % 3 == 0:
        member["asn_candidate"] = f"[('o{exposure[7:10]}', 'observation')]"
    return member


def _exposures(program: str) -> Iterator[str]:
    """Give exposure names without end in sight, none twice: every observation, activity, exposure."""
    for observation, activity, exposure in combinations(
        range(1, _OBSERVATIONS + 1), range(1, _ACTIVITIES), range(1, _EXPOSURES + 1)
    ):
        yield f"jw{program}{observation:03d}001_{activity:02d}101_{exposure:05d}_{_DETECTOR}"


def _spoil(members: list[dict[str, str]], chance: random.Random, one_in: int) -> None:
    """Put a mistake into one of the members, once in so many calls."""
    if chance.randrange(max(1, one_in)):
        return
    member = chance.choice(members)
    mistake = chance.randrange(3)
    if mistake == 0:
        member["exptype"] = member["exptype"][:-1]
    elif mistake == 1:
        member["expname"] = f"/data/{member['expname']}"
    else:
        member["exptype"] = member["exptype"].upper()
