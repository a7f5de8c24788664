"""The keys of associations, products and members, with what the specification says of each.

Sources: the Stage 2 technical specification, "Association Meta Keywords", "products Keyword" and
"members Keyword"; where it is silent, what `jwst` reads and what stands in real files.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Keyword(NamedTuple):
    """A key: what is said of it, whether it must be there, whether it is specified at all."""

    name: str
    about: str
    required: bool = False
    specified: bool = True


def _table(*keywords: Keyword) -> Mapping[str, Keyword]:
    return {each.name: each for each in keywords}


KEYWORDS = _table(
    Keyword(
        "asn_type",
        "The type of the association, such as image2 or spec3. Optional; no pipeline reads it,"
        " people and the data management system do.",
    ),
    Keyword("asn_rule", "The generator's rule that made the association. Optional."),
    Keyword(
        "version_id",
        "The version of the association, a time stamp yyyymmddthhmmss, or null. Optional.",
    ),
    Keyword(
        "code_version",
        "The version of the generator, usually that of the package jwst. Optional.",
    ),
    Keyword(
        "degraded_status",
        "Says in one of two fixed sentences whether any member's exposerr reports an error."
        " Optional.",
    ),
    Keyword(
        "program",
        "The number of the program that the association was made for, five digits. Optional.",
    ),
    Keyword(
        "constraints",
        "The constraints that the generator applied; the rule decides what they look like."
        " Optional.",
    ),
    Keyword(
        "asn_id",
        "The association's id as it stands in its file name: oNNN for an observation, c1NNN for a"
        " candidate, a3NNN for a discovered one. Required.",
        required=True,
    ),
    Keyword(
        "asn_pool",
        "The pool of exposures that the association was made from. Required.",
        required=True,
    ),
    Keyword(
        "target",
        "The target's id, today the header keyword TARGETID of the exposures; any value will do in"
        " Stage 2. Optional.",
    ),
    Keyword(
        "products",
        "The list of products to be made. In Stage 2 each product is one science exposure; in Stage"
        " 3 pipelines read only the first.",
        required=True,
    ),
    Keyword("targname", "The target's name. Not specified.", specified=False),
    Keyword("creation_time", "When the association was made. Not specified.", specified=False),
    Keyword("visit_id", "The visit of the exposures. Not specified.", specified=False),
    Keyword("table_name", "The association's own file name. Not specified.", specified=False),
    Keyword(
        "skycell_wcs_info",
        "The sky cell of a Roman mosaic. Not specified.",
        specified=False,
    ),
)
"""The keys at the root, in the order the generator writes them."""

PRODUCT_KEYS = _table(
    Keyword(
        "name",
        "The beginning of the output files' names; the pipelines append a suffix and an extension."
        " Optional by the specification, but several pipelines stop without it.",
    ),
    Keyword("members", "The list of the product's exposures. Required.", required=True),
    Keyword("prodtype", "The kind of product. Not specified.", specified=False),
)
"""The keys of a product."""

MEMBER_KEYS = _table(
    Keyword(
        "expname",
        "The exposure's file name, without a directory: the file lies beside the association."
        " Required.",
        required=True,
    ),
    Keyword(
        "exptype",
        "What the exposure is used for, such as science or background; not the header's EXP_TYPE."
        " Required.",
        required=True,
    ),
    Keyword(
        "exposerr",
        "What the observatory log says of errors in the exposure; null or one of its spellings"
        " where there is none. Optional.",
    ),
    Keyword(
        "asn_candidate",
        "The candidates that the exposure belongs to, written by the generator. Not specified.",
        specified=False,
    ),
    Keyword(
        "asn_candidate_id",
        "An older spelling of asn_candidate. Not specified.",
        specified=False,
    ),
    Keyword(
        "tweakreg_catalog",
        "A catalog of sources that tweakreg takes in place of its own. Not specified.",
        specified=False,
    ),
    Keyword(
        "group_id",
        "Exposures with the same group_id are aligned as one (text, integer or null). Not"
        " specified.",
        specified=False,
    ),
)
"""The keys of a member."""


def missing_keywords(present: Iterable[str]) -> tuple[str, ...]:
    """Give the specification's keys at the root that are not present, in their order."""
    there = frozenset(present)
    return tuple(name for name, key in KEYWORDS.items() if key.specified and name not in there)
