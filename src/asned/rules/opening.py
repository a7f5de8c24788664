"""The stage of a document that was just opened, or whose asn_type or asn_rule was edited."""

from __future__ import annotations

from itertools import chain, islice

from asned.association.document import Document, member_values
from asned.association.keys import own_keys
from asned.jsontext.values import Pairs
from asned.rules.conventions import meant_exptype
from asned.rules.stage import Stage, chosen_stage, infer_stage
from asned.rules.suffixes import split_name

MOST_MEMBERS = 1000
"""How many members are looked at where the keywords do not tell the stage."""


def stage_of(document: Document, chosen: int | None, *, with_members: bool) -> Stage:
    """Infer the stage of a document; `with_members` only when it is opened or read anew."""
    if chosen is not None:
        return chosen_stage(chosen)
    keywords = own_keys(document.keywords, "products")
    asn_type, asn_rule = keywords.get("asn_type"), keywords.get("asn_rule")
    members = chain.from_iterable(map(member_values, document.products))
    exptypes, suffixes, extensions = set(), set(), set()
    for _, value in islice(members, MOST_MEMBERS):
        expname = value.get("expname") if isinstance(value, Pairs) else None
        exptype = value.get("exptype") if isinstance(value, Pairs) else None
        is_science = isinstance(exptype, str) and meant_exptype(exptype) == "science"
        if isinstance(exptype, str):
            exptypes.add(exptype)
        if isinstance(expname, str):
            name = split_name(expname)
            extensions.add(name.extension)
            if name.suffix and is_science:
                suffixes.add(name.suffix)
    if not with_members:
        # That a file is Roman's shows in its members only; the stage of others is asked of them once.
        return infer_stage(asn_type, asn_rule, extensions=extensions, keywords=keywords)
    return infer_stage(
        asn_type, asn_rule, exptypes, suffixes, extensions=extensions, keywords=keywords
    )
