"""Edits of many at once give the bytes that the same edits give one after the other."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings

from asned.association.bulkedits import parts
from asned.association.document import Document
from asned.association.edits import (
    AppendMembers,
    CopyMembers,
    CopyProducts,
    DeleteMember,
    DeleteMembers,
    DeleteProduct,
    DeleteProducts,
    Edit,
    SetMemberKey,
    SetMembersKey,
    perform,
    revert,
)
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.pieces import Piece
from asned.jsontext.values import Pairs, spelled
from builders import association, seeds, some_text
from plain import loads


def some_of(random: Random, pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Choose some pieces, in their order: few, a stretch, or every other one."""
    if random.random() < 0.3:
        start = random.randrange(len(pieces))
        return tuple(piece.id for piece in pieces[start : start + random.randint(1, 5)])
    chosen = tuple(piece.id for piece in pieces if random.random() < 0.5)
    return chosen or (pieces[-1].id,)


def holds_equal(text: str, many: Edit, single: Sequence[Edit]) -> None:
    """Do an edit of many on one document and the single ones on another; take the first back."""
    document, other = Document(text.encode()), Document(text.encode())
    splices = perform(document, many)
    for edit in single:
        perform(other, edit)
    assert document.text == other.text
    revert(splices, document.apply)
    assert document.text == text


