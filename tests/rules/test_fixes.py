"""Every fix removes its finding, as one step that can be undone; previewing changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from asned.api import check
from asned.association.edits import Several
from asned.jsontext.display import is_displayable
from asned.rules.examples import EXAMPLES
from asned.rules.facts import MISSING
from asned.rules.findings import Finding
from asned.rules.fixes import SAFE_RULES, Fix, difference, fix_labels, fixes_for, labelled
from asned.rules.registry import RULES, Scope
from asned.rules.samples import (
    CORONAGRAPHY,
    SLITLESS,
    STAGE2,
    STAGE3,
    Association,
    Changes,
    changed,
    exposure,
    member,
    text_of,
)
from asned.session import Session
from builders import seeds, some_layout, some_text, written

FIRST, SECOND, THIRD = (exposure(number, "mirimage", "rate") for number in (1, 2, 3))
ONE, TWO, THREE = (f"/products/0/members/{number}" for number in range(3))
UNCAL = exposure(2, "mirimage", "uncal")
BESIDE = frozenset({SECOND})

JUDGED_AND_FIXED = {
    "asn-id-required",
    "asn-pool-required",
    "asn-rule-unknown",
    "asn-type-unknown",
    "degraded-status",
    "expname-characters",
    "expname-duplicate",
    "expname-path",
    "expname-suffix",
    "exposerr-type",
    "exptype-blank",
    "exptype-case",
    "exptype-unknown",
    "json-duplicate-key",
    "keyword-type",
    "member-object",
    "members-list",
    "members-required",
    "name-characters",
    "name-duplicate",
    "name-mismatch",
    "name-missing",
    "name-suffix",
    "name-type",
    "products-empty",
    "products-list",
    "products-required",
    "program-format",
    "science-missing",
    "science-multiple",
    "text-characters",
    "unknown-keyword",
    "unknown-member-key",
    "version-id-format",
    "wfss-direct-image",
    "wfss-segmap",
    "wfss-sourcecat",
}

UNLIKE_THE_EXAMPLE = {
    "expname-suffix": text_of(changed(STAGE2, {f"{TWO}/expname": UNCAL})),
    "unknown-keyword": text_of(
        changed(STAGE2, {"/version_id": MISSING, "/versionid": "20230401t101500"})
    ),
    "unknown-member-key": text_of(
        changed(STAGE2, {f"{TWO}/exposerr": MISSING, f"{TWO}/exposeerr": None})
    ),
}
"""Where the example of a rule has no fix, or only with what lies beside it: another."""


def opened(data: str | bytes, name: str = "any_asn.json") -> Session:
    session = Session(data if isinstance(data, bytes) else data.encode(), Path(name), None)
    session.judge_all()
    return session


def broken(changes: Changes, base: Association = STAGE2) -> Session:
    return opened(text_of(changed(base, changes)))


def offered(
    session: Session, finding: Finding, beside: frozenset[str] | None = None
) -> tuple[Fix, ...]:
    return fixes_for(
        session.document, finding, session.stage.stage, name=session.path.name, beside=beside
    )


def fixes_of(session: Session, rule: str, beside: frozenset[str] | None = None) -> list[Fix]:
    found = [each for each in session.findings if each.rule == rule]
    assert found, f"nothing breaks {rule}"
    return [fix for finding in found for fix in offered(session, finding, beside)]


def the_fix(session: Session, rule: str) -> Fix:
    (fix,) = fixes_of(session, rule)
    return fix


def done(session: Session, fix: Fix) -> Any:
    """Execute a fix and give the association as it is then."""
    from json import loads

    assert session.execute(fix.edit) is not None
    session.judge_all()
    return loads(session.document.to_bytes())


def said(session: Session) -> list[tuple[str, str]]:
    session.judge_all()
    return sorted((each.rule, each.message) for each in session.findings)


def is_there(session: Session, finding: Finding) -> bool:
    return any(
        (each.rule, each.place, each.field) == (finding.rule, finding.place, finding.field)
        for each in session.findings
    )


def assert_removes_its_finding(session: Session, finding: Finding, fix: Fix) -> None:
    before, found = session.document.to_bytes(), said(session)

    rows = difference(session.document, fix)
    assert rows
    for row in rows:
        assert row.before != row.after
        assert all(is_displayable(text) and len(text) < 500 for text in row)
    assert not session.preview(fix.edit).problem
    assert session.document.to_bytes() == before
    assert said(session) == found

    assert session.execute(fix.edit) is not None, fix
    session.judge_all()
    assert not is_there(session, finding), (finding, fix)
    session.undo()
    assert session.document.to_bytes() == before
    assert said(session) == found
    assert session.undo() is None


def assert_all_fixes_work(data: str | bytes, beside: frozenset[str] | None = None) -> int:
    session = opened(data)
    pairs = [
        (finding, fix)
        for finding in list(session.findings)
        for fix in offered(session, finding, beside)
    ]
    for finding, fix in pairs:
        assert fix.rule == finding.rule
        assert fix.is_safe == (fix.rule in SAFE_RULES)
        assert is_displayable(fix.label + fix.loses)
        assert_removes_its_finding(opened_like(session), finding, fix)
    return len(pairs)


def opened_like(session: Session) -> Session:
    """Open the same bytes again: the ids of what was read are the same in every run."""
    return opened(session.document.to_bytes(), session.path.name)


# ---- which rules have fixes


def test_the_rules_with_fixes_are_those_that_need_no_judgement():
    described = {rule for rule, row in RULES.items() if row.scope is not Scope.TEXT}
    assert {rule for rule in described if fix_labels(rule)} == JUDGED_AND_FIXED


def test_only_fixes_that_guess_nothing_are_safe():
    assert SAFE_RULES == {
        "exptype-blank",
        "exptype-case",
        "file-bom",
        "json-control-character",
        "json-literal",
        "json-quotes",
        "json-trailing-comma",
        "keyword-type",
        "version-id-format",
    }
    assert RULES.keys() >= SAFE_RULES


@pytest.mark.parametrize("rule", sorted(JUDGED_AND_FIXED))
def test_each_fix_of_a_rule_removes_the_finding(rule):
    data = UNLIKE_THE_EXAMPLE.get(rule, EXAMPLES[rule].broken)
    session = opened(data)
    finding = next(each for each in session.findings if each.rule == rule)
    fixes = offered(session, finding, BESIDE)
    assert fixes
    for fix in fixes:
        assert_removes_its_finding(opened(data), finding, fix)


@pytest.mark.parametrize("rule", sorted(set(RULES) - JUDGED_AND_FIXED))
def test_other_rules_offer_nothing(rule):
    for finding in check(EXAMPLES[rule].broken, name=EXAMPLES[rule].name):
        if finding.rule == rule and RULES[rule].scope is not Scope.TEXT:
            assert finding.fixes == ()


# ---- any broken association

EXPNAMES = (
    FIRST,
    SECOND,
    exposure(3, "nis", "cal"),
    f"/data/{FIRST}",
    f"C:{FIRST}",
    f"{FIRST}/",
    "C:D:x",
    "..",
    UNCAL,
    "a\u202eb.fits",
    "\u202e",
    "jw01234-o001_t001_niriss_clear-f200w_i2d.fits",
    "x_i2d.fits",
    "a.b_rate.fits",
    "",
    7,
)
EXPTYPES = (
    *("science",) * 4,
    *("background", "SCIENCE", " science", "Psf ", "sciense", "catalog", "direct_image"),
    *("segmap", "sourcecat", "imprint", "wrong", "target_acquistion", "", None),
)
NAMES = (
    "jw01234001001_02101_00001_mirimage",
    "jw01234001001_02101_00001_mirimage_2",
    "a_rate_cal",
    "../out/x.y",
    "x_{product_type}",
    "{source_id}",
    "/",
    "a\u200bb",
    "\u200b",
    "",
    None,
    5,
)
KEYWORDS = {
    "asn_type": ("image2", "spec2", "spec3", "imgae2", "imge", 2, None, "None", "x\u202e"),
    "asn_rule": ("Asn_Lv2WFSSNIS", "candidate_Asn_Lv2Imge", "candidate_x", "Asn_Lv3Imag", 1.5),
    "version_id": ("None", "NULL", "", " null ", "20230401T101500", 20230401, "x", None, True),
    "degraded_status": (
        "No known degraded exposures in association.",
        "One or more members have an error associated with them. And so on.",
        "All is well.",
        "a\u202e\tb\n",
        0,
    ),
    "program": ("01234", "1234", " 12 ", "", 1234, -1, 12.5, "abc", "00623", " None", "１２３４"),
    "constraints": ("None", "a\r\n\tb", [1, {"a\u200b": ["b\u200b", "\ud83d"]}]),
    "asn_id": ("o001", "1", 1, "a\u202e"),
    "asn_pool": ("none", "jw00623_20230401t101500_pool", "pool.csv", 3),
    "target": ("1", 1, "1\u202e", True, {"a": "b\u202e"}),
    "versionid": (None,),
    "prog\u200bram": ("01234",),
    "skycell_wcs_inf": ({},),
    "\u200b": ("1",),
}


def _one_of(random: Random, values: Any, odds: float = 0.85) -> Any:
    return random.choice(values) if random.random() < odds else MISSING


def _object(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value is not MISSING}


def _some_member(random: Random) -> Any:
    if random.random() < 0.07:
        return random.choice((*EXPNAMES, " ", "a_cat.ecsv", None, []))
    keys = {
        "expname": _one_of(random, EXPNAMES, 0.97),
        "exptype": _one_of(random, EXPTYPES, 0.97),
        "exposerr": _one_of(random, (None, None, "NULL", "Jitter", False, 3, {"a": 1}), 0.6),
        "exposeerr": _one_of(random, (None,), 0.1),
        "exp\u200berr": _one_of(random, (None,), 0.05),
        "asn_candidate": _one_of(random, ("[('o001', 'o\u200b')]", [["a\u200b"]]), 0.1),
    }
    return _object(keys)


def _some_product(random: Random) -> Any:
    if random.random() < 0.05:
        return FIRST
    members: Any = [_some_member(random) for _ in range(random.randrange(12))]
    if random.random() < 0.05:
        members = _some_member(random)
    keys = {
        "name": _one_of(random, NAMES, 0.9),
        "nam": _one_of(random, ("x",), 0.1),
        "members": _one_of(random, (members,), 0.95),
        "prod\u200btype": _one_of(random, ("a\u200b",), 0.1),
    }
    return _object(keys)


def _some_broken(random: Random) -> Any:
    keys: dict[str, Any] = {key: _one_of(random, values, 0.6) for key, values in KEYWORDS.items()}
    products: Any = [_some_product(random) for _ in range(random.randrange(4))]
    if random.random() < 0.05:
        products = _some_product(random)
    keys["products"] = _one_of(random, (products,), 0.97)
    return _object(keys)


def broken_text(random: Random) -> str:
    """Write an association with many breaches; at times with keys twice, in any layout."""
    if random.random() < 0.3:
        return some_text(random)
    text = written(_some_broken(random), some_layout(random))
    for key in ("name", "expname", "exptype", "program", "members", "products", "prog\\u200bram"):
        if random.random() < 0.1:
            value = random.choice(('"x"', "null", '{"a": 1, "a": {"b": 2, "b": 3}}', "[]"))
            text = text.replace(f'"{key}"', f'"{key}": {value}, "{key}"', random.randrange(3))
    return text


@settings(deadline=None, max_examples=60)
@given(seeds)
def test_each_fix_of_any_broken_association_removes_its_finding(seed):
    random = Random(seed)
    assert_all_fixes_work(broken_text(random), frozenset({SECOND, exposure(2, "nis", "rate")}))


def _with_safe_fixes(data: bytes) -> bytes:
    session = opened(data)
    for finding in list(session.findings):
        for fix in offered(session, finding):
            if fix.is_safe:
                session.execute(fix.edit)
    return session.document.to_bytes()


@settings(deadline=None, max_examples=40)
@given(seeds)
def test_safe_fixes_done_twice_are_done_once(seed):
    data = broken_text(Random(seed)).encode("utf-8", "surrogatepass")
    for _ in range(4):
        # A change of asn_type can bring another stage, which asks for other types.
        once, data = data, _with_safe_fixes(data)
        if once == data:
            break
    assert _with_safe_fixes(data) == data


def _labels(session: Session) -> Iterator[tuple[str, ...]]:
    for finding in session.findings:
        yield tuple(fix.label for fix in offered(session, finding))


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_labels_given_together_are_those_given_singly(seed):
    session = opened(broken_text(Random(seed)))
    stage, name = session.stage.stage, session.path.name
    together = labelled(
        session.document, session.findings, stage, name=name, summary=session.judge.summary
    )
    assert [each.fixes for each in together] == list(_labels(session))


def test_check_names_the_fixes():
    (finding,) = check(EXAMPLES["exptype-case"].broken)
    assert finding.fixes == ('set exptype to "science"',)


# ---- what each does


def test_the_hint_of_a_message_is_the_fix():
    for rule in ("asn-type-unknown", "asn-rule-unknown", "exptype-unknown", "unknown-keyword"):
        session = opened(UNLIKE_THE_EXAMPLE.get(rule, EXAMPLES[rule].broken))
        (finding,) = [each for each in session.findings if each.rule == rule]
        hint = finding.message.partition("did you mean ")[2].rstrip("?")
        assert hint and hint in the_fix(session, rule).label


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
    several = broken({"/asn_id": MISSING, f"{ONE}/expname": "mine_rate.fits"})
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


def test_only_an_exact_copy_of_a_member_is_deleted():
    copy = broken({THREE: dict(reversed(member(SECOND, "background").items()))})
    fix = the_fix(copy, "expname-duplicate")
    assert fix.loses
    assert done(copy, fix) == STAGE2
    assert fixes_of(broken({THREE: member(SECOND, "imprint")}), "expname-duplicate") == []
    one, yes = broken({f"{TWO}/x": 1, THREE: member(SECOND, "background") | {"x": True}}), "x"
    assert fixes_of(one, "expname-duplicate") == [], yes


def test_a_name_is_derived_stripped_or_numbered():
    derived = "jw01234001001_02101_00001_mirimage"
    for name, rule, wanted in (
        (MISSING, "name-missing", [derived]),
        ("", "name-type", [derived]),
        ("mine", "name-mismatch", [derived]),
        ("a_rate_cal", "name-suffix", ["a"]),
        ("out/a.b_{product_type}", "name-characters", ["ab", derived]),
    ):
        labels = [fix.label for fix in fixes_of(broken({"/products/0/name": name}), rule)]
        assert labels == [f'name the product "{each}"' for each in wanted]


def test_a_product_without_a_sound_science_member_is_undefined():
    for expname in ("..", "a.b_rate.fits", "a\u202eb_rate.fits", 3):
        session = broken({f"{ONE}/expname": expname, "/products/0/name": MISSING})
        assert the_fix(session, "name-missing").label == 'name the product "undefined"'


def test_products_of_one_name_can_all_be_numbered_in_one_step():
    product = STAGE3["products"][0]
    name = product["name"]
    taken = product | {"name": f"{name}_3"}
    more = {"/products/1": product, "/products/2": taken, "/products/3": product}
    session = broken(more, STAGE3)
    fixes = fixes_of(session, "name-duplicate")
    session.execute(Several(tuple(fix.edit for fix in fixes), "all"))
    names = [name, f"{name}_2", f"{name}_3", f"{name}_4"]
    text = session.document.text
    assert [text.count(f'"name": "{each}"') for each in names] == [1, 1, 1, 1]


def test_a_copy_takes_the_name_of_its_science_member_where_nobody_has_it():
    other = STAGE2["products"][0] | {"members": [member(SECOND, "science")]}
    labels = [fix.label for fix in fixes_of(broken({"/products/1": other}), "name-duplicate")]
    assert labels[0] == 'name the product "jw01234001001_02101_00002_mirimage"'
    assert labels[1] == 'name the product "jw01234001001_02101_00001_mirimage_2"'


def test_each_exposure_can_become_science_and_companions_cannot():
    one = broken({f"{ONE}/exptype": "direct_image", f"{TWO}/exptype": "background"})
    assert the_fix(one, "science-missing").label == f'make "{SECOND}" science'
    psf = broken({f"{ONE}/exptype": "psf"}, CORONAGRAPHY)
    assert len(fixes_of(psf, "science-missing")) == 2
    many = {f"/products/0/members/{number}": member(f"{number}.fits", "psf") for number in range(9)}
    assert fixes_of(broken(many, CORONAGRAPHY), "science-missing") == []


def three_sciences() -> Session:
    return broken(
        {
            f"{TWO}/exptype": "SCIENCE",
            THREE: member(THIRD, "science"),
            "/products/0/members/3": member("bkg_rate.fits", "background"),
            "/products/1": {"name": "last", "members": [member(SECOND, "science")]},
        }
    )


def test_each_of_several_science_members_can_be_the_one_that_stays():
    session = three_sciences()
    _, *keeps = fixes_of(session, "science-multiple")
    assert len(keeps) == 3
    for number, keep in enumerate(keeps):
        session = three_sciences()
        members = done(session, keep)["products"][0]["members"]
        exptypes = ["background"] * 4
        exptypes[number] = "SCIENCE" if number == 1 else "science"
        assert [each["exptype"] for each in members] == exptypes


def test_of_many_science_members_only_the_first_is_offered_to_stay():
    more = {f"/products/0/members/{n}": member(f"{n}_rate.fits", "science") for n in range(9)}
    split, keep = fixes_of(broken(more), "science-multiple")
    assert "9 products" in split.label
    assert '"0_rate.fits"' in keep.label


def test_several_science_members_become_a_product_each_in_the_files_own_layout():
    session = three_sciences()
    split, *_ = fixes_of(session, "science-multiple")
    assert not split.loses
    made = done(session, split)
    background = member("bkg_rate.fits", "background")
    root = "jw01234001001_02101_0000{}_mirimage"
    assert made["products"] == [
        {"name": root.format(1), "members": [member(FIRST, "science"), background]},
        {"name": root.format(2), "members": [member(SECOND, "SCIENCE"), background]},
        {"name": root.format(3), "members": [member(THIRD, "science"), background]},
        {"name": "last", "members": [member(SECOND, "science")]},
    ]
    assert session.document.text == text_of(made)


def test_names_of_products_split_off_are_not_taken_twice():
    session = broken({f"{TWO}/exptype": "science", f"{TWO}/expname": FIRST})
    split, *_ = fixes_of(session, "science-multiple")
    names = [each["name"] for each in done(session, split)["products"]]
    assert names == [STAGE2["products"][0]["name"], f"{STAGE2['products'][0]['name']}_2"]


def test_a_companion_is_named_after_its_companions_else_after_the_science_member():
    other = broken({TWO: MISSING}, SLITLESS)
    root = "jw01234-o001_t001_niriss_clear-f200w"
    assert f'"{root}_cat.ecsv"' in the_fix(other, "wfss-sourcecat").label
    alone = broken(
        {"/products/0/members": [member(exposure(1, "nis", "rate"), "science")]}, SLITLESS
    )
    label = the_fix(alone, "wfss-direct-image").label
    assert label == 'add "jw01234001001_02101_00001_nis_i2d.fits" as direct_image'


def test_a_bare_file_name_becomes_the_member_that_it_tells_or_science():
    labels = [fix.label for fix in fixes_of(broken({TWO: "x_cat.ecsv"}), "member-object")]
    assert labels == [
        "make it a member of exptype sourcecat",
        "make it a member of exptype science",
    ]
    assert fixes_of(broken({TWO: 5}), "member-object") == []


def test_only_a_single_object_is_put_into_a_list():
    assert fixes_of(broken({"/products": "x"}), "products-list") == []
    assert fixes_of(broken({"/products/0/members": 3}), "members-list") == []


def test_only_a_file_name_is_kept_of_a_path():
    for path, wanted in (("a/b/x.fits", "x.fits"), ("C:D:x", "x"), ("a\\x.fits/", "x.fits")):
        session = broken({f"{TWO}/expname": path})
        fix = the_fix(session, "expname-path")
        assert fix.loses
        assert done(session, fix)["products"][0]["members"][1]["expname"] == wanted
    for path in ("..", "a/..", "/", "C:"):
        assert fixes_of(broken({f"{TWO}/expname": path}), "expname-path") == []


def test_the_expected_suffix_is_offered_only_where_the_file_is_there():
    session = broken({f"{TWO}/expname": UNCAL})
    assert fixes_of(session, "expname-suffix") == []
    assert fixes_of(session, "expname-suffix", frozenset({UNCAL})) == []
    both = frozenset({SECOND, exposure(2, "mirimage", "rateints"), UNCAL})
    labels = [fix.label for fix in fixes_of(session, "expname-suffix", both)]
    assert labels == [
        f'set expname to "{SECOND}"',
        f'set expname to "{exposure(2, "mirimage", "rateints")}"',
    ]


# ---- what is shown


def test_a_difference_is_the_pair_before_and_after_with_the_member():
    session = broken({f"{TWO}/exptype": "Background"})
    assert difference(session.document, the_fix(session, "exptype-case")) == (
        ('member 2: "exptype": "Background"', 'member 2: "exptype": "background"'),
    )


def test_a_difference_names_the_product_where_there_are_several():
    session = broken({"/products/1": STAGE2["products"][0]})
    (row,) = difference(session.document, the_fix(session, "name-duplicate"))
    assert row.before == 'product 2: "name": "jw01234001001_02101_00001_mirimage"'


def test_a_long_text_is_cut_where_it_begins_to_differ():
    long = "x" * 1000
    session = broken({"/target": f"{long}\u202e{long}"})
    ((before, after),) = difference(session.document, the_fix(session, "text-characters"))
    assert before.startswith("…x") and "\\u202e" in before and before.endswith("x…")
    assert after.startswith("…x") and "202e" not in after
    assert max(len(before), len(after)) < 150


def test_labels_show_hidden_characters():
    session = broken({"/aen_id\u001b": "x", "/products/0/a\u202e/b": 1})
    for finding in session.findings:
        for fix in offered(session, finding):
            assert is_displayable(fix.label)
