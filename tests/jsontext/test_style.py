"""The style of a file is learned from its own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.association.document import Document
from asned.jsontext.style import DEFAULT_STYLE, Style, parted
from builders import LAYOUTS, Layout, written


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_style_of_every_layout_is_learned(layout: Layout) -> None:
    text = written({"a": 1, "b": "é", "products": []}, layout)
    style = Document(text.encode()).style
    is_flat = layout.flat_from == 0
    assert style.newline == ("" if is_flat else layout.newline)
    assert style.indent == ("" if is_flat else layout.indent)
    assert style.colon == layout.colon
    assert style.ascii_only == layout.ascii_only
    assert not is_flat or style.gap == layout.gap


@pytest.mark.parametrize("text", ["{}", "[]", "1", '"a"'])
def test_where_nothing_can_be_learned_the_style_is_that_of_the_generator(text: str) -> None:
    assert Document(text.encode()).style == DEFAULT_STYLE == Style("\n", "    ", ": ", " ", True)


def test_an_indented_document_is_indented_by_its_own_step() -> None:
    assert Document(b'  {\n    "a": 1\n  }').style.indent == "  "


blanks = st.text(" \t\r\n", max_size=4)
keys = st.sampled_from(['"a"', '"a,b: \\" {"', '""'])


@given(blanks, st.booleans(), blanks, st.none() | st.tuples(keys, blanks, blanks))
def test_a_lead_taken_apart_is_the_lead(
    before: str, has_comma: bool, blank: str, key: tuple[str, str, str] | None
) -> None:
    text = before + ("," if has_comma else "") + blank
    if key:
        text += f"{key[0]}{key[1]}:{key[2]}"
    lead = parted(text)
    assert lead.text == text
    assert lead.comma == ("," if has_comma else "")
    assert lead.before + lead.blank == before + blank
    assert lead.key == (key[0] if key else "")
    assert ":" in lead.colon or not key
