"""Choosing products in a list of all of them, with find, filter and selection as in the panes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from asned.association.document import last_with_key, members_branch
from asned.association.keys import product_name
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Branch, Piece
from asned.session import Session
from asned.tui.findbar import Words
from asned.tui.keynames import key_label
from asned.tui.listing import Listing
from asned.tui.looking import TextsOf
from asned.tui.query import Query
from asned.tui.rows import Cell, Column, Row
from asned.tui.searching import Searching
from asned.tui.selecting import SelectingTable
from asned.tui.sieves import Sieve, product_sieve
from asned.tui.table import VirtualTable
from asned.tui.texts import product_texts, texts_within

_COLUMNS = (
    Column("name", "product", cut="shared", least=12, share=1),
    Column("members", "members", least=7, align="right", stops=False),
)

_HINTS = "* all  / find  & filter  enter copy  escape back"
_FEWER_HINTS = "* all  enter copy  escape show all"


class ProductList(Listing[Piece]):
    """The products of an association, one a row; those that cannot take members cannot be selected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,v", "toggle_selected", show=False),
        Binding("shift+up", "extend(-1)", show=False),
        Binding("shift+down", "extend(1)", show=False),
        Binding("shift+pageup", "extend_page(-1)", show=False),
        Binding("shift+pagedown", "extend_page(1)", show=False),
        Binding("shift+home,ctrl+shift+home", "extend_to_end(-1)", show=False),
        Binding("shift+end,ctrl+shift+end", "extend_to_end(1)", show=False),
        Binding("asterisk", "toggle_all", show=False),
    ]

    def __init__(self, session: Session, source: int) -> None:
        """List them; `source` is the product that is copied from."""
        self._session = session
        self._source_product = source
        super().__init__(None, empty_text="nothing left by the filter", id="chooser-list")

    def on_mount(self) -> None:
        """Show the rows."""
        self.set_source(self)

    def columns(self) -> Sequence[Column]:
        """Give name and number of members."""
        return _COLUMNS

    def __len__(self) -> int:
        return self.count_all() if self.kept is None else len(self.kept)

    def __bool__(self) -> bool:
        return True

    def row(self, index: int) -> Row:
        """Give a product, or why it cannot take members."""
        product = self.thing_at(index)
        assert product is not None
        name = displayable(product_name(product) or f"‹product {self.position(product) + 1}›")
        why = self._refusal(product)
        if why:
            return Row((Cell(f"{name}   ({why})", "muted"),), tone="muted")
        branch = members_branch(product)
        return Row((Cell(name), Cell(str(len(branch.children)) if branch else "0", "muted")))

    def _refusal(self, product: Piece) -> str:
        if product.id == self._source_product:
            return "copied from here"
        if not isinstance(product, Branch):
            return "no object"
        is_list = last_with_key(product, "members") is None or members_branch(product)
        return "" if is_list else "members is no list"

    def count_all(self) -> int:
        """Give how many products there are."""
        return len(self._session.document.products)

    def things(self, start: int, stop: int) -> Sequence[Piece]:
        """Give products by position."""
        return self._session.document.products.slice(start, stop)

    def position(self, thing: Piece) -> int:
        """Give the position of a product."""
        return self._session.document.products.index(thing.id)

    def selected(self) -> list[Piece]:
        """Give the products chosen."""
        return self._session.document.products.pick(self.selection.keys)

    def texts_of(self, things: Sequence[Piece]) -> Iterator[list[str]]:
        """Give the products' own values."""
        yield product_texts(things)

    def texts_of_depths(self) -> Sequence[TextsOf[Piece]]:
        """Look into the members of products where no product's own values are meant."""
        return [self.texts_of, texts_within]

    def sieve(self, query: Query) -> Sieve[Piece] | None:
        """Give what tells products by all findings in them."""
        return product_sieve(query, self._session.findings)

    def thing_at(self, row: int) -> Piece | None:
        """Give the product at a row."""
        if self.kept is None:
            return self._session.document.products[row]
        return self.kept.slice(row, row + 1)[0]

    def row_of_thing(self, thing: Piece) -> int | None:
        """Give the row of a product."""
        if self.kept is None:
            return self.position(thing)
        return self.kept.index(thing.id) if thing.id in self.kept else None

    def id_at(self, row: int) -> int | None:
        """Give the id of a product that can take members."""
        thing = self.thing_at(row)
        return None if thing is None or self._refusal(thing) else thing.id

    def all_ids(self) -> Collection[int]:
        """Give the ids of all products shown that can take members."""
        shown = self.things(0, self.count_all()) if self.kept is None else self.kept
        return {each.id for each in shown if not self._refusal(each)}

    def action_activate(self) -> None:
        """Let Enter be heard where the filter leaves no row, too."""
        super().action_activate()
        if not len(self):
            self.post_message(self.Activated(self, 0, 0))

    @property
    def stamp(self) -> object:
        """Nothing is changed while one chooses."""
        return None


