"""The product tree: the file, its products, and unfolded the exptypes of their members."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.keys import key_node, product_name
from asned.association.places import DOCUMENT, Kind, Place, product_place
from asned.association.structure import Level
from asned.jsontext.blocks import Blocks
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.later import Later
from asned.rules.conventions import is_known_exptype
from asned.rules.findings import Severity
from asned.session import Change, Session
from asned.tui.badges import MOST_COUNTED, badge_of
from asned.tui.kept import Kept
from asned.tui.pane import CHANGED, FEW_ROWS, MARKS, TONES, Pane, marked, worst
from asned.tui.query import Query
from asned.tui.rows import Cell, Column, Row
from asned.tui.target import Target, json_of, opened_piece, shown
from asned.tui.unfolded import Line, exptypes_of, lines_under

if TYPE_CHECKING:
    from asned.association import edits
    from asned.tui import sieves, texts
    from asned.tui.looking import TextsOf
    from asned.tui.sieves import Sieve
else:
    edits = Later("asned.association.edits")
    sieves = Later("asned.tui.sieves")
    texts = Later("asned.tui.texts")

_COLUMNS = (
    Column("name", "product", cut="shared", least=6, share=1, marks=True),
    Column("badge", "", whole=True, stops=False),
    Column("members", "members", whole=True, align="right", stops=False),
)


class ProductsPane(Pane):
    """A tree drawn as rows: the file first, then each product, under unfolded ones their exptypes.

    Folded products take one row, so a row is found by bisection over the unfolded ones alone.
    """

    NAME = "products"
    NUMBER = 2

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._unfolded: dict[int, None] = {}
        self._known = session.document.products
        self._starts: list[int] = []
        self._open: list[tuple[int, tuple[Line, ...]]] = []
        self.unfold_first()

    def unfold_first(self) -> None:
        """Show what is in the first product, as at the beginning."""
        for product in self.session.document.products.slice(0, 1):
            self._unfolded[product.id] = None
        self.place_rows()

    # ---- the products as things that are filtered and selected

    def count_all(self) -> int:
        """Give how many products there are."""
        return len(self.session.document.products)

    def things(self, start: int, stop: int) -> Sequence[Piece]:
        """Give products by position."""
        return self.session.document.products.slice(start, stop)

    def position(self, thing: Piece) -> int:
        """Give the position of a product."""
        return self.session.document.products.index(thing.id)

    def selected(self) -> list[Piece]:
        """Give the products selected."""
        return self.session.document.products.pick(self.selection.keys)

    def texts_of(self, things: Sequence[Piece]) -> Iterator[list[str]]:
        """Give the products' own values."""
        yield texts.product_texts(things)

    def texts_of_depths(self) -> Sequence[TextsOf[Piece]]:
        """Look into the members of products where no product's own values are meant."""
        return [self.texts_of, texts.texts_within]

    def sieve(self, query: Query) -> Sieve[Piece] | None:
        """Give what tells products by all findings in them."""
        return sieves.product_sieve(query, self.session.findings)

    def thing_at(self, row: int) -> Piece | None:
        """Give the product that a row shows or belongs to, None for the row of the file."""
        at, _ = self._find(row)
        return None if at < 0 else self._product(at)

    def id_at(self, row: int) -> int | None:
        """Give the id of the product that a row shows; lines under one cannot be selected."""
        at, line = self._find(row)
        return None if at < 0 or line else self._listed.slice(at, at + 1)[0].id

    def ids_at(self, rows: range) -> Sequence[int | None]:
        """Give the ids of the products that rows following each other show, None for other lines."""
        found = [self._find(row) for row in rows]
        first = max(0, found[0][0])
        listed = self._listed.slice(first, found[-1][0] + 1)
        return [None if at < 0 or line else listed[at - first].id for at, line in found]

    def row_of_thing(self, thing: Piece) -> int | None:
        """Give the row of a product."""
        return self.row_of(product_place(thing.id))

    @property
    def stamp(self) -> object:
        """The state of the document."""
        return self.session.revision

    @property
    def _listed(self) -> Blocks[Piece] | Kept[Piece]:
        return self.session.document.products if self.kept is None else self.kept

    def _product(self, at: int) -> Piece:
        """Give the product at a position of those that are listed, as it is now."""
        products = self.session.document.products
        if self.kept is None:
            return products[at]
        return products.with_id(self.kept.slice(at, at + 1)[0].id)

    # ---- the tree as rows

    def place_rows(self) -> None:
        """Find the rows that unfolded products take."""
        document, listed = self.session.document, self._listed
        places = sorted((listed.index(id), id) for id in self._unfolded if id in listed)
        self._starts, self._open, extra = [], [], 0
        for index, id in places:
            lines = lines_under(self.session, document.product(id))
            self._starts.append(1 + index + extra)
            self._open.append((index, lines))
            extra += len(lines)

    def _find(self, row: int) -> tuple[int, int]:
        """Give the position of the product that a row belongs to and the line under it (0: itself).

        The row of the file has position -1.
        """
        if row == 0:
            return -1, 0
        number = bisect_right(self._starts, row) - 1
        if number < 0:
            return row - 1, 0
        index, lines = self._open[number]
        below = row - self._starts[number]
        if below <= len(lines):
            return index, below
        return index + below - len(lines), 0

    def columns(self) -> Sequence[Column]:
        """Give name, badge, number of members."""
        return _COLUMNS

    def __len__(self) -> int:
        extra = sum(len(lines) for _, lines in self._open)
        return 1 + len(self._listed) + extra

    def row(self, index: int) -> Row:
        """Give the file, a product, or an exptype of a product."""
        at, line = self._find(index)
        if at < 0:
            return self._file_row()
        product = self._product(at)
        if line:
            return self._line_row(product, self._below(at)[line - 1])
        badge = badge_of(self.session.findings.of_product(product.id), MOST_COUNTED)
        mark = CHANGED if self.session.history.is_changed(product.id) else ""
        own = worst(self.session.findings.of_node(product.id))
        if not isinstance(product, Branch):
            assert isinstance(product, Leaf)
            return Row((marked(shown(product.value), own),), mark, mark_tone="changed")
        name = product_name(product)
        fold = "▾" if product.id in self._unfolded else "▸"
        words = displayable(name) if name else f"‹product {self.position(product) + 1}, no name›"
        members = self.session.document.members_branch(product.id)
        count = "" if members is None else f"{len(members.children)}{self._more(product)}"
        return Row((Cell(words, mark=fold), badge, Cell(count, "muted")), mark, mark_tone="changed")

    def _more(self, product: Piece) -> str:
        """Give what stands behind counts of a product that is not read to its end yet."""
        session = self.session
        return "…" if session.is_begun and product is session.document.products[-1] else ""

    def _below(self, at: int) -> tuple[Line, ...]:
        return next((lines for index, lines in self._open if index == at), ())

    def _line_row(self, product: Piece, line: Line) -> Row:
        if line.node:
            piece = _child(product, line.node)
            value = shown(piece.value) if isinstance(piece, Leaf) else ""
            words = f"{displayable(piece.key or '')}: {value}"
            return Row((Cell(words),), indent=1)
        words = f"{displayable(line.exptype) or '‹no exptype›'} {line.members}{self._more(product)}"
        if line.exptype and is_known_exptype(line.exptype, self.session.stage.stage):
            return Row((Cell(words, "key"),), indent=1)
        severity = Severity.ERROR
        return Row((Cell(words, TONES[severity], MARKS[severity]),), indent=1)

    def _file_row(self) -> Row:
        document = self.session.document
        count = len(document.products)
        if document.products_branch is None:
            why = (
                "products is missing"
                if key_node(document, 0, "products") is None
                else ("products is no list")
            )
            if not isinstance(document.root, Branch):
                why = "the document is no object"
            return Row((Cell(f"no products: {why}", "muted"),))
        words = f"{count} product{'s' * (count != 1)}{' so far' * self.session.is_begun}"
        badge = badge_of(self.session.findings.totals)
        return Row((Cell(f"{words}  {badge.text}", "muted"),))

    # ---- places

    def place_at(self, row: int) -> Place | None:
        """Give the product that a row shows or belongs to; the file's row is the document's."""
        at, _ = self._find(row)
        return DOCUMENT if at < 0 else product_place(self._listed.slice(at, at + 1)[0].id)

    def exptype_at(self, row: int) -> str | None:
        """Give the exptype that a row shows, None for the file and the products."""
        line = self.line_at(row)
        return line.exptype if line and not line.node else None

    def line_at(self, row: int) -> Line | None:
        """Give the line under a product that a row shows, None for the file and the products."""
        at, number = self._find(row)
        return self._below(at)[number - 1] if number else None

    def row_of(self, place: Place) -> int | None:
        """Give the row of a product; a member is found under its product."""
        products = self._listed
        if place.kind is Kind.DOCUMENT:
            return 0
        if place.kind is Kind.KEYWORD or place.product not in products:
            return None
        return self._row_at(products.index(place.product))

    def _row_at(self, at: int) -> int:
        """Give the row of the product at a position of those that are listed."""
        return 1 + at + sum(len(lines) for index, lines in self._open if index < at)

    @property
    def product(self) -> int:
        """The id of the product under the cursor, 0 where there is none."""
        place = self.place
        return place.product if place else 0

    def target(self, row: int, column: int) -> Target | None:
        """Say what editing a row means: the product's name, or a product that is no object."""
        document = self.session.document
        at, line = self._find(row)
        if at < 0:
            if isinstance(document.root, Leaf):
                return Target(json_of(document.root), "json", edits.ReplaceDocument)
            return None
        product = self._product(at)
        if line:
            return self._line_target(product, self._below(at)[line - 1])
        if isinstance(product, Leaf):
            text = json_of(product)
            return Target(text, "json", lambda text: edits.ReplaceProduct(product.id, text))
        node = key_node(document, product.id, "name")
        if node is None:
            return Target("", "text", lambda text: edits.AddKey(product.id, "name", text, 0))
        piece = _child(product, node)
        if not isinstance(piece, Leaf):
            return None
        text, kind = opened_piece(piece)
        return Target(text, kind, lambda text: edits.SetKey(product.id, node, text, "name"))

    def _line_target(self, product: Piece, line: Line) -> Target | None:
        pair = _child(product, line.node) if line.node else None
        if not isinstance(pair, Leaf):
            return None
        text, kind = opened_piece(pair)
        key = pair.key or ""
        return Target(text, kind, lambda text: edits.SetKey(product.id, pair.id, text, key))

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole name, and the exptypes of its members."""
        at, line = self._find(row)
        if at < 0 or line:
            return ""
        product = self._product(at)
        if isinstance(product, Leaf):
            return shown(product.value)
        counts = ", ".join(
            f"{displayable(exptype) or 'no exptype'} {count}"
            for exptype, count in exptypes_of(self.session, product)
        )
        return f"{displayable(product_name(product) or '')}   {counts}".strip()

    # ---- folding

    def fold(self, *, is_open: bool) -> bool:
        """Fold or unfold the product under the cursor; say whether that changed anything."""
        id = self.product
        if not id or (id in self._unfolded) == is_open:
            return False
        row = self.row_of(product_place(id))
        if is_open:
            self._unfolded[id] = None
        else:
            del self._unfolded[id]
        self.place_rows()
        self.structure_changed(row)
        return True

    def action_move_column(self, step: int) -> None:
        """Unfold to the right, fold to the left."""
        self.fold(is_open=step > 0)

    def show_change(self, change: Change) -> None:
        """Show the tree as it is after a change."""
        products = self.session.document.products
        if products is not self._known:
            self._known = products
            self.selection.discard([key for key in self.selection.keys if key not in products])
            self.filter_again()
        for splice in change.splices:
            if splice.level == Level.PRODUCTS:
                self.follow_exchange(splice.exchange)
        if change.is_whole and self.query_by.about:
            self.filter_again()
        before = self._open
        self.place_rows()
        found = (*change.appeared, *change.gone)
        is_large = max(len(found), len(change.splices)) > FEW_ROWS
        if change.is_whole or self.kept is not None or is_large:
            super().show_change(change)
        else:
            self._show_touched(change, before)

    def _show_touched(self, change: Change, before: list[tuple[int, tuple[Line, ...]]]) -> None:
        """Show what a change did, all other rows being what they were; `before` was unfolded then."""
        touched = {finding.place.product for finding in (*change.appeared, *change.gone)}
        first, rows = len(self), {0} if touched else set()
        for splice in change.splices:
            if splice.level <= Level.PRODUCTS:
                at = splice.exchange.start if splice.level == Level.PRODUCTS else -1
                first, rows = min(first, self._row_at(at)), {0}
            else:
                touched.add(splice.product)
        has_other_lines = before != self._open
        has_other_lines |= any(splice.level == Level.PRODUCT for splice in change.splices)
        for product in touched:
            row = self.row_of(product_place(product))
            if row is not None:
                rows.add(row)
                first = min(first, row) if has_other_lines else first
        self.structure_changed(first=first, also=rows)
        if 0 in rows or len(self.selection):
            self.retitle()

    def title(self) -> str:
        """Name the pane."""
        return "Products"

    def count_words(self) -> str:
        """Say how many products there are."""
        return str(len(self.session.document.products))

    def position_words(self) -> str:
        """Say which product the cursor is on."""
        at, _ = self._find(self.cursor_row)
        count = len(self._listed)
        return f"product {at + 1} of {count}" if at >= 0 else f"{count} products"


def _child(product: Piece, node: int) -> Piece:
    assert isinstance(product, Branch)
    return product.children[product.children.index(node)]
