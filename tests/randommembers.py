"""Edits of members at random."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from asned.association.document import Document
from asned.association.edits import (
    AddMember,
    DeleteMember,
    DeleteMemberKey,
    DuplicateMember,
    InsertMembers,
    MoveMember,
    RenameMemberKey,
    ReplaceMember,
    SetMemberKey,
    TransferMember,
)
from attempts import Attempt, Made, some_product_of, some_spelling
from builders import EXPNAMES, ODD, some_member, some_value
from plain import Object, copied, loads, members_of, products_of


def _receiving(product: Any) -> list[Any] | None:
    """Give the list that members are added to, made where it is missing; None: it is refused."""
    if not isinstance(product, Object):
        return None
    if product.last("members") is None:
        product.append(("members", []))
    return members_of(product)


def _add_member(random: Random, document: Document, root: Any) -> Made:
    found = some_product_of(random, document, root)
    if found is None:
        return None
    products, at, id = found
    values = [("expname", some_value(random, "expname")), ("exptype", "science")]
    if random.random() < 0.3:
        values.append(("extra", random.choice(ODD)))
    given = tuple((key, some_spelling(random, value)) for key, value in values)
    members = _receiving(products[at])
    index = random.randrange(len(members or ()) + 1)
    edit = AddMember(id, index, given)
    if members is None:
        return Attempt(edit, root, refused=True)
    members.insert(index, Object((key, loads(text)) for key, text in given))
    return Attempt(edit, root, added=(members, index))


def _insert_members(random: Random, document: Document, root: Any) -> Made:
    found = some_product_of(random, document, root)
    if found is None:
        return None
    products, at, id = found
    texts = tuple(some_spelling(random, some_member(random)) for _ in range(random.randrange(1, 4)))
    members = _receiving(products[at])
    index = random.randrange(len(members or ()) + 1)
    if members is not None:
        members[index:index] = map(loads, texts)
    return Attempt(InsertMembers(id, index, texts), root, refused=members is None)


def _member(
    random: Random, document: Document, root: Any
) -> tuple[list[Any], int, int, int] | None:
    """Choose a member: its list, its position, the ids of product and member."""
    found = some_product_of(random, document, root)
    members = members_of(found[0][found[1]]) if found else None
    if not found or not members:
        return None
    at = random.randrange(len(members))
    return members, at, found[2], document.members(found[2])[at].id


def _duplicate_member(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None:
        return None
    members, at, product, id = found
    members.insert(at + 1, copied(members[at]))
    return Attempt(DuplicateMember(product, id), root)


def _delete_member(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None:
        return None
    members, at, product, id = found
    del members[at]
    return Attempt(DeleteMember(product, id), root)


def _move_member(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None:
        return None
    members, at, product, id = found
    to = random.randrange(len(members))
    members.insert(to, members.pop(at))
    return Attempt(MoveMember(product, id, to), root)


def _transfer_member(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None:
        return None
    members, at, product, id = found
    products = products_of(root)
    assert products is not None
    number = random.randrange(len(products))
    to, keep = document.products[number].id, random.random() < 0.5
    new = copied(members[at])
    if to == product and not keep:
        index = random.randrange(len(members))
        members.insert(index, members.pop(at))
        return Attempt(TransferMember(product, id, to, index), root)
    receiving = _receiving(products[number])
    index = random.randrange(len(receiving or ()) + 1)
    if receiving is not None:
        receiving.insert(index, new)
        if not keep:
            del members[at]
    edit = TransferMember(product, id, to, index, keep)
    return Attempt(edit, root, refused=receiving is None)


def _replace_member(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None:
        return None
    members, at, product, id = found
    text = some_spelling(random, some_member(random))
    members[at] = loads(text)
    return Attempt(ReplaceMember(product, id, text), root)


def set_member_key(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None:
        return None
    members, at, product, id = found
    key = random.choice(("expname", "expname", "exptype", "exptype", "exposerr", "a"))
    text = some_spelling(random, some_value(random, key))
    edit = SetMemberKey(product, id, key, text)
    member = members[at]
    if not isinstance(member, Object):
        return Attempt(edit, root, refused=True)
    number = member.last(key)
    if number is None:
        member.append((key, loads(text)))
    else:
        member[number] = key, loads(text)
    return Attempt(edit, root)


def _member_key(random: Random, document: Document, root: Any) -> Made:
    found = _member(random, document, root)
    if found is None or not isinstance(found[0][found[1]], Object) or not found[0][found[1]]:
        return None
    members, at, product, id = found
    member = members[at]
    number = random.randrange(len(member))
    if random.random() < 0.5:
        del member[number]
        return Attempt(DeleteMemberKey(product, id, number), root)
    key = random.choice(("expname", "exptype", "exposerr", "b", EXPNAMES[-1]))
    member[number] = key, member[number][1]
    return Attempt(RenameMemberKey(product, id, number, key), root)


MEMBER_MAKERS: tuple[Callable[[Random, Document, Any], Made], ...] = (
    _add_member,
    _insert_members,
    _duplicate_member,
    _delete_member,
    _move_member,
    _transfer_member,
    _replace_member,
    set_member_key,
    _member_key,
    set_member_key,
)
"""Makers of edits; what users do most is here twice."""
