"""The pieces of a text: leaves that are immutable slices, branches that hold further pieces.

Each piece carries its lead: the comma, blanks and key that stand before its value. All leads, leaves,
openings and closings in order are the text, to the byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from asned.jsontext.blocks import Blocks
    from asned.jsontext.values import Pairs, Value


class Leaf:
    """A value as it stands in a buffer (the file as read, or new text). Never changed once made.

    `key` is the decoded key in an object, None in an array. `start` and `end` are characters of `buffer`.
    """

    __slots__ = ("buffer", "end", "id", "key", "lead", "start", "value")

    def __init__(
        self, id: int, lead: str, key: str | None, buffer: str, start: int, end: int, value: Value
    ) -> None:
        self.id = id
        self.lead = lead
        self.key = key
        self.buffer = buffer
        self.start = start
        self.end = end
        self.value = value

    @property
    def text(self) -> str:
        """The value as the file spells it, without its lead."""
        return self.buffer[self.start : self.end]

    def with_lead(self, lead: str, key: str | None) -> Leaf:
        """Give the same value, with the same id, under another lead."""
        return Leaf(self.id, lead, key, self.buffer, self.start, self.end, self.value)


class Branch:
    """An object or array taken apart: `opening`, pieces, `closing` (with the blanks before it)."""

    __slots__ = ("children", "closing", "id", "key", "lead", "opening")

    def __init__(
        self,
        id: int,
        lead: str,
        key: str | None,
        opening: str,
        children: Blocks[Piece],
        closing: str,
    ) -> None:
        self.id = id
        self.lead = lead
        self.key = key
        self.opening = opening
        self.children = children
        self.closing = closing

    @property
    def text(self) -> str:
        """The value as it is spelled now, without its lead."""
        parts: list[str] = []
        append_text(self, parts)
        return "".join(parts[1:])

    @property
    def is_object(self) -> bool:
        """Whether this is an object; else it is an array."""
        return self.opening == "{"

    def with_lead(self, lead: str, key: str | None) -> Branch:
        """Give the same branch, with the same id and the very same children, under another lead."""
        return Branch(self.id, lead, key, self.opening, self.children, self.closing)


class Folded(Branch):
    """An object whose pieces are made when its children are first asked for; most are never asked.

    Until then it is a slice of a buffer, with its `value`, which is None afterwards. The ids of the
    pieces are reserved: they follow that of the object in the order of the text.
    """

    __slots__ = ("_unfold", "buffer", "end", "start", "value")

    def __init__(
        self,
        id: int,
        lead: str,
        buffer: str,
        start: int,
        end: int,
        value: Pairs,
        unfold: Callable[[Folded], Branch],
    ) -> None:
        """Fold an element of an array; `unfold` gives it as a branch of the same ids."""
        # Not the branch's own: what it would set is what is not known yet.
        self.id = id
        self.lead = lead
        self.key = None
        self.opening = "{"
        self.buffer = buffer
        self.start = start
        self.end = end
        self.value: Pairs | None = value
        self._unfold = unfold

    def __getattr__(self, name: str) -> Any:
        # Only called for a slot that is still empty.
        if name not in ("children", "closing"):
            raise AttributeError(name)
        branch = self._unfold(self)
        self.children, self.closing = branch.children, branch.closing
        self.value = None
        return getattr(branch, name)


Piece: TypeAlias = Leaf | Branch


def append_text(piece: Piece, parts: list[str]) -> None:
    """Append lead and text of a piece and all below it to `parts`, the lead first."""
    parts.append(piece.lead)
    if isinstance(piece, Leaf):
        parts.append(piece.buffer[piece.start : piece.end])
        return
    if type(piece) is Folded and piece.value is not None:
        parts.append(piece.buffer[piece.start : piece.end])
        return
    parts.append(piece.opening)
    for child in piece.children:
        if isinstance(child, Leaf):
            parts.append(child.lead)
            parts.append(child.buffer[child.start : child.end])
        else:
            append_text(child, parts)
    parts.append(piece.closing)
