"""Every fix removes its finding, as one step that can be undone; previewing changes nothing."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import pytest
from hypothesis import given, settings

from asned.api import check
from asned.association.brokentext import search
from asned.jsontext.defects import repair
from asned.jsontext.display import is_displayable
from asned.rules.examples import EXAMPLES
from asned.rules.findings import Finding
from asned.rules.fixes import SAFE_RULES, Fix, difference, fix_labels, labelled, together
from asned.rules.registry import RULES, Scope
from asned.rules.samples import NAME, exposure
from asned.session import Session
from builders import seeds
from rules.breaches import broken_text
from rules.fixing import SECOND, is_there, offered, opened, said, the_fix

BESIDE = frozenset({SECOND, exposure(2, "nis", "rate")})

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

RENAMED = {"file-extension", "file-name"}
MENDED_AS_TEXT = {
    "file-bom",
    "file-empty",
    "json-comment",
    "json-control-character",
    "json-extra-data",
    "json-literal",
    "json-missing-comma",
    "json-quotes",
    "json-syntax",
    "json-trailing-comma",
}


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
    assert {
        "exptype-blank",
        "exptype-case",
        "file-bom",
        "json-control-character",
        "json-literal",
        "json-quotes",
        "json-trailing-comma",
        "keyword-type",
        "version-id-format",
    } == SAFE_RULES
    assert RULES.keys() >= SAFE_RULES


@pytest.mark.parametrize("rule", sorted(JUDGED_AND_FIXED))
def test_each_fix_of_a_rule_removes_the_finding(rule):
    data = EXAMPLES[rule].broken
    session = opened(data)
    finding = next(each for each in session.findings if each.rule == rule)
    fixes = offered(session, finding, BESIDE)
    assert fixes
    for fix in fixes:
        assert_removes_its_finding(opened(data), finding, fix)


@pytest.mark.parametrize("rule", sorted(JUDGED_AND_FIXED))
def test_the_example_of_a_rule_names_its_fixes_and_all_that_is_found_then(rule):
    example = EXAMPLES[rule]
    session = opened(example.broken, NAME)
    finding = next(each for each in session.findings if each.rule == rule)
    found = {}
    for fix in offered(session, finding, BESIDE):
        session.execute(fix.edit)
        left = check(session.document, name=NAME)
        found[fix.label] = {(each.rule, each.pointer) for each in left}
        session.undo()
    assert found == example.fixes


@pytest.mark.parametrize("rule", sorted(MENDED_AS_TEXT))
def test_the_example_of_a_text_names_its_repairs_and_all_that_is_found_then(rule):
    example = EXAMPLES[rule]
    (defect,) = search(example.broken)
    found = {}
    for each in defect.repairs:
        left = check(repair(example.broken, [each]), name=NAME)
        found[each.label] = {(finding.rule, finding.pointer) for finding in left}
    assert found == example.fixes


@pytest.mark.parametrize("rule", sorted(RENAMED))
def test_the_example_of_a_file_name_names_the_right_one(rule):
    example = EXAMPLES[rule]
    (finding,) = check(example.broken, name=example.name)
    assert finding.fixes == tuple(example.fixes)
    assert example.fixes == {f'rename the file to "{NAME}"': frozenset()}
    assert check(example.broken, name=NAME) == []


def test_no_other_example_names_fixes():
    named = {rule for rule, example in EXAMPLES.items() if example.fixes}
    assert named == JUDGED_AND_FIXED | MENDED_AS_TEXT | RENAMED


@pytest.mark.parametrize("rule", sorted(set(RULES) - JUDGED_AND_FIXED))
def test_other_rules_offer_nothing(rule):
    for finding in check(EXAMPLES[rule].broken, name=EXAMPLES[rule].name):
        if finding.rule == rule and RULES[rule].scope is not Scope.TEXT:
            assert finding.fixes == ()


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


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_labels_given_together_are_those_given_singly(seed):
    session = opened(broken_text(Random(seed)))
    stage, name = session.stage.stage, session.path.name
    all_of_them = labelled(
        session.document, session.findings, stage, name=name, summary=session.judge.summary
    )
    singly = [tuple(fix.label for fix in offered(session, finding)) for finding in session.findings]
    assert [each.fixes for each in all_of_them] == singly


def test_check_names_the_fixes():
    (finding,) = check(EXAMPLES["exptype-case"].broken)
    assert finding.fixes == ('set exptype to "science"',)


def test_the_hint_of_a_message_is_the_fix():
    for rule in ("asn-type-unknown", "asn-rule-unknown", "exptype-unknown", "unknown-keyword"):
        session = opened(EXAMPLES[rule].broken)
        (finding,) = [each for each in session.findings if each.rule == rule]
        hint = finding.message.partition("did you mean ")[2].rstrip("?")
        assert hint and hint in the_fix(session, rule).label


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_a_rules_fixes_done_together_remove_all_their_findings(seed):
    session = opened(broken_text(Random(seed)))
    before = session.document.to_bytes()
    fixed = defaultdict(list)
    for finding in session.findings:
        fixes = offered(session, finding, BESIDE)
        if fixes:
            fixed[finding.rule].append((finding, fixes[-1]))
    for pairs in fixed.values():
        session.execute(together([fix for _, fix in pairs], "fix all"))
        session.judge_all()
        assert not [finding for finding, _ in pairs if is_there(session, finding)]
        session.undo()
        session.judge_all()
        assert session.document.to_bytes() == before
