"""A table over things with numbers of their own: each row shows one, and a filter may leave some."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.message import Message

from asned.jsontext.blocks import Numbered
from asned.later import Later
from asned.tui.kept import Kept
from asned.tui.query import Query
from asned.tui.rows import RowSource
from asned.tui.selecting import SelectingTable
from asned.tui.selection import Selection

if TYPE_CHECKING:
    from asned.tui import looking
    from asned.tui.sieves import Sieve
else:
    looking = Later("asned.tui.looking")

SHOWN_AT_ONCE = 100
"""Up to so many rows each slice of filtering shows what it found, as no screen has more."""

SHOWN_EVERY = 0.1
"""Seconds between two looks at how many there are by now, after that."""

T = TypeVar("T", bound=Numbered)


class Listing(SelectingTable, Generic[T]):
    """A table that can be filtered and looked through; a subclass says what the things are.

    Filtering goes on in slices: `FilterBegun` asks whoever hears it to drive `filter_slices` where the
    first of them did not suffice.
    """

    class FilterBegun(Message):
        """More is to be filtered than could be at once."""

        def __init__(self, listing: Listing[Numbered]) -> None:
            super().__init__()
            self.listing = listing

    def __init__(
        self,
        source: RowSource | None = None,
        *,
        header: bool = True,
        empty_text: str = "",
        id: str | None = None,
    ) -> None:
        self.selection = Selection()
        self.query_by = Query()
        self.kept: Kept[T] | None = None
        self._came_from: T | None = None
        """Where the cursor was before the filter: it goes back there if nothing is left under it."""
        self._depths: Sequence[looking.Texts[T]] = ()
        self._depth = 0
        self._filtering: Iterator[None] | None = None
        super().__init__(source, header=header, empty_text=empty_text, id=id)

    # ---- a subclass gives these

    def count_all(self) -> int:
        """Give how many things there are without a filter."""
        raise NotImplementedError

    def things(self, start: int, stop: int) -> Sequence[T]:
        """Give the things from position `start` up to `stop`, of all there are."""
        raise NotImplementedError

    def position(self, thing: T) -> int:
        """Give the position of a thing among all; raises KeyError where it is gone."""
        raise NotImplementedError

    def texts_of(self, things: Sequence[T]) -> Iterator[list[str]]:
        """Give what the rows of things show, for looking in it, a stretch at a time."""
        raise NotImplementedError

    def texts_of_depths(self) -> Sequence[looking.TextsOf[T]]:
        """Give what gives what to look in: what the rows show, and if that holds nothing of it the next."""
        return [self.texts_of]

    def sieve(self, query: Query) -> Sieve[T] | None:
        """Give what tells the things that a query asks for but for its words, None where it leaves all."""
        raise NotImplementedError

    def thing_at(self, row: int) -> T | None:
        """Give the thing that a row shows or belongs to, None where there is none."""
        raise NotImplementedError

    def row_of_thing(self, thing: T) -> int | None:
        """Give the row of a thing, None where it is not shown."""
        raise NotImplementedError

    @property
    def stamp(self) -> object:
        """Something that is another one when the things there are may be others."""
        raise NotImplementedError

    # ---- selecting

    def id_at(self, row: int) -> int | None:
        """Give the number of the thing that a row shows."""
        thing = self.thing_at(row)
        return None if thing is None else thing.id

    def all_ids(self) -> Collection[int]:
        """Give the numbers of all things that the filter leaves."""
        shown: Iterable[T] = self.things(0, self.count_all()) if self.kept is None else self.kept
        return {thing.id for thing in shown}

    def selected(self) -> list[T]:
        """Give the things selected, in their order, those that a filter hides among them."""
        if not len(self.selection):
            return []
        return [each for each in self.things(0, self.count_all()) if each.id in self.selection]

    def count_selected_hidden(self) -> int:
        """Give how many of the things selected a filter hides."""
        kept = self.kept
        return 0 if kept is None else sum(key not in kept for key in self.selection.keys)

    def action_toggle_all(self) -> None:
        """Select all that the filter leaves, not only what it has found by now."""
        self.finish_filtering()
        super().action_toggle_all()

    def action_extend_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the last that the filter leaves and select what it passes."""
        self.finish_filtering()
        super().action_extend_to_end(direction)

    # ---- filtering

    @property
    def depths(self) -> Sequence[looking.Texts[T]]:
        """What to look in: the first is what the rows show."""
        if not self._depths:
            self._depths = [looking.Texts(self, each) for each in self.texts_of_depths()]
        return self._depths

    @property
    def filter_depth(self) -> int:
        """In which of the `depths` the filter finds what it leaves."""
        return self._depth

    @property
    def is_filtering(self) -> bool:
        """Whether the filter has not looked at everything yet."""
        return self._filtering is not None

    @property
    def nothing_found(self) -> str:
        """What find and filter say where no thing is meant; it names where else to look if need be."""
        return "nothing found"

    @property
    def thing(self) -> T | None:
        """The thing under the cursor."""
        return self.thing_at(self.cursor_row) if self.row_count else None

    def filter_by(self, query: Query, here: T | None = None) -> None:
        """Leave what a query finds, everything where it is empty.

        The cursor stays where it is, or goes to `here`, or to what follows of what is left.
        """
        if query.is_empty and self.kept is None:
            return
        here = here or self.thing
        if self.kept is None:
            self._came_from = here
        self._filter_by(query, here or self._came_from)

    def filter_again(self) -> None:
        """Look anew at what the filter leaves: all may be another."""
        if not self.query_by.is_empty:
            self._filter_by(self.query_by, None)

    def _filter_by(self, query: Query, here: T | None) -> None:
        self.query_by = query
        if query.is_empty:
            self.kept = self._filtering = None
            self.place_rows()
            self.filter_changed(None if here is None else self.row_of_thing(here))
            return
        self._filtering = self._slices(query, here)
        self.filter_slice()
        if self.is_filtering:
            self.post_message(self.FilterBegun(self))  # type: ignore[arg-type]

    def filter_slice(self) -> bool:
        """Go on filtering for a moment; say whether there is more to do."""
        if self._filtering is not None and next(self._filtering, self) is self:
            self._filtering = None
        return self.is_filtering

    def finish_filtering(self) -> None:
        """Look at all that the filter has not looked at yet, which takes a moment in a large file."""
        while self.filter_slice():
            pass

    def _slices(self, query: Query, here: T | None) -> Iterator[None]:
        depth, is_placed = 0, here is None
        shown, told = -1, 0.0
        looked_at = self._looked_at(query)
        for at in looking.paced(looked_at, lambda: self.kept is not None and len(self.kept)):
            if self._depth != depth:  # all is looked at anew
                depth, is_placed = self._depth, here is None
            is_placed = is_placed or self._place_again(here, at)
            now, left = time.monotonic(), len(self._left)
            if left != shown and (shown < SHOWN_AT_ONCE or now >= told + SHOWN_EVERY):
                shown, told = left, now
                self.filter_changed(None)
            yield
        if not is_placed:
            self._place_again(here, self.count_all())
        self._filtering = None
        self.filter_changed(None)

    def _looked_at(self, query: Query) -> Iterator[int]:
        """Keep what is found, giving after each part how many things were looked at."""
        self._depth, last = 0, looking.depths_for(self, query)[-1]
        while True:
            look, stamp = looking.Look(self, query, self._depth), self.stamp
            kept = self.kept = Kept(self.position)
            for _ in look.prepare():
                yield 0
            for start, stop in looking.parts(0, self.count_all()):
                for _ in look.reading(start):
                    yield start
                if stamp == self.stamp:
                    kept.append(look.things(start, stop))
                    yield stop
                if stamp != self.stamp:  # edited meanwhile: positions are others
                    self._depth = 0
                    break
            else:
                if len(kept) or self._depth == last:
                    return
                self._depth += 1

    @property
    def _left(self) -> Kept[T]:
        """What the filter leaves, by what has been looked at so far."""
        assert self.kept is not None, "something is filtered"
        return self.kept

    def _place_again(self, here: T | None, at: int) -> bool:
        """Put the cursor on what it was on, or what follows that, once that has been looked at."""
        kept = self._left
        try:
            if here is None or self.position(here) >= at:
                return False
            place = kept.place(here)
        except KeyError:  # it was deleted meanwhile
            return True
        self.filter_changed(None)
        things = kept.slice(place, place + 1)
        row = self.row_of_thing(things[0]) if things else max(0, self.row_count - 1)
        self.filter_changed(row)
        return True

    def place_rows(self) -> None:
        """Find the rows of the things that are left, where they are not simply one after the other."""

    def filter_changed(self, row: int | None) -> None:
        """Show what is left now, the cursor on a row if one is given."""
        self.place_rows()
        self.structure_changed(row)

    def matching(self, things: Sequence[T]) -> list[T]:
        """Give those of some things that the filter finds."""
        look = looking.Look(self, self.query_by, self._depth)
        for _ in look.prepare():
            pass
        return look.among(things)

    def follow(self, gone: Sequence[int], came: Sequence[T]) -> None:
        """Take account of things that came and went, each in their order."""
        if len(self.selection) and gone:
            self.selection.discard(gone)
        if self.kept is not None:
            self.kept.discard(gone)
            self.kept.insert(came)
