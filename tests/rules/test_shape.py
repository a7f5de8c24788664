import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.rules import shape
from asned.rules.samples import STAGE2, STAGE3
from asned.rules.shape import member_breaches, product_breaches, root_breaches

ROOT = STAGE2 | {"products": [None]}
MEMBER = {"expname": "a_rate.fits", "exptype": "science"}


def rules(breaches):
    return [(breach.rule, breach.field) for breach in breaches]


def test_a_sound_association_has_no_breach():
    assert root_breaches(ROOT, 2) == []
    assert product_breaches({"name": "a", "members": [None]}, 2) == []
    assert member_breaches(MEMBER | {"exposerr": None, "group_id": 7}, 2) == []


@pytest.mark.parametrize("value", [None, True, 1, "x", []])
def test_what_is_no_object_is_one_breach(value):
    assert rules(root_breaches(value, 2)) == [("root-object", "")]
    assert rules(product_breaches(value, 3)) == [("product-object", "")]
    assert rules(member_breaches(value, None)) == [("member-object", "")]


def test_each_missing_key_is_a_breach_of_its_own():
    assert rules(root_breaches({}, 2)) == [
        ("asn-id-required", "asn_id"),
        ("asn-pool-required", "asn_pool"),
        ("products-required", "products"),
    ]
    assert rules(member_breaches({}, 2)) == [
        ("expname-required", "expname"),
        ("exptype-required", "exptype"),
    ]
    assert rules(member_breaches({"expname": "a"}, 2)) == [("exptype-required", "exptype")]


def test_a_missing_name_is_not_a_matter_of_shape():
    assert product_breaches({"members": [None]}, 2) == []


@pytest.mark.parametrize(
    "key",
    ["asn_type", "asn_rule", "code_version", "degraded_status", "program", "asn_id", "asn_pool"],
)
@pytest.mark.parametrize("value", [None, 7, True, [], {}])
def test_keywords_are_text(key, value):
    (breach,) = root_breaches(ROOT | {key: value}, 3)
    assert (breach.rule, breach.field) == ("keyword-type", key)
    assert breach.message.startswith(f"{key} is ")
    assert breach.message.endswith("it must be text in double quotes")


def test_version_id_may_be_null_but_no_number():
    assert root_breaches(ROOT | {"version_id": None}, 2) == []
    assert rules(root_breaches(ROOT | {"version_id": 2}, 2)) == [("keyword-type", "version_id")]


@pytest.mark.parametrize("target", [9, 9.5])
def test_target_may_be_a_number_in_stage_2_only(target):
    assert root_breaches(ROOT | {"target": target}, 2) == []
    assert rules(root_breaches(ROOT | {"target": target}, 3)) == [("keyword-type", "target")]


@pytest.mark.parametrize("constraints", [None, 1, [{"name": "program"}], {}])
def test_constraints_are_what_the_rule_writes(constraints):
    assert root_breaches(ROOT | {"constraints": constraints}, 2) == []


@pytest.mark.parametrize(("value", "rule"), [({}, "products-list"), ([], "products-empty")])
def test_products_are_a_list_with_something_in_it(value, rule):
    assert rules(root_breaches(STAGE3 | {"products": value}, 3)) == [(rule, "products")]


@pytest.mark.parametrize(("value", "rule"), [("x", "members-list"), ([], "members-empty")])
def test_members_are_a_list_with_something_in_it(value, rule):
    breaches = product_breaches({"name": "a", "members": value}, None)
    assert rules(breaches) == [(rule, "members")]


@pytest.mark.parametrize("name", ["", None, 3])
def test_a_name_is_text_that_is_not_empty(name):
    product = {"name": name, "members": [None]}
    assert rules(product_breaches(product, 2)) == [("name-type", "name")]
    assert product_breaches(product, None) == []


@pytest.mark.parametrize("key", ["expname", "exptype"])
@pytest.mark.parametrize("value", ["", None, 3, []])
def test_names_and_types_of_members_are_text_that_is_not_empty(key, value):
    assert rules(member_breaches(MEMBER | {key: value}, 2)) == [(f"{key}-type", key)]


@pytest.mark.parametrize("value", [False, 0, []])
def test_exposerr_is_text_or_null(value):
    assert rules(member_breaches(MEMBER | {"exposerr": value}, 2)) == [
        ("exposerr-type", "exposerr")
    ]
    assert member_breaches(MEMBER | {"exposerr": value}, None) == []


def test_a_message_obeys_no_braces_of_a_value():
    (breach,) = root_breaches(ROOT | {"program": ["{kinds}"]}, 2)
    assert breach.message == "program is a list; it must be text in double quotes"
    assert "{" in root_breaches([], 2)[0].message


def test_messages_know_no_words_of_schemas():
    broken = [
        *root_breaches({"products": {}, "asn_id": 1}, 2),
        *product_breaches({"name": "", "members": []}, 2),
        *member_breaches({"expname": "", "exposerr": 1}, 2),
    ]
    text = " ".join(breach.message for breach in broken).lower()
    assert not {"schema", "string", "array", "minlength", "minitems", "required", "property"} & set(
        text.split()
    )


VALUES = st.sampled_from(["", "x", None, True, False, 0, 1, 0.0, 1.5, [], [None], {}, {"a": 1}])
KEYS = st.sampled_from(
    ["asn_id", "asn_pool", "products", "target", "version_id", "asn_type", "odd"]
)


@given(st.dictionaries(KEYS, VALUES), st.sampled_from([2, 3, None]))
def test_what_is_remembered_of_outlines_changes_no_verdict(value, stage):
    root_breaches(value, stage)
    again = root_breaches(value, stage)
    errors = list(shape.validator(shape.ROOT, stage).iter_errors(value))
    assert len(again) == len(errors)
    assert bool(again) == (not shape.validator(shape.ROOT, stage).is_valid(value))


def test_an_outline_that_was_sound_is_not_validated_again(monkeypatch):
    value = {"asn_id": "o001", "asn_pool": "pool", "products": [None], "of our own": 1}
    assert root_breaches(value, 2) == []
    monkeypatch.setattr(shape, "validator", lambda place, stage: pytest.fail("validated again"))
    assert root_breaches(value | {"asn_id": "o002"}, 2) == []
