"""Looking for rows of one pane, a slice at a time, what stands after the cursor first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from asned.jsontext.blocks import Numbered
from asned.tui.listing import Listing
from asned.tui.looking import Look, depths_for, paced, parts
from asned.tui.query import Query


class Hits:
    """What a query finds among the things that a listing shows, in their order.

    `slices` looks; until it is done, `is_complete` is False and the count may still grow.
    """

    def __init__(self, listing: Listing[Numbered], query: Query, row: int) -> None:
        """Look from a row on."""
        self.query = query
        self.is_complete = False
        self.depth = 0
        """In which of the listing's `depths` they are found: the first that holds any."""
        self._listing = listing
        self._stamp = listing.stamp
        self._kept = listing.kept
        here = listing.thing_at(row) if listing.row_count else None
        self._start = 0 if here is None else listing.position(here)
        # Those at and after the start, and those before it, by their position among all.
        self._after: list[int] = []
        self._before: list[int] = []

    def __len__(self) -> int:
        return len(self._after) + len(self._before)

    @property
    def is_current(self) -> bool:
        """Whether the listing is still what was looked through."""
        return self._stamp == self._listing.stamp and self._kept is self._listing.kept

    def is_of(self, listing: Listing[Numbered], text: str) -> bool:
        """Say whether this is still what looking for a text in a listing finds."""
        return listing is self._listing and text == self.query.text and self.is_current

    def slices(self) -> Iterator[None]:
        """Look on, giving control back after each moment."""
        return paced(self._steps(), lambda: len(self))

    def _steps(self) -> Iterator[None]:
        for depth in depths_for(self._listing, self.query):
            self.depth = depth
            yield from self._steps_in(Look(self._listing, self.query, depth))
            if len(self) or not self.is_current:
                break
        self.is_complete = self.is_current

    def _steps_in(self, look: Look[Numbered]) -> Iterator[None]:
        yield from look.prepare()
        count = self._listing.count_all()
        stretches = [(self._start, count, self._after), (0, self._start, self._before)]
        for start, stop, found in stretches:
            for first, last in parts(start, stop):
                for _ in look.reading(first):
                    if not self.is_current:
                        return
                    yield
                if not self.is_current:
                    return
                found.extend(self._shown(look.positions(first, last)))
                yield

    def _shown(self, positions: list[int]) -> list[int]:
        """Give those of some positions whose thing a filter leaves."""
        kept = self._kept
        if kept is None or not positions:
            return positions
        first = positions[0]
        things = self._listing.things(first, positions[-1] + 1)
        return [at for at in positions if things[at - first].id in kept]

    @property
    def first(self) -> int | None:
        """The position of the first one found from the start on, after the last the first of all."""
        return next(iter(self._after or self._before), None)

    def beyond(self, position: int, step: int) -> int | None:
        """Give the next one after (or with step -1 before) a position, after the last the first.

        None where nothing is found, or it is not known yet.
        """
        if not self.is_complete:
            at = bisect_right(self._after, position)
            is_known = step > 0 and position >= self._start and at < len(self._after)
            return self._after[at] if is_known else None
        found = [*self._before, *self._after]
        if not found:
            return None
        if step > 0:
            return found[bisect_right(found, position) % len(found)]
        return found[bisect_left(found, position) - 1]

    def rank(self, position: int) -> int:
        """Give how many stand before a position, as far as that is known."""
        return bisect_left(self._before, position) + bisect_left(self._after, position)
