"""The keywords pane: keys and values in the file's order, and the specification's missing ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from asned.association.document import value_of_piece
from asned.association.places import DOCUMENT, Place, keyword_place
from asned.association.places import Kind as PlaceKind
from asned.association.structure import Level
from asned.change import Change
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.later import Later
from asned.rules.findings import Finding
from asned.rules.keywords import KEYWORDS, missing_keywords
from asned.session import Session
from asned.tui.pane import ADDABLE, CHANGED, Pane, marked, worst
from asned.tui.query import Query
from asned.tui.rows import Cell, Column, Row
from asned.tui.target import Target, json_of, opened, opened_piece, shown

if TYPE_CHECKING:
    from asned.association import edits
    from asned.tui import choices, sieves
    from asned.tui.celleditor import Kind
    from asned.tui.sieves import Sieve
else:
    edits = Later("asned.association.edits")
    choices = Later("asned.tui.choices")
    sieves = Later("asned.tui.sieves")

_COLUMNS = (
    Column("key", "keyword", least=8, marks=True),
    Column("value", "value", share=1),
)
_DOCUMENT_COLUMNS = (Column("value", "document", share=1),)


_ORDER = tuple(KEYWORDS)


class Keyword(NamedTuple):
    """A keyword by the number it has in this pane."""

    id: int


class KeywordsPane(Pane):
    """Keys and values of the association; greyed the keywords that the specification knows besides."""

    NAME = "keywords"
    NUMBER = 1

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._missing: tuple[str, ...] = ()
        self._revision = -1
        self.draft: tuple[int, str] | None = None
        self._known = self._ids

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
            # What the beginning of a file lacks its end may have.
            is_known = self._is_object and not self.session.is_begun
            self._missing = missing_keywords(present) if is_known else ()
        return self._missing

    def __len__(self) -> int:
        count = self.count_all() if self.kept is None else len(self.kept)
        return count + (self.draft is not None)

    def _index(self, row: int) -> int | None:
        """Give the position that a row stands for, missing keywords after those there; None: the draft."""
        if self.draft is not None:
            return None if row == self.draft[0] else row - (row > self.draft[0])
        return row if self.kept is None else self.position(self.kept.slice(row, row + 1)[0])

    def _row_of_index(self, at: int) -> int | None:
        """Give the row of a position, None where a filter leaves it out."""
        return at if self.kept is None else self.row_of_thing(self.things(at, at + 1)[0])

    # ---- the keywords as things that are filtered and selected

    @property
    def _ids(self) -> list[int]:
        """The numbers of all that could be shown; missing keywords have negative ones."""
        document = self.session.document
        if not self._is_object:
            return [document.root.id]
        there = [piece.id for piece in document.keywords]
        return there + [-1 - _ORDER.index(key) for key in self.missing]

    def count_all(self) -> int:
        """Give how many keywords there are or could be."""
        return len(self.session.document.keywords) + len(self.missing) if self._is_object else 1

    def things(self, start: int, stop: int) -> Sequence[Keyword]:
        """Give keywords by position, those that are missing behind all others."""
        return [Keyword(id) for id in self._ids[start:stop]]

    def position(self, thing: Keyword) -> int:
        """Give the position of a keyword."""
        ids = self._ids
        if thing.id not in ids:
            raise KeyError(thing.id)
        return ids.index(thing.id)

    def texts_of(self, things: Sequence[Keyword]) -> Iterator[list[str]]:
        """Give what the rows of keywords show."""
        rows = (self._row_of(self.position(each)) for each in things)
        yield ["\n".join(cell.text for cell in row.cells) for row in rows]

    def sieve(self, query: Query) -> Sieve[Keyword] | None:
        """Give what tells keywords by their findings."""
        if not query.about:
            return None
        return sieves.OwnSieve(query.about, lambda thing: self._findings(self.position(thing)))

    def _findings(self, at: int) -> Sequence[Finding]:
        keywords, findings = self.session.document.keywords, self.session.findings
        if self._is_object and at < len(keywords):
            return findings.of_node(keywords[at].id)
        key = self.missing[at - len(keywords)] if self._is_object else ""
        return [each for each in findings.of_node(0) if not self._is_object or each.field == key]

    def thing_at(self, row: int) -> Keyword | None:
        """Give the keyword that a row shows, None for the one that is being added."""
        at = self._index(row)
        return None if at is None else self.things(at, at + 1)[0]

    def id_at(self, row: int) -> int | None:
        """Give the number of a keyword that is there; what could be added cannot be selected."""
        place = self.place_at(row)
        return place.node if place is not None and place.kind is PlaceKind.KEYWORD else None

    def all_ids(self) -> Collection[int]:
        """Give the numbers of all keywords that are there and shown."""
        return {id for id in super().all_ids() if id > 0 and self._is_object}

    def row_of_thing(self, thing: Keyword) -> int | None:
        """Give the row of a keyword."""
        if self.kept is None:
            return self.position(thing)
        return self.kept.index(thing.id) if thing.id in self.kept else None

    @property
    def stamp(self) -> object:
        """The state of the document."""
        return self.session.revision

    def show_change(self, change: Change) -> None:
        """Show the keywords as they are; those that have come are shown whatever the filter."""
        ids = self._ids
        if self.kept is not None or len(self.selection):
            now, before = set(ids), set(self._known)
            came = [Keyword(id) for id in ids if id not in before]
            self.follow([id for id in self._known if id not in now], came)
        is_same = ids == self._known and not change.is_whole and self.kept is None
        self._known = ids
        found = (*change.appeared, *change.gone)
        levels = {splice.level for splice in change.splices}
        if is_same and levels == {Level.PRODUCTS} and not any(map(self._is_here, found)):
            products = self.session.document.products_branch
            row = None if products is None else self.row_of(keyword_place(products.id))
            self.structure_changed(first=len(self), also=() if row is None else (row,))
        else:
            super().show_change(change)

    def row(self, index: int) -> Row:
        """Give a keyword, or one that could be added."""
        at = self._index(index)
        if at is None:
            assert self.draft is not None
            return Row(
                (Cell(displayable(self.draft[1]), "key"), Cell("")), "+", mark_tone="changed"
            )
        return self._row_of(at)

    def _row_of(self, at: int) -> Row:
        document = self.session.document
        if not self._is_object:
            root = document.root
            assert isinstance(root, Leaf)
            finding = worst(self.session.findings.of_node(0))
            return Row((marked(shown(root.value), finding),))
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
            return self._row_of_index(keywords.index(place.node))
        return None

    def row_of_missing(self, key: str) -> int | None:
        """Give the row of a keyword that is not there."""
        if key in self.missing:
            at = len(self.session.document.keywords) + self.missing.index(key)
            return self._row_of_index(at)
        return None

    def key_at(self, row: int) -> str:
        """Give the key that a row shows, "" for a document that is no object."""
        at = self._index(row)
        if not self._is_object or at is None:
            return ""
        keywords = self.session.document.keywords
        if at < len(keywords):
            return keywords[at].key or ""
        return self.missing[at - len(keywords)]

    def target(self, row: int, column: int) -> Target | None:
        """Say what editing a cell means; a list of products is not edited as text."""
        document = self.session.document
        root = document.root
        if isinstance(root, Leaf):
            return Target(json_of(root), "json", edits.ReplaceDocument)
        if self.draft is not None and row == self.draft[0]:
            index, key = self.draft
            return Target(
                "",
                "text",
                lambda text: edits.AddKey(0, key, text, index),
                choices.choices_for(key, self.session),
            )
        count = len(document.keywords)
        at = self._index(row)
        assert at is not None
        if at >= count:
            key = self.missing[at - count]
            kind: Kind
            text, kind = ("[]", "json") if key == "products" else ("", "text")
            offered = choices.choices_for(key, self.session)
            return Target(text, kind, lambda text: edits.AddKey(0, key, text), offered, is_new=True)
        piece = document.keywords[at]
        key = piece.key or ""
        if self.columns()[column].key == "key":
            text, kind = opened(key)
            return Target(text, kind, lambda text: edits.RenameKey(0, piece.id, text), is_name=True)
        if isinstance(piece, Branch):
            return None
        text, kind = opened_piece(piece)
        offered = choices.choices_for(key, self.session)
        return Target(text, kind, lambda text: edits.SetKey(0, piece.id, text, key), offered)

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole value, or what the specification says of a missing keyword."""
        document = self.session.document
        if isinstance(document.root, Leaf):
            return shown(document.root.value)
        at = self._index(row)
        if at is None:
            return ""
        if at >= len(document.keywords):
            return KEYWORDS[self.missing[at - len(document.keywords)]].about
        piece = document.keywords[at]
        if isinstance(piece, Leaf):
            return shown(value_of_piece(piece))
        return self._words(piece)

    def is_touched(self, change: Change) -> bool:
        """Say whether a change is about keywords, or how many products there are."""
        if change.is_whole or any(splice.level < Level.PRODUCT for splice in change.splices):
            return True
        return any(map(self._is_here, (*change.appeared, *change.gone)))

    @staticmethod
    def _is_here(finding: Finding) -> bool:
        return finding.place.kind in (PlaceKind.DOCUMENT, PlaceKind.KEYWORD)

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

    def position_words(self) -> str:
        """Say which keyword of those there are, as they are counted on the border."""
        if self.kept is not None or self.draft is not None:
            return super().position_words()
        if not self._is_object:
            return ""
        is_there = self.cursor_row < len(self.session.document.keywords)
        return (
            f"keyword {self.cursor_row + 1} of {self.count_words()}"
            if is_there
            else "not there yet"
        )

    def count_words(self) -> str:
        """Count the keywords that are there."""
        return str(len(self.session.document.keywords))
