import pytest

from asned.rules.suffixes import SUFFIXES, split_name, split_suffix


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("separator", ["_", "-"])
def test_every_suffix_is_split_off(suffix, separator):
    assert split_suffix(f"a-b_c{separator}{suffix}") == ("a-b_c", suffix)


def test_only_the_last_suffix_is_split_off():
    assert split_suffix("a_rate_cal") == ("a_rate", "cal")
    assert split_suffix("a_aminorm-oi") == ("a", "aminorm-oi")
    assert split_suffix("_rate") == ("_rate", None)
    assert split_suffix("x-ami-oi") == ("x", "ami-oi")


@pytest.mark.parametrize(
    "root", ["", "_", "rate", "a_rates", "a_rate_", "a_oi", "a.rate", "-ami-oi-x"]
)
def test_a_name_without_a_known_suffix_stays_whole(root):
    assert split_suffix(root) == (root, None)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a_rate.fits", ("a", "rate", "fits")),
        ("a_rate.fits.gz", ("a", "rate", "fits.gz")),
        ("a.b.asdf", ("a.b", None, "asdf")),
        (".hidden", (".hidden", None, "")),
        ("a_cal", ("a", "cal", "")),
    ],
)
def test_a_name_is_split_at_its_suffix_and_extension(name, parts):
    assert split_name(name) == parts
