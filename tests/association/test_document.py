"""A document is its text, seen as keywords, products and members."""

import json
from random import Random

import pytest
from hypothesis import given, settings

from asned.association.document import Document, last_with_key, value_of_piece
from asned.association.skeleton import SKELETON
from asned.association.structure import Level
from asned.jsontext.values import plain
from builders import EXAMPLE, association, corpus_files, json_texts, seeds, some_text
from plain import loads, members_of, products_of


@settings(max_examples=300, deadline=None)
@given(json_texts)
def test_an_unedited_document_gives_back_its_bytes(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert Document(data).to_bytes() == data


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_products_and_members_are_those_of_the_lists_that_count(seed: int) -> None:
    text = some_text(Random(seed))
    document, model = Document(text.encode()), loads(text)
    products = products_of(model)
    assert (document.products_branch is None) == (products is None)
    assert len(document.products) == len(products or ())
    for product, plain_product in zip(document.products, products or (), strict=True):
        members = members_of(plain_product)
        assert (document.members_branch(product.id) is None) == (members is None)
        assert len(document.members(product.id)) == len(members or ())
        for member in document.members(product.id):
            assert document.member(product.id, member.id) is member
    assert plain(value_of_piece(document.root)) == json.loads(text)


def test_what_is_not_there_is_a_key_error() -> None:
    document = Document(association(1, 1))
    for ask in (
        lambda: document.product(999),
        lambda: document.members(999),
        lambda: document.member(document.products[0].id, 999),
        lambda: Document(b"[]").container(Level.ASSOCIATION, 0),
        lambda: Document(b"{}").container(Level.PRODUCTS, 0),
    ):
        with pytest.raises(KeyError):
            ask()


@pytest.mark.parametrize("text", ["[]", "1", '"a"', "null", '{"products": {"name": "a"}}'])
def test_a_document_without_a_list_of_products_has_none(text: str) -> None:
    document = Document(text.encode())
    assert document.products_branch is None
    assert len(document.products) == 0


def test_of_duplicates_the_last_counts_though_it_is_no_list() -> None:
    document = Document(b'{"products": [{}], "products": 1}')
    assert document.products_branch is None
    assert last_with_key(document.root, "products") is document.keywords[1]


def test_a_new_association_has_the_required_keywords_and_one_product() -> None:
    assert json.loads(SKELETON) == {
        "asn_id": "a3001",
        "asn_pool": "none",
        "products": [{"name": "undefined", "members": []}],
    }
    assert json.dumps(json.loads(SKELETON), indent=4).encode() == SKELETON


def test_rereading_takes_the_other_text_whole_and_can_be_taken_back() -> None:
    document = Document(EXAMPLE.encode())
    (splice,) = document.rereading(b' {"a": 1} \n')
    document.apply(splice)
    assert document.to_bytes() == b' {"a": 1} \n'
    document.apply(splice.inverse())
    assert document.to_bytes() == EXAMPLE.encode()


def test_replacing_keeps_what_stands_around_the_document() -> None:
    document = Document(b' {"a": 1} \n')
    (splice,) = document.replacing("[1]")
    document.apply(splice)
    assert document.to_bytes() == b" [1] \n"
    assert document.replacing(" [1]\n") == ()


FILES = corpus_files("associations")


@pytest.mark.skipif(not FILES, reason="the corpus of real associations is not here")
def test_ids_are_given_once() -> None:
    for path in FILES[:40]:
        try:
            document = Document(path.read_bytes())
        except ValueError:
            continue
        ids = [document.root.id]
        for keyword in document.keywords:
            ids.append(keyword.id)
        for product in document.products:
            ids += [product.id, *(member.id for member in document.members(product.id))]
        assert len(ids) == len(set(ids))
        assert document.ids.new() not in ids
