"""What is called sound without jsonschema: jsonschema has to say the same of it, in every stage."""

from types import NoneType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.rules.shape import MEMBER, PRODUCT, ROOT, SCHEMAS, validator
from asned.rules.sound import USUAL_ASSOCIATION, USUAL_MEMBER, USUAL_PRODUCT, is_usual

USUAL = {ROOT: USUAL_ASSOCIATION, PRODUCT: USUAL_PRODUCT, MEMBER: USUAL_MEMBER}
VALUES = {(str, False): "x", (NoneType, True): None, (list, False): [None]}
"""A value for each trait; the schemas look at nothing else in a value."""

STAGES = sorted(SCHEMAS, key=str)


def outline(value):
    return tuple((key, type(each), not each) for key, each in value.items())


def smallest(usual):
    return {key: VALUES[usual.values[key][0]] for key in usual.keys}


def choices(place):
    return [
        (place, key, VALUES[trait])
        for key, traits in USUAL[place].values.items()
        for trait in traits
    ]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("place", USUAL)
def test_the_keys_that_suffice_do(place, stage):
    value = smallest(USUAL[place])
    assert is_usual(outline(value), USUAL[place])
    assert validator(place, stage).is_valid(value)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("place", "key", "value"), [each for place in USUAL for each in choices(place)]
)
def test_a_usual_value_is_sound_beside_the_keys_that_suffice(place, key, value, stage):
    assert validator(place, stage).is_valid(smallest(USUAL[place]) | {key: value})


@given(st.data(), st.sampled_from(STAGES), st.sampled_from(list(USUAL)))
def test_what_is_usual_is_sound_in_every_stage(data, stage, place):
    usual = USUAL[place]
    odd = st.sampled_from(["", "x", None, True, 0, 1.5, [], [None], {}, {"a": 1}])
    value = {}
    for key in data.draw(st.lists(st.sampled_from([*usual.values, "odd"]), unique=True)):
        soundly = [VALUES[trait] for trait in usual.values.get(key, ())]
        value[key] = data.draw(st.sampled_from(soundly) | odd if soundly else odd)
    if is_usual(outline(value), usual):
        assert validator(place, stage).is_valid(value)


@pytest.mark.parametrize("place", USUAL)
def test_without_a_key_or_with_another_value_it_is_left_to_jsonschema(place):
    usual = USUAL[place]
    value = smallest(usual)
    for key in value:
        assert not is_usual(outline({k: v for k, v in value.items() if k != key}), usual)
        assert not is_usual(outline(value | {key: ""}), usual)
        assert not is_usual(outline(value | {key: {"a": 1}}), usual)
    assert not is_usual(outline(value | {"of our own": "x"}), usual)
    assert is_usual(outline(dict(reversed(value.items()))), usual)
