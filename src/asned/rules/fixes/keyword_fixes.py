"""Fixes of the association's keywords."""

from collections.abc import Iterator
from itertools import islice

from asned.association.edits import AddKey
from asned.rules.association_rules import program_format
from asned.rules.conventions import DEGRADED, NOT_DEGRADED
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.placing import specified_index
from asned.rules.fixes.scene import MOST_CHOICES, Scene
from asned.rules.guesses import meant_rules, meant_type
from asned.rules.keywords import KEYWORDS
from asned.rules.memberkeys import name_of
from asned.rules.names import ASSOCIATION, EXPOSURE, POOL, STAMP, base_name
from asned.rules.wording import quoted

_DEFAULT_ID = "a3001"
_DEFAULT_POOL = "none"
_MOST_MEMBERS = 1000


@fix_for("asn-id-required", "add it, from the file's name or the science member")
def add_asn_id(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Add the id: that of the file's name, else of the one observation, else the reference's default."""
    yield _adding(scene, "asn_id", _told_id(scene) or _DEFAULT_ID)


@fix_for("asn-pool-required", 'add it as "none"')
def add_asn_pool(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Add the pool with the reference package's own default."""
    yield _adding(scene, "asn_pool", _DEFAULT_POOL)


@fix_for("keyword-type", "put the number in quotes", is_safe=True)
def quote_number(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Put quotes around a number as it is spelled; a program's gets its five digits."""
    value = scene.value(finding)
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = scene.piece(finding).text
        is_short = finding.field == "program" and text.isdecimal()
        yield _setting(scene, finding, text.zfill(5) if is_short else text)


@fix_for("asn-type-unknown", "set it to the nearest type")
def set_nearest_type(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Set the type that was probably meant."""
    meant = meant_type(scene.value(finding), scene.stage)
    if meant is not None:
        yield _setting(scene, finding, meant)


@fix_for("asn-rule-unknown", "set it to the nearest rule")
def set_nearest_rule(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Set the rule that was probably meant; where that may be several, each is offered."""
    for meant in meant_rules(scene.value(finding), scene.stage):
        yield _setting(scene, finding, meant)


@fix_for("program-format", "pad it with zeros", "take it from the exposures or the pool")
def set_program(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Pad the number, or take one that exposures or pool name; only what then agrees with both."""
    facts = scene.facts
    program = scene.value(finding)
    pool = POOL.fullmatch(str(facts.keywords.get("asn_pool")))
    named = sorted(facts.programs, key=lambda each: (-facts.programs[each], each))
    padded = program.strip() and program.strip().zfill(5)
    candidates = [padded, *named, *([pool["program"]] if pool else [])]
    sound = (
        each
        for each in dict.fromkeys(candidates)
        if not any(program_format(facts._replace(keywords={**facts.keywords, "program": each})))
    )
    for each in islice(sound, MOST_CHOICES):
        yield _setting(scene, finding, each)


@fix_for("version-id-format", "set it to null, or write the time stamp in lower case", is_safe=True)
def set_version(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Write null for a word that means it, and a time stamp in its own form."""
    meant = scene.value(finding).strip().lower()
    if meant in {"none", "null", ""}:
        yield _setting(scene, finding, None)
    elif STAMP.fullmatch(meant):
        yield _setting(scene, finding, meant)


@fix_for("degraded-status", "set it to the sentence that the members call for")
def set_degraded_status(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Set the sentence that says what the members' exposerr say."""
    right = DEGRADED if scene.facts.degraded else NOT_DEGRADED
    rest = scene.value(finding).removeprefix(DEGRADED).removeprefix(NOT_DEGRADED).strip()
    loses = f"deletes {quoted(rest)}" if rest else ""
    yield _setting(scene, finding, right)._replace(loses=loses)


def _told_id(scene: Scene) -> str | None:
    name = ASSOCIATION.fullmatch(scene.name or "")
    if name is not None:
        return name["candidate"]
    observations = set(islice(_observations(scene), _MOST_MEMBERS))
    return f"o{observations.pop()}" if len(observations) == 1 else None


def _observations(scene: Scene) -> Iterator[str]:
    for product in scene.document.products:
        for member in scene.sciences(product.id):
            exposure = EXPOSURE.fullmatch(base_name(name_of(member) or ""))
            if exposure is not None:
                yield exposure["observation"]


def _adding(scene: Scene, key: str, value: str) -> Offer:
    present = [piece.key or "" for piece in scene.document.keywords]
    index = specified_index(present, key, KEYWORDS)
    return Offer(f"add {key} {quoted(value)}", AddKey(0, key, scene.spell(value), index))


def _setting(scene: Scene, finding: Finding, value: str | None) -> Offer:
    label = f"set {finding.field} to {quoted(value)}"
    return Offer(label, scene.setting(finding, scene.spell(value)))
