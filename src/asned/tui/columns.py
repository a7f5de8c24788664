"""Where the columns of a table stand, worked out from the rows on the screen and kept still.

Columns that jump about while one scrolls cannot be read. So widths follow the widest value seen
since the last jump, and what is hidden of a shared beginning changes only when it no longer serves.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from asned.tui.cutting import cells
from asned.tui.layout import (
    Profile,
    column_widths,
    common_beginning,
    hidden_beginning,
    lead,
    mostly_alike,
    profile,
)
from asned.tui.rows import Column, Row

INDENT = 2
"""Cells of one level of indentation."""
GUTTER = 3
"""Cells at the left for the cursor's mark, the row's mark and a blank."""


class Place(NamedTuple):
    """A column on the screen: which it is, where its text begins, its width, characters hidden.

    They are hidden of texts that begin with `beginning`.
    """

    column: int
    x: int
    width: int
    hidden: int = 0
    beginning: str = ""


class Span(NamedTuple):
    """Where the text of a row's cell begins and ends, and whether it runs on to the edge."""

    place: Place
    cell: int
    start: int
    end: int
    runs_on: bool

    def holds(self, column: int) -> bool:
        """Say whether a column's value stands here."""
        return column == self.place.column or (self.runs_on and column > self.place.column)


class _Long(NamedTuple):
    """The values of a column that have no room: how many cells there are, and what they have in common."""

    room: int
    values: Profile


