"""Fixes of shape: lists that are missing, empty, or a single object; members that are a text."""

from collections.abc import Iterator

from asned.association.edits import AddKey, AddProduct, ReplaceMember
from asned.association.layout import member_text
from asned.jsontext.values import Pairs
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.name_fixes import UNNAMED
from asned.rules.fixes.product_fixes import COMPANION_FILES
from asned.rules.fixes.scene import Scene
from asned.rules.names import base_name
from asned.rules.suffixes import split_name


@fix_for("products-required", "add it with one product")
@fix_for("products-empty", "add a product")
def add_product(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Add a product without members."""
    yield Offer("add a product without members", AddProduct(0, UNNAMED))


@fix_for("members-required", "add it")
def add_members(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Add an empty list of members."""
    yield Offer("add an empty list of members", AddKey(finding.place.product, "members", "[]"))


@fix_for("products-list", "put the single product into a list")
@fix_for("members-list", "put the single member into a list")
def wrap(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Put the brackets of a list around a single object."""
    if isinstance(scene.value(finding), Pairs):
        what = finding.field.removesuffix("s")
        text = f"[{scene.piece(finding).text}]"
        yield Offer(f"put the single {what} into a list", scene.setting(finding, text))


@fix_for("member-object", "make the file name a science member")
def spell_out_member(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Make a bare file name the expname of a member, of the exptype that it tells, and of science."""
    place = finding.place
    members = scene.document.members(place.product)
    expname = scene.document.member(place.product, place.node).value
    if not isinstance(expname, str) or not expname.strip():
        return
    for exptype in (*_told_exptype(expname, scene.stage), "science"):
        values = (("expname", scene.spell(expname)), ("exptype", scene.spell(exptype)))
        text = member_text(scene.document, place.product, members.index(place.node), values)
        edit = ReplaceMember(place.product, place.node, text)
        yield Offer(f"make it a member of exptype {exptype}", edit)


def _told_exptype(expname: str, stage: int | None) -> list[str]:
    """Give the exptype that a file name tells by suffix and extension: that of a companion, in Stage 2."""
    name = split_name(base_name(expname))
    told = (name.suffix, name.extension)
    return [exptype for exptype, parts in COMPANION_FILES.items() if stage == 2 and parts == told]
