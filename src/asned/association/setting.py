"""Setting one key in any number of members, mostly by an exchange in the text of each."""

from __future__ import annotations

from asned.association.document import Document
from asned.association.keyspans import end_span, value_span
from asned.association.memberedits import SetMemberKey
from asned.association.structure import Level
from asned.jsontext.pieces import Leaf, Piece
from asned.jsontext.reading import leaf_of
from asned.jsontext.values import Pairs


class Setter:
    """Sets one key to one value in any number of members."""

    def __init__(self, document: Document, product: int, key: str, text: str) -> None:
        self._document = document
        self._product = product
        self._key = key
        self._value = leaf_of(text, 0, "", key, depth=Level.MEMBERS + 1)
        self._text = self._value.text
        self._spelled_key = document.style.spell(key)
        self._longer_keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._is_scalar = not isinstance(self._value.value, list | Pairs)

    def set(self, piece: Piece) -> Piece:
        """Give the member with the value, itself where that changes nothing."""
        assert isinstance(piece, Leaf)
        return (self._in_text(piece) if self._is_scalar else None) or self._by_pieces(piece)

    def _in_text(self, leaf: Leaf) -> Leaf | None:
        """Exchange the value in the text; None where it takes more than that."""
        if type(leaf.value) is not Pairs:
            return None
        keys: tuple[str, ...] = leaf.value[0]
        buffer, start = leaf.buffer, leaf.start
        number = _last(keys, self._key)
        if number is None:
            end = end_span(buffer, start, len(keys))
            if end is None:
                return None
            at, comma, colon = end
            pair = f"{comma}{self._spelled_key}{colon}{self._text}"
            text = buffer[start:at] + pair + buffer[at : leaf.end]
            longer = self._longer_keys.setdefault(keys, (*keys, self._key))
            return _rewritten(leaf, text, Pairs((longer, *leaf.value[1:], self._value.value)))
        span = value_span(buffer, start, number)
        if span is None:
            return None
        begin, end_of_value = span
        if buffer[begin:end_of_value] == self._text:
            return leaf
        text = buffer[start:begin] + self._text + buffer[end_of_value : leaf.end]
        before, after = leaf.value[: number + 1], leaf.value[number + 2 :]
        return _rewritten(leaf, text, Pairs((*before, self._value.value, *after)))

    def _by_pieces(self, leaf: Leaf) -> Leaf:
        edit = SetMemberKey(self._product, leaf.id, self._key, self._text)
        for splice in edit.splices(self._document):
            (new,) = splice.exchange.inserted
            assert isinstance(new, Leaf)
            return new
        return leaf


def _rewritten(old: Leaf, text: str, value: Pairs) -> Leaf:
    return Leaf(old.id, old.lead, None, text, 0, len(text), value)


def _last(keys: tuple[str, ...], key: str) -> int | None:
    """Give the number of the last pair with a key."""
    for number in range(len(keys) - 1, -1, -1):
        if keys[number] == key:
            return number
    return None
