"""Fixes of what a product's members are for: none or too many science members, missing companions."""

from collections.abc import Iterator
from itertools import chain, count

from asned.association.edits import AddMember, SetMemberKey, Several
from asned.jsontext.pieces import Leaf
from asned.rules.conventions import EXPTYPES
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.name_fixes import UNNAMED
from asned.rules.fixes.scene import MOST_CHOICES, Scene
from asned.rules.fixes.splitting import OneProductForEach
from asned.rules.memberkeys import exptype_of, name_of
from asned.rules.names import base_name, product_name
from asned.rules.suffixes import split_name
from asned.rules.wording import has_hidden, quoted

COMPANION_FILES = {
    "sourcecat": ("cat", "ecsv"),
    "segmap": ("segm", "fits"),
    "direct_image": ("i2d", "fits"),
}
"""Suffix and extension of what image3 makes for slitless spectra, by exptype.

Source: Stage 2 technical specification, exptype.
"""

_ADDED_BY = {
    "wfss-sourcecat": "sourcecat",
    "wfss-segmap": "segmap",
    "wfss-direct-image": "direct_image",
}


@fix_for("science-missing", "make the only exposure science")
def make_science(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Make an exposure science; where there are several, each is offered."""
    product = finding.place.product
    exposures = [
        member
        for member in scene.members(product)
        if not EXPTYPES[exptype_of(member) or ""].companion
    ]
    for member in exposures if len(exposures) <= MOST_CHOICES else ():
        yield Offer(f"make {_shown(member)} science", _becoming(scene, product, member, "science"))


@fix_for(
    "science-multiple",
    "make one product for each science member",
    "keep one and make the rest background",
)
def settle_science(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Make a product for each science member, or keep one: each is offered, of many only the first."""
    product = finding.place.product
    sciences = list(scene.sciences(product))
    ids = tuple(member.id for member in sciences)
    split = OneProductForEach(product, ids, tuple(_names(scene, sciences[1:])))
    yield Offer(f"make {len(sciences)} products, one for each science member", split)
    for kept in sciences if len(sciences) <= MOST_CHOICES else sciences[:1]:
        others = [member for member in sciences if member is not kept]
        edits = tuple(_becoming(scene, product, each, "background") for each in others)
        rest = "the other" if len(others) == 1 else f"the other {len(others)}"
        label = f"keep {_shown(kept)} as science and make {rest} background"
        yield Offer(label, Several(edits, "keep one science"))


@fix_for("wfss-sourcecat", "add <root>_cat.ecsv")
@fix_for("wfss-segmap", "add <root>_segm.fits")
@fix_for("wfss-direct-image", "add <root>_i2d.fits")
def add_companion(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Add the missing companion under the root of those that are there, else of the science member."""
    product = finding.place.product
    exptype = _ADDED_BY[finding.rule]
    root = _root(scene, product)
    if root:
        suffix, extension = COMPANION_FILES[exptype]
        expname = f"{root}_{suffix}.{extension}"
        values = (("expname", scene.spell(expname)), ("exptype", scene.spell(exptype)))
        edit = AddMember(product, len(scene.document.members(product)), values)
        yield Offer(f"add {quoted(expname)} as {exptype}", edit)


def _becoming(scene: Scene, product: int, member: Leaf, exptype: str) -> SetMemberKey:
    return SetMemberKey(product, member.id, "exptype", scene.spell(exptype))


def _names(scene: Scene, sciences: list[Leaf]) -> Iterator[str]:
    """Give products of these science members names that no product has and no two share."""
    taken = set(scene.product_names)
    for member in sciences:
        base = product_name(name_of(member) or "") or UNNAMED
        choices = chain((base,), (f"{base}_{number}" for number in count(2)))
        name = next(each for each in choices if each not in taken)
        taken.add(name)
        yield name


def _root(scene: Scene, product: int) -> str:
    """Give the root of a companion's file name, else the science member's; nothing where none is sound."""
    science = ""
    for member in scene.members(product):
        exptype, expname = exptype_of(member), name_of(member)
        if expname is None or has_hidden(expname):
            continue
        name = split_name(base_name(expname))
        wanted = COMPANION_FILES.get(exptype or "")
        if wanted and (name.suffix, name.extension) == wanted:
            return name.stem
        if exptype == "science":
            science = science or product_name(expname)
    return science


def _shown(member: Leaf) -> str:
    name = name_of(member)
    return "the member without a name" if name is None else quoted(name)
