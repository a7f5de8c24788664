import json
from typing import Any

import pytest

from asned.association.beginning import LARGE, beginning
from asned.association.document import Document


def large(members: int = 6000, **keys: Any) -> dict[str, Any]:
    rows = [
        {"expname": f"jw0000100100{n:05}_rate.fits", "exptype": "science", "note": '{"[]}' * 40}
        for n in range(members)
    ]
    return {"asn_type": "image2", **keys, "products": [{"name": "p {a}", "members": rows}]}


def text_of(association: dict[str, Any], **options: Any) -> bytes:
    return json.dumps(association, **options).encode()


@pytest.mark.parametrize("indent", [None, 4])
def test_the_beginning_has_the_keywords_and_the_first_members_as_they_are(indent: int | None):
    data = text_of(large(), indent=indent)
    begun = beginning(data)
    assert begun is not None
    assert len(begun) < len(data) / 10
    whole, shown = json.loads(data), json.loads(begun)
    members = shown["products"][0].pop("members")
    assert members == whole["products"][0].pop("members")[: len(members)]
    assert len(members) > 60
    assert shown == whole
    assert len(Document(begun).products) == 1


def test_of_many_products_there_are_some():
    many = {
        "products": [{"name": f"p{n}", "members": [{"expname": "a" * 90}]} for n in range(9000)]
    }
    begun = beginning(text_of(many))
    assert begun is not None
    assert json.loads(begun)["products"] == many["products"][: len(json.loads(begun)["products"])]


def test_a_file_that_is_read_at_once_needs_none():
    assert beginning(text_of(large(10))) is None


@pytest.mark.parametrize(
    "data",
    [
        b"[" * LARGE,
        b'{"a": 1}]' + b" " * LARGE,
        b'{"products": [{"members": [{"expname": "' + b"a" * LARGE,
        b'{"a" 1, "products": [{"members": [{"expname": "a"}' + b" " * LARGE,
        b"\xff\xfe" + b"{\x00" * LARGE,
        b'{"keys": [{"more": [{"of": "them"}]}]}' + b" " * LARGE,
    ],
)
def test_where_no_association_begins_there_is_none(data: bytes):
    assert beginning(data) is None


def test_other_characters_further_on_decide_how_new_text_is_spelled_so_there_is_none():
    data = text_of(large())
    assert beginning(data[:-2000] + data[-2000:].replace(b"fits", b"fi\xc3\xa4", 1)) is None
