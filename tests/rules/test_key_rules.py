import pytest

from asned.jsontext.values import pairs_of
from asned.rules.facts import AssociationFacts, MemberFacts, ProductFacts
from asned.rules.key_rules import (
    keyword_surrogates,
    keyword_text_characters,
    member_text_characters,
    product_text_characters,
    unknown_keyword,
    unknown_member_key,
    unknown_product_key,
)

HIDDEN = "a\u202eb"


def keywords(**values):
    return AssociationFacts(2, values, 1)


def product(**values):
    return ProductFacts(2, values, 1, {"science": 1})


def member(**values):
    return MemberFacts(2, pairs_of(list(values.items())))


def test_a_misspelt_key_is_reported_with_the_key_that_is_missing():
    (breach,) = unknown_keyword(keywords(asn_typ="image2"))
    assert breach.field == "asn_typ"
    assert breach.message == '"asn_typ" is not a known keyword; did you mean "asn_type"?'
    (breach,) = unknown_product_key(product(mambers=[]))
    assert '"members"' in breach.message
    (breach,) = unknown_member_key(member(expnam="a"))
    assert '"expname"' in breach.message


def test_a_key_that_is_there_is_not_proposed():
    (breach,) = unknown_keyword(keywords(asn_typ="image2", asn_type="image2"))
    assert "did you mean" not in breach.message


@pytest.mark.parametrize("key", ["targname", "visit_id", "table_name", "creation_time"])
def test_keys_of_real_files_are_known(key):
    assert list(unknown_keyword(keywords(**{key: 1}))) == []


@pytest.mark.parametrize("key", ["group_id", "tweakreg_catalog", "asn_candidate_id"])
def test_keys_that_pipelines_read_are_known(key):
    assert list(unknown_member_key(member(**{key: 1}))) == []


def test_an_unknown_key_that_stands_twice_is_reported_once():
    facts = MemberFacts(2, pairs_of([("note", 1), ("note", 2)]))
    assert len(list(unknown_member_key(facts))) == 1


def test_hidden_characters_are_shown_and_said_once_for_a_key():
    (breach,) = keyword_text_characters(keywords(target=HIDDEN))
    assert breach.field == "target"
    assert "<202E>" in breach.message
    assert "\u202e" not in breach.message
    (breach,) = product_text_characters(product(name=HIDDEN))
    assert breach.field == "name"


def test_hidden_characters_are_found_at_any_depth_and_in_keys():
    deep = [1, pairs_of([("a", [HIDDEN, HIDDEN])])]
    assert len(list(member_text_characters(member(note=deep)))) == 1
    assert len(list(member_text_characters(member(note=pairs_of([(HIDDEN, 1)]))))) == 1
    facts = MemberFacts(2, pairs_of([(HIDDEN, "x")]))
    assert [breach.field for breach in member_text_characters(facts)] == [HIDDEN]
    assert list(unknown_member_key(facts)) == []


def test_a_long_text_is_cut_around_its_hidden_character():
    (breach,) = keyword_text_characters(keywords(target="x" * 500 + HIDDEN + "y" * 500))
    assert len(breach.message) < 120
    assert "<202E>" in breach.message


def test_expname_and_exptype_have_rules_of_their_own():
    assert list(member_text_characters(member(expname=HIDDEN, exptype=HIDDEN))) == []


@pytest.mark.parametrize("key", ["constraints", "degraded_status"])
def test_lines_are_normal_where_the_generator_writes_them(key):
    assert list(keyword_text_characters(keywords(**{key: "a\n\tb"}))) == []
    assert len(list(keyword_text_characters(keywords(**{key: "a\n\x00b"})))) == 1


def test_lines_are_not_normal_elsewhere():
    assert len(list(keyword_text_characters(keywords(target="a\nb")))) == 1


def test_a_lone_surrogate_is_left_to_its_own_rule():
    facts = keywords(target=["\ud800 \ud800", pairs_of([("\udc00", "\U0001f600")])])
    assert list(keyword_text_characters(facts)) == []
    assert [(each.message.split()[0], each.field) for each in keyword_surrogates(facts)] == [
        ("\\ud800", "target"),
        ("\\udc00", "target"),
    ]
