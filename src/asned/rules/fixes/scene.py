"""What a fix may look at, and how it addresses what a finding is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from itertools import count
from typing import Any

from asned.association.document import Document, last_with_key
from asned.association.edits import Edit, RenameKey, RenameMemberKey, SetKey, SetMemberKey
from asned.association.keys import own_keys, product_name
from asned.association.places import Kind
from asned.jsontext.blocks import Blocks
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.reading import Ids, taken_apart
from asned.jsontext.values import Pairs, Value
from asned.rules.facts import AssociationFacts
from asned.rules.findings import Finding
from asned.rules.kinds import Kinds
from asned.rules.memberkeys import exptype_of, name_of
from asned.rules.summary import Summary

MOST_CHOICES = 8
"""How many fixes that differ only in what they choose are offered; a longer list helps nobody."""


class Scene:
    """A document as it is now, with its stage, file name and neighbours.

    What is counted over the document is counted when it is first asked for, and once.
    """

    def __init__(
        self,
        document: Document,
        stage: int | None,
        name: str | None,
        beside: Set[str] | None,
        summary: Summary | None,
    ) -> None:
        self.document = document
        self.stage = stage
        self.name = name
        self.beside = beside
        self._summary = summary
        self._bearers: dict[int, Mapping[str, list[Leaf]]] = {}
        self._numbered: dict[str, Mapping[int, str]] = {}
        self._members: dict[int, Blocks[Piece]] = {}

    # ---- what there is

    def members(self, product: int) -> Iterator[Leaf]:
        """Give the members of a product, wrong shapes among them."""
        for member in self.document.members(product):
            assert isinstance(member, Leaf), "members are leaves"
            yield member

    def sciences(self, product: int) -> Iterator[Leaf]:
        """Give the science members of a product, however their exptype is written."""
        return (each for each in self.members(product) if exptype_of(each) == "science")

    def bearers(self, product: int, expname: str) -> list[Leaf]:
        """Give the members of a product with an expname, in their order."""
        if product not in self._bearers:
            found: dict[str, list[Leaf]] = {}
            for member in self.members(product):
                name = name_of(member)
                if name is not None:
                    found.setdefault(name, []).append(member)
            self._bearers[product] = found
        return self._bearers[product].get(expname, [])

    @cached_property
    def product_names(self) -> Mapping[str, list[int]]:
        """The ids of the products by name, in their order."""
        found: dict[str, list[int]] = {}
        for product in self.document.products:
            name = product_name(product)
            if name is not None:
                found.setdefault(name, []).append(product.id)
        return found

    def numbered(self, name: str) -> Mapping[int, str]:
        """Give each product but the first of a name one with a number, which no other product has."""
        if name not in self._numbered:
            taken = self.product_names
            free = (each for number in count(2) if (each := f"{name}_{number}") not in taken)
            self._numbered[name] = dict(zip(taken[name][1:], free, strict=False))
        return self._numbered[name]

    @cached_property
    def facts(self) -> AssociationFacts:
        """What the rules over the association's keywords are told."""
        summary = self._summary
        if summary is None:
            summary, kinds = Summary(), Kinds()
            for product in self.document.products:
                for member in self.members(product.id):
                    summary.count(kinds.of(member)[1], 1)
        return AssociationFacts(
            stage=self.stage,
            keywords=own_keys(self.document.keywords, "products"),
            products=len(self.document.products),
            degraded=summary.degraded,
            programs=summary.programs,
            suffixes=summary.suffixes,
        )

    # ---- what a finding is about

    def member(self, finding: Finding) -> Leaf:
        """Give the member that a finding is about; raises KeyError where it is not there (any more)."""
        product = finding.place.product
        members = self._members.get(product)
        if members is None:
            members = self._members[product] = self.document.members(product)
        member = members.with_id(finding.place.node)
        assert isinstance(member, Leaf), "members are leaves"
        return member

    def piece(self, finding: Finding) -> Piece:
        """Give the value that a finding is about: of a keyword, or of a key of a product or member.

        Raises:
            KeyError: it is not there (any more).
        """
        place, found = finding.place, None
        if place.kind is Kind.KEYWORD:
            keywords = self.document.keywords
            found = keywords[keywords.index(place.node)]
        elif place.kind is Kind.PRODUCT:
            found = last_with_key(self.document.product(place.node), finding.field)
        elif place.kind is Kind.MEMBER:
            apart = taken_apart(self.member(finding), Ids())
            found = last_with_key(apart, finding.field) if apart else None
        if found is None:
            raise KeyError(f"there is no {finding.field} (any more)")
        return found

    def value(self, finding: Finding) -> Any:
        """Give the value that a finding is about; None also for a list that is taken apart."""
        place = finding.place
        if place.kind is Kind.MEMBER:
            value = self.member(finding).value
            return value.get(finding.field) if isinstance(value, Pairs) else None
        piece = self.piece(finding)
        return piece.value if isinstance(piece, Leaf) else None

    def keys(self, finding: Finding) -> list[str]:
        """Give the keys of the object that a finding is in, in their order, duplicates included."""
        place = finding.place
        if place.kind is Kind.MEMBER:
            value = self.member(finding).value
            return list(value.keys) if isinstance(value, Pairs) else []
        is_product = place.kind is Kind.PRODUCT
        owner = self.document.product(place.node) if is_product else self.document.root
        assert isinstance(owner, Branch), "only objects have keys"
        return [piece.key or "" for piece in owner.children]

    # ---- edits

    def spell(self, value: Value) -> str:
        """Spell a value as the file would."""
        return self.document.style.spell(value)

    def setting(self, finding: Finding, text: str) -> Edit:
        """Give the edit that sets the value that a finding is about, spelled as JSON."""
        place = finding.place
        if place.kind is Kind.MEMBER:
            return SetMemberKey(place.product, place.node, finding.field, text)
        piece = self.piece(finding)
        return SetKey(place.product, piece.id, text, piece.key or "")

    def renaming(self, finding: Finding, key: str) -> Edit:
        """Give the edit that gives the key that a finding is about another name."""
        place = finding.place
        if place.kind is Kind.MEMBER:
            number = self.keys(finding).index(finding.field)
            return RenameMemberKey(place.product, place.node, number, key)
        return RenameKey(place.product, self.piece(finding).id, key)