class ProductChooser(ModalScreen[tuple[int, ...]]):
    """Asks for products; dismisses their ids in the order of the file, None for Escape.

    Where none is selected, Enter takes the one under the cursor.
    """

    DEFAULT_CSS = """
    ProductChooser { align: center middle; background: $background 60%; }
    ProductChooser > #box {
        width: 90%; max-width: 100; height: 90%;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
    }
    ProductChooser ProductList { height: 1fr; border: none; background: $surface; }
    ProductChooser ProductList:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", show=False),
        Binding("slash,ctrl+f", "find", show=False),
        Binding("ampersand", "filter", show=False),
        Binding("n", "next_hit(1)", show=False),
        Binding("N", "next_hit(-1)", show=False),
    ]

    def __init__(
        self, session: Session, source: int, title: str, chosen: Collection[int] = ()
    ) -> None:
        """Ask with a title (displayable); `chosen` are selected to begin with."""
        super().__init__()
        self._title = title
        self._list = ProductList(session, source)
        self._list.selection.replace(chosen)
        self._said = Words()
        self._searching = Searching(self, lambda: self._list, self._said.show, self._retitle)
        self._searching.gives_way = self._said
        self._box = Vertical(id="box")

    def compose(self) -> ComposeResult:
        """Lay out the list and the line below it."""
        with self._box:
            yield self._list
            yield self._said
            yield self._searching.bar

    def on_mount(self) -> None:
        """Begin in the list."""
        self._list.focus()
        self._retitle()

    def _retitle(self) -> None:
        words = self._list.query_by.text
        self._box.border_title = Content(
            f"& {displayable(words)} (escape: all)  {self._title}" if words else self._title
        )
        chosen, hidden = len(self._list.selection), self._list.count_selected_hidden()
        # Who has chosen knows how, and who has filtered: the counts and all else fit 80 columns without.
        first = f"{chosen} chosen: " if chosen else "space choose  "
        hints = _HINTS
        if hidden:
            first, hints = f"{chosen} chosen, {hidden} not shown: ", _FEWER_HINTS
        self._box.border_subtitle = Content(first + hints)

    @on(SelectingTable.Selected)
    def _selected(self, event: SelectingTable.Selected) -> None:
        event.stop()
        self._retitle()

    @on(VirtualTable.CursorMoved)
    def _moved(self, event: VirtualTable.CursorMoved) -> None:
        event.stop()
        self._said.show("")

    def on_key(self, event: events.Key) -> None:
        """Say of a key without a meaning here which one begins what is typed."""
        if self._list.has_focus and event.key not in self.active_bindings:
            self._said.show(f"{key_label(event.key)} does nothing here; & filters, / finds")

    @on(VirtualTable.EditRequested)
    def _clicked(self, event: VirtualTable.EditRequested) -> None:
        event.stop()

    @on(Listing.FilterBegun)
    def _filter_begun(self, event: Listing.FilterBegun) -> None:
        event.stop()
        self._searching.go_on_filtering(event.listing)

    @on(VirtualTable.Activated)
    def _accept(self, event: VirtualTable.Activated) -> None:
        event.stop()
        chosen = tuple(each.id for each in self._list.selected())
        here = self._list.id_at(event.row) if len(self._list) else None
        if chosen or here is not None:
            self.dismiss(chosen or (here or 0,))
        elif not len(self._list):
            self._said.show("the filter leaves no product to copy to; escape shows all")
        else:
            self._said.show("this product cannot be copied to; choose another one")

    def action_find(self) -> None:
        """Find as one types."""
        self._searching.open(is_filter=False)

    def action_filter(self) -> None:
        """Filter as one types."""
        self._searching.open(is_filter=True)

    def action_next_hit(self, step: int) -> None:
        """Go to the next or the previous product found."""
        self._searching.step(step)

    def action_go_back(self) -> None:
        """Show all products again, else close without an answer."""
        if self._list.kept is not None:
            self._list.filter_by(Query())
            self._retitle()
        else:
            self.dismiss(None)
