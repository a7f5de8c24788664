import pytest

from asned.rules import every
from asned.rules.conventions import DEGRADED, NOT_DEGRADED
from asned.rules.facts import AssociationFacts
from asned.rules.registry import COUNTING, FUNCTIONS, Scope
from asned.rules.samples import STAGE2, STAGE3

assert every.MODULES


def found(stage=2, *, products=1, degraded=0, programs=None, suffixes=None, **keywords):
    """Judge the keywords of a sound association with some of them changed: {rule: message}."""
    sample = STAGE2 if stage == 2 else STAGE3
    sound = {key: value for key, value in sample.items() if key != "products"}
    facts = AssociationFacts(
        stage, sound | keywords, products, degraded, programs or {}, suffixes or {}
    )
    return {
        row.id: breach.message
        for row, function in FUNCTIONS[Scope.ASSOCIATION]
        if stage in row.stages
        for breach in function(facts)
    }


@pytest.mark.parametrize("stage", [2, 3])
def test_nothing_is_found_in_a_sound_association(stage):
    suffix = {2: "rate", 3: "cal"}[stage]
    assert found(stage, programs={"01234": 2}, suffixes={suffix: 2}) == {}


@pytest.mark.parametrize(
    "key", ["asn_type", "asn_rule", "version_id", "program", "asn_id", "asn_pool", "target"]
)
@pytest.mark.parametrize("value", [7, None, [], True])
def test_values_that_are_no_text_are_left_to_the_rules_of_shape(key, value):
    assert found(**{key: value}) == {}


def test_further_products_are_not_read_in_stage_3():
    assert found(3, products=2).keys() == {"products-first-only"}
    assert found(3, products=None) == {}
    assert found(2, products=2) == {}


@pytest.mark.parametrize(
    "keywords",
    [{"asn_type": "wfs-image3"}, {"asn_type": "wfs", "asn_rule": "candidate_Asn_Lv3WFSCMB"}],
)
def test_wavefront_sensing_walks_through_all_products(keywords):
    assert "products-first-only" not in found(3, products=2, **keywords)


@pytest.mark.parametrize("asn_id", ["", "o1", "x001", "O001", "o001 "])
def test_other_ids_are_reported(asn_id):
    assert found(asn_id=asn_id).keys() == {"asn-id-format"}


@pytest.mark.parametrize("pool", ["none", "n_a", "singleton"])
def test_the_words_for_no_pool_are_let_pass(pool):
    assert found(asn_pool=pool) == {}
    assert found(asn_pool="pool").keys() == {"asn-pool-format"}


@pytest.mark.parametrize(
    ("asn_type", "hint"),
    [("imgae2", '"image2"'), ("spec", '"spec2"'), ("xyz", "image2, spec2")],
)
def test_an_unknown_type_is_reported_with_the_nearest_of_the_stage(asn_type, hint):
    messages = found(asn_type=asn_type)
    assert messages.keys() == {"asn-type-unknown"}
    assert hint in messages["asn-type-unknown"]


@pytest.mark.parametrize("asn_type", ["None", "user_built", "n_a", "mosaic", "spec2-nrslamp"])
def test_old_and_neutral_types_are_let_pass(asn_type):
    assert found(asn_type=asn_type) == {}


def test_a_type_of_the_other_stage_than_the_members_is_reported():
    assert found(2, asn_type="image3", suffixes={"rate": 3}).keys() == {"asn-type-stage"}
    assert found(3, asn_type="spec3", suffixes={"rate": 3}).keys() == {"asn-type-stage"}
    assert found(3, asn_type="spec2", suffixes={"cal": 3}).keys() == {"asn-type-stage"}


def test_members_of_both_stages_or_none_accuse_no_type():
    assert found(3, suffixes={"rate": 1, "cal": 1}) == {}
    assert found(3, suffixes={"match": 1}) == {}
    assert found(3, suffixes={"rate": 0, "cal": 1}) == {}


