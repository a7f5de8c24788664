"""Products that nobody looks into stay folded, and are what they would be if they had been taken apart."""

import json

import pytest
from hypothesis import example, given, settings

from asned.association.document import Document
from asned.association.structure import ASSOCIATION
from asned.jsontext import reader
from asned.jsontext.pieces import Branch, Folded, Piece
from asned.jsontext.reading import Ids, Reading, read
from builders import json_texts

MEMBER = {"expname": "jw00001001001_01101_00001_nrca1_rate.fits", "exptype": "science"}


def document_of(products: object) -> Document:
    return Document(json.dumps({"asn_type": "image2", "products": products}, indent=4).encode())


def folded(document: Document) -> list[bool]:
    return [isinstance(each, Folded) and each.value is not None for each in document.products]


def told(piece: Piece) -> object:
    """Give all that is to be known of a piece and of those below it."""
    own = piece.id, piece.lead, piece.key, piece.text
    if isinstance(piece, Branch):
        return *own, piece.opening, piece.closing, [told(child) for child in piece.children]
    return *own, piece.start, piece.end, repr(piece.value)


def read_apart(data: bytes, most_folded: int) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "MOST_FOLDED", most_folded)
        return read(data, ASSOCIATION, Ids())


@settings(max_examples=300, deadline=None)
@given(json_texts)
@example(
    '{"products": [{}, {"members": []}, {"members": [1, {}]}, {"members": {}}, 7, {"a": [1]}]}'
)
@example('{"products": [{}, {"members": [1], "a": 2, "members": [3, 4]}, {"members": [5]}]}')
@example('{"products": [{}, {"a": [1, 2], "members": ["x"], "b": {"members": [1]}}, {}]}')
def test_unfolding_gives_the_very_pieces_that_reading_apart_does(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert told(read_apart(data, 16_000).root) == told(read_apart(data, 0).root)


def test_products_after_the_first_stay_folded_until_they_are_looked_into() -> None:
    document = document_of([{"name": str(n), "members": [MEMBER]} for n in range(4)])
    assert folded(document) == [False, True, True, True]
    assert document.to_bytes().count(b"expname") == 4
    assert folded(document) == [False, True, True, True]
    third = document.products[2].id
    assert len(document.members(third)) == 1
    assert folded(document) == [False, True, False, True]


def test_a_long_product_is_read_apart_at_once_and_so_is_the_one_after_it() -> None:
    long, short = {"members": [MEMBER] * 300}, {"members": [MEMBER]}
    document = document_of([short, short, long, short, short])
    assert folded(document) == [False, True, False, False, True]


def test_a_folded_piece_has_no_other_attributes_than_a_branch() -> None:
    product = document_of([{}, {}]).products[1]
    with pytest.raises(AttributeError):
        getattr(product, "childen")  # noqa: B009
