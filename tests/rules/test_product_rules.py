import pytest

from asned.rules import every
from asned.rules.facts import MISSING, ProductFacts
from asned.rules.findings import Severity
from asned.rules.registry import FUNCTIONS, Scope

assert every.MODULES

SCIENCE = "jw01234001001_02101_00001_nis_rate.fits"


def found(
    stage=2,
    *,
    unreadable=0,
    members=None,
    asn_type="spec2",
    asn_rule=MISSING,
    expname=SCIENCE,
    **exptypes,
):
    """Judge a product with so many members of each exptype: {rule: severity}."""
    count = sum(exptypes.values()) + unreadable if members is None else members
    facts = ProductFacts(
        stage,
        {"name": "jw01234001001_02101_00001_nis"},
        count,
        exptypes,
        unreadable,
        expname if exptypes.get("science") == 1 else MISSING,
        asn_type,
        asn_rule,
    )
    return {
        row.id: breach.severity or row.severity
        for row, function in FUNCTIONS[Scope.PRODUCT]
        if stage in row.stages
        for breach in function(facts)
    }


@pytest.mark.parametrize("stage", [2, 3])
def test_one_science_member_is_sound(stage):
    assert found(stage, science=1) == {}


@pytest.mark.parametrize("stage", [2, 3])
def test_a_product_without_science_is_reported(stage):
    assert found(stage, background=2) == {"science-missing": Severity.ERROR}


@pytest.mark.parametrize("stage", [2, 3])
def test_science_is_not_missed_while_the_product_is_empty_or_unclear(stage):
    assert found(stage) == {}
    assert found(stage, background=1, unreadable=1) == {}


def test_several_sciences_are_reported_in_stage_2_only():
    assert found(2, science=2) == {"science-multiple": Severity.ERROR}
    assert found(3, science=2) == {}


def test_science_multiple_is_reported_beside_an_unclear_member():
    assert found(2, science=2, unreadable=1).keys() == {"science-multiple"}


def test_a_psf_is_needed_by_coron3_and_wanted_by_ami3():
    assert found(3, asn_type="coron3", science=1) == {"psf-missing": Severity.ERROR}
    assert found(3, asn_type="ami3", science=1) == {"psf-missing": Severity.INFO}
    assert found(3, asn_type="coron3", science=1, psf=1) == {}
    assert found(3, asn_type="image3", asn_rule="Asn_Lv3NRCCoronImage", science=1) == {}
    assert found(3, asn_type="coron3", science=1, unreadable=1) == {}


@pytest.mark.parametrize(("count", "severity"), [(1, Severity.ERROR), (3, Severity.WARNING)])
def test_wavefront_sensing_takes_a_pair(count, severity):
    assert found(3, asn_type="wfs-image3", science=count) == {"wfs-two-science": severity}
    assert found(3, asn_type="wfs-image3", science=2) == {}


def test_wavefront_sensing_without_science_is_one_finding():
    assert found(3, asn_type="wfs-image3", background=2).keys() == {"science-missing"}


def test_slitless_products_want_their_companions():
    rule = "candidate_Asn_Lv2WFSSNIS"
    assert found(asn_rule=rule, science=1) == {
        "wfss-sourcecat": Severity.ERROR,
        "wfss-direct-image": Severity.WARNING,
    }
    assert found(asn_rule=rule, science=1, sourcecat=1, segmap=1, direct_image=1) == {}
    assert found(3, asn_rule=rule, science=1) == {}


def test_a_time_series_under_a_wide_field_rule_wants_no_companions():
    series = SCIENCE.replace("_rate", "_rateints")
    assert found(asn_rule="discover_Asn_Lv2WFSS", expname=series, science=1) == {}
    assert found(expname=series, science=1, segmap=1).keys() == {
        "wfss-sourcecat",
        "wfss-direct-image",
    }


def test_companions_make_a_product_slitless():
    assert found(science=1, segmap=1).keys() == {"wfss-sourcecat", "wfss-direct-image"}
    assert found(science=1, direct_image=1).keys() == {"wfss-sourcecat", "wfss-segmap"}
    assert found(science=1, sourcecat=1) == {}


def test_companions_are_not_missed_while_a_member_is_unclear():
    assert found(asn_rule="Asn_Lv2WFSSNRC", science=1, unreadable=1) == {}


def test_backgrounds_of_slitless_spectra_are_not_subtracted():
    assert found(asn_type="tso-spec2", science=1, background=1) == {
        "wfss-background": Severity.INFO
    }
    assert found(asn_type="image2", science=1, background=1) == {}


def test_several_companions_of_a_kind_are_reported():
    several = found(science=1, sourcecat=2, segmap=2, direct_image=1, target_acquisition=2)
    assert several == {"companion-multiple": Severity.WARNING}
    assert found(science=1, imprint=2) == {"imprint-multiple": Severity.WARNING}
