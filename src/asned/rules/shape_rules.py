"""The rules of shape: their rows and messages. jsonschema finds the breaches."""

from typing import Any

from asned.rules.conventions import JWST
from asned.rules.findings import Severity
from asned.rules.registry import EVERY_STAGE, Scope, declare
from asned.rules.wording import joined, kind_of, quoted

_SPEC = "Stage 2 technical specification"


def _shape(
    rule: str,
    statement: str,
    why: str,
    source: str,
    *,
    severity: Severity = Severity.ERROR,
    stages: frozenset[int | None] = EVERY_STAGE,
) -> None:
    declare(rule, severity, Scope.SHAPE, statement=statement, why=why, source=source, stages=stages)


_shape(
    "root-object",
    "The document is an object.",
    "Every reader looks for keywords at the root; a list, a text or a number has none.",
    f"{_SPEC}, Logical Structure",
)
_shape(
    "products-required",
    "The association has products.",
    "Every pipeline reads products and stops with a KeyError without them.",
    f"{_SPEC}, products Keyword",
)
_shape(
    "products-list",
    "products is a list.",
    "Pipelines walk through the products one after the other; anything but a list stops them.",
    f"{_SPEC}, products Keyword",
)
_shape(
    "products-empty",
    "There is at least one product.",
    "With an empty list image2 and spec2 end as if all were well and make nothing.",
    "jwst 3.0.0, calwebb_image2 and calwebb_spec2",
)
_shape(
    "asn-id-required",
    "asn_id is present.",
    "The specification requires it. image2 and spec2 fill in a3001; ami3, coron3 and tso3 stop with"
    " a KeyError.",
    f"{_SPEC}, asn_id; jwst 3.0.0",
    stages=JWST,
)
_shape(
    "asn-pool-required",
    "asn_pool is present.",
    "The specification requires it. The containers of Stage 3 stop with a KeyError without it.",
    f"{_SPEC}, asn_pool; jwst 3.0.0",
    stages=JWST,
)
_shape(
    "keyword-type",
    "A documented keyword has its documented type.",
    "Readers compare these values with text, cut them and put them into headers; numbers and lists"
    " fail there, and a number loses its leading zeros.",
    f"{_SPEC}, Association Meta Keywords",
    stages=JWST,
)
_shape(
    "product-object",
    "A product is an object.",
    "Pipelines read its name and members by key.",
    f"{_SPEC}, products Keyword",
)
_shape(
    "members-required",
    "A product has members.",
    "Every pipeline reads members and stops with a KeyError without them.",
    f"{_SPEC}, members Keyword",
)
_shape(
    "members-list",
    "members is a list.",
    "Pipelines walk through the members one after the other; anything but a list stops them.",
    f"{_SPEC}, members Keyword",
)
_shape(
    "members-empty",
    "A product has at least one member.",
    "image2 stops with an IndexError; ami3 and coron3 return without a word.",
    "jwst 3.0.0, calwebb_image2, calwebb_ami3, calwebb_coron3",
)
_shape(
    "name-type",
    "A product's name is a text that is not empty.",
    "The names of the output files begin with it.",
    f"{_SPEC}, products Keyword, name",
    stages=JWST,
)
_shape(
    "member-object",
    "A member is an object.",
    "A bare file name passes the reference schema, and the pipeline then dies in a TypeError.",
    f"{_SPEC}, members Keyword; jwst 3.0.0",
)
_shape(
    "expname-required",
    "A member has an expname.",
    "Without it no file can be opened for the member.",
    f"{_SPEC}, expname",
)
_shape(
    "exptype-required",
    "A member has an exptype.",
    "Without it no pipeline knows what the exposure is for.",
    f"{_SPEC}, exptype",
)
_shape(
    "expname-type",
    "expname is a text that is not empty.",
    "It is the name of a file.",
    f"{_SPEC}, expname",
)
_shape(
    "exptype-type",
    "exptype is a text that is not empty.",
    "It is compared with the words of the specification.",
    f"{_SPEC}, exptype",
)
_shape(
    "exposerr-type",
    "exposerr is a text or null.",
    "The generator writes nothing else, and readers compare it with their spellings of no error.",
    f"{_SPEC}, exposerr",
    severity=Severity.WARNING,
    stages=JWST,
)

_KINDS = {
    "string": "text in double quotes",
    "null": "null",
    "number": "a number",
}

_MESSAGES = {
    "root-object": "the document is {kind}, not an object; put the association between {{ and }}",
    "products-required": "products is missing; add the list of products",
    "products-list": "products is {kind}, not a list; put the product between [ and ]",
    "products-empty": "products is empty, so nothing would be made; add a product",
    "asn-id-required": "asn_id is missing; add the id of the association, such as o001",
    "asn-pool-required": 'asn_pool is missing; add the name of the pool, or "none"',
    "keyword-type": "{key} is {value}; it must be {kinds}",
    "product-object": "the product is {kind}, not an object with a name and members; rewrite it",
    "members-required": "members is missing; add the list of the product's exposures",
    "members-list": "members is {kind}, not a list; put the member between [ and ]",
    "members-empty": "the product has no members; add at least its science exposure",
    "name-type": "the product's name {is_what}; write the beginning of the output files' names",
    "member-object": "the member is {kind}, not an object with expname and exptype; rewrite it",
    "expname-required": "expname is missing; add the file name of the exposure",
    "expname-type": "expname {is_what}; write the exposure's file name",
    "exptype-required": "exptype is missing; add what the exposure is for, such as science",
    "exptype-type": "exptype {is_what}; write what the exposure is for, such as science",
    "exposerr-type": "exposerr is {value}; it must be {kinds}: write null where there is no error",
}


def message_of(rule: str, key: str, value: Any, wanted: Any) -> str:
    """Say in the user's words what is wrong with a value and what to do.

    `wanted` is what the schema asked for: the name or names of types, where it asked for types.
    """
    types = [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list) else []
    return _MESSAGES[rule].format(
        key=key,
        kind=kind_of(value),
        value=quoted(value),
        kinds=joined([_KINDS[each] for each in types if each in _KINDS], "or"),
        is_what="is empty" if value == "" else f"is {quoted(value)}, not text",
    )
