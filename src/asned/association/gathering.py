"""Edits of single members made into edits of many, so that doing them costs a splice for many members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, get_args

from asned.association.bulkedits import DeleteMembers, changed_members
from asned.association.document import Document
from asned.association.edits import Edit
from asned.association.memberedits import (
    DeleteMember,
    DeleteMemberKey,
    RenameMemberKey,
    ReplaceMember,
    SetMemberKey,
)
from asned.association.setting import Setter
from asned.association.structure import Splice
from asned.jsontext.pieces import Piece

MemberEdit = DeleteMemberKey | RenameMemberKey | ReplaceMember | SetMemberKey
"""What changes one member and leaves it where it is."""


@dataclass(frozen=True, slots=True)
class ChangeMembers:
    """Do edits of single members of one product, each of another member."""

    product: int
    edits: tuple[MemberEdit, ...]

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "change members"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where a text is not JSON."""
        edits = {edit.member: edit for edit in self.edits}
        setters: dict[tuple[str, str], Setter] = {}

        def change(piece: Piece) -> Piece:
            edit = edits[piece.id]
            if isinstance(edit, SetMemberKey):
                setter = setters.get((edit.key, edit.text))
                if setter is None:
                    setter = Setter(document, edit.product, edit.key, edit.text)
                    setters[edit.key, edit.text] = setter
                return setter.set(piece)
            for splice in edit.splices(document):
                (new,) = splice.exchange.inserted
                return new
            return piece

        return changed_members(document, self.product, tuple(edits), change)


def gathered(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Give edits that do the same as these, those of members that follow each other taken together.

    All are made for the document as it is.
    """
    for (kind, product), run in groupby(edits, _kind):
        alike: tuple[Any, ...] = tuple(run)
        if len(alike) == 1 or kind is None:
            yield from alike
        elif kind is DeleteMembers:
            yield DeleteMembers(product, tuple(dict.fromkeys(edit.member for edit in alike)))
        else:
            for changes in _each_of_another(alike):
                yield ChangeMembers(product, changes)


def _kind(edit: Any) -> tuple[type[ChangeMembers | DeleteMembers] | None, int]:
    """Say what an edit can be a part of, and of which product."""
    kind = _PART_OF.get(type(edit))
    return (None, 0) if kind is None else (kind, edit.product)


def _each_of_another(edits: Iterable[MemberEdit]) -> Iterator[tuple[MemberEdit, ...]]:
    """Cut edits before each that changes a member once more."""
    run: dict[int, MemberEdit] = {}
    for edit in edits:
        if edit.member in run:
            yield tuple(run.values())
            run = {}
        run[edit.member] = edit
    yield tuple(run.values())


_PART_OF: dict[type, type[ChangeMembers | DeleteMembers]] = {
    DeleteMember: DeleteMembers,
    **dict.fromkeys(get_args(MemberEdit), ChangeMembers),
}
