"""The rules over an association's keywords and over what its products sum up to."""

import re
from collections.abc import Iterator

from asned.rules.conventions import (
    ASN_RULES,
    ASN_TYPES,
    DEGRADED,
    NEUTRAL,
    NOT_DEGRADED,
    STAGE3,
    bare_rule,
    is_type_of,
)
from asned.rules.facts import AssociationFacts
from asned.rules.findings import Severity
from asned.rules.guesses import meant_rules, meant_type
from asned.rules.names import CANDIDATE, POOL, STAMP
from asned.rules.registry import Breach, Scope, counting, rule
from asned.rules.stage import INPUT_SUFFIXES, stage_of_suffixes, stage_of_type
from asned.rules.wording import has_hidden, joined, quoted

_SPEC = "Stage 2 technical specification"
_PROGRAM = re.compile("[0-9]{5}")


@rule(
    "products-first-only",
    Severity.WARNING,
    Scope.ASSOCIATION,
    statement="A Stage 3 association has one product, unless it is wfs-image3.",
    why="image3, spec3, tso3, coron3 and ami3 read the first product and pass over the others"
    " without a word; only wfs-image3 walks through all.",
    source="jwst 3.0.0, the Stage 3 pipelines",
    stages=STAGE3,
)
def products_first_only(facts: AssociationFacts) -> Iterator[Breach]:
    """Report products after the first."""
    walks_all = is_type_of(text_of(facts, "asn_type"), text_of(facts, "asn_rule"), "wfs-image3")
    if facts.products is not None and facts.products > 1 and not walks_all:
        yield Breach(
            "Stage 3 pipelines read only the first product; write an association for each of the"
            " others",
            "products",
        )


@rule(
    "asn-id-format",
    Severity.WARNING,
    Scope.ASSOCIATION,
    statement="asn_id is oNNN, c1NNN, a3NNN or rNNNN.",
    why="The id becomes part of the names of Stage 3 files, and archives recognise these forms"
    " only.",
    source="jwst documentation, Association Naming",
)
def asn_id_format(facts: AssociationFacts) -> Iterator[Breach]:
    """Report an id of another form."""
    asn_id = text_of(facts, "asn_id")
    if asn_id is not None and CANDIDATE.fullmatch(asn_id) is None:
        yield Breach(
            f"{quoted(asn_id)} is not a candidate id; write o and three digits for an observation,"
            " c1 or a3 and three digits for a group of them",
            "asn_id",
        )


