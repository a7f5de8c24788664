"""All edits of an association, and how one is done.

An edit is data: what to do, by the ids of what it is done to. It lowers itself to splices of the text;
the inverses of these, turned round, undo it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from asned.association.bulkedits import (
    AppendMembers,
    CopyMembers,
    CopyProducts,
    DeleteMembers,
    DeleteProducts,
    SetMembersKey,
)
from asned.association.document import Document
from asned.association.keyedits import AddKey, DeleteKey, MoveKey, RenameKey, SetKey
from asned.association.memberedits import (
    AddMember,
    DeleteMember,
    DeleteMemberKey,
    DuplicateMember,
    InsertMembers,
    MoveMember,
    RenameMemberKey,
    ReplaceMember,
    SetMemberKey,
    TransferMember,
)
from asned.association.productedits import (
    AddProduct,
    DeleteProduct,
    DuplicateProduct,
    MoveProduct,
    ReplaceDocument,
    ReplaceProduct,
)
from asned.association.structure import Splice

__all__ = [
    "AddKey",
    "AddMember",
    "AddProduct",
    "AppendMembers",
    "CopyMembers",
    "CopyProducts",
    "DeleteKey",
    "DeleteMember",
    "DeleteMemberKey",
    "DeleteMembers",
    "DeleteProduct",
    "DeleteProducts",
    "DuplicateMember",
    "DuplicateProduct",
    "Edit",
    "InsertMembers",
    "MoveKey",
    "MoveMember",
    "MoveProduct",
    "RenameKey",
    "RenameMemberKey",
    "ReplaceDocument",
    "ReplaceMember",
    "ReplaceProduct",
    "SetKey",
    "SetMemberKey",
    "SetMembersKey",
    "Several",
    "TransferMember",
    "perform",
    "revert",
]


class Edit(Protocol):
    """What all edits are: a label in two or three words, and splices when asked for the document as it is."""

    @property
    def label(self) -> str:
        """What is done, in two or three words."""

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices, none where nothing would change.

        Raises:
            CannotEdit: the edit makes no sense on this document.
            NotAnAssociationText: a text given as JSON is not JSON.
            KeyError: what is to be edited is not there.
        """


@dataclass(frozen=True, slots=True)
class Several:
    """Edits done one after the other as one step."""

    edits: tuple[Edit, ...]
    label: str

    def splices(self, document: Document) -> Sequence[Splice]:
        """Several edits build on one another, so `perform` does them in turn."""
        raise TypeError("several edits have no splices before they are performed")


Apply = Callable[[Splice], None]
"""What applies one splice to the document, and tells whoever else has to know."""


def perform(document: Document, edit: Edit, apply: Apply | None = None) -> list[Splice]:
    """Do an edit and give the splices that were made; where one fails, none of them stays.

    `apply` is `document.apply` where it is not given.

    Raises:
        CannotEdit, NotAnAssociationText, KeyError: as `Edit.splices`.
    """
    apply = apply or document.apply
    done: list[Splice] = []
    try:
        _perform(document, edit, apply, done)
    except BaseException:
        revert(done, apply)
        raise
    return done


def _perform(document: Document, edit: Edit, apply: Apply, done: list[Splice]) -> None:
    if isinstance(edit, Several):
        for each in edit.edits:
            _perform(document, each, apply, done)
        return
    # All splices of one edit are planned on the document as it is: they change different containers.
    for splice in edit.splices(document):
        apply(splice)
        done.append(splice)


def revert(splices: Sequence[Splice], apply: Apply) -> None:
    """Take splices back, last first."""
    for splice in reversed(splices):
        apply(splice.inverse())
