"""What the edits that a dead process left behind would make of the association as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from asned.association.document import Document
from asned.association.journaling import replayed
from asned.association.journalwords import Json
from asned.association.textjournaling import is_change, make_again
from asned.disk.recovery import LeftBehind
from asned.jsontext.errors import NotAnAssociationText


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Edits of a journal that was left behind, in order, tried on a copy of the document.

    `edits` can be done again and give `text`; `lacking` come after one that does not fit. `is_changed`:
    the edits were made on other bytes, so a person should see the difference before they are done again.
    `is_same`: they give what is there already. `later` is how many edits of the journal can only be
    tried once these are done.
    """

    left: LeftBehind
    edits: tuple[Json, ...]
    lacking: tuple[Json, ...]
    is_changed: bool
    is_same: bool
    text: str
    later: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to recover: the edits are saved, or together change nothing."""
        is_whole = not self.is_changed or len(self.edits) == len(self.left.edits)
        return self.is_same and is_whole and not (self.lacking or self.later or self.left.lost)


def offered(found: Iterable[Recoverable]) -> list[Recoverable]:
    """Give what there is to recover; journals without anything are removed.

    Raises:
        OSError: a journal cannot be removed.
    """
    offers = []
    for each in found:
        if not each.is_idle:
            offers.append(each)
        elif not each.left.may_be_running:  # whoever still writes a journal needs it
            each.left.discard()
    return offers


def recoverable(left: LeftBehind, data: bytes, sha256: str | None) -> Recoverable:
    """Try the edits on these bytes, whose digest is `sha256`; None: there is no file yet.

    Where the bytes are not those that the edits start from, they fit as far as each finds what it
    changes where it was. Of the states that the journal knows, the one counts from which most fit.
    """
    edits = left.edits_since(sha256)
    if edits is not None:
        return _tried(left, edits, data, is_changed=False)
    found = [_tried(left, left.edits[mark.edits :], data, is_changed=True) for mark in left.marks]
    if not found:
        found = [_tried(left, left.edits, data, is_changed=True)]
    return max(found, key=lambda each: len(each.edits))


def recoverable_text(left: LeftBehind, data: bytes, sha256: str) -> Recoverable | None:
    """Try changes that were made in a text while it was no JSON; None where the journal has none.

    Edits of the association that it became follow in some journals; they are left to its opening.
    """
    from asned.association.brokentext import BrokenText  # noqa: PLC0415 - few texts are broken

    if not left.edits or not is_change(left.edits[0]):
        return None
    edits = left.edits_since(sha256)
    made_on_this = edits is not None
    changes = tuple(takewhile(is_change, left.edits if edits is None else edits))
    broken = BrokenText(data)
    count = make_again(broken, changes)
    later = sum(not is_change(edit) for edit in left.edits)
    return Recoverable(
        left,
        changes[:count],
        changes[count:],
        is_changed=not made_on_this,
        is_same=broken.text == broken.original,
        text=broken.text,
        later=later,
    )


def _tried(
    left: LeftBehind, edits: tuple[Json, ...], data: bytes, *, is_changed: bool
) -> Recoverable:
    document = Document(data)
    text = document.text
    count = sum(1 for _ in replayed(document, edits, document.apply))
    made = document.to_bytes()
    try:
        text = Document(made).text
    except NotAnAssociationText:  # no edit of the editor's makes such a text: nothing here is sound
        count = 0
    return Recoverable(left, edits[:count], edits[count:], is_changed, made == data, text)