@rule(
    "asn-pool-format",
    Severity.INFO,
    Scope.ASSOCIATION,
    statement="asn_pool has the form of the data management system.",
    why="The pool tells from which list of exposures the association was made; no pipeline reads"
    " it.",
    source="jwst documentation, Association Pool",
)
def asn_pool_format(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a pool's name of another form, but not the words for none."""
    pool = text_of(facts, "asn_pool")
    if pool is not None and pool not in NEUTRAL and POOL.fullmatch(pool) is None:
        yield Breach(
            f"{quoted(pool)} is not of the form jwPPPPP_yyyymmddthhmmss_pool; leave it, if the pool"
            " is your own",
            "asn_pool",
        )


@rule(
    "asn-type-unknown",
    Severity.WARNING,
    Scope.ASSOCIATION,
    statement="asn_type is one of the association types.",
    why="People and the data management system choose the pipeline by it.",
    source="jwst documentation, Association Types",
)
def asn_type_unknown(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a type that no source knows."""
    asn_type = text_of(facts, "asn_type")
    if asn_type is not None and asn_type not in ASN_TYPES:
        meant = meant_type(asn_type, facts.stage)
        ours = [e.name for e in ASN_TYPES.values() if e.current and e.stage == facts.stage]
        hint = f"did you mean {quoted(meant)}?" if meant else f"write {joined(ours, 'or')}"
        yield Breach(f"{quoted(asn_type)} is not an association type; {hint}", "asn_type")


@rule(
    "asn-type-stage",
    Severity.WARNING,
    Scope.ASSOCIATION,
    statement="asn_type belongs to the stage that takes in the science members.",
    why="Stage 2 calibrates rate files, Stage 3 combines cal files; the pipeline that the type"
    " names would get files that it cannot use.",
    source="jwst documentation, calwebb pipelines",
)
@counting
def asn_type_stage(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a type of one stage over science members that only the other takes in."""
    asn_type = text_of(facts, "asn_type")
    by_type = stage_of_type(asn_type)
    by_members = stage_of_suffixes(suffix for suffix, count in facts.suffixes.items() if count)
    if by_type is not None and by_members is not None and by_type != by_members:
        seen = sorted(INPUT_SUFFIXES[by_members] & {key for key, n in facts.suffixes.items() if n})
        yield Breach(
            f"{quoted(asn_type)} is of Stage {by_type}, but the science members are {joined(seen)}"
            f" files for Stage {by_members}; change asn_type or the members",
            "asn_type",
        )


@rule(
    "asn-rule-unknown",
    Severity.INFO,
    Scope.ASSOCIATION,
    statement="asn_rule is a rule of today's generator, with or without candidate_ or discover_.",
    why="It records how the association was made; no pipeline reads it. Older generators had other"
    " rules.",
    source="jwst 3.0.0, associations.lib.rules_*",
)
def asn_rule_unknown(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a rule that today's generator does not have."""
    asn_rule = text_of(facts, "asn_rule")
    if asn_rule is None or asn_rule in NEUTRAL:
        return
    if bare_rule(asn_rule) not in ASN_RULES:
        meant = joined([quoted(each) for each in meant_rules(asn_rule, facts.stage)], "or")
        hint = f"did you mean {meant}?" if meant else "leave it, if it is your own"
        yield Breach(f"{quoted(asn_rule)} is not a rule of today's generator; {hint}", "asn_rule")


@rule(
    "program-format",
    Severity.WARNING,
    Scope.ASSOCIATION,
    statement="program is five digits, the same as in the names of exposures and pool.",
    why="The names of products are made with it, so a wrong one puts them under another program.",
    source=f"{_SPEC}, program; jwst documentation, File Naming",
)
@counting
def program_format(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a program of another form, or another than exposures and pool name."""
    program = text_of(facts, "program")
    if program is None or program in NEUTRAL:
        return
    if _PROGRAM.fullmatch(program) is None:
        digits = program.strip()
        padded = digits.zfill(5) if digits else ""
        hint = f'write "{padded}"' if _PROGRAM.fullmatch(padded) else 'write it like "00623"'
        yield Breach(f"{quoted(program)} is not a program of five digits; {hint}", "program")
        return
    named = sorted(each for each, count in facts.programs.items() if count)
    pool = POOL.fullmatch(text_of(facts, "asn_pool") or "")
    if named and program not in named:
        yield Breach(
            f"program is {program}, but the exposures are of {_programs(named)}; change one of"
            " them",
            "program",
        )
    elif pool is not None and pool["program"] != program:
        yield Breach(
            f"program is {program}, but the pool is of {pool['program']}; change one of them",
            "program",
        )


@rule(
    "version-id-format",
    Severity.INFO,
    Scope.ASSOCIATION,
    statement="version_id is a time stamp yyyymmddthhmmss, or null.",
    why="The stamp becomes part of the association's file name; null leaves it out, a text does"
    " not.",
    source=f"{_SPEC}, version_id",
)
def version_id_format(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a version that is no stamp."""
    version = text_of(facts, "version_id")
    if version is not None and STAMP.fullmatch(version) is None:
        is_none = version.strip().lower() in {"none", "null", ""}
        if STAMP.fullmatch(version.strip().lower()):
            hint = f"write {version.strip().lower()}"
        else:
            hint = "write null, without quotes" if is_none else "write null or 20210610t121508"
        yield Breach(f"{quoted(version)} is not a time stamp; {hint}", "version_id")


@rule(
    "degraded-status",
    Severity.WARNING,
    Scope.ASSOCIATION,
    statement="degraded_status says in its fixed words what the members' exposerr say.",
    why="People and archives sort out degraded associations by this keyword, without a look at the"
    " members.",
    source=f"{_SPEC}, degraded_status",
)
@counting
def degraded_status(facts: AssociationFacts) -> Iterator[Breach]:
    """Report a status that is neither sentence, or the wrong one; what follows it is free."""
    status = text_of(facts, "degraded_status")
    if status is None:
        return
    right = DEGRADED if facts.degraded else NOT_DEGRADED
    if _begins_with(status, right):
        return
    if _begins_with(status, DEGRADED) or _begins_with(status, NOT_DEGRADED):
        what = (
            "the exposerr of a member reports an error, which degraded_status denies"
            if facts.degraded
            else "no exposerr reports an error, but degraded_status does"
        )
    else:
        what = "degraded_status is not one of its two sentences"
    yield Breach(f"{what}; write {quoted(right)}", "degraded_status")


def text_of(facts: AssociationFacts, key: str) -> str | None:
    """Give the value of a keyword, None where it is missing or no text.

    A text with hidden characters counts as none: `text-characters` says what is wrong with it.
    """
    value = facts.keywords.get(key)
    if not isinstance(value, str):
        return None
    shown = value.replace("\n", "").replace("\t", "") if key == "degraded_status" else value
    return None if has_hidden(shown) else value


def _begins_with(status: str, sentence: str) -> bool:
    return status.startswith(sentence) and not status[len(sentence) :][:1].strip()


def _programs(named: list[str]) -> str:
    return named[0] if len(named) == 1 else f"{len(named)} other programs, {named[0]} among them"
