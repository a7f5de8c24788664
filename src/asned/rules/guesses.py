"""What somebody meant who wrote an exptype, a type, a rule or a key that is not known."""

from collections.abc import Collection, Iterable

from asned.rules.conventions import ASN_RULES, ASN_TYPES, EXPTYPES, bare_rule, exptypes_of
from asned.rules.nearest import nearest

_ENDINGS = {
    "_cat.ecsv": "sourcecat",
    "_segm.fits": "segmap",
    "_i2d.fits": "direct_image",
}


def meant_type(asn_type: str, stage: int | None) -> str | None:
    """Give today's association type that is nearest, one of the stage before others."""
    current = [each for each in ASN_TYPES.values() if each.current]
    ours = [each.name for each in current if each.stage == stage]
    return nearest(asn_type, ours) or nearest(asn_type, [each.name for each in current])


def meant_rule(asn_rule: str, stage: int | None) -> str | None:
    """Give the stage's association rule that is nearest, under the prefix that was written."""
    bare = bare_rule(asn_rule)
    meant = nearest(bare, [name for name, of_stage in ASN_RULES.items() if of_stage == stage])
    return asn_rule[: len(asn_rule) - len(bare)] + meant if meant else None


def nearest_exptype(exptype: str, stage: int | None) -> str | None:
    """Give the exptype that is nearest, one that the stage's documentation lists before others."""
    listed = [each.name for each in EXPTYPES.values() if stage in each.listed]
    known = [each.name for each in exptypes_of(stage)]
    return nearest(exptype, listed) or nearest(exptype, known)


def meant_key(key: str, known: Iterable[str], present: Collection[str]) -> str | None:
    """Give the known key that is nearest among those that the object does not have."""
    return nearest(key, [name for name in known if name not in present])


def guessed_exptype(expname: str, stage: int | None) -> str | None:
    """Give the exptype that the ending of a file name tells in Stage 2, None where it tells none.

    Source: `jwst.associations.lib.dms_base` and the inputs of calwebb_spec2.
    """
    if stage != 2:
        return None
    return next((exptype for end, exptype in _ENDINGS.items() if expname.endswith(end)), None)
