"""The keywords pane: keys and values in the file's order, and the specification's missing ones."""

from __future__ import annotations

from collections.abc import Sequence

from asned.association.document import value_of_piece
from asned.association.edits import AddKey, RenameKey, ReplaceDocument, SetKey
from asned.association.places import DOCUMENT, Place, keyword_place
from asned.association.places import Kind as PlaceKind
from asned.association.structure import Level
from asned.change import Change
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.rules.keywords import KEYWORDS, missing_keywords
from asned.session import Session
from asned.tui.celleditor import Kind
from asned.tui.choices import choices_for
from asned.tui.pane import ADDABLE, CHANGED, Pane, marked, worst
from asned.tui.rows import Cell, Column, Row
from asned.tui.target import Target, json_of, opened, opened_piece, shown

_COLUMNS = (
    Column("key", "keyword", least=8, marks=True),
    Column("value", "value", share=1),
)
_DOCUMENT_COLUMNS = (Column("value", "document", share=1),)


class KeywordsPane(Pane):
    """Keys and values of the association; greyed the keywords that the specification knows besides."""

    NAME = "keywords"
    NUMBER = 1

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._missing: tuple[str, ...] = ()
        self._revision = -1
        self.draft: tuple[int, str] | None = None

    def columns(self) -> Sequence[Column]:
        """Give the columns; a document that is no object has only its text."""
        return _COLUMNS if self._is_object else _DOCUMENT_COLUMNS

    @property
    def _is_object(self) -> bool:
        return isinstance(self.session.document.root, Branch)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keywords of the specification that are not in the file."""
        if self._revision != self.session.revision:
            self._revision = self.session.revision
            present = [piece.key or "" for piece in self.session.document.keywords]
            self._missing = missing_keywords(present) if self._is_object else ()
        return self._missing

    def __len__(self) -> int:
        if not self._is_object:
            return 1
        count = len(self.session.document.keywords) + len(self.missing)
        return count + (self.draft is not None)

    def _index(self, row: int) -> int | None:
        """Give the position that a row stands for, missing keywords after those there; None: the draft."""
        if self.draft is None:
            return row
        return None if row == self.draft[0] else row - (row > self.draft[0])

    def row(self, index: int) -> Row:
        """Give a keyword, or one that could be added."""
        document = self.session.document
        if not self._is_object:
            root = document.root
            assert isinstance(root, Leaf)
            finding = worst(self.session.findings.of_node(0))
            return Row((marked(shown(root.value), finding),))
        at = self._index(index)
        if at is None:
            assert self.draft is not None
            return Row(
                (Cell(displayable(self.draft[1]), "key"), Cell("")), "+", mark_tone="changed"
            )
        count = len(document.keywords)
        if at >= count:
            key = self.missing[at - count]
            is_required = KEYWORDS[key].required
            words = "required, not there" if is_required else "not there"
            mark = Cell(key, "muted")
            if is_required:
                about = [f for f in self.session.findings.of_node(0) if f.field == key]
                mark = marked(key, worst(about), "muted")
            return Row((mark, Cell(words, "muted")), ADDABLE, "muted", 0, "muted")
        piece = document.keywords[at]
        finding = worst(self.session.findings.of_node(piece.id))
        is_changed = self.session.history.is_changed(piece.id)
        return Row(
            (
                marked(displayable(piece.key or ""), finding, "key"),
                Cell(self._words(piece)),
            ),
            CHANGED if is_changed else "",
            mark_tone="changed",
        )

    def _words(self, piece: Piece) -> str:
        if isinstance(piece, Leaf):
            return shown(piece.value)
        count = len(piece.children)
        return f"‹{count} {'product' if count == 1 else 'products'}›"

    def place_at(self, row: int) -> Place | None:
        """Give the keyword's place; the document's where it is no object."""
        if not self._is_object:
            return DOCUMENT
        at = self._index(row)
        if at is not None and at < len(self.session.document.keywords):
            return keyword_place(self.session.document.keywords[at].id)
        return None

    def row_of(self, place: Place) -> int | None:
        """Give the row of a keyword."""
        if place.kind is PlaceKind.DOCUMENT:
            return None if self._is_object else 0
        keywords = self.session.document.keywords
        if place.kind is PlaceKind.KEYWORD and place.node in keywords:
            return keywords.index(place.node)
        return None

    def row_of_missing(self, key: str) -> int | None:
        """Give the row of a keyword that is not there."""
        if key in self.missing:
            return len(self.session.document.keywords) + self.missing.index(key)
        return None

    def key_at(self, row: int) -> str:
        """Give the key that a row shows, "" for a document that is no object."""
        if not self._is_object:
            return ""
        keywords = self.session.document.keywords
        if row < len(keywords):
            return keywords[row].key or ""
        return self.missing[row - len(keywords)]

    def target(self, row: int, column: int) -> Target | None:
        """Say what editing a cell means; a list of products is not edited as text."""
        document = self.session.document
        root = document.root
        if isinstance(root, Leaf):
            return Target(json_of(root), "json", ReplaceDocument)
        if self.draft is not None and row == self.draft[0]:
            index, key = self.draft
            return Target(
                "",
                "text",
                lambda text: AddKey(0, key, text, index),
                choices_for(key, self.session),
            )
        count = len(document.keywords)
        if row >= count:
            key = self.missing[row - count]
            kind: Kind
            text, kind = ("[]", "json") if key == "products" else ("", "text")
            choices = choices_for(key, self.session)
            return Target(text, kind, lambda text: AddKey(0, key, text), choices, is_new=True)
        piece = document.keywords[row]
        key = piece.key or ""
        if self.columns()[column].key == "key":
            text, kind = opened(key)
            return Target(text, kind, lambda text: RenameKey(0, piece.id, text), is_name=True)
        if isinstance(piece, Branch):
            return None
        text, kind = opened_piece(piece)
        choices = choices_for(key, self.session)
        return Target(text, kind, lambda text: SetKey(0, piece.id, text), choices)

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole value, or what the specification says of a missing keyword."""
        document = self.session.document
        if isinstance(document.root, Branch) and row >= len(document.keywords):
            return KEYWORDS[self.missing[row - len(document.keywords)]].about
        if isinstance(document.root, Leaf):
            return shown(document.root.value)
        piece = document.keywords[row]
        if isinstance(piece, Leaf):
            return shown(value_of_piece(piece))
        return self._words(piece)

    def is_touched(self, change: Change) -> bool:
        """Say whether a change is about keywords, or how many products there are."""
        if change.is_whole or any(splice.level < Level.PRODUCT for splice in change.splices):
            return True
        kinds = {each.place.kind for each in (*change.appeared, *change.gone)}
        return bool(kinds & {PlaceKind.DOCUMENT, PlaceKind.KEYWORD})

    def begin_draft(self, index: int, key: str) -> None:
        """Open a row at a position for a keyword that is being added."""
        self.draft = (index, key)
        self.structure_changed(index)

    def end_draft(self) -> None:
        """Take that row away again."""
        self.draft = None
        self.structure_changed()

    def title(self) -> str:
        """Name the pane."""
        return "Keywords"

    def count_words(self) -> str:
        """Count the keywords that are there."""
        return str(len(self.session.document.keywords))
