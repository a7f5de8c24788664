"""The values to choose from in a cell: exptypes, association types, association rules."""

from __future__ import annotations

from asned.rules.conventions import ASN_RULES, ASN_TYPES, exptypes_of
from asned.session import Session
from asned.tui.choicelist import Choice


def choices_for(key: str, session: Session) -> tuple[Choice, ...]:
    """Give the choices for a key's value with their meanings, none where any text will do."""
    stage = session.stage.stage
    if key == "exptype":
        return tuple(Choice(each.name, each.meaning) for each in exptypes_of(stage))
    if key == "asn_type":
        types = (each for each in ASN_TYPES.values() if each.current)
        ordered = sorted(types, key=lambda each: each.stage != stage)
        return tuple(Choice(each.name, each.meaning) for each in ordered)
    if key == "asn_rule":
        rules = sorted(ASN_RULES, key=lambda name: ASN_RULES[name] != stage)
        return tuple(Choice(name, f"a rule of Stage {ASN_RULES[name]}") for name in rules)
    return ()
