"""Judging an object without its long list: the keywords of an association, the own keys of a product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from asned.association.document import Document, last_with_key, members_branch
from asned.association.keys import own_keys
from asned.association.places import DOCUMENT, Place, keyword_place, product_place
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.values import Pairs, plain
from asned.rules.conventions import is_known_exptype
from asned.rules.facts import MISSING, AssociationFacts, ProductFacts
from asned.rules.findings import Finding
from asned.rules.productkinds import only_science, product_kind
from asned.rules.summary import Summary
from asned.rules.tally import ProductTally
from asned.rules.verdicts import Verdicts


def product_findings(
    verdicts: Verdicts, document: Document, product: Piece, tally: ProductTally
) -> tuple[Finding, ...]:
    """Judge a product by its own keys and by what its members sum up to."""
    place = product_place(product.id)
    if not isinstance(product, Branch):
        assert isinstance(product, Leaf)
        return tuple(verdicts.of_shapeless_product(product.value, place))
    branch = members_branch(product)
    kind = product_kind(product, branch, tally)
    known = None if kind is None else verdicts.known_of_product(kind)
    if known is not None:
        return tuple(
            [Finding(each.rule, each.severity, place, each.field, each.message) for each in known]
        )
    keys = own_keys(product.children, "members")
    count = None if branch is None else len(branch.children)
    science = only_science(branch, tally)
    found = verdicts.of_product(keys, count, place)
    found += _repeated(verdicts, product.children, lambda piece: place)
    facts = ProductFacts(
        stage=verdicts.stage,
        keys=keys,
        members=count,
        exptypes=tally.exptypes,
        unreadable=tally.untyped
        + sum(
            number
            for exptype, number in tally.exptypes.items()
            if not is_known_exptype(exptype, verdicts.stage)
        ),
        science=MISSING if science is None else science,
        asn_type=_keyword(document, "asn_type"),
        asn_rule=_keyword(document, "asn_rule"),
    )
    found += verdicts.of_product_facts(facts, place)
    if kind is not None:
        verdicts.remember_of_product(kind, found)
    return tuple(found)


def _keyword(document: Document, key: str) -> Any:
    piece = last_with_key(document.root, key)
    return piece.value if isinstance(piece, Leaf) else MISSING


def root_shape(verdicts: Verdicts, document: Document) -> list[Finding]:
    """Judge the keywords of an association by themselves: shape, and keys that stand twice."""
    root = document.root
    if not isinstance(root, Branch):
        assert isinstance(root, Leaf)
        found = verdicts.of_root(plain(root.value), DOCUMENT)
        if isinstance(root.value, list | Pairs):
            found += verdicts.of_repeated_keys(root.value, DOCUMENT)
        return found
    value = {key: plain(each) for key, each in own_keys(root.children, "products").items()}
    if document.products_branch is not None:
        value["products"] = [None] * min(len(document.products), 1)
    found = [_placed(finding, root) for finding in verdicts.of_root(value, DOCUMENT)]
    return found + _repeated(verdicts, root.children, lambda piece: keyword_place(piece.id))


def root_facts(verdicts: Verdicts, document: Document, summary: Summary) -> AssociationFacts:
    """Give what the rules of the domain look at in an association."""
    return AssociationFacts(
        stage=verdicts.stage,
        keywords=own_keys(document.keywords, "products"),
        products=None if document.products_branch is None else len(document.products),
        degraded=summary.degraded,
        programs=summary.programs,
        suffixes=summary.suffixes,
    )


def root_findings(
    verdicts: Verdicts, document: Document, facts: AssociationFacts, *, is_counting: bool
) -> list[Finding]:
    """Judge the keywords of an association by the rules that look at what members sum up to, or by others."""
    root = document.root
    if not isinstance(root, Branch):
        return []
    found = verdicts.of_association_facts(facts, DOCUMENT, is_counting=is_counting)
    return [_placed(finding, root) for finding in found]


def by_node(findings: Iterable[Finding]) -> dict[int, tuple[Finding, ...]]:
    """Group findings by the id of the node that they are about."""
    grouped: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.place.node].append(finding)
    return {node: tuple(each) for node, each in grouped.items()}


def _placed(finding: Finding, root: Branch) -> Finding:
    """Put a finding about a keyword that is there onto that keyword."""
    piece = last_with_key(root, finding.field) if finding.field else None
    if piece is None:
        return finding
    return Finding(
        finding.rule, finding.severity, keyword_place(piece.id), finding.field, finding.message
    )


def _repeated(
    verdicts: Verdicts, children: Iterable[Piece], place_of: Callable[[Piece], Place]
) -> list[Finding]:
    pieces = list(children)
    last = {piece.key: number for number, piece in enumerate(pieces)}
    found: list[Finding] = []
    for number, piece in enumerate(pieces):
        place = place_of(piece)
        if last[piece.key] != number:
            found += verdicts.of_repeated_key(piece.key or "", place)
        if isinstance(piece, Leaf) and isinstance(piece.value, list | Pairs):
            found += verdicts.of_repeated_keys(piece.value, place, piece.key or "")
    return found


def name_and_members(product: Piece) -> tuple[str | None, Branch | None]:
    """Give a product's name (None as in `product_name`) and its list of members in one look."""
    name: Any = None
    members: Piece | None = None
    if isinstance(product, Branch):
        for child in product.children:
            if child.key == "name":
                name = child.value if isinstance(child, Leaf) else None
            elif child.key == "members":
                members = child
    return (
        name if type(name) is str and name else None,
        members if isinstance(members, Branch) else None,
    )
