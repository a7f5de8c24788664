"""Associations for tests: one by hand, regular ones of any size, and odd ones of every kind."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from plain import Object

EXAMPLE = """{
    "asn_type": "image2",
    "asn_rule": "Asn_Lv2Image",
    "version_id": null,
    "program": "00623",
    "constraints": "One line\\nand another",
    "asn_id": "o037",
    "asn_pool": "none",
    "products": [
        {
            "name": "jw00623037001_02101_00001_mirimage",
            "members": [
                {
                    "expname": "jw00623037001_02101_00001_mirimage_rate.fits",
                    "exptype": "science",
                    "exposerr": null
                },
                {
                    "expname": "jw00623037002_02101_00001_mirimage_rate.fits",
                    "exptype": "background",
                    "exposerr": null
                }
            ]
        },
        {
            "name": "jw00623037002_02101_00001_mirimage",
            "members": [
                {
                    "expname": "jw00623037002_02101_00001_mirimage_rate.fits",
                    "exptype": "science",
                    "exposerr": null
                }
            ]
        }
    ]
}"""
"""A Stage 2 association of two products and three members, as the generator would write it."""

FILE_NAME = "jw00623-o037_20210610t121508_image2_00001_asn.json"
"""A name that no rule has anything to say of."""

_CORPUS = Path(os.environ.get("ASNED_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))


def corpus_files(folder: str, pattern: str = "*.json") -> list[Path]:
    """Give the corpus's files; none where the corpus is not here."""
    return sorted((_CORPUS / folder).glob(pattern))


def expname(product: int, member: int) -> str:
    """Give an exposure's name of its own for a position."""
    return (
        f"jw{10000 + product:05}{member % 1000:03}{member // 1000:03}_02101_00001_nrca1_rate.fits"
    )


def association(products: int, members: int) -> bytes:
    """Give a Stage 2 association without findings: products of one science member and backgrounds."""
    made = {
        "asn_type": "image2",
        "asn_id": "o001",
        "asn_pool": "none",
        "products": [
            {
                "name": expname(product, 0).removesuffix("_rate.fits"),
                "members": [
                    {
                        "expname": expname(product, member),
                        "exptype": "background" if member else "science",
                        "exposerr": None,
                    }
                    for member in range(members)
                ],
            }
            for product in range(products)
        ],
    }
    return json.dumps(made, indent=4).encode()


@dataclass(frozen=True)
class Layout:
    """How a value is written. `flat_from` is the level at which containers stand on one line."""

    newline: str = "\n"
    indent: str = "    "
    colon: str = ": "
    comma: str = ","
    gap: str = " "
    flat_from: int = 99
    ascii_only: bool = True
    tail: str = ""
    ragged: int | None = None


LAYOUTS = (
    Layout(),
    Layout(indent="  ", tail="\n"),
    Layout(indent=" ", ascii_only=False),
    Layout(indent="\t", newline="\r\n", tail="\r\n"),
    Layout(flat_from=4),
    Layout(flat_from=0),
    Layout(flat_from=0, colon=":", gap=""),
    Layout(indent="", colon=" : "),
    Layout(comma=" ,", gap="  "),
    Layout(newline="\r"),
)


def written(value: Any, layout: Layout = LAYOUTS[0]) -> str:
    """Write a value of `plain.loads` (or of dicts) in a layout."""
    blanks = Random(layout.ragged) if layout.ragged is not None else None
    return "".join(_written(value, layout, 0, blanks)) + layout.tail


def _written(value: Any, layout: Layout, level: int, blanks: Random | None) -> Iterator[str]:
    if not isinstance(value, list | dict):
        yield json.dumps(value, ensure_ascii=layout.ascii_only or _has_surrogate(value))
        return
    pairs = list(value.items()) if isinstance(value, dict) else value
    is_object = isinstance(value, dict | Object)
    yield "{" if is_object else "["
    for number, each in enumerate(pairs):
        yield layout.comma if number else ""
        yield _blank(layout, level + 1, blanks, layout.gap if number else "")
        if is_object:
            yield json.dumps(each[0], ensure_ascii=layout.ascii_only or _has_surrogate(each[0]))
            yield layout.colon
            each = each[1]  # noqa: PLW2901 - the value of the pair
        yield from _written(each, layout, level + 1, blanks)
    yield _blank(layout, level, blanks, "") if pairs else ""
    yield "}" if is_object else "]"


def _blank(layout: Layout, level: int, blanks: Random | None, gap: str) -> str:
    if blanks is not None:
        return "".join(blanks.choices(" \t\n\r", k=blanks.randrange(4)))
    deeper = level > layout.flat_from
    return gap if deeper else layout.newline + layout.indent * level


def _has_surrogate(value: Any) -> bool:
    return isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value)


EXPNAMES = (
    "jw00623037001_02101_00001_mirimage_rate.fits",
    "jw00623037001_02101_00002_mirimage_rate.fits",
    "jw00624037001_02101_00002_nrca1_cal.fits",
    "a_rate.fits",
    "dir/a_rate.fits",
    "..",
    "",
    "ünïcode.fits",
    "a\u202eb.fits",
)
EXPTYPES = ("science", "science", "background", "imprint", "sciense", "SCIENCE", " science", "psf")
NAMES = ("jw00623037001_02101_00001_mirimage", "two", "two_rate", "", "a/b", "☂")
ODD = (None, True, 0, 1.5, "", "text", [], Object(), [1, [2]], Object([("a", 1), ("a", 2)]))
KEYWORDS = ("asn_type", "asn_rule", "asn_id", "asn_pool", "program", "degraded_status", "x\u202e")
STAGED = ("image2", "image3", "spec3", "None", "image4")


