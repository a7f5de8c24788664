"""Objects of the usual shape, known to be sound in every stage without asking jsonschema.

Importing jsonschema takes a quarter of the start. Most files hold nothing but what stands here, so it is not
imported for them; it judges everything else, and the tests have it judge all that stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import NamedTuple

Trait = tuple[type, bool]
"""All that the schemas look at in a value: its type, and whether it is empty."""

Outline = tuple[tuple[str, type, bool], ...]
"""All that they look at in an object: each key with its value's type, and whether that is empty."""

TEXT: Trait = (str, False)
NULL: Trait = (NoneType, True)
LIST: Trait = (list, False)


class UsualObject(NamedTuple):
    """Keys that suffice, and for each usual key the values with which no schema finds fault."""

    keys: frozenset[str]
    values: Mapping[str, tuple[Trait, ...]]


USUAL_ASSOCIATION = UsualObject(
    frozenset({"asn_id", "asn_pool", "products"}),
    {
        "asn_type": (TEXT,),
        "asn_rule": (TEXT,),
        "version_id": (TEXT, NULL),
        "code_version": (TEXT,),
        "degraded_status": (TEXT,),
        "program": (TEXT,),
        "constraints": (TEXT,),
        "asn_id": (TEXT,),
        "asn_pool": (TEXT,),
        "target": (TEXT,),
        "products": (LIST,),
    },
)

USUAL_PRODUCT = UsualObject(frozenset({"members"}), {"name": (TEXT,), "members": (LIST,)})

USUAL_MEMBER = UsualObject(
    frozenset({"expname", "exptype"}),
    {
        "expname": (TEXT,),
        "exptype": (TEXT,),
        "exposerr": (TEXT, NULL),
        "asn_candidate": (TEXT,),
    },
)


def is_usual(outline: Outline, usual: UsualObject) -> bool:
    """Say whether an object of this outline is one of the usual ones."""
    traits = {key: (kind, is_empty) for key, kind, is_empty in outline}
    return usual.keys <= traits.keys() and all(
        trait in usual.values.get(key, ()) for key, trait in traits.items()
    )
