import pytest

from asned.rules.stage import Stage, chosen_stage, infer_stage


@pytest.mark.parametrize(
    ("asn_type", "stage"),
    [("image2", 2), ("tso-spec2", 2), ("spec2-nrslamp", 2), ("wfs-image3", 3), ("imgae3", 3)],
)
def test_asn_type_decides_first(asn_type, stage):
    other = "Asn_Lv3Image" if stage == 2 else "Asn_Lv2Image"
    assert infer_stage(asn_type, other) == Stage(stage, f"asn_type {asn_type}")


@pytest.mark.parametrize("asn_type", ["None", "user_built", "n_a", "image", "band7", None, 2, [3]])
def test_neutral_types_leave_it_to_the_rule(asn_type):
    assert infer_stage(asn_type, "discover_Asn_Lv3Image").stage == 3
    assert infer_stage(asn_type, "DMSLevel2bBase").stage == 2
    assert infer_stage(asn_type, "candidate_Asn_Lv3New").stage == 3


def test_the_suffixes_of_science_members_decide_next():
    assert infer_stage("None", "Asn_Image", {"psf"}, {"rate"}).stage == 2
    assert infer_stage(None, None, (), {"cal", "match"}).stage == 3


def test_exptypes_decide_where_suffixes_do_not():
    assert infer_stage(exptypes={"science", "PSF"}, suffixes={"rate", "cal"}).stage == 3
    assert infer_stage(exptypes={"science", "imprint"}) == Stage(2, "exptypes of its members")


def test_contradicting_exptypes_decide_nothing():
    assert infer_stage(exptypes={"psf", "imprint"}) == Stage(2, "nothing says otherwise")


def test_the_user_decides_over_all():
    assert str(chosen_stage(3)) == "Stage 3 (as chosen)"


@pytest.mark.parametrize(
    "evidence",
    [
        {"asn_rule": "DMS_ELPP_Base"},
        {"asn_rule": "candidate_Asn_Lv2FOV"},
        {"asn_type": "image", "extensions": {"asdf"}},
        {"asn_type": "image2", "keywords": ["asn_id", "skycell_wcs_info"]},
    ],
)
def test_a_roman_association_has_no_stage(evidence):
    stage = infer_stage(**evidence)
    assert stage.stage is None
    assert str(stage).startswith("Roman (")


def test_some_asdf_members_do_not_make_it_roman():
    assert infer_stage("image2", extensions={"asdf", "fits"}).stage == 2
