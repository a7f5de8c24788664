import pytest

from asned.jsontext.values import pairs_of
from asned.rules import every, exptype_rules
from asned.rules.conventions import EXPTYPES
from asned.rules.facts import MemberFacts
from asned.rules.findings import Severity
from asned.rules.registry import FUNCTIONS, Scope

assert every.MODULES


def found(exptype, stage=2):
    """Judge an exptype: {rule: message}."""
    facts = MemberFacts(stage, pairs_of([("expname", "x.fits"), ("exptype", exptype)]))
    return {
        row.id: breach.message
        for row, function in FUNCTIONS[Scope.MEMBER]
        if function.__module__ == exptype_rules.__name__ and stage in row.stages
        for breach in function(facts)
    }


@pytest.mark.parametrize("stage", [2, 3])
def test_listed_types_are_sound(stage):
    for name, each in EXPTYPES.items():
        if stage in each.listed:
            assert found(name, stage) == {}


@pytest.mark.parametrize("stage", [2, 3])
@pytest.mark.parametrize("name", EXPTYPES)
def test_every_known_type_is_at_most_one_finding(name, stage):
    assert len(found(name, stage)) == (stage not in EXPTYPES[name].listed)


@pytest.mark.parametrize("exptype", [None, 7, "", []])
def test_what_is_no_text_is_left_to_the_rules_of_shape(exptype):
    assert found(exptype) == {}


@pytest.mark.parametrize(
    ("exptype", "stage", "hint"),
    [
        ("sciense", 2, '"science"'),
        ("Sciense ", 2, '"science"'),
        ("catalog", 2, '"sourcecat"'),
        ("target_acquistion", 3, '"target_acquisition"'),
        ("target_acquistion", 2, '"target_acquisition"'),
        ("science\u200b", 2, '"science"'),
        ("xyzzy", 3, "science, background, psf or target_acquisition"),
        ("   ", 2, "write science"),
    ],
)
def test_an_unknown_type_is_one_finding_with_the_nearest(exptype, stage, hint):
    messages = found(exptype, stage)
    assert messages.keys() == {"exptype-unknown"}
    assert hint in messages["exptype-unknown"]


@pytest.mark.parametrize("exptype", ["selfcal", "target_acquisition"])
def test_types_that_only_spec2_reads_are_undocumented_in_stage_2(exptype):
    assert "spec2" in found(exptype)["exptype-undocumented"]


@pytest.mark.parametrize("exptype", ["flat", "dark", "autoflat", "autowave", "engineering"])
@pytest.mark.parametrize("stage", [2, 3])
def test_types_that_nothing_reads_are_undocumented(exptype, stage):
    assert found(exptype, stage).keys() == {"exptype-undocumented"}


def test_types_of_the_other_stage_are_told_so():
    assert found("psf", 2).keys() == {"exptype-stage"}
    for exptype in ("imprint", "sourcecat", "segmap", "direct_image", "selfcal"):
        assert found(exptype, 3).keys() == {"exptype-stage"}


def test_case_and_blanks_are_breaches_of_their_own():
    assert found("SCIENCE").keys() == {"exptype-case"}
    assert found(" science\n").keys() == {"exptype-blank"}
    assert found(" SCIENCE").keys() == {"exptype-case", "exptype-blank"}


def test_roman_exptypes_are_not_judged():
    assert found("Guide_Window", None) == {}


def test_dropping_a_member_silently_is_an_error():
    severities = {row.id: row.severity for row, _ in FUNCTIONS[Scope.MEMBER]}
    assert severities["exptype-unknown"] is Severity.ERROR
    assert severities["exptype-undocumented"] is Severity.WARNING
