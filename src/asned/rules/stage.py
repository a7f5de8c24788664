"""Which stage an association belongs to, and why; those of the Roman Space Telescope have none."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from asned.rules.conventions import (
    ASN_RULES,
    ASN_TYPES,
    EXPTYPES,
    ROMAN_RULES,
    bare_rule,
    meant_exptype,
)

INPUT_SUFFIXES = {
    2: frozenset({"rate", "rateints"}),
    3: frozenset({"cal", "calints", "crf", "crfints", "x1d", "x1dints", "c1d"}),
}
"""The suffixes of science exposures that only this stage takes in."""

_STAGE_AT_END = re.compile(".*[a-z-](?P<stage>[23])", re.DOTALL)
_LEVEL = re.compile("Lv(?P<stage>[23])")


class Stage(NamedTuple):
    """A stage (2 or 3; None for Roman) and the reason in words that fit into brackets behind it."""

    stage: int | None
    reason: str

    def __str__(self) -> str:
        named = "Roman" if self.stage is None else f"Stage {self.stage}"
        return f"{named} ({self.reason})"


def chosen_stage(stage: int | None) -> Stage:
    """Give the stage that the user chose."""
    return Stage(stage, "as chosen")


def infer_stage(
    asn_type: Any = None,
    asn_rule: Any = None,
    exptypes: Iterable[str] = (),
    suffixes: Iterable[str] = (),
    *,
    extensions: Iterable[str] = (),
    keywords: Iterable[str] = (),
) -> Stage:
    """Infer the stage from the keywords, then from the members, else Stage 2.

    `exptypes` are the members' distinct exptypes, `suffixes` the distinct suffixes of science
    members, `extensions` those of all members (without dots), `keywords` the keys at the root. Each
    may be left empty, and is where only the keywords may decide. Values of other types than text
    decide nothing.
    """
    roman = _roman_reason(asn_rule, frozenset(extensions), frozenset(keywords))
    if roman:
        return Stage(None, roman)
    by_type = stage_of_type(asn_type)
    if by_type is not None:
        return Stage(by_type, f"asn_type {asn_type}")
    by_rule = stage_of_rule(asn_rule)
    if by_rule is not None:
        return Stage(by_rule, f"asn_rule {asn_rule}")
    by_suffix = stage_of_suffixes(suffixes)
    if by_suffix is not None:
        return Stage(by_suffix, "suffixes of its members")
    by_exptype = _stage_of_exptypes(exptypes)
    if by_exptype is not None:
        return Stage(by_exptype, "exptypes of its members")
    return Stage(2, "nothing says otherwise")


def stage_of_type(asn_type: Any) -> int | None:
    """Give the stage that an `asn_type` tells, or None; an unknown type tells it by its end."""
    if not isinstance(asn_type, str):
        return None
    if asn_type in ASN_TYPES:
        return ASN_TYPES[asn_type].stage
    match = _STAGE_AT_END.fullmatch(asn_type)
    return int(match["stage"]) if match else None


def stage_of_rule(asn_rule: Any) -> int | None:
    """Give the stage that an `asn_rule` tells, or None; an unknown rule tells it by Lv2 or Lv3."""
    if not isinstance(asn_rule, str):
        return None
    bare = bare_rule(asn_rule)
    if bare in ASN_RULES:
        return ASN_RULES[bare]
    match = _LEVEL.search(bare)
    return int(match["stage"]) if match else None


def stage_of_suffixes(suffixes: Iterable[str]) -> int | None:
    """Give the one stage that takes in science members of these suffixes, or None."""
    present = frozenset(suffixes)
    stages = [stage for stage, taken in INPUT_SUFFIXES.items() if taken & present]
    return stages[0] if len(stages) == 1 else None


def _stage_of_exptypes(exptypes: Iterable[str]) -> int | None:
    known = {meant for each in exptypes if (meant := meant_exptype(each)) in EXPTYPES}
    stages = {
        stage for each in known if len(EXPTYPES[each].read) == 1 for stage in EXPTYPES[each].read
    }
    return stages.pop() if len(stages) == 1 else None


def _roman_reason(asn_rule: Any, extensions: frozenset[str], keywords: frozenset[str]) -> str:
    # Roman rules share names with those of JWST, so the kind of the files is a sign as well.
    if "skycell_wcs_info" in keywords:
        return "it has skycell_wcs_info"
    if isinstance(asn_rule, str) and bare_rule(asn_rule) in ROMAN_RULES:
        return f"asn_rule {asn_rule}"
    return "its members are .asdf files" if extensions == {"asdf"} else ""
