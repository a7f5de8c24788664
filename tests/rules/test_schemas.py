"""The schemas themselves: sound, per value where verdicts are remembered, every keyword mapped."""

import json

import pytest
from jsonschema import Draft202012Validator

from asned.rules import every
from asned.rules.registry import RULES, Scope
from asned.rules.samples import CORONAGRAPHY, SENSING, SLITLESS, STAGE2, STAGE3
from asned.rules.shape import (
    MEMBER,
    PRODUCT,
    ROOT,
    SCHEMAS,
    SHELL_RULES,
    schema_text,
    shells,
)

ANNOTATIONS = {"$schema", "title", "description"}
STRUCTURE = {"properties", "items"}
STAGES = sorted(SCHEMAS, key=str)

assert every.MODULES


def judging_keywords(schema, place=""):
    """Give (place, keyword) of all that judges, `required` once for each key."""
    for keyword, value in schema.items():
        if keyword == "properties":
            for key, inner in value.items():
                yield from judging_keywords(inner, f"{place}/{key}".lstrip("/"))
        elif keyword == "items":
            yield from judging_keywords(value, f"{place}/*")
        elif keyword == "required":
            yield from ((f"{place}/{key}".lstrip("/"), "required") for key in value)
        elif keyword not in ANNOTATIONS:
            yield place, keyword


@pytest.mark.parametrize("stage", STAGES)
def test_a_schema_is_a_sound_schema_of_2020_12(stage):
    schema = json.loads(schema_text(stage))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("stage", STAGES)
def test_every_keyword_that_judges_has_its_rule(stage):
    keywords = list(judging_keywords(json.loads(schema_text(stage))))
    assert len(keywords) > 10
    assert set(keywords) <= SHELL_RULES.keys()


def test_no_rule_is_mapped_that_no_schema_judges():
    used = {each for stage in STAGES for each in judging_keywords(json.loads(schema_text(stage)))}
    assert used == SHELL_RULES.keys()


@pytest.mark.parametrize("stage", STAGES)
def test_a_mapped_rule_speaks_in_the_stage_of_the_schema(stage):
    for keyword in judging_keywords(json.loads(schema_text(stage))):
        assert RULES[SHELL_RULES[keyword]].scope is Scope.SHAPE
        assert stage in RULES[SHELL_RULES[keyword]].stages


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("place", [ROOT, PRODUCT, MEMBER])
def test_an_object_is_judged_value_by_value_and_by_type_and_emptiness_alone(place, stage):
    shell = shells(stage)[place]
    assert shell.keys() - ANNOTATIONS <= {"type", "required", "properties"}
    for inner in shell["properties"].values():
        assert inner.keys() - ANNOTATIONS <= {"type", "minLength", "minItems"}
        assert inner.get("minLength", 1) == inner.get("minItems", 1) == 1


@pytest.mark.parametrize("stage", STAGES)
def test_no_shell_judges_what_lies_in_its_long_list(stage):
    assert "items" not in shells(stage)[ROOT]["properties"]["products"]
    assert "items" not in shells(stage)[PRODUCT]["properties"]["members"]


@pytest.mark.parametrize("sample", [STAGE2, SLITLESS, STAGE3, CORONAGRAPHY, SENSING])
def test_sound_associations_are_valid_under_the_whole_schema(sample):
    stage = 2 if sample["asn_type"].endswith("2") else 3
    for each in (stage, None):
        Draft202012Validator(json.loads(schema_text(each))).validate(sample)
