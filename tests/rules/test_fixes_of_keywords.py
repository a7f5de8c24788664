"""What the fixes of keywords and keys do."""

from asned.association.edits import Several
from asned.rules.examples import EXAMPLES
from asned.rules.facts import MISSING
from asned.rules.samples import STAGE2, changed, text_of
from rules.fixing import ONE, SECOND, TWO, broken, done, fixes_of, opened, the_fix


def test_an_added_keyword_stands_at_the_place_of_the_specification():
    for key in ("asn_id", "asn_pool"):
        session = broken({f"/{key}": MISSING})
        fix = the_fix(session, f"{key.replace('_', '-')}-required")
        assert list(done(session, fix)) == list(STAGE2)


def test_an_added_id_is_that_of_the_files_name_before_that_of_the_exposures():
    text = text_of(changed(STAGE2, {"/asn_id": MISSING}))
    named = opened(text, "jw01234-c1002_image2_00001_asn.json")
    assert done(named, the_fix(named, "asn-id-required"))["asn_id"] == "c1002"
    free = opened(text, "mine.json")
    assert done(free, the_fix(free, "asn-id-required"))["asn_id"] == "o001"
    no_ids = changed(STAGE2, {"/asn_id": MISSING, f"{ONE}/expname": "mine_rate.fits"})
    several = opened(text_of(no_ids), "mine.json")
    assert done(several, the_fix(several, "asn-id-required"))["asn_id"] == "a3001"


def test_a_number_is_quoted_as_it_is_spelled_and_a_program_padded():
    for key, spelling, wanted in (
        ("program", "1234", "01234"),
        ("program", "1.50", "1.50"),
        ("asn_id", "1e3", "1e3"),
    ):
        text = text_of(STAGE2).replace(f'"{STAGE2[key]}"', spelling, 1)
        session = opened(text)
        assert done(session, the_fix(session, "keyword-type"))[key] == wanted


def test_what_is_no_number_is_not_quoted():
    for value in (True, None, [], {}):
        assert fixes_of(broken({"/asn_id": value}), "keyword-type") == []


def test_a_program_is_offered_only_where_exposures_and_pool_agree():
    pool = "jw00623_20230401t101500_pool"
    one = broken({"/program": "00001"})
    assert done(one, the_fix(one, "program-format"))["program"] == "01234"
    assert fixes_of(broken({"/program": "1234", "/asn_pool": pool}), "program-format") == []
    two = broken({"/program": "9", f"{TWO}/expname": f"jw09999{SECOND[7:]}", "/asn_pool": "none"})
    labels = [fix.label for fix in fixes_of(two, "program-format")]
    assert labels == ['set program to "01234"', 'set program to "09999"']


def test_a_version_that_means_none_becomes_null_and_a_stamp_gets_its_form():
    for version, wanted in (("NULL", None), ("", None), ("20230401T101500 ", "20230401t101500")):
        session = broken({"/version_id": version})
        assert done(session, the_fix(session, "version-id-format"))["version_id"] == wanted
    assert fixes_of(broken({"/version_id": "1.0"}), "version-id-format") == []


def test_degraded_status_is_set_both_ways_and_says_what_is_lost():
    sound = STAGE2["degraded_status"]
    worse = broken({f"{TWO}/exposerr": "Jitter"})
    assert done(worse, the_fix(worse, "degraded-status"))["degraded_status"].startswith("One or")
    better = broken({"/degraded_status": "One or more members have an error associated with them."})
    fix = the_fix(better, "degraded-status")
    assert not fix.loses
    assert done(better, fix)["degraded_status"] == sound
    assert "All is well" in the_fix(broken({"/degraded_status": "All is well"}), fix.rule).loses


def test_a_key_that_stands_twice_is_not_renamed():
    text = text_of(changed(STAGE2, {"/products/0/nam": "x", "/products/0/name": MISSING}))
    session = opened(text.replace('"nam"', '"nam": "y", "nam"'))
    assert fixes_of(session, "unknown-keyword") == []


def test_hidden_characters_go_at_any_depth_and_the_layout_stays():
    text = text_of(STAGE2).replace('"No constraints"', '[ "a\\u200b\\n",{"b\\u202e" : 1.50} ]')
    session = opened(text)
    done(session, the_fix(session, "text-characters"))
    assert '[ "a\\n",{"b" : 1.50} ]' in session.document.text


def test_hidden_characters_of_a_key_stay_where_the_key_would_stand_twice():
    assert fixes_of(broken({"/prog\u200bram": "01234"}), "text-characters") == []


def test_hidden_characters_of_a_key_that_stands_twice_stay():
    text = text_of(STAGE2).replace('"exposerr"', '"exposerr": "a\u200b", "exposerr"')
    assert fixes_of(opened(text), "text-characters") == []


def test_deleting_a_key_says_what_is_lost():
    session = opened(EXAMPLES["json-duplicate-key"].broken)
    assert the_fix(session, "json-duplicate-key").loses == 'deletes "program": "01233"'


def test_what_stands_twice_within_a_value_is_deleted_there_to_the_letter():
    text = text_of(STAGE2).replace('"No constraints"', '{"a":1, "b" : {"c": 2,"c": 3}, "a": 4}')
    session = opened(text)
    fixes = fixes_of(session, "json-duplicate-key")
    assert {fix.loses for fix in fixes} == {'deletes the earlier values of "a" and "c"'}
    session.execute(Several(tuple(fix.edit for fix in fixes), "all"))
    assert '{"b" : {"c": 3}, "a": 4}' in session.document.text


def test_duplicate_keys_of_a_member_can_all_be_fixed_in_one_step():
    text = text_of(STAGE2).replace('"expname"', '"exptype": 1, "expname": 2, "expname"')
    session = opened(text)
    fixes = fixes_of(session, "json-duplicate-key")
    assert len(fixes) == 4
    session.execute(Several(tuple(fix.edit for fix in fixes), "all"))
    session.judge_all()
    assert list(session.findings) == []
