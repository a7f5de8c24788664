"""What is displayable is on one line, printable, and neither moves nor hides anything."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.jsontext.display import displayable, is_displayable


@given(st.text(st.characters()))
def test_text_made_displayable_shows_all_of_it_and_stays_so(text: str) -> None:
    shown = displayable(text)
    assert is_displayable(shown)
    assert displayable(shown) == shown
    assert is_displayable(text) == (shown == text)
    assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in shown)
    shown.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é ☂", "plain é ☂"),
        ("a\nb\x1b[31m", "a␊b␛[31m"),
        ("\x7f\x9b", "␡<009B>"),
        ("a\u202eb\u200d", "a<202E>b<200D>"),
        ("\ud800", "<D800>"),
        ("\u2028\ufeff", "<2028><FEFF>"),
    ],
)
def test_hidden_characters_are_made_visible(text: str, shown: str) -> None:
    assert displayable(text) == shown


@given(st.characters(categories=["Cf"]))
def test_no_format_character_passes(character: str) -> None:
    is_arabic_or_syriac_sign = unicodedata.bidirectional(character) in ("AN", "AL", "R")
    assert (
        not is_displayable(character)
        or is_arabic_or_syriac_sign
        or (
            "EGYPTIAN" in unicodedata.name(character, "")
            or "KAITHI" in unicodedata.name(character, "")
        )
    )
