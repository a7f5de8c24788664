import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.jsontext.values import pairs_of
from asned.rules import every, member_rules
from asned.rules.conventions import EXPTYPES
from asned.rules.facts import MISSING, MemberFacts
from asned.rules.member_rules import SUFFIXES_OF
from asned.rules.names import PLAIN
from asned.rules.registry import FUNCTIONS, Scope
from asned.rules.suffixes import SUFFIXES

assert every.MODULES


def breaches(expname, exptype="science", stage=2):
    pairs = [("expname", expname), ("exptype", exptype)]
    facts = MemberFacts(stage, pairs_of([each for each in pairs if each[1] is not MISSING]))
    return [
        (row.id, breach)
        for row, function in FUNCTIONS[Scope.MEMBER]
        if function.__module__ == member_rules.__name__ and stage in row.stages
        for breach in function(facts)
    ]


def found(*member):
    """Judge the file name of a member: {rule: message}."""
    return {rule: breach.message for rule, breach in breaches(*member)}


@pytest.mark.parametrize(
    ("expname", "exptype", "stage"),
    [
        ("x_rate.fits", "science", 2),
        ("x_rateints.fits", "SCIENCE ", 2),
        ("x_rate.asdf", "science", 2),
        ("x_rate.fits.gz", "background", 2),
        ("x_cat.ecsv", "sourcecat", 2),
        ("x_segm.fits", "segmap", 2),
        ("x_i2d.fits", "direct_image", 2),
        ("x_cal.fits", "science", 3),
        ("x_x1d.fits", "science", 3),
        ("x_crfints.fits", "psf", 3),
        ("x_x1dints.fits", "background", 3),
        ("x_rate.fits", "flat", 3),
        ("x_cal.fits", "target_acquisition", 3),
        ("my image.fits", "science", 2),
        ("bild-für-später.fits", "science", 3),
    ],
)
def test_a_fitting_name_is_sound(expname, exptype, stage):
    assert found(expname, exptype, stage) == {}


@pytest.mark.parametrize("suffix", ["match", "tweakreg", "destreak", "RATE"])
def test_suffixes_of_a_users_own_are_not_judged(suffix):
    assert found(f"x_{suffix}.fits") == {}


@pytest.mark.parametrize(
    ("expname", "exptype", "stage"),
    [
        ("x_cal.fits", "science", 2),
        ("x_uncal.fits", "background", 2),
        ("x_rate.fits", "science", 3),
        ("x_x1d.fits", "psf", 3),
        ("x_segm.fits", "direct_image", 2),
        ("dir/x_cal.fits.gz", "imprint", 2),
    ],
)
def test_a_known_suffix_that_does_not_fit_is_reported(expname, exptype, stage):
    assert "expname-suffix" in found(expname, exptype, stage)


@pytest.mark.parametrize(
    ("expname", "exptype"),
    [
        ("x_rate", "science"),
        ("x_rate.txt", "science"),
        ("x_rate.FITS", "science"),
        ("x_cat.ecsv", "science"),
        ("x_cat.fits", "sourcecat"),
    ],
)
def test_another_extension_is_one_finding(expname, exptype):
    assert found(expname, exptype).keys() == {"expname-extension"}


@pytest.mark.parametrize("exptype", [MISSING, None, 7, "catalog", ""])
def test_without_a_known_exptype_nothing_is_expected_of_the_name(exptype):
    assert found("x_uncal.txt", exptype) == {}


@pytest.mark.parametrize("exptype", ["psf", "flat"])
def test_suffixes_of_types_that_no_stage_2_pipeline_reads_are_not_judged(exptype):
    assert found("x_cal.fits", exptype, 2) == {}


@pytest.mark.parametrize("stage", [2, 3, None])
@pytest.mark.parametrize("expname", ["./x.fits", "a/x.fits", "x.fits/", "..", "C:\\x.fits", "/"])
def test_a_directory_is_reported_in_every_stage(expname, stage):
    rules = found(expname, "science", stage).keys()
    assert "expname-path" in rules
    assert rules <= {"expname-path", "expname-extension"}


def test_the_bare_name_is_proposed():
    assert found("../data/x.fits")["expname-path"].startswith(
        'expname has a directory; write "x.fits"'
    )
    assert "; write the file's name" in found("data/..")["expname-path"]


@pytest.mark.parametrize("stage", [2, 3, None])
@pytest.mark.parametrize("character", ["\x00", "\n", "\x1b", "\u202e", "\u200b"])
def test_hidden_characters_are_one_finding(character, stage):
    messages = found(f"a{character}b_cal.txt", "science", stage)
    assert messages.keys() == {"expname-characters"}
    assert character not in messages["expname-characters"]


@pytest.mark.parametrize("expname", [None, 7, "", [], MISSING])
def test_what_is_no_text_is_left_to_the_rules_of_shape(expname):
    assert found(expname) == {}


ROOTS = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,8}", fullmatch=True)
ENDS = st.sampled_from([*(f"_{suffix}" for suffix in sorted(SUFFIXES)), "_match", ""])


@given(
    st.tuples(ROOTS, ROOTS),
    ENDS,
    st.sampled_from(["fits", "ecsv", "asdf", "txt"]),
    st.sampled_from([*EXPTYPES, "sciense", "PSF"]),
    st.sampled_from([2, 3, None]),
)
def test_of_plain_names_only_suffix_and_extension_count(roots, end, extension, exptype, stage):
    names = [f"{root}{end}.{extension}" for root in roots]
    kinds = [PLAIN.fullmatch(name) for name in names]
    if all(kinds) and kinds[0].group("suffix", "extension") == kinds[1].group(
        "suffix", "extension"
    ):
        first, second = (breaches(name, exptype, stage) for name in names)
        assert first == second


def test_every_suffix_that_is_asked_for_is_known():
    asked_for = {each for table in SUFFIXES_OF.values() for row in table.values() for each in row}
    assert asked_for <= SUFFIXES
