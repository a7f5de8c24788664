"""Fixes of a product's name."""

import re
from collections.abc import Iterator
from itertools import islice

from asned.association.edits import AddKey
from asned.rules.facts import ProductFacts
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.placing import specified_index
from asned.rules.fixes.scene import Scene
from asned.rules.keywords import PRODUCT_KEYS
from asned.rules.memberkeys import name_of
from asned.rules.name_rules import name_characters
from asned.rules.names import product_name
from asned.rules.suffixes import split_suffix
from asned.rules.wording import has_hidden, quoted

UNNAMED = "undefined"
"""The name of a product without a science member (`jwst.associations`, Stage 2)."""

_TEMPLATE = r"\{(?:product_type|source_id)\}"
_TEMPLATES = re.compile(rf"^{_TEMPLATE}[_-]?|[_-]?{_TEMPLATE}")
_BAD = re.compile("[/.{}]")


@fix_for("name-missing", "add it, derived from the science member")
def add_name(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Add the name that the science member gives."""
    product = finding.place.product
    name = derived_name(scene, product) or UNNAMED
    index = specified_index(scene.keys(finding), "name", PRODUCT_KEYS)
    yield Offer(_label(name), AddKey(product, "name", scene.spell(name), index))


@fix_for("name-type", "derive it from the science member")
def set_derived_name(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Put the name that the science member gives in the place of what is no name."""
    yield _naming(scene, finding, derived_name(scene, finding.place.product) or UNNAMED)


@fix_for("name-mismatch", "derive it from the science member")
def set_matching_name(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Name the product after its science member, whatever that is called."""
    for member in islice(scene.sciences(finding.place.product), 1):
        yield _naming(scene, finding, product_name(name_of(member) or ""))


@fix_for("name-suffix", "remove the suffix")
def strip_suffix(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Remove known suffixes until none is left at the end."""
    stem, suffix = split_suffix(scene.value(finding))
    while suffix is not None:
        stem, suffix = split_suffix(stem)
    yield _naming(scene, finding, stem)


@fix_for("name-characters", "remove them", "derive it from the science member in Stage 2")
def strip_characters(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Remove what an output name would lose, or derive the name anew."""
    name = _TEMPLATES.sub("", scene.value(finding))
    stripped = _BAD.sub("", name.rpartition("/")[2]) or _BAD.sub("", name)
    derived = derived_name(scene, finding.place.product) if scene.stage == 2 else None
    for each in dict.fromkeys((stripped, derived)):
        if each:
            yield _naming(scene, finding, each)


@fix_for("name-duplicate", "derive it from the science member in Stage 2", "number it")
def tell_apart(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Give a copy a name of its own: derived in Stage 2 where nobody has that, or with a number."""
    product, name = finding.place.product, scene.value(finding)
    derived = derived_name(scene, product) if scene.stage == 2 else None
    if derived is not None and derived not in scene.product_names:
        yield _naming(scene, finding, derived)
    yield _naming(scene, finding, scene.numbered(name)[product])


def derived_name(scene: Scene, product: int) -> str | None:
    """Give the sound name that a product's first science member gives it, or None."""
    for member in islice(scene.sciences(product), 1):
        name = product_name(name_of(member) or "")
        facts = ProductFacts(scene.stage, {"name": name}, None, {})
        if name and not has_hidden(name) and not any(name_characters(facts)):
            return name
    return None


def _naming(scene: Scene, finding: Finding, name: str) -> Offer:
    return Offer(_label(name), scene.setting(finding, scene.spell(name)))


def _label(name: str) -> str:
    return f"name the product {quoted(name)}"
