"""What somebody meant who wrote an exptype, a type, a rule or a key that is not known."""

import re
from collections.abc import Collection, Iterable

from asned.rules.conventions import ASN_RULES, ASN_TYPES, EXPTYPES, bare_rule, exptypes_of
from asned.rules.nearest import beginning_with, nearest

_LEVEL = re.compile(r"asn_?(?:lv?(?P<level>[23])_?)?", re.IGNORECASE)
_MOST_MEANT = 4
_RULE_LETTERS_PER_SLIP = 5
"""Rules are made of short abbreviations, which a letter or two make into others: NRSMSA, NRSFSS."""

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


def meant_rules(asn_rule: str, stage: int | None) -> list[str]:
    """Give the association rules that may be meant, under the prefix that was written.

    Mostly one: the nearest of the level that the name says, else of the stage. Where that is not what the
    name begins, and few others are, each of those (`NRSLAMP`: `NRSLAMPImage`, `NRSLAMPSpectral`).
    """
    bare = bare_rule(asn_rule)
    level, own = _level_and_own(bare)
    names = {
        _level_and_own(name)[1]: name
        for name, of_stage in ASN_RULES.items()
        if of_stage == (level or stage)
    }
    near = nearest(own, names, letters_per_slip=_RULE_LETTERS_PER_SLIP)
    begun = beginning_with(own, names)
    meant = begun if begun and near not in begun else [near] if near else []
    prefix = asn_rule[: len(asn_rule) - len(bare)]
    return [prefix + names[each] for each in meant] if len(meant) <= _MOST_MEANT else []


def _level_and_own(rule: str) -> tuple[int | None, str]:
    """Take off what nearly all rules begin with: it says the level and nothing else."""
    match = _LEVEL.match(rule)
    if match is None:
        return None, rule
    return int(match["level"]) if match["level"] else None, rule[match.end() :]


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
