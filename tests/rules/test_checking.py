"""Judging in one go: every kind of finding together, in one order, and never a traceback."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned import check, parse
from asned.rules.checking import judge_document
from asned.rules.examples import EXAMPLES
from asned.rules.registry import RULES, Scope
from asned.rules.samples import NAME, STAGE2, changed, text_of

OF_TEXT = [name for name, row in RULES.items() if row.scope is Scope.TEXT]


@pytest.mark.parametrize("rule", [*OF_TEXT, "expname-missing-file"])
def test_the_examples_of_text_name_and_directory_have_just_their_findings(rule):
    example = EXAMPLES[rule]
    found = check(example.broken, name=example.name, directory=example.beside)
    assert {(finding.rule, finding.pointer) for finding in found} == example.findings
    assert all(finding.line >= 1 and finding.column >= 1 for finding in found)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    assert check(data)


@given(st.integers(0, 10_000), st.sampled_from([*' {}[],:"\\x\0\n', "é", "None", "\\ud800"]))
def test_no_damage_of_an_association_raises(place, inserted):
    text = text_of(STAGE2)
    at = place % len(text)
    for finding in check((text[:at] + inserted + text[at:]).encode(), name=NAME):
        assert finding.line >= 1


KEYS = st.sampled_from(
    [
        "asn_id",
        "asn_type",
        "program",
        "target",
        "version_id",
        "products",
        "name",
        "members",
        "expname",
        "exptype",
        "exposerr",
        "expnam",
        "degraded_status",
        "a",
    ]
) | st.sampled_from(["", "\u202e"])
WORDS = st.sampled_from(
    [
        "x",
        "psf",
        "..",
        "a/b_rate.fits",
        "x_cal.fits",
        "image2",
        "image3",
        "wfs-image3",
        "Asn_Lv2WFSSNIS",
        "None",
        "a.b",
        "{source_id}",
    ]
) | st.sampled_from(["", "\n", "\u202e", "\ud800", "SCIENCE "])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES, st.sampled_from([None, 2, 3]), st.sampled_from([None, set(), {"x_rate.fits"}]))
def test_no_shape_of_json_raises(value, stage, beside):
    for finding in check(json.dumps(value).encode(), name="x", directory=beside, stage=stage):
        assert finding.line >= 1


def test_an_empty_key_can_be_wrong_too():
    assert "unknown-keyword" in {finding.rule for finding in check(b'{"": "\\u202e"}')}


def test_findings_come_errors_first_each_severity_in_the_order_of_the_text():
    members = "/products/0/members"
    association = changed(
        STAGE2,
        {
            "/degraded_status": "fine",
            "/version_id": "None",
            f"{members}/0/exptype": "SCIENCE",
            f"{members}/1/exptype": "backgroud",
            "/target": "\ud83d",
        },
    )
    found = check(json.dumps(association, indent=1).encode(), name="mine.json")
    assert [finding.rule for finding in found] == [
        "json-surrogate",
        "exptype-case",
        "exptype-unknown",
        "degraded-status",
        "file-name",
        "version-id-format",
    ]


def test_a_document_and_its_bytes_have_the_same_findings():
    data = EXAMPLES["json-surrogate"].broken
    assert check(parse(data)) == check(data) != []


def test_half_a_character_is_found_in_the_editor_as_in_a_check():
    product = {"name": "a\ud800", "members": [{"expname": "b\udc00.fits", "exptype": "\udfff"}]}
    data = json.dumps({"asn_id": "\ud83d", "products": [product]}).encode()
    judge = judge_document(parse(data), 2, {}, None)
    halves = [each.message for each in judge.findings if each.rule == "json-surrogate"]
    assert halves == [each.message for each in check(data) if each.rule == "json-surrogate"]
    assert len(halves) == 4


def test_half_a_character_has_its_place():
    data = b'{\n "target": "\\ud83d"}'
    (finding,) = [each for each in check(data) if each.rule == "json-surrogate"]
    assert (finding.line, finding.column) == (2, 13)


def test_the_users_severities_hold_for_every_kind_of_finding():
    assert check(b"", severities={"file-empty": None}) == []
    (finding,) = check(b"{}x", severities={"json-extra-data": "info"})
    assert finding.severity == "info"


def test_roman_associations_may_be_named_as_they_like():
    roman = json.dumps(changed(STAGE2, {"/asn_rule": "DMS_ELPP_Base"})).encode()
    assert check(roman, name="r0000101001001001001_asn.yaml") == []
