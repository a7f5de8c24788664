"""`asned schema`: the schema as other editors get it."""

import json

import pytest
from jsonschema import Draft202012Validator

from asned.rules.samples import SLITLESS, STAGE2, STAGE3, changed

SCIENCE = "/products/0/members/0/exptype"


@pytest.fixture(params=[2, 3])
def stage(request):
    return request.param


@pytest.fixture
def schema(asned, stage):
    status, out, _ = asned("schema", "--stage", stage)
    assert status == 0
    return json.loads(out)


def test_it_is_a_schema_of_2020_12(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_sound_associations_are_valid(schema, stage):
    for association in [STAGE2, SLITLESS] if stage == 2 else [STAGE3]:
        Draft202012Validator(schema).validate(association)


def test_an_unknown_exptype_is_not_valid(schema, stage):
    base = STAGE2 if stage == 2 else STAGE3
    assert not Draft202012Validator(schema).is_valid(changed(base, {SCIENCE: "sciense"}))


def test_examples_and_meanings_are_offered(schema):
    member = schema["properties"]["products"]["items"]["properties"]["members"]["items"]
    exptype = member["properties"]["exptype"]
    assert "science" in exptype["enum"]
    assert len(exptype["enum"]) == len(exptype["enumDescriptions"])
    for key in ("asn_type", "asn_rule", "version_id", "asn_id", "asn_pool", "degraded_status"):
        assert schema["properties"][key]["examples"]


def test_examples_are_valid_themselves(schema):
    for part in schema["properties"].values():
        for example in part.get("examples", []):
            Draft202012Validator(part).validate(example)


def test_every_property_is_described(schema):
    product = schema["properties"]["products"]["items"]
    for part in (schema, product, product["properties"]["members"]["items"]):
        assert all(each["description"] for each in part["properties"].values())


def test_stage_2_is_the_default(asned):
    assert asned("schema")[1] == asned("schema", "--stage", 2)[1]
