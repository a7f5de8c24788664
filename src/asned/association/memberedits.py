"""Edits of members. `product` and `member` are ids, positions count from 0, `text` is spelled JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asned.association.document import Document, last_with_key, members_branch
from asned.association.keyedits import AddKey
from asned.association.keys import key_node
from asned.association.layout import Values, member_text
from asned.association.structure import MEMBER_LEVEL, CannotEdit, Level, Splice
from asned.jsontext.pieces import Branch, Leaf
from asned.jsontext.reading import leaf_of, taken_apart
from asned.jsontext.writing import Exchange, deleted, inserted, moved, renamed, replaced


@dataclass(frozen=True, slots=True)
class AddMember:
    """Add a member at a position, laid out like its neighbours; a missing `members` is added too."""

    product: int
    index: int
    values: Values

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "add a member"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where a value is not JSON."""
        values = [(key, leaf_of(text, 0, "", key).text) for key, text in self.values]
        text = member_text(document, self.product, self.index, values)
        return inserted_members(document, self.product, self.index, [_new(document, text)])


@dataclass(frozen=True, slots=True)
class InsertMembers:
    """Insert members as JSON texts, to the letter, at a position."""

    product: int
    index: int
    texts: tuple[str, ...]

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "add members"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where a text is not JSON."""
        leaves = [_new(document, text) for text in self.texts]
        return inserted_members(document, self.product, self.index, leaves)


@dataclass(frozen=True, slots=True)
class DuplicateMember:
    """Put a copy of a member, to the letter, after it."""

    product: int
    member: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "duplicate a member"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        members = document.members(self.product)
        index = members.index(self.member)
        copy = copied(document, members[index])
        return inserted_members(document, self.product, index + 1, [copy])


@dataclass(frozen=True, slots=True)
class DeleteMember:
    """Delete a member."""

    product: int
    member: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "delete a member"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.MEMBERS, self.product)
        index = branch.children.index(self.member)
        return (Splice(Level.MEMBERS, self.product, deleted(branch, index, index + 1)),)


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Move a member to another position of its product."""

    product: int
    member: int
    index: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "move a member"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.MEMBERS, self.product)
        index = branch.children.index(self.member)
        to = max(0, min(self.index, len(branch.children) - 1))
        if to == index:
            return ()
        return (Splice(Level.MEMBERS, self.product, moved(branch, index, to)),)


@dataclass(frozen=True, slots=True)
class TransferMember:
    """Move a member, or with `keep` copy it, to a position of another product, to the letter."""

    product: int
    member: int
    to: int
    index: int
    keep: bool = False

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "copy a member" if self.keep else "move a member"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; of a move the one that takes out comes first."""
        leaf = document.member(self.product, self.member)
        if self.keep:
            return inserted_members(document, self.to, self.index, [copied(document, leaf)])
        if self.to == self.product:
            return MoveMember(self.product, self.member, self.index).splices(document)
        taken = DeleteMember(self.product, self.member).splices(document)
        return (*taken, *inserted_members(document, self.to, self.index, [leaf]))


@dataclass(frozen=True, slots=True)
class ReplaceMember:
    """Put another JSON text in the place of a member, whatever shape either has."""

    product: int
    member: int
    text: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "set a member"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""
        return _rewritten(document, self.product, self.member, lambda leaf: self.text)


@dataclass(frozen=True, slots=True)
class SetMemberKey:
    """Give a key of a member another value; a key that is not there is added. Of duplicates the last."""

    product: int
    member: int
    key: str
    text: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return f"set {self.key}"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""

        def change(member: Branch) -> Exchange:
            old = last_with_key(member, self.key)
            if old is None:
                new = leaf_of(self.text, document.ids.new(), "", self.key)
                style = document.style
                return inserted(member, len(member.children), [new], style, MEMBER_LEVEL)
            new = leaf_of(self.text, old.id, old.lead, old.key)
            return replaced(member, member.children.index(old.id), new)

        return _keys_changed(document, self.product, self.member, change)


@dataclass(frozen=True, slots=True)
class DeleteMemberKey:
    """Delete a key of a member; `number` is its position among the pairs, duplicates included."""

    product: int
    member: int
    number: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "delete a key"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        return _keys_changed(
            document,
            self.product,
            self.member,
            lambda member: deleted(member, self.number, self.number + 1),
        )


@dataclass(frozen=True, slots=True)
class RenameMemberKey:
    """Give a key of a member another name; `number` is its position among the pairs."""

    product: int
    member: int
    number: int
    key: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return f"rename to {self.key}"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""

        def change(member: Branch) -> Exchange:
            pair = member.children[self.number]
            if pair.key != self.key:
                pair = renamed(pair, self.key, document.style)
            return replaced(member, self.number, pair)

        return _keys_changed(document, self.product, self.member, change)


def _new(document: Document, text: str) -> Leaf:
    return leaf_of(text, document.ids.new(), "", None, depth=Level.MEMBERS)


def copied(document: Document, piece: object) -> Leaf:
    """Give a member once more, to the letter, under an id of its own."""
    assert isinstance(piece, Leaf)
    return Leaf(document.ids.new(), "", None, piece.buffer, piece.start, piece.end, piece.value)


def inserted_members(
    document: Document, product: int, index: int, leaves: Sequence[Leaf]
) -> Sequence[Splice]:
    """Insert members at a position of a product; a missing `members` is added too.

    Raises:
        CannotEdit: the product is no object, or its `members` no list.
    """
    owner = document.product(product)
    if not isinstance(owner, Branch):
        raise CannotEdit(
            "this product is not a JSON object and has no members; edit its text into an object first"
        )
    branch = members_branch(owner)
    if branch is None:
        if key_node(document, product, "members") is not None:
            raise CannotEdit(
                "members is not a list, so nothing can be added to it; edit its value into a list first"
            )
        text = "[" + ", ".join(leaf.text for leaf in leaves) + "]"
        return AddKey(product, "members", text, len(owner.children)).splices(document)
    exchange = inserted(branch, index, leaves, document.style, Level.MEMBERS)
    return (Splice(Level.MEMBERS, product, exchange),)


def _keys_changed(
    document: Document, product: int, member: int, change: Callable[[Branch], Exchange]
) -> Sequence[Splice]:
    def rewrite(leaf: Leaf) -> str:
        apart = taken_apart(leaf, document.ids)
        if apart is None:
            raise CannotEdit(
                "this member is not a JSON object and has no keys; edit its text instead"
            )
        change(apart).apply(apart)
        return apart.text

    return _rewritten(document, product, member, rewrite)


def _rewritten(
    document: Document, product: int, member: int, rewrite: Callable[[Leaf], str]
) -> Sequence[Splice]:
    branch = document.container(Level.MEMBERS, product)
    index = branch.children.index(member)
    old = branch.children[index]
    assert isinstance(old, Leaf)
    new = leaf_of(rewrite(old), old.id, old.lead, None, depth=Level.MEMBERS)
    if new.text == old.text:
        return ()
    return (Splice(Level.MEMBERS, product, replaced(branch, index, new)),)
