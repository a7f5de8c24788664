"""What is pasted is understood as members or as names, and nothing of it is lost or interpreted."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asned.association.document import Document
from asned.association.edits import perform
from asned.association.pasting import (
    Pasted,
    insertions,
    texts_laid_out,
    texts_of_names,
    understood,
)
from asned.jsontext.errors import NotAnAssociationText
from builders import association

MEMBER = '{"expname": "a_rate.fits", "exptype": "science"}'


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a_rate.fits", ["a_rate.fits"]),
        ("a.fits\nb.fits\n", ["a.fits", "b.fits"]),
        ("a.fits\r\n\r\n  b.fits  \r\n", ["a.fits", "b.fits"]),
        ("a.fits\rb.fits", ["a.fits", "b.fits"]),
        ("x[bold]x[/].fits", ["x[bold]x[/].fits"]),
        ('"a.fits"', ["a.fits"]),
        ('"a.fits",\n"b.fits",', ["a.fits", "b.fits"]),
        ('["a.fits", "b.fits"]', ["a.fits", "b.fits"]),
        ('"quoted" and more', ['"quoted" and more']),
        ("\x1b[31mred.fits", ["\x1b[31mred.fits"]),
    ],
)
def test_plain_lines_and_json_strings_are_names(text: str, names: list[str]) -> None:
    assert understood(text) == Pasted(names=tuple(names))


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (MEMBER, [MEMBER]),
        (f"[{MEMBER}]", [MEMBER]),
        (f"{MEMBER},\n{MEMBER},\n", [MEMBER, MEMBER]),
        (f"[{MEMBER}, 7]", [MEMBER, "7"]),
        (f'["a.fits", {MEMBER}]', ['"a.fits"', MEMBER]),
        ('{"a": 1.50, "a": "\\u0041"}', ['{"a": 1.50, "a": "\\u0041"}']),
    ],
)
def test_objects_are_members_to_the_letter(text: str, texts: list[str]) -> None:
    assert understood(text) == Pasted(texts=tuple(texts))


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "[]"])
def test_nothing_is_nothing(text: str) -> None:
    assert len(understood(text)) == 0


@pytest.mark.parametrize("text", ["{", '{"a": 1} {', "[1, 2", '{"expname": a}'])
def test_what_only_begins_like_json_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotAnAssociationText) as caught:
        understood(text)
    assert caught.value.line == 1
    assert caught.value.expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_a_list_of_strings_gives_them_back(names: list[str]) -> None:
    assert understood(json.dumps(names)).names == tuple(names)


def test_names_become_members_that_look_like_their_neighbours() -> None:
    document = Document(association(1, 3))
    product = document.products[0].id
    names = [f'n{number}"\x1b[0m_rate.fits' for number in range(1030)]
    texts = texts_of_names(document, product, 2, names, ["background"] * len(names))
    for edit in insertions(product, 2, texts):
        perform(document, edit)
    members = json.loads(document.to_bytes())["products"][0]["members"]
    assert [each["expname"] for each in members[2:-1]] == names
    assert members[2] == {"expname": names[0], "exptype": "background", "exposerr": None}
    assert "\x1b" not in document.text
    assert document.text == json.dumps(json.loads(document.text), indent=4)


def test_members_from_elsewhere_are_laid_out_like_their_neighbours() -> None:
    document = Document(association(1, 3))
    product = document.products[0].id
    for edit in insertions(product, 1, texts_laid_out(document, product, 1, [MEMBER, "7"])):
        perform(document, edit)
    assert document.text == json.dumps(json.loads(document.text), indent=4)
    assert json.loads(document.text)["products"][0]["members"][1:3] == [json.loads(MEMBER), 7]
