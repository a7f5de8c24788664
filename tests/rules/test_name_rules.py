import pytest

from asned.rules import every, name_rules
from asned.rules.facts import MISSING, ProductFacts
from asned.rules.findings import Severity
from asned.rules.registry import FUNCTIONS, Scope

assert every.MODULES

ROOT = "jw01234001001_02101_00001_mirimage"


def found(name, stage=2, science=f"{ROOT}_rate.fits", asn_type=MISSING, sciences=1):
    """Judge a product of this name by the rules over names: {rule: severity}."""
    keys = {} if name is MISSING else {"name": name}
    facts = ProductFacts(stage, keys, 1, {"science": sciences}, 0, science, asn_type)
    return {
        row.id: breach.severity or row.severity
        for row, function in FUNCTIONS[Scope.PRODUCT]
        if function.__module__ == name_rules.__name__ and stage in row.stages
        for breach in function(facts)
    }


def test_the_name_of_the_science_member_is_sound():
    assert found(ROOT) == {}


@pytest.mark.parametrize("stage", [2, 3])
def test_a_missing_name_is_reported(stage):
    assert found(MISSING, stage) == {"name-missing": Severity.WARNING}


@pytest.mark.parametrize("name", ["", None, 7])
def test_a_name_of_another_type_is_left_to_the_rules_of_shape(name):
    assert found(name) == {}


def test_another_name_is_free_in_stage_3():
    assert found("my_image") == {"name-mismatch": Severity.INFO}
    assert found("my_image", 3) == {}


def test_a_name_is_compared_only_with_one_science_member():
    assert found("my_image", science=MISSING) == {}
    assert found("my_image", sciences=2) == {}


@pytest.mark.parametrize("name", [f"{ROOT}_rate", "x-cal", "x_aminorm-oi"])
def test_a_suffix_is_one_finding(name):
    assert found(name) == {"name-suffix": Severity.INFO}


@pytest.mark.parametrize("name", ["a/b", "a.b", "a{b", "{suffix}", f"{ROOT}_rate.fits"])
def test_characters_that_get_lost_are_one_finding(name):
    assert found(name) == {"name-characters": Severity.WARNING}


@pytest.mark.parametrize("name", ["jw1-o001_{source_id}_nrs", "a_{product_type}"])
def test_old_templates_weigh_less_where_they_break_nothing(name):
    assert found(name, 3) == {"name-characters": Severity.INFO}
    assert found(name, 3, asn_type="wfs-image3") == {"name-characters": Severity.WARNING}
    assert found(f"{name}.x", 3) == {"name-characters": Severity.WARNING}


def test_hidden_characters_are_left_to_their_rule():
    assert found("a\u202e.b/_rate") == {}
