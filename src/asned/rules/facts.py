"""What a rule function sees: facts about one association, product or member; nothing else.

The engine keeps them by counters, so that an edit costs the same in a file of ten members and of
100,000. A rule function is pure: the same facts, the same breaches.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from asned.jsontext.values import Pairs


class Missing:
    """The type of `MISSING`, which stands where a key is not there (`None` is JSON's null)."""

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING = Missing()


class AssociationFacts(NamedTuple):
    """The keywords of an association and what its products sum up to.

    `keywords` holds the value of each key at the root but `products` (of duplicates the last).
    `products` is their number, or None where `products` is missing or no list. `degraded` counts members
    whose `exposerr` is a real error, `programs` members by the program (five digits) in their exposure
    name, `suffixes` science members by the suffix of their name.

    Of these three a rule may ask only what is above zero, of `products` whether it is none, one or
    more: the engine judges the keywords anew when one of that changes.
    """

    stage: int | None
    keywords: Mapping[str, Any]
    products: int | None
    degraded: int = 0
    programs: Mapping[str, int] = MappingProxyType({})
    suffixes: Mapping[str, int] = MappingProxyType({})


class ProductFacts(NamedTuple):
    """One product that is an object.

    `keys` holds its values but `members`. `members` is their number, None where `members` is missing
    or no list. `exptypes` counts members by exptype as it is meant (stripped, lower case);
    `unreadable` counts members that are no object or have an exptype that is missing, not text, or
    unknown in this stage. `science` is the expname of the science member where there is just one, else
    MISSING.
    `asn_type` and `asn_rule` are the association's, or MISSING.
    """

    stage: int | None
    keys: Mapping[str, Any]
    members: int | None
    exptypes: Mapping[str, int]
    unreadable: int = 0
    science: Any = MISSING
    asn_type: Any = MISSING
    asn_rule: Any = MISSING

    @property
    def name(self) -> Any:
        """The product's name, or MISSING."""
        return self.keys.get("name", MISSING)


class MemberFacts(NamedTuple):
    """One member that is an object. Of duplicate keys the last counts.

    A member rule may look at every value; but of an `expname` that is plain (`asned.rules.names.PLAIN`)
    only at its suffix and extension: the engine judges one member of each such kind and lets the rest pass.
    """

    stage: int | None
    member: Pairs

    @property
    def expname(self) -> Any:
        """The value of `expname`, or MISSING."""
        return self.member.get("expname", MISSING)

    @property
    def exptype(self) -> Any:
        """The value of `exptype`, or MISSING."""
        return self.member.get("exptype", MISSING)
