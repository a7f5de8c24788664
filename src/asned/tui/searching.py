"""Finding and filtering as one types, in whichever listing has the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol

from textual.timer import Timer
from textual.widget import Widget

from asned.jsontext.display import displayable
from asned.tui.findbar import FindBar
from asned.tui.finding import Hits
from asned.tui.listing import SHOWN_EVERY, Listing
from asned.tui.looking import PART, Texts, paced
from asned.tui.query import Query, asked
from asned.tui.sieves import unknown
from asned.tui.turns import give_way

KEPT = 60.0
"""Seconds that the texts of the rows are kept after the bar was closed: who looks once looks again."""


_BY_MEMBERS = " by members"
"""How products were found whose own values do not hold what was looked for."""


class Host(Protocol):
    """The app or screen that runs what goes on beside the keyboard."""

    def run_worker(self, work: Any, *, group: str, exclusive: bool) -> Any:
        """Run what a function gives to be awaited."""


class Searching:
    """The find bar and what it does. `say` shows a sentence, `changed` hears of what was typed or left."""

    def __init__(
        self,
        host: Host,
        listing: Callable[[], Listing[Any]],
        say: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self.bar = FindBar(self._typed, self._pressed)
        self.gives_way: Widget | None = None
        """What is not shown while the bar is."""
        self._host = host
        self._current = listing
        self._say = say
        self._changed = changed
        self._is_filter = False
        self._text = ""
        self._origin: Any = None
        self._origin_row = 0
        self._hits: Hits | None = None
        self._pending = 0
        self._opened_on: Listing[Any] | None = None
        self._is_looked_for = False
        self._forgetting: Timer | None = None

    # ---- the bar

    def open(self, *, is_filter: bool) -> None:
        """Let the user type what to find, or to filter by."""
        listing = self._current()
        self._is_filter = is_filter
        self._origin, self._origin_row = listing.thing, listing.cursor_row
        self._show_bar(True)
        self._keep_texts(listing)
        self.bar.open("&" if is_filter else "/", listing.query_by.text if is_filter else self._text)
        self._show_count()

    def close(self) -> None:
        """Leave the bar with what was typed in effect."""
        if self.bar.is_open:
            self._show_bar(False)
            self._current().focus()

    def focus_moved(self) -> None:
        """Close the bar where the keyboard went elsewhere."""
        if self.bar.is_open and not self.bar.has_focus_within:
            self._show_bar(False)

    def _show_bar(self, is_open: bool) -> None:
        if self.gives_way is not None:
            self.gives_way.display = not is_open
        if not is_open:
            self.bar.close()
            self._forgetting = self.bar.set_timer(KEPT, self._forget_texts)
        self._changed()

    def _keep_texts(self, listing: Listing[Any]) -> None:
        """Have the texts of all rows made before the first letter is typed, and kept until `KEPT`."""
        if self._forgetting is not None:
            self._forgetting.stop()
        if listing is not self._opened_on:
            self._forget_texts()
        self._opened_on, self._is_looked_for = listing, False
        for texts in listing.depths:
            texts.keep()
        if listing.count_all() > PART:
            # The function: a coroutine made here would stay unawaited where the next one cancels it.
            fill = partial(self._fill, listing.depths)
            self._host.run_worker(fill, group="texts", exclusive=True)

    async def _fill(self, depths: Sequence[Texts[Any]]) -> None:
        await give_way()  # the bar is painted first
        for _ in paced(step for texts in depths for step in texts.fill()):
            await give_way()
            if self._is_looked_for:  # which makes them as well
                return

    def _forget_texts(self) -> None:
        if self._opened_on is not None:
            for texts in self._opened_on.depths:
                texts.forget()
            self._opened_on = None

    def _pressed(self, key: str) -> bool:
        if key in ("enter", "tab"):
            is_again = (
                key == "enter" and self._text and not (self._is_filter or self._is_looked_for)
            )
            self.close()
            if is_again:  # what was looked for last
                self.step(1)
            else:
                self._tell_of_nothing()
        elif key == "escape":
            if self._is_filter:
                self._current().filter_by(Query())
            self.close()
        elif key in ("down", "up"):
            step = 1 if key == "down" else -1
            if self._is_filter:
                self._current().action_move(step)
            else:
                self.step(step)
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        self._is_looked_for = True
        if self._is_filter:
            listing = self._current()
            listing.filter_by(asked(text, listing.query_by.exptype), self._origin)
            self._show_count()
            self._changed()
        else:
            self._text = text
            self._find_from_origin()

    def _show_count(self) -> None:
        listing = self._current()
        words = ""
        if self._is_filter:
            if listing.kept is not None:
                words = f"{len(listing.kept)} of {listing.count_all()}"
                words += _BY_MEMBERS * (listing.filter_depth > 0)
                words += "…" if listing.is_filtering else ""
                if not listing.is_filtering and not len(listing.kept):
                    words = _nothing(listing, listing.query_by)
        elif self._hits is not None and self._text:
            words = self._words(self._hits)
        self.bar.show_count(words)

    # ---- filtering

    def go_on_filtering(self, listing: Listing[Any]) -> None:
        """Filter on beside the keyboard."""
        work = partial(self._filter_on, listing)
        self._host.run_worker(work, group=f"filter-{listing.id}", exclusive=True)

    async def _filter_on(self, listing: Listing[Any]) -> None:
        told = 0.0
        while listing.filter_slice():
            if time.monotonic() >= told + SHOWN_EVERY:
                told = time.monotonic()
                self._tell_of_filter()
            await give_way()
        self._tell_of_filter()

    def _tell_of_filter(self) -> None:
        if self.bar.is_open:
            self._show_count()
        self._changed()

    # ---- finding

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) row of what was looked for last."""
        if not asked(self._text).words and not asked(self._text).about:
            self._say("nothing to look for yet: / begins")
            return
        listing = self._current()
        self._pending = step
        hits = self._hits
        is_same = hits is not None and hits.is_of(listing, self._text)
        if not is_same:
            self._look_for(Hits(listing, asked(self._text), listing.cursor_row))
        else:
            self._go_on()

    def _find_from_origin(self) -> None:
        listing = self._current()
        query = asked(self._text)
        self._pending = 0
        if query.is_empty:
            self._hits = None
            self._go_back()
            self._show_count()
            self._changed()
            return
        self._look_for(Hits(listing, query, self._origin_row), goes=True)

    def _look_for(self, hits: Hits, *, goes: bool = False) -> None:
        self._hits = hits
        slices = hits.slices()
        is_over = next(slices, self) is self
        is_gone = goes and self._go_to(hits.first)
        if is_over and goes and not is_gone:
            self._go_back()
        self._go_on()
        self._changed()
        if not is_over:
            work = partial(self._look_on, hits, slices, goes=goes and not is_gone)
            self._host.run_worker(work, group="find", exclusive=True)

    async def _look_on(self, hits: Hits, slices: Iterator[None], *, goes: bool) -> None:
        for _ in slices:
            if hits is not self._hits:
                return
            is_gone = goes and self._go_to(hits.first)
            goes = goes and not is_gone
            self._go_on()
            if is_gone:
                self._changed()
            await give_way()
        if hits is self._hits:
            is_here = hits.is_of(self._current(), self._text)
            if goes and not self._go_to(hits.first) and is_here:
                self._go_back()
                self._tell_of_nothing()
            self._go_on()
            self._changed()

    def _go_on(self) -> None:
        """Do the step that waits to be known, and show how much was found."""
        hits, listing = self._hits, self._current()
        assert hits is not None
        if self._pending:
            here = listing.thing
            position = -1 if here is None else listing.position(here)
            is_known = self._go_to(hits.beyond(position, self._pending))
            if is_known or hits.is_complete:
                self._pending = 0
                if not self.bar.is_open:
                    self._say(f"/ {self._text}   {self._words(hits)}")
        self._show_count()

    def _tell_of_nothing(self) -> None:
        """Go on saying that nothing was found where the bar, which said so, is closed."""
        hits = None if self._is_filter or not self._text else self._hits
        if hits is not None and hits.is_complete and not len(hits) and not self.bar.is_open:
            self._say(f"/ {self._text}   {self._words(hits)}")

    def _go_back(self) -> None:
        """Put the cursor where it was: less of what was typed may have been found elsewhere."""
        self._current().move_cursor(self._origin_row)

    def _go_to(self, position: int | None) -> bool:
        listing = self._current()
        if position is None:
            return False
        for thing in listing.things(position, position + 1):
            row = listing.row_of_thing(thing)
            if row is not None:
                listing.move_cursor(row)
        return True

    def _words(self, hits: Hits) -> str:
        listing = self._current()
        if not len(hits):
            return _nothing(listing, hits.query) if hits.is_complete else "looking…"
        here = listing.thing
        more = "" if hits.is_complete else "…"
        rank = 0 if here is None else hits.rank(listing.position(here))
        by = _BY_MEMBERS * (hits.depth > 0)
        return f"{min(rank + 1, len(hits))} of {len(hits)}{by}{more}"


def _nothing(listing: Listing[Any], query: Query) -> str:
    """Say that a query finds nothing, and why where it cannot."""
    about = unknown(query)
    if about:
        return f"! takes error, warning, info or a rule, not {displayable(about)}"
    return listing.nothing_found
