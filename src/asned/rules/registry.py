"""The one registry of rules: what each states, how much it weighs, where it speaks, and its function.

A rule is one decorated function: the decorator's arguments are its row. The engine (`judge`) calls the
functions of a scope over one keyword set, product or member; `asned rules` and the README print the rows.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from asned.rules.findings import Severity


class Scope(StrEnum):
    """What a rule looks at. `SHAPE` rules are jsonschema's, `TEXT` and `CROSS` ones the engine's."""

    TEXT = "text"
    SHAPE = "shape"
    ASSOCIATION = "association"
    PRODUCT = "product"
    MEMBER = "member"
    CROSS = "cross"


class Rule(NamedTuple):
    """A row of the registry. `stages` are those it speaks in; `None` stands for Roman associations."""

    id: str
    severity: Severity
    scope: Scope
    statement: str
    why: str
    source: str
    stages: frozenset[int | None]


class Breach(NamedTuple):
    """What a rule function reports: message in the user's words, the key concerned, another severity."""

    message: str
    field: str = ""
    severity: Severity | None = None


RuleFunction = Callable[[Any], "Iterable[Breach]"]

RULES: dict[str, Rule] = {}
FUNCTIONS: dict[Scope, list[tuple[Rule, RuleFunction]]] = {scope: [] for scope in Scope}
COUNTING: set[RuleFunction] = set()
"""The functions over an association that look at what its members sum up to, not at keywords alone."""

BOTH_STAGES: frozenset[int | None] = frozenset({2, 3})
EVERY_STAGE: frozenset[int | None] = frozenset({2, 3, None})


def declare(
    id: str,
    severity: Severity,
    scope: Scope,
    *,
    statement: str,
    source: str,
    why: str = "",
    stages: frozenset[int | None] = BOTH_STAGES,
) -> Rule:
    """Put a rule without a function of its own into the registry: the engine or jsonschema finds it."""
    if id in RULES:
        raise ValueError(f"rule {id} is declared twice")
    RULES[id] = Rule(id, severity, scope, statement, why, source, stages)
    return RULES[id]


def rule(
    id: str,
    severity: Severity,
    scope: Scope,
    *,
    statement: str,
    source: str,
    why: str = "",
    stages: frozenset[int | None] = BOTH_STAGES,
) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function as the rule `id`; it yields a `Breach` for each breach."""
    declared = declare(
        id, severity, scope, statement=statement, source=source, why=why, stages=stages
    )

    def register(function: RuleFunction) -> RuleFunction:
        FUNCTIONS[scope].append((declared, function))
        return function

    return register


def also(id: str, scope: Scope) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function as the rule `id`, declared before, over one more scope."""

    def register(function: RuleFunction) -> RuleFunction:
        FUNCTIONS[scope].append((RULES[id], function))
        return function

    return register


def counting(function: RuleFunction) -> RuleFunction:
    """Note that the decorated function looks at what the members of an association sum up to."""
    COUNTING.add(function)
    return function
