"""Finding words in members fast: most of a large file is passed over a thousand members at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asned.jsontext.pieces import Folded, Leaf, Piece
from asned.jsontext.values import Pairs, Value
from asned.rules.index import FindingIndex
from asned.rules.memberkeys import exptype_of
from asned.tui.query import Query, is_about
from asned.tui.target import shown

_WORD = re.compile(r"[\w.+-]+")
"""Holds nothing that JSON puts between values: the text of a file has it wherever a value has it."""

_OF_NUMBERS = re.compile(r"[0-9e.+-]+")
"""May be part of how a number is shown without being so spelled in the file."""


def matching(query: Query, members: Sequence[Leaf], findings: FindingIndex) -> list[Leaf]:
    """Give those members that a query finds."""
    found = list(members)
    if query.words:
        if _none_holds(query.words, found):
            return []
        for word in query.words:
            found = [each for each in found if word in text_of(each.value).casefold()]
    if query.exptype is not None:
        found = [each for each in found if (exptype_of(each) or "") == query.exptype]
    if query.about:
        found = [each for each in found if query.wants(findings.of_node(each.id))]
    return found


class ProductMatcher:
    """Finds products by words in their own values, and by findings on them and in them."""

    def __init__(self, query: Query, findings: FindingIndex) -> None:
        self._words = query.words
        # One walk over all findings; asking for those of each product would be one over all members.
        self._allowed: list[set[int]] = [
            {each.place.product for each in findings if is_about(each, about)}
            for about in query.about
        ]

    def matching(self, products: Sequence[Piece]) -> list[Piece]:
        """Give those of these products that are found."""
        found = list(products)
        for word in self._words:
            found = [each for each in found if word in _product_text(each).casefold()]
        for allowed in self._allowed:
            found = [each for each in found if each.id in allowed]
        return found


def _product_text(product: Piece) -> str:
    if isinstance(product, Leaf):
        return shown(product.value)
    if type(product) is Folded and product.is_folded:  # looking in it need not unfold it
        values = product.values_beside("members")
    else:
        values = [child.value for child in product.children if isinstance(child, Leaf)]
    return "\n".join([each if type(each) is str else shown(each) for each in values])


def text_of(value: Value) -> str:
    """Give what a row shows of a member, for looking in it."""
    if type(value) is not Pairs:
        return shown(value)
    return "\n".join([each if type(each) is str else shown(each) for each in value[1:]])


def _none_holds(words: Sequence[str], members: Sequence[Leaf]) -> bool:
    """Say whether the texts of all these members together lack one of the words, if that can be told."""
    texts = "\n".join([each.buffer[each.start : each.end] for each in members]).casefold()
    lacking = [word for word in words if word not in texts and _WORD.fullmatch(word)]
    if not lacking or "\\" in texts:  # a character may be spelled as an escape
        return False
    return not all(map(_OF_NUMBERS.fullmatch, lacking)) or not _has_fractions(members)


def _has_fractions(members: Sequence[Leaf]) -> bool:
    """Say whether some value may hold a number that is not shown as it is spelled."""
    usual = {tuple, str, type(None), bool, int}
    return any(
        type(each.value) is not Pairs or not usual.issuperset(map(type, each.value))
        for each in members
    )