def some_member(random: Random) -> Any:
    """Make a member: mostly sound, now and then of another shape, with keys missing or twice."""
    if random.random() < 0.1:
        return random.choice(ODD)
    pairs = [("expname", random.choice(EXPNAMES)), ("exptype", random.choice(EXPTYPES))]
    if random.random() < 0.5:
        pairs.append(("exposerr", random.choice((None, "NULL", "broken"))))
    return _spoilt(random, pairs)


def some_product(random: Random, most: int = 6) -> Any:
    """Make a product, as `some_member`."""
    if random.random() < 0.08:
        return random.choice(ODD)
    members = [some_member(random) for _ in range(random.randrange(most))]
    return _spoilt(random, [("name", random.choice(NAMES)), ("members", members)])


def some_products(random: Random) -> Any:
    """Make a value of `products`, as `some_member`."""
    return [some_product(random) for _ in range(random.randrange(4))]


def some_association(random: Random) -> Any:
    """Make an association, as `some_member`."""
    if random.random() < 0.04:
        return random.choice(ODD)
    pairs = [(key, some_value(random, key)) for key in KEYWORDS if random.random() < 0.5]
    pairs.append(("products", some_products(random)))
    if random.random() < 0.3:
        random.shuffle(pairs)
    return _spoilt(random, pairs)


def some_value(random: Random, key: str) -> Any:
    """Make a value for a key, at times one of another type."""
    if random.random() < 0.15:
        return random.choice(ODD)
    makers: dict[str, Callable[[], Any]] = {
        "products": lambda: some_products(random),
        "members": lambda: [some_member(random) for _ in range(random.randrange(5))],
        "expname": lambda: random.choice(EXPNAMES),
        "exptype": lambda: random.choice(EXPTYPES),
        "exposerr": lambda: random.choice((None, "NULL", "broken")),
        "name": lambda: random.choice(NAMES),
        "asn_type": lambda: random.choice(STAGED),
        "asn_rule": lambda: random.choice(("Asn_Lv2Image", "Asn_Lv3Image", "x")),
        "asn_id": lambda: random.choice(("o001", "1")),
        "degraded_status": lambda: random.choice(
            (
                "No known degraded exposures in association.",
                "One or more members have an error associated with them.",
            )
        ),
    }
    return makers.get(key, lambda: random.choice(("none", "a\tb", "00623")))()


def _spoilt(random: Random, pairs: list[tuple[str, Any]]) -> Object:
    if random.random() < 0.15:
        key = random.choice((random.choice(pairs)[0], "extra"))
        pairs.insert(random.randrange(len(pairs) + 1), (key, some_value(random, key)))
        if random.random() < 0.3:
            pairs.append((key, some_value(random, key)))
    if pairs and random.random() < 0.1:
        pairs.pop(random.randrange(len(pairs)))
    return Object(pairs)


def some_layout(random: Random) -> Layout:
    """Choose a layout, at times one with blanks thrown in anywhere."""
    if random.random() < 0.15:
        return Layout(colon=" :\n", ragged=random.randrange(1 << 30))
    return random.choice(LAYOUTS)


def some_text(random: Random) -> str:
    """Write an association of `some_association` in some layout."""
    return written(some_association(random), some_layout(random))


seeds = st.integers(0, 1 << 40)
"""What `Random` is made from: one number stands for a whole odd association or edit."""


def _json_texts() -> st.SearchStrategy[str]:
    blanks = st.text(" \t\n\r", max_size=3)
    text = st.text(max_size=6) | st.sampled_from(["{source_id}", "a\u2028b", "é", "😀"])
    numbers = st.from_regex(
        r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,6})?([eE][+-]?[0-9]{1,2})?", fullmatch=True
    )
    strings = st.builds(lambda t, ascii: json.dumps(t, ensure_ascii=ascii), text, st.booleans()) | (
        st.sampled_from(
            ['"\\u0041"', '"\\/"', '"\\ud83d\\ude00"', '"\\ud800"', '"{}[],:"', '"\\\\"']
        )
    )
    keys = strings | st.sampled_from(['"products"', '"members"', '"name"', '"\\u006dembers"'])
    scalars = st.sampled_from(["null", "true", "false"]) | numbers | strings

    def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def joined(
            opening: str, parts: list[tuple[str, str, str]], blank: str, closing: str
        ) -> str:
            return opening + ",".join(a + b + c for a, b, c in parts) + (blank + closing)

        elements = st.lists(st.tuples(blanks, inner, blanks), max_size=4)
        pairs = st.lists(
            st.tuples(
                st.builds(lambda a, k, b, c: f"{a}{k}{b}:{c}", blanks, keys, blanks, blanks),
                inner,
                blanks,
            ),
            max_size=4,
        )
        return st.builds(joined, st.just("["), elements, blanks, st.just("]")) | st.builds(
            joined, st.just("{"), pairs, blanks, st.just("}")
        )

    values = st.recursive(scalars, containers, max_leaves=12)
    return st.builds(lambda a, v, b: a + v + b, blanks, values, blanks)


json_texts = _json_texts()
"""JSON texts of any shape and layout."""
