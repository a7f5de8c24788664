import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.rules.nearest import nearest, slips

EXPTYPES = ("science", "background", "imprint", "sourcecat", "segmap", "direct_image")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sciense", "science"),
        ("scienec", "science"),
        ("SCIENCE", "science"),
        (" science", "science"),
        ("sci", "science"),
        ("directimage", "direct_image"),
        ("direct-image", "direct_image"),
        ("catalog", "sourcecat"),
        ("bkg", "background"),
    ],
)
def test_a_slip_finds_its_word(word, meant):
    assert nearest(word, EXPTYPES) == meant


@pytest.mark.parametrize("word", ["", "s", "xyzzy", "engineering", "guide_window"])
def test_a_word_that_is_far_from_all_finds_none(word):
    assert nearest(word, EXPTYPES) is None


def test_an_alias_is_offered_only_where_its_word_is_a_choice():
    assert nearest("target_acquistion", ("target_acquisition",)) == "target_acquisition"
    assert nearest("catalog", ("science",)) is None


def test_the_first_of_equally_near_choices_wins():
    assert nearest("bat", ("cat", "hat")) == "cat"


@pytest.mark.parametrize(
    ("word", "other", "count"),
    [("", "", 0), ("ab", "ba", 1), ("ab", "abc", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)],
)
def test_slips_are_counted(word, other, count):
    assert slips(word, other, 9) == count


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 6))
def test_giving_up_early_changes_no_count(word, other, most):
    assert slips(word, other, most) == min(slips(word, other, 99), most + 1)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_the_same_in_both_directions(word, other):
    assert slips(word, other, 99) == slips(other, word, 99)
