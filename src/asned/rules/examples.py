"""For each rule an association that breaks it and one that does not.

They explain the rules to users and test the judge: every row says exactly what is found in the
broken one, and after each fix of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from asned.rules.examplefixes import FIXES, Found
from asned.rules.facts import MISSING
from asned.rules.samples import (
    CORONAGRAPHY,
    IMPRINTED,
    NAME,
    SENSING,
    SLITLESS,
    STAGE2,
    STAGE3,
    Association,
    Changes,
    changed,
    exposure,
    member,
    text_of,
)

_SCIENCE, _SECOND, _THIRD = (f"/products/0/members/{number}" for number in range(3))


@dataclass(frozen=True, slots=True)
class Example:
    """A rule with the bytes of a file that breaks it and of one that is sound.

    `findings` are all (rule, JSON pointer) that the judge finds in the broken one; in the sound one
    it finds nothing. `name` is the broken file's name; `beside` and `beside_sound` are the names of
    the files in the directory, None where it is not looked at. `fixes` are the labels of all that can
    be done, each with all that is found then.
    """

    rule: str
    broken: bytes
    sound: bytes
    findings: Found
    name: str = NAME
    beside: frozenset[str] | None = None
    beside_sound: frozenset[str] | None = None
    fixes: Mapping[str, Found] = field(default_factory=dict)


def _example(
    rule: str,
    changes: Changes,
    pointer: str,
    *more: tuple[str, str],
    base: Association = STAGE2,
    **options: Any,
) -> Example:
    """Break a sound association by changes of its values."""
    return Example(
        rule,
        text_of(changed(base, changes)).encode(),
        text_of(base).encode(),
        frozenset({(rule, pointer), *more}),
        **options,
    )


def _text_example(rule: str, old: str, new: str, pointer: str = "") -> Example:
    """Break a sound association by exchanging a piece of its text, once."""
    sound = text_of(STAGE2)
    return Example(
        rule, sound.replace(old, new, 1).encode(), sound.encode(), frozenset({(rule, pointer)})
    )


_SOUND = text_of(STAGE2).encode()
_SCIENCE_NAME = exposure(1, "mirimage", "rate")
_SECOND_NAME = exposure(2, "mirimage", "rate")

_TEXT = (
    _text_example("json-syntax", '"asn_id":', '"asn_id"'),
    _text_example("json-trailing-comma", '"exposerr": null', '"exposerr": null,'),
    _text_example("json-missing-comma", '"1.20.2",', '"1.20.2"'),
    _text_example("json-comment", '"asn_id"', '// the observation\n    "asn_id"'),
    _text_example("json-quotes", '"o001"', "'o001'"),
    _text_example("json-literal", '"20230401t101500"', "None"),
    _text_example("json-control-character", "No constraints", "No\tconstraints"),
    _text_example(
        "json-duplicate-key", '"program"', '"program": "01233",\n    "program"', "/program"
    ),
    _text_example("json-surrogate", '"target": "1"', '"target": "\\ud83d"'),
    Example("json-extra-data", _SOUND + b"\n}", _SOUND, frozenset({("json-extra-data", "")})),
    _text_example("json-limits", '"target": "1"', f'"target": {"1" * 5000}'),
    Example(
        "file-encoding",
        _SOUND.replace(b"No constraints", "für später".encode("latin-1")),
        _SOUND.replace(b"No constraints", "für später".encode()),
        frozenset({("file-encoding", "")}),
    ),
    Example("file-bom", b"\xef\xbb\xbf" + _SOUND, _SOUND, frozenset({("file-bom", "")})),
    Example("file-empty", b"\n", _SOUND, frozenset({("file-empty", "")})),
    Example(
        "file-extension",
        _SOUND,
        _SOUND,
        frozenset({("file-extension", "")}),
        name=NAME.replace(".json", ".JSON"),
    ),
    Example("file-name", _SOUND, _SOUND, frozenset({("file-name", "")}), name="my_image2_asn.json"),
)

_SHAPE = (
    Example("root-object", b"[]", _SOUND, frozenset({("root-object", "")})),
    _example("products-required", {"/products": MISSING}, ""),
    _example("products-list", {"/products": STAGE2["products"][0]}, "/products"),
    _example("products-empty", {"/products": []}, "/products"),
    _example("asn-id-required", {"/asn_id": MISSING}, ""),
    _example("asn-pool-required", {"/asn_pool": MISSING}, ""),
    _example("keyword-type", {"/program": 1234}, "/program"),
    _example("product-object", {"/products/0": _SCIENCE_NAME}, "/products/0"),
    _example("members-required", {"/products/0/members": MISSING}, "/products/0"),
    _example(
        "members-list",
        {"/products/0/members": member(_SCIENCE_NAME, "science")},
        "/products/0/members",
    ),
    _example("members-empty", {"/products/0/members": []}, "/products/0/members"),
    _example("name-type", {"/products/0/name": ""}, "/products/0/name"),
    _example("member-object", {_SECOND: _SECOND_NAME}, _SECOND),
    _example("expname-required", {f"{_SECOND}/expname": MISSING}, _SECOND),
    _example("exptype-required", {f"{_SECOND}/exptype": MISSING}, _SECOND),
    _example("expname-type", {f"{_SECOND}/expname": 2}, f"{_SECOND}/expname"),
    _example("exptype-type", {f"{_SECOND}/exptype": None}, f"{_SECOND}/exptype"),
    _example("exposerr-type", {f"{_SECOND}/exposerr": False}, f"{_SECOND}/exposerr"),
)

_ASSOCIATION = (
    _example(
        "products-first-only",
        {"/products/1": STAGE3["products"][0] | {"name": "jw01234-o001_t002_miri_f1130w"}},
        "/products",
        base=STAGE3,
    ),
    _example("asn-id-format", {"/asn_id": "obs 1"}, "/asn_id"),
    _example("asn-pool-format", {"/asn_pool": "my_pool.csv"}, "/asn_pool"),
    _example("asn-type-unknown", {"/asn_type": "imgae2"}, "/asn_type"),
    _example(
        "asn-type-stage",
        {"/asn_type": "image3"},
        "/asn_type",
        ("expname-suffix", f"{_SCIENCE}/expname"),
        ("expname-suffix", f"{_SECOND}/expname"),
    ),
    _example("asn-rule-unknown", {"/asn_rule": "candidate_Asn_Lv2Imge"}, "/asn_rule"),
    _example("program-format", {"/program": "1234"}, "/program"),
    _example(
        "unknown-keyword",
        {"/version_id": MISSING, "/versionid": "20230401t101500"},
        "/versionid",
    ),
    _example("version-id-format", {"/version_id": "None"}, "/version_id"),
    _example("degraded-status", {f"{_SECOND}/exposerr": "Jitter"}, "/degraded_status"),
    _example("text-characters", {"/target": "1\u202e"}, "/target"),
)

_PRODUCT = (
    _example("name-missing", {"/products/0/name": MISSING}, "/products/0"),
    _example("name-mismatch", {"/products/0/name": "my_image"}, "/products/0/name"),
    _example(
        "name-suffix",
        {"/products/0/name": "jw01234001001_02101_00001_mirimage_rate"},
        "/products/0/name",
    ),
    _example("name-characters", {"/products/0/name": "out/my_image"}, "/products/0/name"),
    _example("name-duplicate", {"/products/1": STAGE2["products"][0]}, "/products/1/name"),
    _example("science-missing", {f"{_SCIENCE}/exptype": "background"}, "/products/0"),
    _example("science-multiple", {f"{_SECOND}/exptype": "science"}, "/products/0"),
    _example("psf-missing", {_SECOND: MISSING}, "/products/0", base=CORONAGRAPHY),
    _example("wfs-two-science", {_SECOND: MISSING}, "/products/0", base=SENSING),
    _example("wfss-sourcecat", {_SECOND: MISSING}, "/products/0", base=SLITLESS),
    _example("wfss-segmap", {_THIRD: MISSING}, "/products/0", base=SLITLESS),
    _example("wfss-direct-image", {"/products/0/members/3": MISSING}, "/products/0", base=SLITLESS),
    _example(
        "wfss-background",
        {"/products/0/members/4": member(exposure(2, "nis", "rate"), "background")},
        "/products/0",
        base=SLITLESS,
    ),
    _example(
        "imprint-multiple",
        {_THIRD: member(exposure(3, "nrs1", "rate"), "imprint")},
        "/products/0",
        base=IMPRINTED,
    ),
    _example(
        "companion-multiple",
        {"/products/0/members/4": member("my_cat.ecsv", "sourcecat")},
        "/products/0",
        base=SLITLESS,
    ),
)

_MEMBER = (
    _example("expname-path", {f"{_SECOND}/expname": f"./{_SECOND_NAME}"}, f"{_SECOND}/expname"),
    _example("expname-characters", {f"{_SECOND}/expname": "a\u202eb.fits"}, f"{_SECOND}/expname"),
    _example("expname-extension", {f"{_SECOND}/expname": "my_rate.csv"}, f"{_SECOND}/expname"),
    _example(
        "expname-suffix",
        {f"{_SECOND}/expname": exposure(2, "mirimage", "uncal")},
        f"{_SECOND}/expname",
    ),
    _example(
        "expname-duplicate", {_THIRD: member(_SECOND_NAME, "background")}, f"{_THIRD}/expname"
    ),
    Example(
        "expname-missing-file",
        _SOUND,
        _SOUND,
        frozenset({("expname-missing-file", f"{_SECOND}/expname")}),
        beside=frozenset({NAME, _SCIENCE_NAME}),
        beside_sound=frozenset({NAME, _SCIENCE_NAME, _SECOND_NAME}),
    ),
    _example("exptype-unknown", {f"{_SECOND}/exptype": "backgroud"}, f"{_SECOND}/exptype"),
    _example("exptype-undocumented", {f"{_SECOND}/exptype": "selfcal"}, f"{_SECOND}/exptype"),
    _example("exptype-stage", {f"{_SECOND}/exptype": "psf"}, f"{_SECOND}/exptype"),
    _example("exptype-case", {f"{_SCIENCE}/exptype": "SCIENCE"}, f"{_SCIENCE}/exptype"),
    _example("exptype-blank", {f"{_SCIENCE}/exptype": "science "}, f"{_SCIENCE}/exptype"),
    _example(
        "unknown-member-key",
        {f"{_SECOND}/exposerr": MISSING, f"{_SECOND}/exposeerr": None},
        f"{_SECOND}/exposeerr",
    ),
)

EXAMPLES: Mapping[str, Example] = {
    each.rule: replace(each, fixes=FIXES.get(each.rule, {}))
    for each in (*_TEXT, *_SHAPE, *_ASSOCIATION, *_PRODUCT, *_MEMBER)
}
"""The example of every rule of the registry, by its id."""
