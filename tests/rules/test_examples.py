"""The table of examples: every rule has one, and what it says is found in it, no more."""

import re

import pytest

from asned.api import check, parse
from asned.jsontext.errors import NotAnAssociationText
from asned.rules import every
from asned.rules.examples import EXAMPLES
from asned.rules.registry import RULES, Scope
from asned.rules.samples import NAME
from asned.rules.text_rules import file_extension_breaches, file_name_breaches

assert every.MODULES

ACROSS = {"json-duplicate-key", "expname-duplicate", "name-duplicate"}
OF_NAMES = {"file-extension": file_extension_breaches, "file-name": file_name_breaches}
JUDGED = [name for name, row in RULES.items() if row.scope not in (Scope.TEXT, Scope.CROSS)]
REFUSED = [
    name
    for name, row in RULES.items()
    if row.scope is Scope.TEXT and name not in OF_NAMES and name != "json-surrogate"
]


def found(data, name=None, beside=None):
    findings = check(data, name=name, directory=beside)
    return sorted((finding.rule, finding.pointer) for finding in findings)


def test_every_rule_has_an_example():
    assert EXAMPLES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", [*JUDGED, *sorted(ACROSS)])
def test_the_broken_example_has_just_its_findings(rule):
    assert found(EXAMPLES[rule].broken) == sorted(EXAMPLES[rule].findings)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_sound_example_has_no_finding(rule):
    assert found(EXAMPLES[rule].sound, NAME, EXAMPLES[rule].beside_sound) == []


@pytest.mark.parametrize("rule", REFUSED)
def test_a_text_that_is_not_json_is_refused_by_its_rule(rule):
    with pytest.raises(NotAnAssociationText) as refusal:
        parse(EXAMPLES[rule].broken)
    assert refusal.value.rule == rule


@pytest.mark.parametrize("rule", OF_NAMES)
def test_a_files_name_breaks_its_rule_alone(rule):
    found_by = {each for each, judge in OF_NAMES.items() if judge(EXAMPLES[rule].name)}
    assert found_by == {rule}


@pytest.mark.parametrize("rule", JUDGED)
def test_a_message_is_one_line_that_says_what_to_do(rule):
    for finding in check(EXAMPLES[rule].broken):
        assert "\n" not in finding.message
        assert any(mark in finding.message for mark in (";", ":", ","))
        assert len(finding.message) < 250


@pytest.mark.parametrize("rule", RULES)
def test_what_is_wrong_can_be_read_in_the_line_of_state_at_80_columns(rule):
    """All behind it, what to do and why, also stands in the list of fixes."""
    example = EXAMPLES[rule]
    for finding in check(example.broken, name=example.name, directory=example.beside):
        wrong = re.split("[;:]", finding.message)[0]
        assert len(f" ✖ {wrong}") < 80


@pytest.mark.parametrize("stage", [2, 3, None])
def test_no_finding_is_of_a_rule_that_is_silent_in_the_stage(stage):
    for rule in JUDGED:
        for finding in check(EXAMPLES[rule].broken, stage=stage):
            assert RULES[finding.rule].stages & ({stage} if stage else {2, 3})
