"""Edits of single members that are gathered give the bytes that they give one after the other."""

from random import Random

from hypothesis import given, settings

from asned.association.bulkedits import DeleteMembers
from asned.association.document import Document
from asned.association.edits import (
    DeleteMember,
    DeleteMemberKey,
    Edit,
    RenameMemberKey,
    ReplaceMember,
    SetKey,
    SetMemberKey,
    perform,
    revert,
)
from asned.association.gathering import ChangeMembers, gathered
from asned.jsontext.pieces import Piece
from asned.jsontext.values import Pairs
from builders import association, seeds, some_text

TEXTS = ('"science"', '"\\u00e9"', "null", '{"a": "\\""}', "1.50")


def some_edit(random: Random, product: int, member: Piece) -> Edit:
    """Make an edit that this member can take."""
    if not isinstance(member.value, Pairs) or not len(member.value.keys):
        return ReplaceMember(product, member.id, random.choice(TEXTS))
    number = random.randrange(len(member.value.keys))
    key = random.choice(["exptype", "expname", member.value.keys[number]])
    return random.choice(
        [
            SetMemberKey(product, member.id, key, random.choice(TEXTS)),
            SetMemberKey(product, member.id, key, random.choice(TEXTS)),
            RenameMemberKey(product, member.id, number, "renamed"),
            DeleteMemberKey(product, member.id, number),
            ReplaceMember(product, member.id, random.choice(TEXTS)),
            DeleteMember(product, member.id),
        ]
    )


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_gathered_they_do_what_each_does(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    document, other = Document(text.encode()), Document(text.encode())
    edits = [
        some_edit(random, product.id, member)
        for product in document.products
        for member in document.members(product.id)
        if random.random() < 0.7
    ]
    done = [splice for edit in gathered(edits) for splice in perform(document, edit)]
    for edit in edits:
        perform(other, edit)
    assert document.text == other.text
    revert(done, document.apply)
    assert document.text == text


def test_members_of_one_product_that_follow_each_other_are_changed_by_one_edit() -> None:
    document = Document(association(2, 100))
    ids = [
        (product.id, each.id)
        for product in document.products
        for each in document.members(product.id)
    ]
    edits: list[Edit] = [SetMemberKey(*both, "exptype", '"imprint"') for both in ids]
    found = list(gathered(edits))
    assert [type(each) for each in found] == [ChangeMembers, ChangeMembers]
    assert [len(each.splices(document)) for each in found] == [1, 1]
    assert [type(each) for each in gathered(DeleteMember(*both) for both in ids)] == [
        DeleteMembers
    ] * 2


def test_a_member_is_changed_once_by_an_edit_and_what_stands_between_keeps_its_place() -> None:
    document = Document(association(1, 4))
    product = document.products[0].id
    first, second, third, _ = (each.id for each in document.members(product))
    name = SetKey(product, next(iter(document.product(product).children)).id, '"n"', "name")
    edits: list[Edit] = [
        SetMemberKey(product, first, "exptype", '"a"'),
        SetMemberKey(product, second, "exptype", '"b"'),
        SetMemberKey(product, first, "exptype", '"c"'),
        name,
        DeleteMember(product, third),
    ]
    found = list(gathered(edits))
    assert found == [
        ChangeMembers(product, (edits[0], edits[1])),
        ChangeMembers(product, (edits[2],)),
        name,
        edits[4],
    ]
    assert list(gathered([])) == []
