"""The members pane: the members of the product chosen, one a row, a column for every key that occurs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from asned.association.document import NO_PIECES
from asned.association.keys import product_name
from asned.association.places import Kind, Place, member_place
from asned.association.structure import Level
from asned.jsontext.blocks import Blocks
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Leaf, Piece
from asned.jsontext.reading import value_of
from asned.jsontext.values import Pairs, spelled
from asned.later import Later
from asned.rules.findings import Finding
from asned.session import Change, Session
from asned.tui.pane import CHANGED, FEW_ROWS, Pane, marked, worst
from asned.tui.query import Query, asked
from asned.tui.rows import Cell, Column, Row
from asned.tui.target import Target, json_of, opened, shown

if TYPE_CHECKING:
    from asned.association import edits
    from asned.tui import choices, sieves, texts
    from asned.tui.sieves import Sieve
else:
    edits = Later("asned.association.edits")
    choices = Later("asned.tui.choices")
    sieves = Later("asned.tui.sieves")
    texts = Later("asned.tui.texts")

_ALWAYS = ("expname", "exptype", "exposerr")


_LEAST_DIGITS = 1

_AMPLE = 30
"""Cells that show what is different in the names of one program: `…001001_01101_00001_nrcalong…`."""


@cache
def _columns(keys: tuple[str, ...], digits: int) -> tuple[Column, ...]:
    return (
        Column("number", "", fixed=digits, align="right", stops=False),
        Column("expname", "expname", cut="shared", least=12, share=1, marks=True, ample=_AMPLE),
        Column("exptype", "exptype", least=10, marks=True),
        *(_further_column(key, displayable(key)) for key in keys[2:]),
    )


def _further_column(key: str, title: str) -> Column:
    return Column(key, title, least=min(8, cell_len(title)), marks=True, yields=True)


@dataclass(slots=True)
class Draft:
    """A member that is being added: where it will stand, and its values so far, spelled as JSON."""

    index: int
    values: dict[str, str] = field(default_factory=dict)

    def completed(self, key: str, text: str, exptype: str) -> tuple[tuple[str, str], ...]:
        """Give the values with one more, spelled as well, and an exptype where none was chosen."""
        values = {"exptype": spelled(exptype)} | self.values | {key: text}
        return tuple((key, values[key]) for key in ("expname", "exptype") if key in values)


class MembersPane(Pane):
    """The members of one product."""

    NAME = "members"
    NUMBER = 3
    HEADER = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.product: int = 0
        self.draft: Draft | None = None
        self._keys: tuple[str, ...] = _ALWAYS
        self._digits = _LEAST_DIGITS
        self._known: Blocks[Piece] | None = None
        self._looked_up: tuple[int, int] | None = None
        self._found = NO_PIECES
        first = session.document.products.slice(0, 1)
        if first:
            self._choose(first[0].id)

    # ---- which members

    @property
    def exptype(self) -> str | None:
        """The exptype that the members are filtered by."""
        return self.query_by.exptype

    def choose(self, product: int, exptype: str | None = None) -> None:
        """Show the members of another product, or those of one exptype only."""
        if product != self.product:
            self._choose(product)
            self.set_source(self)
            self.move_cursor(0, self.column_of("expname"))
            self.retitle()
        self.filter_by(asked("", exptype))

    def _choose(self, product: int) -> None:
        self.product, self.draft = product, None
        self.query_by, self.kept = Query(), None
        self.selection.replace(())
        self._keys, self._digits = _ALWAYS, _LEAST_DIGITS
        self._known = self._all
        self._learn_keys(self._all)

    @property
    def _all(self) -> Blocks[Piece]:
        looked_up = self.session.revision, self.product
        if looked_up != self._looked_up:
            document = self.session.document
            is_there = self.product in document.products
            self._found = document.members(self.product) if is_there else NO_PIECES
            self._looked_up = looked_up
        return self._found

    # ---- the members as things that are filtered and selected

    def count_all(self) -> int:
        """Give how many members the product has."""
        return len(self._all)

    def things(self, start: int, stop: int) -> Sequence[Piece]:
        """Give members by position."""
        return self._all.slice(start, stop)

    def position(self, thing: Piece) -> int:
        """Give the position of a member."""
        return self._all.index(thing.id)

    def selected(self) -> list[Leaf]:
        """Give the members selected."""
        picked = self._all.pick(self.selection.keys)
        return [each for each in picked if isinstance(each, Leaf)]

    def texts_of(self, things: Sequence[Piece]) -> Iterator[list[str]]:
        """Give the values of members."""
        yield texts.member_texts(things)

    @property
    def nothing_found(self) -> str:
        """Say that only this product was looked in, and where all are."""
        if len(self.session.document.products) > 1:
            return "nothing found in this product; pane 2 looks in all"
        return super().nothing_found

    def sieve(self, query: Query) -> Sieve[Piece] | None:
        """Give what tells members by their findings and their exptype."""
        if not query.about and query.exptype is None:
            return None
        return sieves.MemberSieve(query, self.session.findings)

    def thing_at(self, row: int) -> Piece | None:
        """Give the member at a row, None for the one that is being added."""
        if self.draft is not None:
            if row == self.draft.index:
                return None
            row -= row > self.draft.index
        if self.kept is None:
            return self._all[row]
        (kept,) = self.kept.slice(row, row + 1)
        # As it is now: what is kept is what it was when it was found.
        return self._all[self._all.index(kept.id)]

    def ids_at(self, rows: range) -> Sequence[int | None]:
        """Give the ids of members in rows that follow each other."""
        if self.draft is not None:
            return super().ids_at(rows)
        listed = self._all if self.kept is None else self.kept
        return [each.id for each in listed.slice(rows.start, rows.stop)]

    def row_of_thing(self, thing: Piece) -> int | None:
        """Give the row of a member."""
        listed = self._all if self.kept is None else self.kept
        return listed.index(thing.id) if thing.id in listed else None

    @property
    def stamp(self) -> object:
        """The product and the state of the document."""
        return self.product, self.session.revision

    def _learn_keys(self, pieces: Sequence[Piece] | Blocks[Piece]) -> None:
        shapes = {
            piece.value.keys
            for piece in pieces
            if isinstance(piece, Leaf) and isinstance(piece.value, Pairs)
        }
        known = dict.fromkeys(self._keys)
        for keys in shapes:
            known.update(dict.fromkeys(keys))
        if len(known) > len(self._keys):
            self._keys = tuple(known)

    # ---- rows

    def columns(self) -> Sequence[Column]:
        """Give number, expname, exptype, exposerr, and every further key that occurs."""
        # A digit less would have all rows move: room that numbers once took stays theirs.
        self._digits = max(self._digits, len(str(len(self._all))))
        return _columns(self._keys, self._digits)

    def __len__(self) -> int:
        listed = self._all if self.kept is None else self.kept
        return len(listed) + (self.draft is not None)

    def row(self, index: int) -> Row:
        """Give a member; one that is no object shows its JSON across the columns."""
        piece = self.thing_at(index)
        if piece is None:
            assert self.draft is not None
            values = self.draft.values
            typed = (shown(value_of(values[key])) if key in values else "" for key in self._keys)
            return Row((Cell("+", "muted"), *map(Cell, typed)), "+", mark_tone="changed")
        assert isinstance(piece, Leaf)
        findings = self.session.findings.of_node(piece.id)
        mark = CHANGED if self.session.history.is_changed(piece.id) else ""
        number = index + 1 if self.kept is None else self.position(piece) + 1
        if self.draft is not None and self.kept is None and index > self.draft.index:
            number -= 1
        first = Cell(str(number), "muted")
        value = piece.value
        if not isinstance(value, Pairs):
            return Row((first, marked(shown(value), worst(findings))), mark, mark_tone="changed")
        whole = [each for each in findings if each.field not in self._keys]
        cells = [
            self._cell(value, key, findings, whole if key == "expname" else ())
            for key in self._keys
        ]
        return Row((first, *cells), mark, mark_tone="changed")

    def _cell(
        self, value: Pairs, key: str, findings: Sequence[Finding], others: Sequence[Finding]
    ) -> Cell:
        about = [each for each in findings if each.field == key]
        finding = worst([*about, *others])
        if key not in value:
            return marked("", finding) if finding is None else marked("‹missing›", finding)
        return marked(shown(value.get(key)), finding)

    def place_at(self, row: int) -> Place | None:
        """Give the member's place."""
        piece = self.thing_at(row)
        return None if piece is None else member_place(self.product, piece.id)

    def row_of(self, place: Place) -> int | None:
        """Give the row of a member of this product."""
        if place.kind is not Kind.MEMBER or place.product != self.product:
            return None
        listed = self._all if self.kept is None else self.kept
        return listed.index(place.node) if place.node in listed else None

    def target(self, row: int, column: int) -> Target | None:
        """Say what editing a cell means: a key of a member, or a member that is no object."""
        piece = self.thing_at(row)
        if not isinstance(piece, Leaf):
            return None
        product, value = self.product, piece.value
        if not isinstance(value, Pairs):
            text = json_of(piece)
            return Target(text, "json", lambda text: edits.ReplaceMember(product, piece.id, text))
        key = self.columns()[column].key
        if key == "number":
            return None
        offered = choices.choices_for(key, self.session)
        text, kind = opened(value.get(key)) if key in value else ("", "text")
        return Target(
            text, kind, lambda text: edits.SetMemberKey(product, piece.id, key, text), offered
        )

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole value of a cell."""
        piece = self.thing_at(row)
        if not isinstance(piece, Leaf):
            return ""
        if not isinstance(piece.value, Pairs):
            return shown(piece.value)
        key = self.columns()[column].key
        return shown(piece.value.get(key)) if key in piece.value else ""

    # ---- what changes

    def show_change(self, change: Change) -> None:
        """Show what a change did: one row where one changed, else everything on the screen."""
        document = self.session.document
        if self.product not in document.products:
            self._choose(0)
            if not len(document.products):  # else another is chosen, and all is shown anew then
                self.structure_changed()
        elif self._all is not self._known:
            self._known = self._all
            self._learn_keys(self._all)
            self.selection.discard([key for key in self.selection.keys if key not in self._all])
            self.structure_changed()
            self.filter_again()
        elif self._show_splices(change) and not len(self.selection):
            return  # as many as before, under the same title
        elif change.is_whole and self.query_by.about:
            self.filter_again()
        self.retitle()

    def _show_splices(self, change: Change) -> bool:
        """Show members that came, went or changed; say whether they are as many as they were."""
        mine = [
            splice.exchange
            for splice in change.splices
            if splice.level == Level.MEMBERS and splice.product == self.product
        ]
        before = self._keys
        for exchange in mine:
            if exchange.mover and self.kept is None:
                continue  # these members were here before
            self._learn_keys(exchange.inserted)
            self.follow_exchange(exchange)
        is_simple = self.kept is None and self.draft is None and self._keys == before
        is_simple = is_simple and not change.is_whole
        # Of products before it this one can have no more than its number, which the title tells.
        is_simple = is_simple and all(
            splice.level >= Level.PRODUCTS
            and (splice.level == Level.MEMBERS or splice.product != self.product)
            for splice in change.splices
        )
        if not is_simple or len(change.appeared) + len(change.gone) > FEW_ROWS:
            self.structure_changed()
            return False
        rows = {self.row_of(each.place) for each in (*change.appeared, *change.gone)}
        also = {row for row in rows if row is not None}
        stays = all(len(each.removed) == len(each.inserted) for each in mine)
        if stays and sum(len(each.inserted) for each in mine) <= FEW_ROWS:
            for each in mine:
                also |= {*range(each.start, each.start + len(each.removed))}
            self.structure_changed(first=len(self), also=also)
        else:
            self.structure_changed(first=min(each.start for each in mine), also=also)
        return stays and all(splice.level == Level.MEMBERS for splice in change.splices)

    def title(self) -> str:
        """Name the product whose members these are, and the filter."""
        document = self.session.document
        if self.product not in document.products:
            return "Members"
        product = document.product(self.product)
        name = displayable(
            product_name(product) or f"product {document.products.index(self.product) + 1}"
        )
        return f"Members of {name}"

    def default_exptype(self) -> str:
        """Give the exptype of a member that is added: science where the product has none."""
        tally = self.session.judge.tally(self.session.document.product(self.product))
        has_science = "science" in tally.exptypes
        return "background" if has_science and self.session.stage.stage == 2 else "science"

    def begin_draft(self, index: int) -> None:
        """Open an empty row at a position."""
        self.draft = Draft(index)
        self.structure_changed(index)

    def end_draft(self) -> None:
        """Take the empty row away again."""
        self.draft = None
        self.structure_changed()
