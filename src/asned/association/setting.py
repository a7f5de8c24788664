"""Setting one key in any number of members, mostly by an exchange in the text of each."""

from __future__ import annotations

from asned.association.document import Document
from asned.association.keyspans import end_span, value_span
from asned.association.memberedits import SetMemberKey
from asned.association.structure import Level
from asned.jsontext.pieces import Leaf, Piece
from asned.jsontext.reading import leaf_of
from asned.jsontext.values import Pairs

MOST_ALIKE = 4
"""How many likenesses of members with the same keys are remembered."""


class _Alike:
    """Members that differ from one in nothing but their expname, and what setting the key makes of them."""

    __slots__ = ("_after", "_at", "_before", "_head", "_new_head", "_new_tail", "_stays", "_tail")

    def __init__(self, at: int, old: tuple[str, str], new: tuple[str, str], value: Pairs) -> None:
        """Take where in the values the name stands, the texts around it, old and new, and the new value."""
        self._at = at
        self._head, self._tail = old
        self._new_head, self._new_tail = new
        self._stays = old == new
        self._before = value[:at]
        self._after = value[at + 1 :]

    def made_of(self, leaf: Leaf, value: Pairs) -> Leaf | None:
        """Give what is made of a member, None where it differs in something else.

        Between the same texts stands the name as it is read: so everything else is the same, too.
        """
        buffer, start, end = leaf.buffer, leaf.start, leaf.end
        begin = start + len(self._head)
        if not buffer.endswith(self._tail, begin, end) or not buffer.startswith(self._head, start):
            return None
        name = value[self._at]
        if name != buffer[begin : end - len(self._tail)]:
            return None
        if self._stays:
            return leaf
        text = f"{self._new_head}{name}{self._new_tail}"
        return _rewritten(leaf, text, Pairs((*self._before, name, *self._after)))


class Setter:
    """Sets one key to one value in any number of members."""

    def __init__(self, document: Document, product: int, key: str, text: str) -> None:
        self._document = document
        self._product = product
        self._key = key
        self._value = leaf_of(text, 0, "", key, depth=Level.MEMBERS + 1)
        self._text = self._value.text
        self._spelled_key = document.style.spell(key)
        self._alike: dict[tuple[str, ...], list[_Alike]] = {}
        self._longer_keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._is_scalar = not isinstance(self._value.value, list | Pairs)

    def set(self, piece: Piece) -> Piece:
        """Give the member with the value, itself where that changes nothing."""
        assert isinstance(piece, Leaf)
        value = piece.value
        if type(value) is not Pairs:
            return self._by_pieces(piece)
        known = self._alike.setdefault(value[0], [])
        for alike in known:
            made = alike.made_of(piece, value)
            if made is not None:
                return made
        new = (self._in_text(piece, value) if self._is_scalar else None) or self._by_pieces(piece)
        if len(known) < MOST_ALIKE:
            found = _alike(piece, value, new)
            if found is not None:
                known.append(found)
        return new

    def _in_text(self, leaf: Leaf, value: Pairs) -> Leaf | None:
        """Exchange the value in the text; None where it takes more than that."""
        keys: tuple[str, ...] = value[0]
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
            return _rewritten(leaf, text, Pairs((longer, *value[1:], self._value.value)))
        span = value_span(buffer, start, number)
        if span is None:
            return None
        begin, end_of_value = span
        if buffer[begin:end_of_value] == self._text:
            return leaf
        text = buffer[start:begin] + self._text + buffer[end_of_value : leaf.end]
        before, after = value[: number + 1], value[number + 2 :]
        return _rewritten(leaf, text, Pairs((*before, self._value.value, *after)))

    def _by_pieces(self, leaf: Leaf) -> Leaf:
        edit = SetMemberKey(self._product, leaf.id, self._key, self._text)
        for splice in edit.splices(self._document):
            (new,) = splice.exchange.inserted
            assert isinstance(new, Leaf)
            return new
        return leaf


def _alike(old: Leaf, value: Pairs, new: Leaf) -> _Alike | None:
    """Learn from what was made of one member what is to be made of those alike."""
    number = _last(value[0], "expname")
    span = None if number is None else value_span(old.buffer, old.start, number)
    if number is None or span is None or type(new.value) is not Pairs:
        return None
    head, tail = old.buffer[old.start : span[0] + 1], old.buffer[span[1] - 1 : old.end]
    name, text = value[number + 1], new.text
    if name != old.buffer[span[0] + 1 : span[1] - 1] or name != new.value[number + 1]:
        return None
    if text.startswith(head + name):
        around = head, text[len(head) + len(name) :]
    elif text.endswith(name + tail):
        around = text[: len(text) - len(tail) - len(name)], tail
    else:
        return None
    return _Alike(number + 1, (head, tail), around, new.value)


def _rewritten(old: Leaf, text: str, value: Pairs) -> Leaf:
    return Leaf(old.id, old.lead, None, text, 0, len(text), value)


def _last(keys: tuple[str, ...], key: str) -> int | None:
    """Give the number of the last pair with a key."""
    for number in range(len(keys) - 1, -1, -1):
        if keys[number] == key:
            return number
    return None
