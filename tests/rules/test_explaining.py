"""The explanations of rules, as `asned rules` and the editor show them."""

import pytest

from asned.jsontext.display import is_displayable
from asned.rules.explaining import explanation
from asned.rules.fixes import fix_labels
from asned.rules.registry import RULES


def without_examples_fixes(paragraphs):
    return [each for each in paragraphs if not each.startswith("In the example:\n")]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_in_full(rule):
    paragraphs = explanation(rule)
    title, statement = paragraphs[:2]
    assert title.startswith(f"{rule} ({RULES[rule].severity}; ")
    assert statement == RULES[rule].statement
    assert RULES[rule].why in paragraphs
    *_, broken, sound, fix, source = without_examples_fixes(paragraphs)
    assert broken.startswith("Breaks it:\n    ")
    assert "\nand is told:\n    " in broken
    assert sound.startswith("Keeps it:\n    ")
    assert all(label in fix for label in fix_labels(rule))
    assert source.startswith("Source: ")


@pytest.mark.parametrize("rule", RULES)
def test_every_line_can_be_shown(rule):
    for paragraph in explanation(rule):
        assert all(is_displayable(line) for line in paragraph.split("\n"))
        assert paragraph.count("\n") < 20


def test_an_example_shows_the_lines_that_count():
    *_, broken, sound, _, _ = without_examples_fixes(explanation("exptype-case"))
    assert '"exptype": "SCIENCE"' in broken
    assert '"exptype": "science"' in sound
    assert "asn_pool" not in broken + sound


def test_the_line_that_is_complained_of_is_shown_though_it_did_not_change():
    *_, broken, _, _, _ = without_examples_fixes(explanation("degraded-status"))
    assert '"degraded_status": "No known' in broken
    assert '"exposerr": "Jitter"' in broken


def test_an_example_of_file_names_shows_names():
    *_, broken, sound, _, _ = without_examples_fixes(explanation("file-extension"))
    assert "_asn.JSON" in broken
    assert "_asn.json" in sound


def test_each_fix_of_an_example_is_told_with_what_is_found_then():
    (told,) = [each for each in explanation("name-characters") if each.startswith("In the example")]
    assert told == (
        "In the example:\n"
        '    name the product "my_image"\n'
        "      then: name-mismatch\n"
        '    name the product "jw01234001001_02101_00001_mirimage"\n'
        "      then: nothing is found"
    )


def test_a_fix_that_has_been_described_to_the_letter_is_not_told_again():
    assert not [each for each in explanation("json-comment") if each.startswith("In the example")]


def test_an_unknown_rule_is_an_error():
    with pytest.raises(KeyError):
        explanation("no-such-rule")
