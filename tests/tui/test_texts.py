"""What is looked through of members and products: their values, whether a product is folded or not."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asned.association.document import Document
from asned.jsontext.folding import READ_SINGLY, Mould
from asned.jsontext.pieces import Folded
from asned.tui.texts import AT_A_TIME, member_texts, product_texts, texts_within

LONG = "jw00001001001_02101_00001_mirimage"


def document_of(products: list[Any]) -> Document:
    return Document(json.dumps({"asn_type": "image2", "products": products}, indent=1).encode())


def texts(document: Document) -> list[str]:
    return [text for some in texts_within(list(document.products)) for text in some]


strings = st.sampled_from(
    ["a", "science", "two\nlines", "tab\t", "ß", f"{LONG}_rate.fits", f"{LONG}_cal"]
)
values = st.one_of(st.none(), st.booleans(), st.integers(), strings)
nested = st.one_of(
    values, st.lists(values, max_size=2), st.dictionaries(strings, values, max_size=2)
)
members = st.one_of(values, st.dictionaries(strings, nested, max_size=3))
products = st.one_of(
    values,
    st.dictionaries(strings, nested, max_size=3),
    st.fixed_dictionaries(
        {"name": strings, "members": st.one_of(values, st.lists(members, max_size=3))},
        optional={"a": nested},
    ),
)


@given(st.lists(products, min_size=1, max_size=3))
def test_texts_are_the_same_of_products_folded_and_unfolded(some: list[Any]) -> None:
    document = document_of(some * READ_SINGLY)
    folded, own = texts(document), product_texts(list(document.products))
    for product in document.products:
        if isinstance(product, Folded):
            assert product.children is not None
    unfolded = texts(document)
    assert own == product_texts(list(document.products))
    assert len(folded) == len(unfolded) == len(document.products)
    for one, other in zip(folded, unfolded, strict=True):
        # Of those alike each value that all share is there once.
        assert set(one.split("\n")) - {""} == set(other.split("\n")) - {""}


def test_products_are_read_without_being_unfolded() -> None:
    names = [f"{LONG[:-9]}{number:05d}" for number in range(2 * READ_SINGLY)]
    made = [
        {
            "name": name,
            "filters": ["F770W"],
            "members": [{"expname": f"{name}_rate.fits", "exptype": "science"}],
        }
        for name in names
    ]
    document = document_of(made)
    last = document.products[-1]
    assert isinstance(last, Folded)
    assert isinstance(last.cast[0], Mould)
    found = texts(document)
    assert found[-1].split("\n") == [names[-1], f"{names[-1]}_rate.fits", '‹["F770W"]›', "science"]
    assert last.is_folded


def test_the_members_of_a_large_product_are_read_in_stretches() -> None:
    count = 2 * AT_A_TIME + 500
    alike = [{"expname": f"{LONG}_{n}_rate.fits", "exptype": "science"} for n in range(count)]
    document = document_of([{"name": "one", "members": alike}, {"name": "two"}])
    product = document.products[0]
    stretches = list(texts_within(list(document.products)))
    assert [len(each) for each in stretches] == [0, 0, 0, 2]
    assert stretches[-1][0].startswith(f"one\n{LONG}_0_rate.fits\nscience\n")
    assert stretches[-1][0].count("science") == count
    assert stretches[-1][1] == "two"
    assert member_texts(document.members(product.id).slice(0, 1)) == [
        f"{LONG}_0_rate.fits\nscience"
    ]
