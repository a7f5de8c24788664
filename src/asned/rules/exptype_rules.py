"""The rules over a member's exptype: which kind of wrong it is."""

from collections.abc import Iterator

from asned.rules.conventions import EXPTYPES, Exptype, meant_exptype
from asned.rules.facts import MemberFacts
from asned.rules.findings import Severity
from asned.rules.guesses import nearest_exptype
from asned.rules.registry import Breach, Scope, rule
from asned.rules.wording import joined, quoted

_SPEC = "Stage 2 technical specification"


@rule(
    "exptype-unknown",
    Severity.ERROR,
    Scope.MEMBER,
    statement="exptype is one of the stage's types.",
    why="Pipelines pass over a member of a type that they do not know, without a word.",
    source=f"{_SPEC}, exptype; jwst documentation, Stage 3 Associations",
)
def exptype_unknown(facts: MemberFacts) -> Iterator[Breach]:
    """Report a type that no source knows, however it is written."""
    exptype = facts.exptype
    if not isinstance(exptype, str) or not exptype or _known(exptype) is not None:
        return
    listed = [each.name for each in EXPTYPES.values() if facts.stage in each.listed]
    meant = nearest_exptype(exptype, facts.stage)
    hint = f"did you mean {quoted(meant)}?" if meant else f"write {joined(listed, 'or')}"
    yield Breach(f"{quoted(exptype)} is not an exptype; {hint}", "exptype")


@rule(
    "exptype-undocumented",
    Severity.WARNING,
    Scope.MEMBER,
    statement="exptype is one that the documentation of the stage lists.",
    why="spec2 reads selfcal and target_acquisition, though no specification lists them for Stage"
    " 2; dark, flat, autoflat, autowave and engineering are written by the generator and read by"
    " nothing.",
    source="jwst 3.0.0, calwebb_spec2 and associations.lib.dms_base",
)
def exptype_undocumented(facts: MemberFacts) -> Iterator[Breach]:
    """Report a type that some code knows in this stage and no documentation lists."""
    known = _known(facts.exptype)
    if known is not None and facts.stage in known.read and facts.stage not in known.listed:
        is_read = facts.stage == 2 and known.name in {"selfcal", "target_acquisition"}
        what = "only spec2 reads it" if is_read else "no pipeline reads it"
        yield Breach(
            f"{known.name} is no documented exptype of Stage {facts.stage}, and {what}; "
            + (
                "leave it, if spec2 is what you run" if is_read else "remove the member or leave it"
            ),
            "exptype",
        )


@rule(
    "exptype-stage",
    Severity.WARNING,
    Scope.MEMBER,
    statement="exptype is one that means something in this stage.",
    why="psf is read in Stage 3 only; imprint, sourcecat, segmap, direct_image and selfcal in Stage"
    " 2 only. Elsewhere the member is passed over without a word.",
    source=f"{_SPEC}, exptype; jwst 3.0.0",
)
def exptype_stage(facts: MemberFacts) -> Iterator[Breach]:
    """Report a type of the other stage."""
    known = _known(facts.exptype)
    if known is not None and facts.stage not in known.read:
        hint = "make it science or remove it" if known.name == "psf" else "remove the member"
        yield Breach(f"{known.name} means nothing in Stage {facts.stage}; {hint}", "exptype")


@rule(
    "exptype-case",
    Severity.ERROR,
    Scope.MEMBER,
    statement="exptype is in lower case.",
    why="image3 finds no such member, and every run of a pipeline stops with an IndexError while it"
    " looks for its parameters; other pipelines ignore case.",
    source="jwst 3.0.0, calwebb_image3 and Step.get_config_from_reference",
)
def exptype_case(facts: MemberFacts) -> Iterator[Breach]:
    """Report capitals in a type that is known otherwise."""
    known = _known(facts.exptype)
    if known is not None and facts.exptype.strip() != known.name:
        yield Breach(
            f"{quoted(facts.exptype.strip())} must be in lower case; write {known.name}", "exptype"
        )


@rule(
    "exptype-blank",
    Severity.ERROR,
    Scope.MEMBER,
    statement="exptype has no blanks around it.",
    why="Pipelines compare it as it is, and pass over the member without a word.",
    source=f"{_SPEC}, exptype",
)
def exptype_blank(facts: MemberFacts) -> Iterator[Breach]:
    """Report blanks around a type that is known otherwise."""
    known = _known(facts.exptype)
    if known is not None and facts.exptype.strip() != facts.exptype:
        yield Breach(f"{quoted(facts.exptype)} has blanks around it; write {known.name}", "exptype")


def _known(exptype: object) -> Exptype | None:
    return EXPTYPES.get(meant_exptype(exptype)) if isinstance(exptype, str) else None
