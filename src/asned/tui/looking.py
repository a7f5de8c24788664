"""Looking through the things of a listing: for words in what their rows show, and for their findings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from asned.tui.query import Query
from asned.tui.sieves import Sieve

PART = 1000
"""How many things are looked at between two looks at the clock."""

AT_ONCE = 0.008
"""Seconds that are spent on looking before the keyboard has another turn."""

AT_FIRST = 0.03
"""Seconds that may be spent on it with the key that asks for it, until something is found.

That is enough to pass over what is found nowhere.
"""

_BETWEEN = "\0"
"""Stands between two texts."""

T = TypeVar("T")
Step = TypeVar("Step")

TextsOf = Callable[[Sequence[T]], Iterator[list[str]]]
"""Gives the texts of some things, a stretch of them at a time, of which some may be empty."""


class Searched(Protocol[T]):
    """What is looked through: things in their order, and what is known of them."""

    @property
    def depths(self) -> Sequence[Texts[T]]:
        """What to look in: what their rows show, and where that holds nothing of it, what the next holds."""

    @property
    def stamp(self) -> object:
        """Something that is another one when the things may be others."""

    def count_all(self) -> int:
        """Give how many things there are."""

    def things(self, start: int, stop: int) -> Sequence[T]:
        """Give the things from position `start` up to `stop`."""

    def sieve(self, query: Query) -> Sieve[T] | None:
        """Give what tells the things that a query asks for but for its words, None where it leaves all."""


class Texts(Generic[T]):
    """What the rows of a listing show, or more; case-folded. While it is kept each part is made once.

    Those of a hundred thousand take some 10 MB, so they are kept only while somebody looks for something.
    """

    def __init__(self, listing: Searched[T], texts_of: TextsOf[T]) -> None:
        self._listing = listing
        self._texts_of = texts_of
        self._is_kept = False
        self._stamp: object = None
        self._parts: dict[int, str] = {}

    def keep(self) -> None:
        """Keep what is made from here on."""
        self._is_kept = True

    def forget(self) -> None:
        """Keep nothing any more."""
        self._is_kept = False
        self._parts = {}

    def of(self, first: int) -> str:
        """Give the texts of the part that begins at a position, as `folded` does."""
        for _ in self.making(first):
            pass
        return self._parts[first] if self._is_kept else self._parts.pop(first)

    def making(self, first: int) -> Iterator[None]:
        """Make the texts of the part that begins at a position, giving control back after each stretch.

        After that `of` gives them at once, unless the things are others by then.
        """
        stamp = self._listing.stamp
        if self._stamp != stamp:
            self._stamp, self._parts = stamp, {}
        if first in self._parts:
            return
        texts: list[str] = []
        for some in self._texts_of(self._listing.things(first, first + PART)):
            texts += some
            yield
        if self._listing.stamp == stamp:
            self._parts[first] = folded(texts)

    def among(self, things: Sequence[T]) -> str:
        """Give the texts of any things, as `folded` does."""
        return folded([text for some in self._texts_of(things) for text in some])

    def fill(self) -> Iterator[None]:
        """Make all texts before they are asked for, as long as they are kept."""
        for first, _ in parts(0, self._listing.count_all()):
            if not self._is_kept:
                return
            yield from self.making(first)


class Look(Generic[T]):
    """One look for what a query asks for; nothing is found before `prepare` has come to its end."""

    def __init__(self, listing: Searched[T], query: Query, depth: int = 0) -> None:
        """Look in one of the `depths` of a listing."""
        self._listing = listing
        self._texts = listing.depths[depth]
        self._words = query.words
        self._sieve = listing.sieve(query)

    def prepare(self) -> Iterator[None]:
        """Collect what all findings are about, if they are asked for, a part at a time."""
        if self._sieve is not None:
            yield from self._sieve.prepare()

    def reading(self, start: int) -> Iterator[None]:
        """Have what is read for those from `start` on, giving control back meanwhile; else it comes at once."""
        if self._words:
            yield from self._texts.making(start - start % PART)

    def positions(self, start: int, stop: int) -> list[int]:
        """Give the positions of those found from `start` up to `stop`, which lie in one of the `parts`."""
        first = start - start % PART
        found: Sequence[int] = range(start - first, stop - first)
        if self._words:
            texts = self._texts.of(first)
            found = [at for at in self._with_words(texts) if start <= first + at < stop]
        if self._sieve is not None and found:
            found = self._sieve.left(found, self._listing.things(first, stop))
        return [first + at for at in found]

    def things(self, start: int, stop: int) -> list[T]:
        """Give those found from `start` up to `stop`, which lie in one of the `parts`."""
        found = self.positions(start, stop)
        things = self._listing.things(start, stop) if found else ()
        return [things[at - start] for at in found]

    def among(self, things: Sequence[T]) -> list[T]:
        """Give those found among any things."""
        found: Sequence[int] = range(len(things))
        if self._words and things:
            found = self._with_words(self._texts.among(things))
        if self._sieve is not None:
            found = self._sieve.left(found, things)
        return [things[at] for at in found]

    def _with_words(self, texts: str) -> Sequence[int]:
        """Give the numbers of those texts that hold all words."""
        if any(word not in texts for word in self._words):
            return ()  # as of most parts, where it is not a common word
        each = texts.split(_BETWEEN)
        found: Sequence[int] = range(len(each))
        for word in self._words:
            found = [at for at in found if word in each[at]]
        return found


def depths_for(listing: Searched[T], query: Query) -> range:
    """Give the numbers of the depths to look in, one after the other until something is found."""
    return range(len(listing.depths) if query.words else 1)


def folded(texts: Sequence[str]) -> str:
    """Give texts case-folded and as one, for most have not to be looked at one by one."""
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) >= len(texts):  # nobody can type it, so no word holds it
        joined = _BETWEEN.join([each.replace(_BETWEEN, "\n") for each in texts])
    return joined.casefold()


def parts(start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut what lies between two positions into parts, none of which reaches over a multiple of `PART`."""
    while start < stop:
        end = min(stop, start - start % PART + PART)
        yield start, end
        start = end


def paced(steps: Iterator[Step], has_found: Callable[[], object] = lambda: True) -> Iterator[Step]:
    """Do steps, giving control back after each moment with what the last one gave.

    The first moment may be longer, as long as `has_found` says that there is nothing to show yet.
    """
    begun = time.monotonic()
    until = begun + AT_ONCE
    for step in steps:
        now = time.monotonic()
        if now >= until and (now >= begun + AT_FIRST or has_found()):
            yield step
            until = time.monotonic() + AT_ONCE
