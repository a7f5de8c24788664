"""Pointers, lines and columns lead to the value that is meant."""

import json
from random import Random
from typing import Any

from hypothesis import given, settings

from asned.association.document import Document
from asned.association.offsets import Spot, locate
from asned.association.places import DOCUMENT, Place, keyword_place, member_place, product_place
from builders import EXAMPLE, seeds, some_text
from plain import Span, span_of


def places_of(document: Document) -> list[tuple[Place, tuple[int, ...]]]:
    """Give every place with the path of positions that leads there."""
    places: list[tuple[Place, tuple[int, ...]]] = [(DOCUMENT, ())]
    for at, keyword in enumerate(document.keywords):
        places.append((keyword_place(keyword.id), (at,)))
    branch = document.products_branch
    if branch is None:
        return places
    list_at = document.keywords.index(branch.id)
    for number, product in enumerate(document.products):
        places.append((product_place(product.id), (list_at, number)))
        members = document.members_branch(product.id)
        for at, member in enumerate(members.children if members else ()):
            inner = product.children.index(members.id)  # type: ignore[union-attr]
            places.append((member_place(product.id, member.id), (list_at, number, inner, at)))
    return places


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_every_place_is_found_in_the_text(seed: int) -> None:
    text = some_text(Random(seed))
    document = Document(text.encode())
    root = span_of(text)
    places = places_of(document)
    found = locate(document, [Spot(place) for place, _ in places])
    for (_, path), location in zip(places, found, strict=True):
        span = root.at(*path)
        assert offset_of(text, location.line, location.column) == span.start
        assert location.pointer == pointer_to(root, text, path)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_every_key_of_every_member_is_found_the_first_and_the_last(seed: int) -> None:
    text = some_text(Random(seed))
    document = Document(text.encode())
    root = span_of(text)
    for place, path in places_of(document):
        span = root.at(*path)
        for key in {child.key for child in span.children if child.key and len(path) in (2, 4)}:
            same_key = [child for child in span.children if child.key == key]
            last, first = locate(document, [Spot(place, key), Spot(place, key, is_first=True)])
            assert offset_of(text, last.line, last.column) == same_key[-1].start
            assert offset_of(text, first.line, first.column) == same_key[0].start


def offset_of(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def pointer_to(root: Span, text: str, path: tuple[int, ...]) -> str:
    pointer, span = "", root
    for step in path:
        span = span.children[step]
        pointer += f"/{step if span.key is None else span.key}"
    return pointer


def test_a_key_is_found_within_its_object() -> None:
    document = Document(EXAMPLE.encode())
    product = document.products[1]
    member = document.members(product.id)[0]
    spots = [
        Spot(DOCUMENT, "asn_id"),
        Spot(product_place(product.id), "members"),
        Spot(member_place(product.id, member.id), "exptype"),
        Spot(member_place(product.id, member.id), "missing"),
    ]
    found = locate(document, spots)
    assert [each.pointer for each in found] == [
        "/asn_id",
        "/products/1/members",
        "/products/1/members/0/exptype",
        "/products/1/members/0",
    ]
    assert [value_at(each.line, each.column) for each in found[:3]] == [
        "o037",
        json.loads(product.children[1].text),  # type: ignore[union-attr]
        "science",
    ]


def value_at(line: int, column: int) -> Any:
    return json.JSONDecoder().raw_decode(EXAMPLE, offset_of(EXAMPLE, line, column))[0]


def test_of_duplicates_the_last_is_meant_unless_the_first_is_asked_for() -> None:
    text = '{"products": [{"members": [{"a": 1, "b/~": 2, "a": 3}]}]}'
    document = Document(text.encode())
    product = document.products[0].id
    place = member_place(product, document.members(product)[0].id)
    spots = [Spot(place, "a"), Spot(place, "a", is_first=True), Spot(place, "b/~")]
    found = locate(document, spots)
    assert [text[each.column - 1] for each in found] == ["3", "1", "2"]
    assert found[2].pointer == "/products/0/members/0/b~1~0"


def test_nothing_asked_for_is_nothing_found() -> None:
    assert locate(Document(b"1"), []) == []


def test_columns_count_characters_and_lines_end_with_a_newline() -> None:
    document = Document('{"é☂":\r\n "😀", "b": 1}'.encode())
    spots = [Spot(keyword_place(keyword.id)) for keyword in document.keywords]
    assert [(each.line, each.column) for each in locate(document, spots)] == [(2, 2), (2, 12)]
