"""What moulds read is what the scanner would have read."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asned.association.document import Document
from asned.association.structure import ASSOCIATION
from asned.jsontext import folding
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.folding import Mould
from asned.jsontext.pieces import Branch, Folded, Leaf, Piece
from asned.jsontext.reading import Ids, read

LONG = "jw00001001001_01101_00001_nrca1_rate.fits"


def told(piece: Piece) -> object:
    """Give all that is to be known of a piece and of those below it."""
    own = piece.id, piece.lead, piece.key, piece.text
    if isinstance(piece, Branch):
        value = repr(piece.value) if isinstance(piece, Folded) else ""
        return *own, value, piece.opening, piece.closing, [told(child) for child in piece.children]
    return *own, piece.start, piece.end, repr(piece.value)


def read_with(text: str, read_singly: int) -> object:
    data = text.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "READ_SINGLY", read_singly)
        try:
            return told(read(data, ASSOCIATION, Ids()).root)
        except NotAnAssociationText as refusal:
            return refusal.line, refusal.column


strings = st.one_of(
    st.sampled_from(["science", "null", "", LONG, LONG + "x", "{", '"', "\\", "a" * 21, "é" * 30]),
    st.text(max_size=30),
)
values: Any = st.one_of(
    strings, st.none(), st.booleans(), st.integers(), st.lists(strings, max_size=2)
)
members = st.lists(
    st.dictionaries(st.sampled_from(["expname", "exptype", "a"]), values, max_size=3), max_size=3
)
products = st.lists(
    st.one_of(st.fixed_dictionaries({"name": strings, "members": members}), values), max_size=6
)


@settings(max_examples=300, deadline=None)
@given(products, st.sampled_from([None, 1, 4]), st.booleans())
@example([{"name": LONG, "members": [{"expname": LONG, "a": "b"}] * 3}] * 9, 4, True)
@example([{"name": LONG}] * 5 + [{"name": LONG, "name2": 5}, {"name": LONG + "\t"}], None, True)
@example([{"members": [{"expname": LONG + str(n)} for n in range(9)] + [7, {}]}], 1, False)
def test_what_moulds_read_is_what_the_scanner_reads(
    value: list[Any], indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps({"products": value * 3}, indent=indent, ensure_ascii=ascii_only)
    assert read_with(text, 1) == read_with(text, 10_000)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_element_is_refused_as_without_moulds(data: st.DataObject) -> None:
    text = json.dumps({"products": [{"name": LONG, "members": [{"expname": LONG}] * 4}] * 4})
    at = data.draw(st.integers(0, len(text) - 1))
    changed = data.draw(st.sampled_from(["", '"', "{", "}", ",", "\\", "\n", "\x01", "]", "1"]))
    damaged = text[:at] + changed + text[at + 1 :]
    assert read_with(damaged, 1) == read_with(damaged, 10_000)


def product(name: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "members": [{"expname": f"{name}_rate.fits", "exptype": "science"}],
        **more,
    }


def moulds_of(document: Document) -> list[Mould | None]:
    casts = [each.cast[0] for each in document.products if isinstance(each, Folded)]
    return [each if isinstance(each, Mould) else None for each in casts]


def document_of(value: list[Any]) -> Document:
    return Document(json.dumps({"products": value}, indent=4).encode())


def test_alike_products_share_a_mould_and_others_have_their_own() -> None:
    alike = [product(f"jw00001001001_02101_{n:05d}_mirimage") for n in range(300)]
    other = [product(f"jw00001001001_02101_{n:05d}_nrca1_more", a="b") for n in range(3)]
    moulds = moulds_of(document_of([*alike, *other, *alike[:5]]))
    assert moulds.count(None) < folding.READ_SINGLY + 2
    assert moulds[-1] is moulds[200] is not None
    assert moulds[-6] is moulds[-7] is not moulds[-1]
    assert len(moulds) == 307


def test_a_mould_gives_what_is_under_a_key_without_unfolding() -> None:
    names = [f"jw00001001001_02101_{n:05d}_mirimage" for n in range(100)]
    document = document_of([product(name) for name in names])
    last = document.products[99]
    assert isinstance(last, Folded)
    assert last.get("name") == names[99]
    assert last.get("nothing") is None
    assert last.is_folded
    assert isinstance(document.members(last.id)[0], Leaf)
    assert not last.is_folded
    assert last.value is None


@pytest.mark.parametrize("is_moulded", [True, False])
def test_the_values_beside_an_array_are_given_without_making_it(is_moulded: bool) -> None:
    names = [f"jw00001001001_02101_{n:05d}_mirimage" for n in range(100)]
    document = document_of([product(name, target="M 31", filters=["F770W"]) for name in names])
    some = document.products[99 if is_moulded else 1]
    assert isinstance(some, Folded)
    assert isinstance(some.cast[0], Mould) == is_moulded
    beside = [names[99 if is_moulded else 1], "M 31", ["F770W"]]
    with pytest.MonkeyPatch.context() as patch:
        filled, asked = folding._filled, []
        patch.setattr(folding, "_filled", lambda *each: asked.append(each) or filled(*each))
        assert some.values_beside("members") == beside
    assert len(asked) <= len(beside) + 1
    assert some.values_beside("name")[-1] == ["F770W"]
    assert len(some.values_beside("name")) == 4
    assert some.is_folded


def test_what_no_mould_fits_again_and_again_is_read_without() -> None:
    # Short names are part of a mould: none fits the next product.
    moulds = moulds_of(document_of([product(f"p{n}") for n in range(400)]))
    assert moulds == [None] * 399