def product_with_members(
    random: Random, text: str, suits: Callable[[Piece], bool] = lambda piece: True
) -> tuple[int, tuple[int, ...]] | None:
    """Give a product and some of its members that suit, None where there are none."""
    document = Document(text.encode())
    found = [
        (product.id, members)
        for product in document.products
        if (members := [piece for piece in document.members(product.id) if suits(piece)])
    ]
    if not found:
        return None
    product, members = random.choice(found)
    return product, some_of(random, members)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_setting_a_key_of_many_is_setting_it_of_each(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    chosen = product_with_members(random, text, lambda piece: isinstance(piece.value, Pairs))
    if chosen is None:
        return
    product, ids = chosen
    key = random.choice(["exptype", "expname", "exposerr", "new key"])
    value = random.choice(['"science"', '"\\u00e9"', "null", "[1, 2]", '{"a": "\\""}', "1.50"])
    single = [SetMemberKey(product, id, key, value) for id in ids]
    holds_equal(text, SetMembersKey(product, ids, key, value), single)


NAMES = (
    "a",
    "aa",
    'a", "exptype": "b',
    'a\\", \\"exptype\\": \\"b',
    "\\u0061",
    "\\\\",
    "\\ud800",
    "{",
    "",
)
SHAPES = (
    '{{"expname": "{0}", "exptype": "b"}}',
    '{{"expname": "{0}", "exptype": "{0}"}}',
    '{{"exptype": "b", "expname": "{0}"}}',
    '{{"exptype": "b", "expname": "{0}" }}',
    '{{"exptype": 1.0, "expname": "{0}", "exptype": true}}',
    '{{"expname": "x", "expname": "{0}", "exptype": "b"}}',
    '{{"expname": "{0}", "exptype": "b", "expname": "x"}}',
    '{{"expname": ["x"], "exptype": "{0}"}}',
    '{{"expname": "{0}"}}',
    '{{"expname": "{0}", "exptype": ["b"]}}',
)


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_setting_a_key_of_members_that_are_nearly_alike_is_setting_it_of_each(seed: int) -> None:
    random = Random(seed)
    shapes = random.sample(SHAPES, random.randint(1, 4))
    members = ", ".join(
        random.choice(shapes).format(random.choice(NAMES)) for _ in range(random.randint(1, 20))
    )
    text = f'{{"products": [{{"name": "p", "members": [{members}]}}]}}'
    document = Document(text.encode())
    product = document.products[0].id
    ids = some_of(random, list(document.members(product)))
    key = random.choice(["exptype", "expname", "new key"])
    value = random.choice(['"b"', '"\\u00e9"', "true", '["b"]', '{"a": "\\""}'])
    edit = SetMembersKey(product, ids, key, value)
    holds_equal(text, edit, [SetMemberKey(product, id, key, value) for id in ids])
    perform(document, edit)
    again = Document(document.to_bytes())
    read = [spelled(each.value) for each in again.members(again.products[0].id)]
    assert [spelled(each.value) for each in document.members(product)] == read


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_deleting_many_members_is_deleting_each(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    chosen = product_with_members(random, text)
    if chosen is not None:
        product, ids = chosen
        single = [DeleteMember(product, id) for id in reversed(ids)]
        holds_equal(text, DeleteMembers(product, ids), single)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_deleting_many_products_is_deleting_each(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    products = list(Document(text.encode()).products)
    if products:
        ids = some_of(random, products)
        holds_equal(text, DeleteProducts(ids), [DeleteProduct(id) for id in reversed(ids)])


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_copies_are_to_the_letter_and_stand_where_they_were_put(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    chosen = product_with_members(random, text)
    if chosen is None:
        return
    product, ids = chosen
    document = Document(text.encode())
    members = document.members(product)
    texts = [piece.text for piece in members]
    copied = [piece.text for piece in members if piece.id in ids]
    index = random.randint(0, len(texts))
    splices = perform(document, CopyMembers(product, ids, product, index))
    members = document.members(product)
    assert [piece.text for piece in members] == [*texts[:index], *copied, *texts[index:]]
    assert len({piece.id for piece in members}) == len(members)
    loads(document.to_bytes())
    revert(splices, document.apply)
    assert document.text == text


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_copies_stand_at_the_ends_of_all_the_products_that_were_chosen(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    chosen = product_with_members(random, text)
    if chosen is None:
        return
    product, ids = chosen
    document = Document(text.encode())
    others = tuple(
        each.id
        for each in document.products
        if each.id != product and document.members_branch(each.id) is not None
    )
    single = [CopyMembers(product, ids, other, len(document.members(other))) for other in others]
    holds_equal(text, AppendMembers(product, ids, others), single)


def test_copied_products_bring_their_members_under_ids_of_their_own() -> None:
    document = Document(association(3, 2))
    first, second, third = document.products
    texts = [first.text, second.text, third.text]
    perform(document, CopyProducts((first.id, third.id), 1))
    products = list(document.products)
    assert [each.text for each in products] == [texts[0], texts[0], texts[2], *texts[1:]]
    members = [member.id for each in products for member in document.members(each.id)]
    assert len(set(members)) == len(members) == 10


def test_members_that_have_the_value_already_are_left_as_they_are() -> None:
    document = Document(association(1, 40))
    product = document.products[0].id
    ids = tuple(member.id for member in document.members(product))
    edit = SetMembersKey(product, ids[1:], "exptype", '"background"')
    assert perform(document, edit) == []
    splices = perform(document, SetMembersKey(product, ids, "exptype", '"background"'))
    changed = [
        new
        for splice in splices
        for old, new in zip(splice.exchange.removed, splice.exchange.inserted, strict=True)
        if old is not new
    ]
    assert [piece.id for piece in changed] == [ids[0]]


def test_a_value_that_is_no_json_changes_nothing() -> None:
    document = Document(association(1, 3))
    before = document.text
    product = document.products[0].id
    ids = tuple(member.id for member in document.members(product))
    with pytest.raises(NotAnAssociationText):
        perform(document, SetMembersKey(product, ids, "exptype", "science"))
    assert document.text == before


def test_what_is_gone_cannot_be_meant() -> None:
    document = Document(association(1, 6))
    product = document.products[0].id
    ids = tuple(member.id for member in document.members(product))
    perform(document, DeleteMember(product, ids[2]))
    before = document.text
    with pytest.raises(KeyError):
        perform(document, DeleteMembers(product, ids[1:4]))
    assert document.text == before


def test_parts_hold_every_id_once_and_none_is_longer_than_asked_for() -> None:
    assert list(parts(range(7), 3)) == [(0, 1, 2), (3, 4, 5), (6,)]
    assert list(parts((), 3)) == []
