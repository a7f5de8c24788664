"""Associations with many breaches at random."""

from __future__ import annotations

from random import Random
from typing import Any

from asned.rules.facts import MISSING
from asned.rules.samples import exposure
from builders import some_layout, some_text, written
from rules.fixing import FIRST, SECOND, UNCAL

EXPNAMES = (
    FIRST,
    SECOND,
    exposure(3, "nis", "cal"),
    f"/data/{FIRST}",
    f"C:{FIRST}",
    f"{FIRST}/",
    "C:D:x",
    "..",
    UNCAL,
    "a\u202eb.fits",
    "\u202e",
    "jw01234-o001_t001_niriss_clear-f200w_i2d.fits",
    "x_i2d.fits",
    "a.b_rate.fits",
    "",
    7,
)
EXPTYPES = (
    *("science",) * 4,
    *("background", "SCIENCE", " science", "Psf ", "sciense", "catalog", "direct_image"),
    *("segmap", "sourcecat", "imprint", "wrong", "target_acquistion", "", None),
)
NAMES = (
    "jw01234001001_02101_00001_mirimage",
    "jw01234001001_02101_00001_mirimage_2",
    "a_rate_cal",
    "../out/x.y",
    "x_{product_type}",
    "{source_id}",
    "/",
    "a\u200bb",
    "\u200b",
    "",
    None,
    5,
)
KEYWORDS = {
    "asn_type": ("image2", "spec2", "spec3", "imgae2", "imge", 2, None, "None", "x\u202e"),
    "asn_rule": ("Asn_Lv2WFSSNIS", "candidate_Asn_Lv2Imge", "candidate_x", "Asn_Lv3Imag", 1.5),
    "version_id": ("None", "NULL", "", " null ", "20230401T101500", 20230401, "x", None, True),
    "degraded_status": (
        "No known degraded exposures in association.",
        "One or more members have an error associated with them. And so on.",
        "All is well.",
        "a\u202e\tb\n",
        0,
    ),
    "program": ("01234", "1234", " 12 ", "", 1234, -1, 12.5, "abc", "00623", " None", "１２３４"),
    "constraints": ("None", "a\r\n\tb", [1, {"a\u200b": ["b\u200b", "\ud83d"]}]),
    "asn_id": ("o001", "1", 1, "a\u202e"),
    "asn_pool": ("none", "jw00623_20230401t101500_pool", "pool.csv", 3),
    "target": ("1", 1, "1\u202e", True, {"a": "b\u202e"}),
    "versionid": (None,),
    "prog\u200bram": ("01234",),
    "skycell_wcs_inf": ({},),
    "\u200b": ("1",),
}


def _one_of(random: Random, values: Any, odds: float = 0.85) -> Any:
    return random.choice(values) if random.random() < odds else MISSING


def _object(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value is not MISSING}


def _some_member(random: Random) -> Any:
    if random.random() < 0.07:
        return random.choice((*EXPNAMES, " ", "a_cat.ecsv", None, []))
    keys = {
        "expname": _one_of(random, EXPNAMES, 0.97),
        "exptype": _one_of(random, EXPTYPES, 0.97),
        "exposerr": _one_of(random, (None, None, "NULL", "Jitter", False, 3, {"a": 1}), 0.6),
        "exposeerr": _one_of(random, (None,), 0.1),
        "exp\u200berr": _one_of(random, (None,), 0.05),
        "asn_candidate": _one_of(random, ("[('o001', 'o\u200b')]", [["a\u200b"]]), 0.1),
    }
    return _object(keys)


def _some_product(random: Random) -> Any:
    if random.random() < 0.05:
        return FIRST
    members: Any = [_some_member(random) for _ in range(random.randrange(12))]
    if random.random() < 0.05:
        members = _some_member(random)
    keys = {
        "name": _one_of(random, NAMES, 0.9),
        "nam": _one_of(random, ("x",), 0.1),
        "members": _one_of(random, (members,), 0.95),
        "prod\u200btype": _one_of(random, ("a\u200b",), 0.1),
    }
    return _object(keys)


def _some_broken(random: Random) -> Any:
    keys: dict[str, Any] = {key: _one_of(random, values, 0.6) for key, values in KEYWORDS.items()}
    products: Any = [_some_product(random) for _ in range(random.randrange(4))]
    if random.random() < 0.05:
        products = _some_product(random)
    keys["products"] = _one_of(random, (products,), 0.97)
    return _object(keys)


def broken_text(random: Random) -> str:
    """Write an association with many breaches; at times with keys twice, in any layout."""
    if random.random() < 0.3:
        return some_text(random)
    text = written(_some_broken(random), some_layout(random))
    for key in ("name", "expname", "exptype", "program", "members", "products", "prog\\u200bram"):
        if random.random() < 0.1:
            value = random.choice(('"x"', "null", '{"a": 1, "a": {"b": 2, "b": 3}}', "[]"))
            text = text.replace(f'"{key}"', f'"{key}": {value}, "{key}"', random.randrange(3))
    return text
