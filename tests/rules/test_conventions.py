import pytest

from asned.rules.conventions import (
    ASN_RULES,
    ASN_TYPES,
    EXPTYPES,
    bare_rule,
    exptypes_of,
    is_known_exptype,
    is_real_error,
    is_type_of,
    meant_exptype,
)
from asned.rules.keywords import KEYWORDS, MEMBER_KEYS, PRODUCT_KEYS, missing_keywords


def listed(stage):
    return {name for name, each in EXPTYPES.items() if stage in each.listed}


def test_the_listed_exptypes_are_those_of_the_documentation():
    assert listed(2) == {
        "science",
        "background",
        "imprint",
        "sourcecat",
        "segmap",
        "direct_image",
    }
    assert listed(3) == {"science", "background", "psf", "target_acquisition"}


def test_what_is_listed_for_a_stage_is_read_in_it():
    assert all(each.listed <= each.read for each in EXPTYPES.values())


def test_every_meaning_is_one_sentence():
    meanings = [each.meaning for each in (*EXPTYPES.values(), *ASN_TYPES.values())]
    assert all(meaning.endswith(".") and meaning[0].isupper() for meaning in meanings)


def test_an_editor_is_offered_the_documented_exptypes_first():
    offered = [each.name for each in exptypes_of(2)]
    assert offered[0] == "science"
    assert set(offered[:6]) == listed(2)
    assert "psf" not in offered


def test_an_exptype_is_meant_without_case_and_blanks():
    assert meant_exptype(" SCIENCE\t") == "science"
    assert is_known_exptype("Direct_Image ", 3)
    assert not is_known_exptype("sciense", 2)


def test_nothing_is_unknown_in_a_roman_association():
    assert is_known_exptype("guide_window", None)


@pytest.mark.parametrize("spelling", [None, "", "null", "NULL", "--", "N/A", "false", 0, []])
def test_a_spelling_of_no_error_is_no_error(spelling):
    assert not is_real_error(spelling)


def test_any_other_text_is_an_error():
    assert is_real_error("Guide star lost")


def test_rules_of_both_levels_have_their_stage():
    assert ASN_RULES["Asn_Lv2WFSSNIS"] == 2
    assert ASN_RULES["Asn_Lv3SpectralTarget"] == 3
    assert bare_rule("candidate_Asn_Lv2Image") == bare_rule("discover_Asn_Lv2Image")


def test_a_type_is_told_by_old_words_too():
    assert is_type_of("wfs", "candidate_Asn_WFSCMB", "wfs-image3")
    assert not is_type_of("image3", "candidate_Asn_Lv3WFSCMBx", "wfs-image3")
    assert not is_type_of("image3", "Asn_Lv3WFSCMB", "coron3")


def test_missing_keywords_come_in_the_specifications_order():
    assert missing_keywords(["products", "asn_id", "asn_pool", "note"]) == (
        "asn_type",
        "asn_rule",
        "version_id",
        "code_version",
        "degraded_status",
        "program",
        "constraints",
        "target",
    )


def test_what_the_specification_requires_is_required():
    required = [
        {name for name, key in table.items() if key.required}
        for table in (KEYWORDS, PRODUCT_KEYS, MEMBER_KEYS)
    ]
    assert required == [{"asn_id", "asn_pool", "products"}, {"members"}, {"expname", "exptype"}]
