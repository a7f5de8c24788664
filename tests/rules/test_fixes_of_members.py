"""What the fixes of members, and of lists of the wrong shape, do."""

from asned.rules.samples import STAGE2, exposure, member
from rules.fixing import SECOND, THREE, TWO, UNCAL, broken, done, fixes_of, the_fix


def test_only_an_exact_copy_of_a_member_is_deleted():
    copy = broken({THREE: dict(reversed(member(SECOND, "background").items()))})
    fix = the_fix(copy, "expname-duplicate")
    assert fix.loses
    assert done(copy, fix) == STAGE2
    assert fixes_of(broken({THREE: member(SECOND, "imprint")}), "expname-duplicate") == []
    of_another_type = {f"{TWO}/x": 1, THREE: member(SECOND, "background") | {"x": True}}
    assert fixes_of(broken(of_another_type), "expname-duplicate") == []


def test_a_bare_file_name_becomes_the_member_that_it_tells_or_science():
    labels = [fix.label for fix in fixes_of(broken({TWO: "x_cat.ecsv"}), "member-object")]
    assert labels == [
        "make it a member of exptype sourcecat",
        "make it a member of exptype science",
    ]
    assert fixes_of(broken({TWO: 5}), "member-object") == []


def test_only_a_single_object_is_put_into_a_list():
    assert fixes_of(broken({"/products": "x"}), "products-list") == []
    assert fixes_of(broken({"/products/0/members": 3}), "members-list") == []


def test_only_a_file_name_is_kept_of_a_path():
    for path, wanted in (("a/b/x.fits", "x.fits"), ("C:D:x", "x"), ("a\\x.fits/", "x.fits")):
        session = broken({f"{TWO}/expname": path})
        fix = the_fix(session, "expname-path")
        assert fix.loses
        assert done(session, fix)["products"][0]["members"][1]["expname"] == wanted
    for path in ("..", "a/..", "/", "C:"):
        assert fixes_of(broken({f"{TWO}/expname": path}), "expname-path") == []


def test_the_expected_suffix_is_offered_only_where_the_file_is_there():
    session = broken({f"{TWO}/expname": UNCAL})
    assert fixes_of(session, "expname-suffix") == []
    assert fixes_of(session, "expname-suffix", frozenset({UNCAL})) == []
    both = frozenset({SECOND, exposure(2, "mirimage", "rateints"), UNCAL})
    labels = [fix.label for fix in fixes_of(session, "expname-suffix", both)]
    assert labels == [
        f'set expname to "{SECOND}"',
        f'set expname to "{exposure(2, "mirimage", "rateints")}"',
    ]
