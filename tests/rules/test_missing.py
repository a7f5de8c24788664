"""Which members' files are not beside the association."""

import json

import pytest

from asned import check
from asned.rules.samples import STAGE2, changed, exposure, member

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
