"""Which members' files are not beside the association."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned import check
from asned.rules.samples import STAGE2, changed, exposure, member
from builders import EXPNAMES, seeds, some_text
from plain import Object, loads

FIRST, SECOND = exposure(1, "mirimage", "rate"), exposure(2, "mirimage", "rate")
EXPNAME = "/products/0/members/1/expname"


def found(beside, changes=None, **options):
    data = json.dumps(changed(STAGE2, changes or {})).encode()
    return [
        (finding.severity, finding.pointer)
        for finding in check(data, directory=beside, **options)
        if finding.rule == "expname-missing-file"
    ]


def test_without_a_directory_nothing_is_missing():
    assert found(None) == []


def test_a_file_that_is_missing_among_others_is_a_warning():
    assert found({FIRST}) == [("warning", EXPNAME)]


def test_where_none_is_there_one_info_speaks_for_the_file():
    assert found(set()) == [("info", "")]


def test_where_all_are_there_nothing_is_said():
    assert found({FIRST, SECOND, "other"}) == []


@pytest.mark.parametrize("name", [f"x/{SECOND}", f"./{SECOND}", f"{SECOND}\u202e", "", 3, None])
def test_a_name_that_another_rule_speaks_of_is_not_missing(name):
    assert found({FIRST}, {EXPNAME: name}) == []


def test_without_any_file_name_nothing_is_missing():
    assert found(set(), {"/products/0/members": []}) == []


def test_the_same_file_is_missing_in_each_product():
    product = {"name": "other", "members": [member(SECOND, "science")]}
    assert len(found({FIRST}, {"/products/1": product})) == 2


def test_the_users_severity_replaces_either():
    for beside in (set(), {FIRST}):
        assert found(beside, severities={"expname-missing-file": None}) == []
        ((severity, _),) = found(beside, severities={"expname-missing-file": "error"})
        assert severity == "error"


def test_roman_associations_are_not_looked_at():
    assert found({FIRST}, {"/asn_rule": "DMS_ELPP_Base"}) == []


def test_a_directory_is_listed(tmp_path):
    (tmp_path / FIRST).touch()
    (tmp_path / SECOND).mkdir()
    assert found(tmp_path) == found(str(tmp_path)) == [("warning", EXPNAME)]
    assert found(tmp_path / "none") == []


SPOKEN_OF = {"dir/a_rate.fits", "..", "a\u202eb.fits"}
"""Those of `EXPNAMES` that have a directory or a hidden character."""


def last(thing, key):
    """Give the last value of a key of what may be an object."""
    pairs = thing if isinstance(thing, Object) else ()
    return next((value for each, value in reversed(pairs) if each == key), None)


def elements(thing):
    return thing if isinstance(thing, list) and not isinstance(thing, Object) else []


@given(seeds, st.sets(st.sampled_from(EXPNAMES), max_size=3))
def test_what_is_missing_in_odd_associations_is_what_a_plain_look_finds(seed, beside):
    data = some_text(Random(seed)).encode()
    names = [
        last(member, "expname")
        for product in elements(last(loads(data), "products"))
        for member in elements(last(product, "members"))
    ]
    names = [each for each in names if isinstance(each, str) and each and each not in SPOKEN_OF]
    missing = sum(each not in beside for each in names)
    expected = ["warning"] * missing if missing < len(names) else ["info"] * bool(names)
    findings = check(data, directory=beside)
    assert [
        str(each.severity) for each in findings if each.rule == "expname-missing-file"
    ] == expected
