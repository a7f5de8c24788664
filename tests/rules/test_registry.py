import subprocess
import sys

import pytest

from asned.rules import every
from asned.rules.findings import Severity
from asned.rules.registry import FUNCTIONS, RULES, Scope, declare

WITHOUT_FUNCTION = {Scope.TEXT, Scope.SHAPE, Scope.CROSS}


def test_each_module_of_rules_is_listed():
    assert all(module.__name__.endswith("_rules") for module in every.MODULES)


def test_every_rule_of_a_scope_with_functions_has_one():
    with_function = {row.id for rows in FUNCTIONS.values() for row, _ in rows}
    of_scopes = {name for name, row in RULES.items() if row.scope not in WITHOUT_FUNCTION}
    # What JSON lets pass is found in its values, too, where these are edited.
    assert with_function == of_scopes | {"json-surrogate"}


@pytest.mark.parametrize("name", RULES)
def test_a_row_explains_itself(name):
    row = RULES[name]
    assert row.statement.endswith(".")
    assert row.why.endswith(".")
    assert row.source
    assert row.stages


def test_only_structure_names_and_duplicates_are_judged_in_roman_associations():
    judged = {
        name for name, row in RULES.items() if None in row.stages and row.scope is not Scope.TEXT
    }
    assert judged == {
        "root-object",
        "products-required",
        "products-list",
        "products-empty",
        "product-object",
        "members-required",
        "members-list",
        "members-empty",
        "member-object",
        "expname-required",
        "exptype-required",
        "expname-type",
        "exptype-type",
        "expname-path",
        "expname-characters",
        "json-duplicate-key",
        "expname-duplicate",
        "name-duplicate",
    }


def test_a_rule_is_declared_once():
    with pytest.raises(ValueError, match="root-object"):
        declare("root-object", Severity.ERROR, Scope.SHAPE, statement="", source="")


def test_knowing_every_rule_takes_neither_jsonschema_nor_textual():
    code = (
        "import sys, asned.rules.every, asned.rules.shape, asned.rules.examples;"
        "print({'jsonschema', 'textual'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout.strip() == "set()"
