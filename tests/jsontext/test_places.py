"""Line and column of an offset are those that counting from the beginning gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.jsontext import places
from asned.jsontext.places import Places


@given(st.text("ab\n\r", max_size=40), st.integers(1, 9))
def test_every_offset_is_where_counting_says(text: str, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_STRETCH", stretch)
        told = Places(text)
        for offset in range(len(text) + 1):
            line = text.count("\n", 0, offset) + 1
            assert told.at(offset) == (line, len(text[:offset].rpartition("\n")[2]) + 1)