class ColumnLayout:
    """Places the columns of one source; `fit` is told what rows the screen shows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.places: tuple[Place, ...] = ()
        self.yielding: tuple[int, ...] = ()
        """The columns that are left out because they yield."""
        self._width = 0
        self._merged: list[Profile] = []
        self._seen: list[Profile] = []
        self._known: list[set[str]] = []
        self._placed_for: tuple[int, int, bool] | None = None
        self._long: dict[int, _Long] = {}
        self._spans: dict[tuple[int, int, int], list[Span]] = {}

    def takes_in(self, rows: Sequence[Row], width: int, *, cursor: int, titles: bool) -> bool:
        """Say whether more rows can stand among those that were fitted without anything moving."""
        if self._placed_for != (width, cursor, titles):
            return False
        return all(
            text in self._known[index] or self._is_like(index, text, row.indent)
            for row in rows
            for index, text in self._texts(row)
        )

    def has_lost(self, gone: Iterable[Row], fresh: Iterable[Row], rows: Iterable[Row]) -> bool:
        """Say whether columns may be placed better now that some values are in no row any more.

        `gone` are rows that are not there now, `fresh` those that came instead, `rows` all there are.
        """
        if not self._known:
            return False
        lost = self._texts_that_count(gone) - self._texts_that_count(fresh)
        lost = {each for each in lost if self._may_matter(*each)}
        if not lost:
            return False
        rest = self._texts_that_count(rows)
        return any(
            self._mattered(index, text, [other for at, other in rest if at == index and other])
            for index, text in lost - rest
        )

    def _may_matter(self, index: int, text: str) -> bool:
        """Say whether a text can have been wider than all others of its column, or shared less than they."""
        known = self._known[index]
        is_shared = self.columns[index].cut == "shared"
        return text in known and (is_shared or cells(text) >= max(map(cells, known)))

    def _mattered(self, index: int, text: str, rest: Sequence[str]) -> bool:
        """Say whether a text was wider than the rest, or shared less than the rest share."""
        if all(cells(text) > cells(other) for other in rest):
            return True
        shared = common_beginning(rest) if rest and self.columns[index].cut == "shared" else ""
        return len(shared) > len(self._seen[index].beginning)

    def _is_like(self, index: int, text: str, indent: int) -> bool:
        """Say whether a text is no wider than those known and shares what they share."""
        seen = self._seen[index]
        if not text:
            return True
        if cells(text) + (0 if index else indent * INDENT) > self._merged[index].widest:
            return False
        if self.columns[index].cut != "shared":
            return seen.varies or self.columns[index].whole
        long = self._long.get(index)
        if long is None or cells(text) <= long.room:
            return seen.varies
        shared = long.values
        return (
            shared.varies
            and len(text) > len(shared.beginning) + len(shared.ending)
            and text.startswith(shared.beginning)
            and text.endswith(shared.ending)
        )

    def fit(
        self, rows: Sequence[Row], width: int, *, cursor: int, titles: bool, jumped: bool
    ) -> bool:
        """Place the columns for these rows in `width` cells and say whether anything moved.

        `cursor` is the column that must show, `titles` says whether the header claims room, and
        `jumped` that these rows do not overlap those of the last call, or that values among them have
        gone: then columns become narrower again where that shows more of others.
        """
        room = max(0, width - GUTTER)
        seen = self._profiles(rows)
        merged = seen
        if self._merged and width == self._width:
            merged = [old.joined(new) for old, new in zip(self._merged, seen, strict=True)]
        widths = column_widths(self.columns, merged, room, titles=titles, cursor=cursor)
        if jumped and merged is not seen:
            fresh = column_widths(self.columns, seen, room, titles=titles, cursor=cursor)
            if any(
                values.widest > now and new > now
                for values, now, new in zip(seen, widths, fresh, strict=True)
            ):
                merged, widths = seen, fresh
        self._merged, self._seen = merged, seen
        self._width = width
        self._placed_for = width, cursor, titles
        before = self.places
        self.places = self._place(widths)
        self.yielding = tuple(
            index
            for index, (column, now) in enumerate(zip(self.columns, widths, strict=True))
            if column.yields and not now
        )
        self._spans.clear()
        return before != self.places

    @property
    def leaves_out_values(self) -> bool:
        """Whether there is no room for some column that has values."""
        shown = {place.column for place in self.places}
        return any(
            index not in shown and values.widest for index, values in enumerate(self._merged)
        )

    def spans(self, count: int, indent: int, width: int) -> list[Span]:
        """Give where the cells show of a row with so many and so many levels of indentation.

        Left to right, in a line of so many cells; the last of too few cells runs on.
        """
        asked = count, indent, width
        if asked not in self._spans:
            self._spans[asked] = [*self._spans_of(*asked)] if count else []
        return self._spans[asked]

    def _spans_of(self, count: int, indent: int, width: int) -> Iterator[Span]:
        last = count - 1
        for place in self.places:
            runs_on = place.column >= last and count < len(self.columns)
            end = width if runs_on else place.x + place.width
            start = place.x + (0 if place.column else INDENT * indent)
            yield Span(place, min(place.column, last), min(start, end), end, runs_on)
            if runs_on:
                break

    def _profiles(self, rows: Sequence[Row]) -> list[Profile]:
        self._known = [set() for _ in self.columns]
        indent = 0
        for row in rows:
            for index, text in self._texts(row):
                self._known[index].add(text)
                indent = max(indent, row.indent)
        return [
            profile(texts, 0 if index else indent * INDENT)
            if column.fixed is None
            else Profile(column.fixed, varies=True)
            for index, (column, texts) in enumerate(zip(self.columns, self._known, strict=True))
        ]

    def _texts(self, row: Row) -> Iterator[tuple[int, str]]:
        """Give the texts of a row that count for the widths of their columns."""
        # The last cell of a short row runs on over other columns: it says nothing of its own.
        count = len(row.cells) - (len(row.cells) < len(self.columns))
        for index, (column, cell) in enumerate(zip(self.columns, row.cells[:count], strict=False)):
            yield index, cell.text if column.marks or not cell.mark else f"{cell.mark} {cell.text}"

    def _texts_that_count(self, rows: Iterable[Row]) -> set[tuple[int, str]]:
        """Give the texts of rows in columns that stop the cursor, which are those that vary."""
        stops = [column.stops for column in self.columns]
        return {each for row in rows for each in self._texts(row) if stops[each[0]]}

    def _place(self, widths: Sequence[int]) -> tuple[Place, ...]:
        # What is hidden stays while the width does: in another one the texts are cut anew anyway.
        hidden_now = {(place.column, place.width): place.hidden for place in self.places}
        places: list[Place] = []
        self._long.clear()
        x = GUTTER
        for index, (column, width) in enumerate(zip(self.columns, widths, strict=True)):
            if not width:
                continue
            x += lead(column, first=not places)
            hidden, beginning = 0, ""
            if column.cut == "shared":
                # Those that have room need nothing hidden: what they share with others is no matter.
                cut = [text for text in self._known[index] if cells(text) > width]
                long = profile(mostly_alike(cut))
                self._long[index] = _Long(width, long)
                hidden = hidden_beginning(long, width, hidden_now.get((index, width)))
                beginning = long.beginning[:hidden]
            places.append(Place(index, x, width, hidden, beginning))
            x += width
        return tuple(places)
