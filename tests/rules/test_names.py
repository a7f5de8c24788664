import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.rules.names import (
    ASSOCIATION,
    CANDIDATE,
    EXPOSURE,
    PLAIN,
    POOL,
    STAMP,
    base_name,
    has_directory,
    product_name,
)
from asned.rules.suffixes import SUFFIXES, split_name

EXPOSED = "jw00623037001_02101_00001_mirimage_rate.fits"


def test_an_exposure_is_taken_apart():
    exposure = EXPOSURE.fullmatch("jw01234001002_03104_00005-seg001_nrcalong_rateints.fits")
    assert exposure.groupdict() == {
        "program": "01234",
        "observation": "001",
        "visit": "002",
        "group": "03",
        "sequence": "1",
        "activity": "04",
        "exposure": "00005",
        "segment": "001",
        "detector": "nrcalong",
        "suffix": "rateints",
    }


@pytest.mark.parametrize("candidate", ["o001", "c1001", "a3001", "r0001"])
def test_candidate_ids_are_recognised(candidate):
    assert CANDIDATE.fullmatch(candidate)


@pytest.mark.parametrize("candidate", ["", "o1", "O001", "c2001", "a1001", "o0001", "r001"])
def test_other_ids_are_not(candidate):
    assert CANDIDATE.fullmatch(candidate) is None


@pytest.mark.parametrize(
    "pool", ["jw00623_20210610t121508_pool", "jw82600_001_20160304T145416_pool"]
)
def test_pools_are_recognised(pool):
    assert POOL.fullmatch(pool)


@pytest.mark.parametrize("stamp", ["20211310t121508", "20210632t121508", "20210610t241508", "x"])
def test_a_stamp_stays_within_the_calendar(stamp):
    assert STAMP.fullmatch(stamp) is None


@pytest.mark.parametrize(
    "name",
    [
        "jw00623-o037_20210610t121508_image2_00001_asn.json",
        "jw00623-c1001_wfs-image3_00012_asn.json",
    ],
)
def test_association_names_are_recognised(name):
    assert ASSOCIATION.fullmatch(name)


@pytest.mark.parametrize(
    ("name", "suffix", "extension"),
    [
        (EXPOSED, "rate", "fits"),
        ("my-own_i2d.fits", "i2d", "fits"),
        ("x_ami-oi.fits", "ami-oi", "fits"),
        ("jw00623037001_rate.fits", "rate", "fits"),
        ("catalog_cat.ecsv", "cat", "ecsv"),
        ("x_match.fits", None, "fits"),
        ("x_RATE.fits", None, "fits"),
        ("a.b_cal.fits", "cal", "fits"),
        ("rate.fits", None, "fits"),
        ("a_rate.b_x.fits", None, "fits"),
    ],
)
def test_a_plain_name_tells_its_suffix_and_extension(name, suffix, extension):
    match = PLAIN.fullmatch(name)
    assert (match["suffix"], match["extension"]) == (suffix, extension)


def test_a_plain_name_tells_its_program():
    assert PLAIN.fullmatch(EXPOSED)["program"] == "00623"
    assert PLAIN.fullmatch("my_rate.fits")["program"] is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a/b.fits",
        "./a.fits",
        ".a.fits",
        "..",
        "a\\b.fits",
        "C:a.fits",
        "a b.fits",
        "a\n.fits",
        "a.fits\n",
        "é.fits",
        "{suffix}.fits",
        "a.fits.gz",
        "noextension",
    ],
)
def test_whatever_has_more_to_it_is_not_plain(name):
    assert PLAIN.fullmatch(name) is None


NAMES = st.from_regex(r"[A-Za-z0-9_.+-]{1,8}", fullmatch=True)
ENDS = st.sampled_from([*sorted(SUFFIXES), "match", "", "_"])
EXTENSIONS = st.sampled_from(["fits", "ecsv", "asdf", "gz", "json", "FITS"])


@given(NAMES, st.sampled_from("_-."), ENDS, EXTENSIONS)
def test_the_one_regex_and_the_splitting_agree(root, separator, end, extension):
    name = f"{root}{separator}{end}.{extension}"
    match = PLAIN.fullmatch(name)
    if match:
        parts = split_name(name)
        assert (match["suffix"], match["extension"]) == (parts.suffix, parts.extension)
        assert product_name(name) == parts.stem


@given(st.text())
def test_a_name_without_directory_is_its_own_base(name):
    if not has_directory(name):
        assert base_name(name) == name


@pytest.mark.parametrize("name", ["a/x", "./x", "x/", "..", ".", "C:\\x", "C:x", "a\\x", "/"])
def test_a_directory_is_seen_where_jwst_does_not(name):
    assert has_directory(name)


@pytest.mark.parametrize(
    ("expname", "name"),
    [
        (EXPOSED, "jw00623037001_02101_00001_mirimage"),
        (f"data/{EXPOSED}", "jw00623037001_02101_00001_mirimage"),
        ("x_rate.fits.gz", "x"),
        ("noextension", "noextension"),
        ("mein bild_rateints.fits", "mein bild"),
    ],
)
def test_a_product_is_named_after_its_science_member(expname, name):
    assert product_name(expname) == name


def test_a_long_hostile_name_is_matched_in_no_time():
    assert PLAIN.fullmatch("a_" * 50_000 + "rate") is None
