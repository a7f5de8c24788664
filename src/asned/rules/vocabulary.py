"""The schema that other editors get: the one that judges, with the field's vocabulary put in.

`exptype` becomes an enumeration, because an unknown one is an error; where an unknown value is less
than that, the known ones are examples, which editors offer as well.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from asned.rules.conventions import (
    ASN_RULES,
    ASN_TYPES,
    DEGRADED,
    NOT_DEGRADED,
    RULE_PREFIXES,
    exptypes_of,
)
from asned.rules.keywords import KEYWORDS, MEMBER_KEYS, PRODUCT_KEYS, Keyword
from asned.rules.shape import schema_text


def described_schema(stage: int) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a stage with enumerations, examples and descriptions.

    `enumDescriptions` is read by VS Code and ignored by validators.
    """
    schema: dict[str, Any] = json.loads(schema_text(stage))
    association = schema["properties"]
    product = association["products"]["items"]["properties"]
    member = product["members"]["items"]["properties"]
    for properties, keys in (
        (association, KEYWORDS),
        (product, PRODUCT_KEYS),
        (member, MEMBER_KEYS),
    ):
        _describe(properties, keys.values())
    for key, examples in _examples(stage).items():
        association[key]["examples"] = examples
    exptypes = exptypes_of(stage)
    member["exptype"]["enum"] = [exptype.name for exptype in exptypes]
    member["exptype"]["enumDescriptions"] = [exptype.meaning for exptype in exptypes]
    return schema


def _describe(properties: dict[str, Any], keys: Iterable[Keyword]) -> None:
    for key in keys:
        properties.setdefault(key.name, {})["description"] = key.about


def _examples(stage: int) -> Mapping[str, Sequence[str | None]]:
    rules = [name for name, of_stage in ASN_RULES.items() if of_stage == stage]
    return {
        "asn_type": [
            each.name for each in ASN_TYPES.values() if each.current and each.stage == stage
        ],
        "asn_rule": [f"{RULE_PREFIXES[0]}{name}" for name in rules if name.startswith("Asn_")]
        + [name for name in rules if not name.startswith("Asn_")],
        "version_id": ["20210610t121508", None],
        "degraded_status": [NOT_DEGRADED, DEGRADED],
        "asn_id": ["o001", "c1001", "a3001"],
        "asn_pool": ["jw00623_20210610t121508_pool", "none"],
    }
