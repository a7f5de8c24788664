import pytest

from asned.rules import nearest
from asned.rules.checking import judge_file
from asned.rules.conventions import EXPTYPES
from asned.rules.guesses import meant_key, meant_rules, meant_type
from asned.rules.samples import STAGE2, changed, member, text_of


@pytest.mark.parametrize(
    ("asn_rule", "stage", "meant"),
    [
        ("Asn_Lv2Imge", 2, ["Asn_Lv2Image"]),
        ("candidate_asn_lv2image", 2, ["candidate_Asn_Lv2Image"]),
        ("candidate_Asn_Lv2Image2", 2, ["candidate_Asn_Lv2Image"]),
        ("Asn_Image", 3, ["Asn_Lv3Image"]),
        ("Asn_Lv3Imge", 2, ["Asn_Lv3Image"]),
        ("DMSLevel2Base", 2, ["DMSLevel2bBase"]),
        ("Asn_MIRLRSTAConfrm", 2, ["Asn_MIRLRSTAConfirm"]),
    ],
)
def test_the_nearest_rule_is_of_the_level_in_the_name_else_of_the_stage(asn_rule, stage, meant):
    assert meant_rules(asn_rule, stage) == meant


@pytest.mark.parametrize(
    ("asn_rule", "meant"),
    [
        (
            "candidate_Asn_Lv2NRSLAMP",
            ["candidate_Asn_Lv2NRSLAMPImage", "candidate_Asn_Lv2NRSLAMPSpectral"],
        ),
        ("Asn_Lv3MIR", ["Asn_Lv3MIRCoron", "Asn_Lv3MIRMRS", "Asn_Lv3MIRMRSBackground"]),
    ],
)
def test_of_a_rule_that_is_the_beginning_of_few_each_may_be_meant(asn_rule, meant):
    assert meant_rules(asn_rule, 2) == meant


@pytest.mark.parametrize(
    "asn_rule", ["Asn_Lv2", "Asn_Lv2FSS", "Asn_Lv3NRSMSA", "Asn_Mosaic", "my own", "", "A" * 999]
)
def test_a_rule_is_not_near_for_what_all_have_in_common_nor_for_short_abbreviations(asn_rule):
    assert meant_rules(asn_rule, 2) == []


def test_a_type_of_the_stage_comes_before_a_type_of_the_other():
    assert (meant_type("imagee", 2), meant_type("imagee", 3)) == ("image2", "image3")


def test_a_key_that_is_there_is_not_meant():
    assert meant_key("expnam", ("expname", "exptype"), ()) == "expname"
    assert meant_key("expnam", ("expname", "exptype"), ("expname",)) is None


def test_an_exptype_that_is_often_wrong_in_one_way_is_searched_for_once(monkeypatch):
    searches = []
    slips = nearest.slips
    monkeypatch.setattr(nearest, "slips", lambda *words: searches.append(words) or slips(*words))
    members = [member(f"my own {number}.fits", "sciemce") for number in range(100)]
    findings = judge_file(text_of(changed(STAGE2, {"/products/0/members": members})).encode())
    assert len([each for each in findings.findings if "did you mean" in each.message]) == 100
    assert 0 < len(searches) <= len(EXPTYPES)
