"""Fixes of what stands twice: keys of one object, exposures of one product."""

from collections.abc import Iterator, Sequence

from asned.association.edits import (
    DeleteKey,
    DeleteMember,
    Edit,
    ReplaceDocument,
    ReplaceMember,
    Several,
)
from asned.association.places import Kind
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.reading import Ids, Layout, leaf_of, piece_of
from asned.jsontext.values import Pairs, Value, spelled
from asned.jsontext.writing import deleted, replaced
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.scene import Scene
from asned.rules.memberkeys import name_of
from asned.rules.wording import joined, quoted


@fix_for("json-duplicate-key", "delete the earlier one")
def delete_earlier(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Delete what every JSON reader passes over: the earlier of two pairs with one key."""
    place = finding.place
    if place.kind is Kind.MEMBER:
        member = scene.document.member(place.product, place.node)
        # The whole member at once, so that doing this for all findings of a member is doing it once.
        text = without_repeats(member.text)
        yield _of_value(member.value, ReplaceMember(place.product, place.node, text))
        return
    root = scene.document.root
    if place.kind is Kind.DOCUMENT and isinstance(root, Leaf):
        yield _of_value(root.value, ReplaceDocument(without_repeats(root.text)))
        return
    earlier = _earlier_pairs(scene, finding)
    offers = [_of_pair(place.product, pair) for pair in earlier]
    value = scene.value(finding)
    if any(_void_keys(value)) and (place.kind is Kind.PRODUCT or not earlier):
        # What stands twice within the value that counts is reported under the same key.
        text = without_repeats(scene.piece(finding).text)
        offers.append(_of_value(value, scene.setting(finding, text)))
    yield _together(offers)


@fix_for("expname-duplicate", "delete this one, where it is an exact copy")
def delete_copy(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Delete a member that says the same as one before it."""
    place = finding.place
    copy = scene.document.member(place.product, place.node)
    for other in scene.bearers(place.product, name_of(copy) or ""):
        if other.id == copy.id:
            return
        if _pairs(other) == _pairs(copy):
            yield Offer(
                "delete this copy",
                DeleteMember(place.product, place.node),
                "deletes a member that says the same as an earlier one",
            )
            return


def without_repeats(text: str) -> str:
    """Give a JSON text without the pairs that a later one in the same object makes void, at any depth."""
    if not text.startswith(("{", "[")):
        return text
    branch = piece_of(text, 0, "", None, Layout(text[0]), Ids())
    assert isinstance(branch, Branch)
    keys = [child.key for child in branch.children]
    last = {key: number for number, key in enumerate(keys)}
    for number in reversed(range(len(keys))):
        child = branch.children[number]
        if branch.is_object and last[child.key] != number:
            deleted(branch, number, number + 1).apply(branch)
            continue
        cleared = without_repeats(child.text)
        if cleared != child.text:
            new = leaf_of(cleared, child.id, child.lead, child.key)
            replaced(branch, number, new).apply(branch)
    return branch.text


def _earlier_pairs(scene: Scene, finding: Finding) -> list[Piece]:
    """Give the pairs that stand before the last of their key: of a keyword itself, of a product all."""
    document, place = scene.document, finding.place
    owner = document.product(place.node) if place.kind is Kind.PRODUCT else document.root
    assert isinstance(owner, Branch), "only objects have keys"
    same = [piece for piece in owner.children if piece.key == finding.field]
    return [piece for piece in same[:-1] if place.kind is Kind.PRODUCT or piece.id == place.node]


def _of_value(value: Value, edit: Edit) -> Offer:
    keys = joined([quoted(key) for key in dict.fromkeys(_void_keys(value))])
    return Offer(f"delete the earlier {keys}", edit, f"deletes the earlier values of {keys}")


def _void_keys(value: Value) -> Iterator[str]:
    """Give the keys of the pairs that a later one makes void, at any depth."""
    if isinstance(value, Pairs):
        last = {key: number for number, key in enumerate(value.keys)}
        for number, (key, each) in enumerate(zip(value.keys, value.values, strict=True)):
            if last[key] != number:
                yield key
            else:
                yield from _void_keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from _void_keys(each)


def _of_pair(product: int, pair: Piece) -> Offer:
    assert isinstance(pair, Leaf), "only the list that counts is taken apart"
    key = quoted(pair.key)
    loses = f"deletes {key}: {quoted(pair.value)}"
    return Offer(f"delete the earlier {key}", DeleteKey(product, pair.id), loses)


def _together(offers: Sequence[Offer]) -> Offer:
    if len(offers) == 1:
        return offers[0]
    edits = tuple(offer.edit for offer in offers)
    loses = "; ".join(offer.loses for offer in offers)
    return Offer(offers[0].label, Several(edits, "delete keys"), loses)


def _pairs(member: Leaf) -> list[tuple[str, str]]:
    value = member.value
    assert isinstance(value, Pairs), "only objects have an expname"
    texts = (spelled(each) for each in value.values)
    return sorted(zip(value.keys, texts, strict=True))
