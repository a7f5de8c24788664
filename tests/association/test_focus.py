"""The cursor goes to what an edit changed, brought or moved, and to the neighbour of what it took."""

import pytest

from asned.association import edits
from asned.association.document import Document
from asned.association.edits import Edit, Several, perform
from asned.association.focus import focus_of, touched_nodes
from asned.association.places import DOCUMENT, Place, keyword_place, member_place, product_place
from builders import association


@pytest.fixture
def document() -> Document:
    return Document(association(3, 4))


def after(document: Document, edit: Edit) -> tuple[Place, str]:
    return focus_of(document, perform(document, edit))


def after_undo(document: Document, edit: Edit) -> tuple[Place, str]:
    inverses = [splice.inverse() for splice in reversed(perform(document, edit))]
    for splice in inverses:
        document.apply(splice)
    return focus_of(document, inverses)


def test_a_value_that_was_set(document: Document) -> None:
    keyword, product = document.keywords[0].id, document.products[1].id
    name = document.products[1].children[0].id  # type: ignore[union-attr]
    member = document.members(product)[2].id
    assert after(document, edits.SetKey(0, keyword, "1")) == (keyword_place(keyword), "asn_type")
    assert after(document, edits.SetKey(product, name, "1")) == (product_place(product), "name")
    place = member_place(product, member)
    for edit in (
        edits.SetMemberKey(product, member, "exptype", '"psf"'),
        edits.SetMemberKey(product, member, "group_id", "1"),
        edits.RenameMemberKey(product, member, 0, "file"),
    ):
        key = edit.key
        assert after(document, edit) == (place, key)


def test_what_was_added_and_what_comes_back(document: Document) -> None:
    product = document.products[0].id
    place, _ = after(document, edits.AddMember(product, 0, (("expname", '"x"'),)))
    assert place == member_place(product, document.members(product)[0].id)
    member = document.members(product)[0].id
    place, _ = after_undo(document, edits.DeleteMember(product, member))
    assert place == member_place(product, member)
    place, _ = after(document, edits.DuplicateProduct(product))
    assert place == product_place(document.products[1].id)


@pytest.mark.parametrize(("index", "neighbour"), [(0, 1), (1, 2), (3, 2)])
def test_the_neighbour_of_what_was_deleted(document: Document, index: int, neighbour: int) -> None:
    product = document.products[0].id
    members = [member.id for member in document.members(product)]
    place, _ = after(document, edits.DeleteMember(product, members[index]))
    assert place == member_place(product, members[neighbour])


def test_the_product_of_the_only_member_that_was_deleted() -> None:
    document = Document(association(1, 1))
    product = document.products[0].id
    member = document.members(product)[0].id
    assert after(document, edits.DeleteMember(product, member))[0] == product_place(product)
    assert after(document, edits.DeleteProduct(product))[0] == DOCUMENT


@pytest.mark.parametrize(("index", "to"), [(0, 1), (1, 0), (3, 0), (0, 3), (2, 1)])
def test_what_was_moved_whichever_way(document: Document, index: int, to: int) -> None:
    product = document.products[0].id
    member = document.members(product)[index].id
    place = member_place(product, member)
    assert after_undo(document, edits.MoveMember(product, member, to)) == (place, "")
    assert after(document, edits.MoveMember(product, member, to)) == (place, "")


def test_a_keyword_that_was_moved_and_a_product(document: Document) -> None:
    keyword, product = document.keywords[2].id, document.products[2].id
    assert after(document, edits.MoveKey(0, keyword, 0)) == (keyword_place(keyword), "asn_pool")
    assert after(document, edits.MoveProduct(product, 1)) == (product_place(product), "")


def test_a_member_that_went_to_another_product(document: Document) -> None:
    source, to = document.products[0].id, document.products[2].id
    member = document.members(source)[1].id
    assert after(document, edits.TransferMember(source, member, to, 0))[0] == member_place(
        to, member
    )


def test_a_place_that_is_still_there_after_several_edits(document: Document) -> None:
    gone, stays = document.products[0].id, document.products[1].id
    member = document.members(gone)[0].id
    several = Several(
        (edits.SetMemberKey(gone, member, "expname", '"x"'), edits.DeleteProduct(gone)), "several"
    )
    assert after(document, several)[0] == product_place(stays)


def test_everything_when_the_whole_is_another(document: Document) -> None:
    assert after(document, edits.ReplaceDocument("[]")) == (DOCUMENT, "")


def test_the_nodes_touched_are_those_that_changed_and_the_product_around(
    document: Document,
) -> None:
    product = document.products[0].id
    members = [member.id for member in document.members(product)]
    (splice,) = perform(document, edits.SetMemberKey(product, members[1], "expname", '"x"'))
    assert set(touched_nodes(splice)) == {product, members[1]}
    (splice,) = perform(document, edits.DeleteMember(product, members[0]))
    assert set(touched_nodes(splice)) == {product}
