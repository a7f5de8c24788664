"""The pieces of a text: leaves that are immutable slices, branches that hold further pieces.

Each piece carries its lead: the comma, blanks and key that stand before its value. All leads, leaves,
openings and closings in order are the text, to the byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from asned.jsontext.blocks import Blocks
    from asned.jsontext.folding import Fold
    from asned.jsontext.ids import Ids
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

    def has_children_of(self, other: Branch) -> bool:
        """Say whether this is the same branch, but perhaps for its lead."""
        return self.children is other.children


class Folded(Branch):
    """An object whose pieces are made when its children are first asked for; most are never asked.

    Until then it is a slice of a buffer, with its `value`, which is None afterwards. The ids of the
    pieces are reserved: they follow that of the object in the order of the text.
    """

    __slots__ = ("_content", "_fold", "end", "start")

    def __init__(self, id: int, lead: str, start: int, end: int, fold: Fold, content: Any) -> None:
        """Fold an element of an array; of `content` the fold makes its value."""
        # Not the branch's own: what it would set is what is not known yet.
        self.id = id
        self.lead = lead
        self.key = None
        self.opening = "{"
        self.start = start
        self.end = end
        self._fold = fold
        self._content = content

    def __getattr__(self, name: str) -> Any:
        # Only called for a slot that is still empty.
        if name not in ("children", "closing"):
            raise AttributeError(name)
        take_apart = self._fold.take_apart
        assert take_apart is not None, "leaves are not folded"
        branch = take_apart(self)
        self.children, self.closing = branch.children, branch.closing
        self._content = None
        return getattr(branch, name)

    def with_lead(self, lead: str, key: str | None) -> Branch:
        """Give the same object, folded as long as this is, under another lead."""
        if self._content is None or key is not None:
            return super().with_lead(lead, key)
        return Folded(self.id, lead, self.start, self.end, self._fold, self._content)

    def has_children_of(self, other: Branch) -> bool:
        """Say whether this is the same object, but perhaps for its lead; neither is unfolded for it."""
        if self._content is None and not (type(other) is Folded and other.is_folded):
            return super().has_children_of(other)
        return type(other) is Folded and self._content is other._content and self.id == other.id

    def copy(self, ids: Ids) -> Folded:
        """Give the like of this, while it is folded, with ids of its own."""
        id = ids.reserve(self._fold.count(self._content))
        return Folded(id, self.lead, self.start, self.end, self._fold, self._content)

    @property
    def buffer(self) -> str:
        """The text that this is a slice of."""
        return self._fold.buffer

    @property
    def is_folded(self) -> bool:
        """Whether nobody has asked for the children yet."""
        return self._content is not None

    @property
    def value(self) -> Pairs | None:
        """The value, made anew for who asks for it; None once this is unfolded."""
        return None if self._content is None else self._fold.value(self._content)

    @property
    def cast(self) -> tuple[Fold, Any]:
        """How this is folded, and what is kept of it: its value, or of a mould the strings; else None."""
        return self._fold, self._content

    def get(self, key: str) -> Value:
        """Give what stands under a key while this is folded, None where there is no such key."""
        return self._fold.get(self._content, key)

    def values_beside(self, key: str) -> list[Value]:
        """Give the values while this is folded, but for arrays under a key."""
        return self._fold.values_beside(self._content, key)


Piece: TypeAlias = Leaf | Branch


def append_text(piece: Piece, parts: list[str]) -> None:
    """Append lead and text of a piece and all below it to `parts`, the lead first."""
    parts.append(piece.lead)
    if isinstance(piece, Leaf) or (type(piece) is Folded and piece.is_folded):
        parts.append(piece.buffer[piece.start : piece.end])
        return
    parts.append(piece.opening)
    # What follows each other as it did in the buffer is one slice of it: nearly all of a file that was read.
    buffer, start, end = "", 0, 0
    for child in piece.children:
        if isinstance(child, Leaf):
            its_buffer = child.buffer
        elif type(child) is Folded and child._content is not None:
            its_buffer = child._fold.buffer
        else:
            parts.append(buffer[start:end])
            buffer, start, end = "", 0, 0
            append_text(child, parts)
            continue
        lead = child.lead
        is_next = its_buffer is buffer and child.start - end == len(lead)
        if not (is_next and buffer.startswith(lead, end)):
            parts += (buffer[start:end], lead)
            buffer, start = its_buffer, child.start
        end = child.end
    parts += (buffer[start:end], piece.closing)
