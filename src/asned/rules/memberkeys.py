"""What members are counted and compared by."""

from __future__ import annotations

from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Pairs, Value
from asned.rules.conventions import meant_exptype


def exptype_of(member: Leaf) -> str | None:
    """Give the exptype of a member without blanks and in lower case, None where it is no text."""
    value = member.value
    exptype = value.get("exptype") if isinstance(value, Pairs) else None
    return meant_exptype(exptype) if isinstance(exptype, str) else None


def name_of(member: Leaf) -> str | None:
    """Give the expname of a member, None where it is missing, empty or no text."""
    return name_in(member.value)


def name_in(value: Value) -> str | None:
    """Give the expname of the member with this value, as `name_of` does."""
    expname = value.get("expname") if isinstance(value, Pairs) else None
    return expname if isinstance(expname, str) and expname else None