def test_an_unknown_rule_is_reported_with_its_prefix_kept():
    messages = found(asn_rule="discover_Asn_Lv2WFSS_NIS")
    assert messages.keys() == {"asn-rule-unknown"}
    assert '"discover_Asn_Lv2WFSSNIS"' in messages["asn-rule-unknown"]
    assert found(asn_rule="n_a") == {}


@pytest.mark.parametrize("program", ["noprogram", "singleton", "n_a"])
def test_words_for_no_program_decide_nothing(program):
    assert found(program=program, programs={"99999": 1}) == {}


@pytest.mark.parametrize(
    ("program", "hint"), [("1234", '"01234"'), ("", "00623"), ("abc", "00623"), ("٠٠٦٢٣", "00623")]
)
def test_a_program_has_five_digits(program, hint):
    messages = found(program=program)
    assert messages.keys() == {"program-format"}
    assert hint in messages["program-format"]


def test_a_program_is_that_of_exposures_and_pool():
    assert "99999" in found(programs={"99999": 1})["program-format"]
    assert "2 other programs" in found(programs={"99999": 1, "88888": 1})["program-format"]
    assert found(programs={"99999": 1, "01234": 1}) == {}
    assert found(programs={"99999": 0, "01234": 1}) == {}
    assert "the pool" in found(asn_pool="jw00623_20210610t121508_pool")["program-format"]


@pytest.mark.parametrize(
    ("version", "hint"),
    [
        ("None", "without quotes"),
        ("NULL", "without quotes"),
        ("", "without quotes"),
        ("20210610T121508", "write 20210610t121508"),
        ("2021", "20210610t121508"),
    ],
)
def test_a_version_is_a_stamp(version, hint):
    messages = found(version_id=version)
    assert messages.keys() == {"version-id-format"}
    assert hint in messages["version-id-format"]


@pytest.mark.parametrize("status", [NOT_DEGRADED, f"{NOT_DEGRADED}\nSecond sentence."])
def test_the_first_sentence_of_the_status_counts(status):
    assert found(degraded_status=status) == {}
    assert found(degraded_status=status, degraded=1).keys() == {"degraded-status"}


@pytest.mark.parametrize("status", ["", "fine", NOT_DEGRADED[:-1], f"{NOT_DEGRADED}x", DEGRADED])
def test_any_other_status_is_reported(status):
    assert found(degraded_status=status).keys() == {"degraded-status"}


def test_the_status_is_right_where_a_member_has_an_error():
    assert found(degraded_status=DEGRADED, degraded=2) == {}
    assert DEGRADED in found(degraded=1)["degraded-status"]


def test_a_text_with_hidden_characters_is_reported_as_such_alone():
    for key in ("asn_type", "asn_rule", "program", "version_id", "asn_id", "asn_pool", "target"):
        assert found(**{key: "x\u202e"}).keys() == {"text-characters"}


class Untouchable:
    """Fails who looks at it."""

    def __getattr__(self, name):
        raise AssertionError(name)

    def __bool__(self):
        raise AssertionError("bool")


@pytest.mark.parametrize("stage", [2, 3])
@pytest.mark.parametrize(
    "value", ["", "jw", "00623", "image3", "No known", "a b", "x\u200b", None, 5]
)
def test_only_those_look_at_counts_that_say_so(stage, value):
    sample = STAGE2 if stage == 2 else STAGE3
    keys = {key: sample[key] for key in sample if key != "products"}
    for keywords in (keys, *(keys | {key: value} for key in keys), dict.fromkeys(keys, value)):
        count = Untouchable()
        facts = AssociationFacts(stage, keywords, 1, count, count, count)
        for row, function in FUNCTIONS[Scope.ASSOCIATION]:
            if stage in row.stages and function not in COUNTING:
                list(function(facts))
    assert {row.id for row, function in FUNCTIONS[Scope.ASSOCIATION] if function in COUNTING} == {
        "asn-type-stage",
        "program-format",
        "degraded-status",
    }
