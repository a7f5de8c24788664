"""Fixing all of a rule in few edits does what fixing one finding after the other does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from random import Random

from hypothesis import given, settings

from asned.association.edits import Edit
from asned.rules.findings import Finding
from asned.rules.fixes.fixall import PART, FixAll
from asned.session import Session
from builders import FILE_NAME, association, seeds
from rules.breaches import broken_text
from rules.fixing import opened


def alike(session: Session, rule: str) -> list[Finding]:
    return [each for each in session.findings if each.rule == rule]


def fixing(session: Session, rule: str, way: int = 0) -> FixAll:
    return FixAll(alike(session, rule), session.findings, session.fixes_for_each, way)


def one_by_one(session: Session, rule: str, way: int = 0) -> Iterator[Edit]:
    """Give the fix of each finding that is still there when its turn comes."""
    for each in alike(session, rule):
        left = session.findings.of_node(each.place.node)
        again = next((other for other in left if other.rule == rule), None)
        fixes = session.fixes_for(again) if again else ()
        if way < len(fixes):
            yield fixes[way].edit


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_all_at_once_is_one_by_one(seed: int) -> None:
    text = broken_text(Random(seed))
    for rule in {each.rule for each in opened(text, FILE_NAME).findings}:
        for way in (0, 1):
            many, single = opened(text, FILE_NAME), opened(text, FILE_NAME)
            edits = fixing(many, rule, way)
            many.execute_each(edits, "fix all")
            single.execute_each(one_by_one(single, rule, way), "fix each")
            assert many.document.text == single.document.text, (rule, way)
            assert Counter(many.findings) == Counter(single.findings)


def test_members_are_fixed_many_by_an_edit_whatever_is_wrong_with_them() -> None:
    value = json.loads(association(1, 3 * PART))
    for number, member in enumerate(value["products"][0]["members"]):
        member["exptype"] = member["exptype"].upper()
        member["expname"] = f"/data/{number}/{member['expname']}"
    session = opened(json.dumps(value, indent=4), FILE_NAME)
    for rule in ("exptype-case", "expname-path"):
        edits = fixing(session, rule)
        assert len(edits) == len(list(edits)) == 3
        edits = fixing(session, rule)
        change = session.execute_each(edits, "fix all")
        assert change is not None
        assert (edits.fixed, len(change.splices)) == (3 * PART, 3)
        assert not alike(session, rule)


def test_what_is_offered_for_one_value_is_offered_for_each_that_has_it() -> None:
    value = json.loads(association(2, 12))
    wrong = ("SCIENCE", " science", "sciense", "Background ", "BACKGROUND")
    for product in value["products"]:
        for number, member in enumerate(product["members"]):
            member["exptype"] = wrong[number % len(wrong)]
    session = opened(json.dumps(value), FILE_NAME)
    found = [each for each in session.findings if each.field == "exptype"]
    assert len(found) > len(wrong)
    assert list(session.fixes_for_each(found)) == [session.fixes_for(each) for each in found]
