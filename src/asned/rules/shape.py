"""The judge of shape: the schemas cut into shells, their validators, and which rule speaks of what.

A schema is cut at `products.items` and at `members.items` into three shells (root, product,
member), so that an edit is judged in its own shell. jsonschema judges; one table turns (place in
the schema, keyword) into a rule. jsonschema is imported when an object has to be judged that is not one of
the usual ones (`sound`), not before.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from asned.rules.findings import Severity
from asned.rules.shape_rules import message_of
from asned.rules.sound import USUAL_ASSOCIATION, USUAL_MEMBER, USUAL_PRODUCT, Outline, is_usual

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMAS: Mapping[int | None, str] = {
    2: "stage2.schema.json",
    3: "stage3.schema.json",
    None: "roman.schema.json",
}
"""The schema of each stage; None stands for Roman associations, whose structure alone is judged."""

SHELL_RULES: Mapping[tuple[str, str], str] = {
    ("", "type"): "root-object",
    ("products", "required"): "products-required",
    ("products", "type"): "products-list",
    ("products", "minItems"): "products-empty",
    ("asn_id", "required"): "asn-id-required",
    ("asn_pool", "required"): "asn-pool-required",
    ("asn_type", "type"): "keyword-type",
    ("asn_rule", "type"): "keyword-type",
    ("version_id", "type"): "keyword-type",
    ("code_version", "type"): "keyword-type",
    ("degraded_status", "type"): "keyword-type",
    ("program", "type"): "keyword-type",
    ("asn_id", "type"): "keyword-type",
    ("asn_pool", "type"): "keyword-type",
    ("target", "type"): "keyword-type",
    ("products/*", "type"): "product-object",
    ("products/*/members", "required"): "members-required",
    ("products/*/members", "type"): "members-list",
    ("products/*/members", "minItems"): "members-empty",
    ("products/*/name", "type"): "name-type",
    ("products/*/name", "minLength"): "name-type",
    ("products/*/members/*", "type"): "member-object",
    ("products/*/members/*/expname", "required"): "expname-required",
    ("products/*/members/*/expname", "type"): "expname-type",
    ("products/*/members/*/expname", "minLength"): "expname-type",
    ("products/*/members/*/exptype", "required"): "exptype-required",
    ("products/*/members/*/exptype", "type"): "exptype-type",
    ("products/*/members/*/exptype", "minLength"): "exptype-type",
    ("products/*/members/*/exposerr", "type"): "exposerr-type",
}
"""The rule of each keyword that judges, by its place: the keys down to it, `*` for any element.

A `required` stands at the place of the key that is asked for, one for each key.
"""

ROOT = ""
PRODUCT = "products/*"
MEMBER = "products/*/members/*"

_USUAL = {ROOT: USUAL_ASSOCIATION, PRODUCT: USUAL_PRODUCT, MEMBER: USUAL_MEMBER}

MOST_OUTLINES = 4096
"""How many outlines are remembered before the memory is begun anew."""

_sound: set[tuple[str, int | None, Outline]] = set()
# Place, stage and outline of objects without a breach: most of an archive's files are alike.


class ShapeBreach(NamedTuple):
    """A breach of shape: its rule, the key concerned (empty: the whole), and the message.

    `severity` is None where the rule's own holds.
    """

    rule: str
    field: str
    message: str
    severity: Severity | None = None


def root_breaches(value: Any, stage: int | None) -> list[ShapeBreach]:
    """Judge the root as `json.loads` gives it; of `products` its type and whether it is empty."""
    return _breaches(value, ROOT, stage)


def product_breaches(value: Any, stage: int | None) -> list[ShapeBreach]:
    """Judge a product as `json.loads` gives it; of `members` its type and whether it is empty."""
    return _breaches(value, PRODUCT, stage)


def member_breaches(value: Any, stage: int | None) -> list[ShapeBreach]:
    """Judge a member as `json.loads` gives it. Each value counts for itself alone."""
    return _breaches(value, MEMBER, stage)


def schema_text(stage: int | None) -> str:
    """Give the text of the schema of a stage, as it lies in the package."""
    return (Path(__file__).parent / "schemas" / SCHEMAS[stage]).read_text(encoding="utf-8")


@cache
def shells(stage: int | None) -> Mapping[str, Mapping[str, Any]]:
    """Give the three shells of a stage's schema by their place: `ROOT`, `PRODUCT` and `MEMBER`."""
    root = json.loads(schema_text(stage))
    product = root["properties"]["products"].pop("items")
    member = product["properties"]["members"].pop("items")
    return {ROOT: root, PRODUCT: product, MEMBER: member}


@cache
def validator(place: str, stage: int | None) -> "Draft202012Validator":
    """Build the validator of a shell, once."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - a third of the start of `check`

    return Draft202012Validator(shells(stage)[place])


def _breaches(value: Any, place: str, stage: int | None) -> list[ShapeBreach]:
    outline = _outline(value)
    if outline is not None and (place, stage, outline) in _sound:
        return []
    breaches = []
    if outline is None or not is_usual(outline, _USUAL[place]):
        errors: Iterator[ValidationError] = validator(place, stage).iter_errors(value)
        breaches = [_breach(error, place, key) for error, key in _with_keys(errors)]
    if outline is not None and not breaches:
        if len(_sound) >= MOST_OUTLINES:
            _sound.clear()
        _sound.add((place, stage, outline))
    return breaches


def _outline(value: Any) -> Outline | None:
    """Give the outline of an object, which is all that the shells look at; None for what is none.

    The keywords in `SHELL_RULES` need no more of a value.
    """
    if type(value) is not dict:
        return None
    return tuple((key, type(each), not each) for key, each in value.items())


def _with_keys(errors: "Iterator[ValidationError]") -> "Iterator[tuple[ValidationError, str]]":
    """Give each error with its key. Those of `required` come in the order of the keys."""
    absent: Iterator[str] | None = None
    for error in errors:
        if error.validator != "required":
            yield error, "/".join(str(step) for step in error.absolute_path)
            continue
        if absent is None:
            absent = iter(_absent_keys(error))
        yield error, next(absent)


def _absent_keys(error: "ValidationError") -> list[str]:
    asked_for: Any = error.validator_value
    present: Any = error.instance
    return [key for key in asked_for if key not in present]


def _breach(error: "ValidationError", shell: str, key: str) -> ShapeBreach:
    place = "/".join(part for part in (shell, key) if part)
    keyword = str(error.validator)
    message = message_of(SHELL_RULES[place, keyword], key, error.instance, error.validator_value)
    return ShapeBreach(SHELL_RULES[place, keyword], key, message)
