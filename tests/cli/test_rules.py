"""`asned rules`: the list and the explanations."""

import pytest

from asned.rules.registry import RULES


def test_the_list_has_every_rule_with_severity_and_statement(asned):
    status, out, _ = asned("rules")
    assert status == 0
    listed = {line.split()[0]: line.split()[1] for line in out.splitlines() if line[0] != " "}
    assert listed == {rule.id: rule.severity for rule in RULES.values()}
    text = " ".join(out.split())
    assert all(rule.statement in text for rule in RULES.values())
    assert all(len(line) <= 100 for line in out.splitlines())


@pytest.mark.parametrize("rule", ["exptype-case", "json-comment", "expname-missing-file"])
def test_a_rule_is_explained(asned, rule):
    status, out, _ = asned("rules", rule)
    assert status == 0
    assert out.startswith(f"{rule} (")
    for heading in ("Breaks it:", "and is told:", "Keeps it:", "Fix: ", "Source: "):
        assert f"\n{heading}" in out


def test_an_unknown_rule_is_wrong_usage_and_the_nearest_is_named(asned):
    status, out, err = asned("rules", "exptype-cas")
    assert (status, out) == (2, "")
    assert 'did you mean "exptype-case"?' in err
