"""Judging one thing at a time: the keywords of an association, a product's own keys, a member.

Each function gives findings without touching any counter; `judge` decides when to call which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from asned.association.places import Place, member_place
from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Pairs, plain
from asned.rules import every, shape
from asned.rules.cross_rules import duplicate_key_message
from asned.rules.facts import AssociationFacts, MemberFacts, ProductFacts
from asned.rules.findings import Finding, Severity
from asned.rules.kinds import MOST_KINDS
from asned.rules.registry import COUNTING, FUNCTIONS, RULES, Rule, RuleFunction, Scope

Severities = Mapping[str, Severity | None]
"""The user's severities by rule id; None switches a rule off."""

assert every.MODULES, "importing `every` fills the registry"


class Verdicts:
    """The rules as they stand for one stage and the user's severities."""

    def __init__(self, stage: int | None, severities: Severities) -> None:
        self.stage = stage
        # Callers from notebooks write "error"; what sorts and counts findings compares by identity.
        self._severities = {id: each and Severity(each) for id, each in severities.items()}
        self._functions: dict[Scope, list[tuple[Rule, RuleFunction]]] = {
            scope: [(rule, function) for rule, function in rows if stage in rule.stages]
            for scope, rows in FUNCTIONS.items()
        }
        of_association = self._functions[Scope.ASSOCIATION]
        self._counting = [each for each in of_association if each[1] in COUNTING]
        self._functions[Scope.ASSOCIATION] = [
            each for each in of_association if each[1] not in COUNTING
        ]
        self._of_products: dict[object, tuple[Finding, ...]] = {}

    def finding(
        self, rule: str, place: Place, field: str, message: str, severity: Severity | None = None
    ) -> Finding | None:
        """Make a finding with the severity that the user, the breach or the rule gives it."""
        row = RULES[rule]
        if self.stage not in row.stages:
            return None
        chosen = self._severities.get(rule, severity or row.severity)
        return None if chosen is None else Finding(rule, chosen, place, field, message)

    def cross(
        self, rule: str, place: Place, field: str, message: str, severity: Severity | None = None
    ) -> tuple[Finding, ...]:
        """Make the finding of a rule across members or products, none where the rule is silent."""
        finding = self.finding(rule, place, field, message, severity)
        return () if finding is None else (finding,)

    def of_member(self, product: int, member: Leaf) -> tuple[Finding, ...]:
        """Judge a member by itself."""
        value, place = member.value, member_place(product, member.id)
        found: list[Finding | None] = [
            self.finding(breach.rule, place, breach.field, breach.message, breach.severity)
            for breach in shape.member_breaches(plain(value), self.stage)
        ]
        if isinstance(value, Pairs):
            found += self.of_repeated_keys(value, place)
            facts = MemberFacts(self.stage, value)
            found += self._by_rules(Scope.MEMBER, facts, place)
        return tuple(finding for finding in found if finding is not None)

    def known_of_product(self, kind: object) -> tuple[Finding, ...] | None:
        """Give what was found of a product of this kind, at its place; None where none is remembered."""
        return self._of_products.get(kind)

    def remember_of_product(self, kind: object, found: Sequence[Finding]) -> None:
        """Note what was found of a product of this kind, where that is so of all others too.

        What is said of a name names it, and is said of that product alone.
        """
        if any(each.field == "name" for each in found):
            return
        if len(self._of_products) >= MOST_KINDS:
            self._of_products.clear()
        self._of_products[kind] = tuple(found)

    def of_product(self, keys: Mapping[str, Any], count: int | None, place: Place) -> list[Finding]:
        """Judge the shape of a product that is an object; `count` is None where `members` is no list."""
        value = {key: plain(each) for key, each in keys.items()}
        if count is not None:
            value["members"] = [None] * min(count, 1)
        return self._by_shape(shape.product_breaches(value, self.stage), place)

    def of_product_facts(self, facts: ProductFacts, place: Place) -> list[Finding]:
        """Judge a product by the rules of the domain."""
        return [each for each in self._by_rules(Scope.PRODUCT, facts, place) if each]

    def of_shapeless_product(self, value: Any, place: Place) -> list[Finding]:
        """Judge a product that is no object."""
        return self._by_shape(shape.product_breaches(plain(value), self.stage), place)

    def of_root(self, value: Any, place: Place) -> list[Finding]:
        """Judge the shape of the association; `products` holds a placeholder for its products."""
        return self._by_shape(shape.root_breaches(value, self.stage), place)

    def of_association_facts(
        self, facts: AssociationFacts, place: Place, *, is_counting: bool
    ) -> list[Finding]:
        """Judge an association by the rules of the domain that look at counts, or by those that do not."""
        functions = self._counting if is_counting else self._functions[Scope.ASSOCIATION]
        return [each for each in self._by_functions(functions, facts, place) if each]

    def of_repeated_key(self, key: str, place: Place) -> list[Finding]:
        """Say of a key that a later one of the same object makes it void."""
        finding = self.finding("json-duplicate-key", place, key, duplicate_key_message(key))
        return [] if finding is None else [finding]

    def of_repeated_keys(self, value: Any, place: Place, field: str = "") -> list[Finding]:
        """Find keys that stand twice in an object, at any depth of a value."""
        found: list[Finding] = []
        if isinstance(value, Pairs):
            last = {key: number for number, key in enumerate(value.keys)}
            for number, (key, each) in enumerate(zip(value.keys, value.values, strict=True)):
                if last[key] != number:
                    message = duplicate_key_message(key)
                    finding = self.finding("json-duplicate-key", place, field or key, message)
                    found += [] if finding is None else [finding]
                found += self.of_repeated_keys(each, place, field or key)
        elif isinstance(value, list):
            for each in value:
                found += self.of_repeated_keys(each, place, field)
        return found

    def _by_shape(self, breaches: list[shape.ShapeBreach], place: Place) -> list[Finding]:
        found = (
            self.finding(breach.rule, place, breach.field, breach.message, breach.severity)
            for breach in breaches
        )
        return [finding for finding in found if finding is not None]

    def _by_rules(self, scope: Scope, facts: Any, place: Place) -> list[Finding | None]:
        return self._by_functions(self._functions[scope], facts, place)

    def _by_functions(
        self, functions: Iterable[tuple[Rule, RuleFunction]], facts: Any, place: Place
    ) -> list[Finding | None]:
        return [
            self.finding(rule.id, place, breach.field, breach.message, breach.severity)
            for rule, function in functions
            for breach in function(facts)
        ]
