"""Sharing the width of a table among its columns; widths are terminal cells.

What the values on the screen have in common decides what gives way first, so that what differs
between them shows.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from asned.tui.cutting import cells
from asned.tui.rows import Column

GAP = 2
"""Cells between two columns."""
MARK_LANE = 2
"""Cells for a mark and the blank after it, in columns that keep room for marks."""
_CONTEXT = 2
"""Characters of a shared beginning that stay in sight before what differs."""


class Profile(NamedTuple):
    """What matters of a column's values: the widest in cells, and what all of them share.

    `beginning` and `ending` are the texts that all values start and end with, empty unless the
    values differ. Empty values are left out.
    """

    widest: int = 0
    beginning: str = ""
    ending: str = ""
    varies: bool = False

    def joined(self, other: "Profile") -> "Profile":
        """Give the profile of the values of both."""
        widest = max(self.widest, other.widest)
        if not (self.varies and other.varies):
            varying = self if self.varies else other
            return Profile(widest, varying.beginning, varying.ending, varying.varies)
        beginning = common_beginning([self.beginning, other.beginning])
        ending = _common_ending([self.ending, other.ending])
        return Profile(widest, beginning, ending, True)


class _Extent(NamedTuple):
    """What a column's values need: cells for the widest, and for what differs between them."""

    widest: int
    differing: int
    varies: bool


def profile(values: Iterable[str], indent: int = 0) -> Profile:
    """Give the profile of some values; `indent` is added to the width of the widest."""
    distinct = {value for value in values if value}
    if not distinct:
        return Profile()
    widest = indent + max(map(cells, distinct))
    if len(distinct) == 1:
        return Profile(widest)
    beginning = common_beginning(distinct)
    # A value that is all beginning and end must not count its middle twice.
    ending = _common_ending([value[len(beginning) :] for value in distinct])
    return Profile(widest, beginning, ending, True)


def common_beginning(values: Collection[str]) -> str:
    """Give what some values, at least one, all start with."""
    # What the first and the last in order share, all between them share too.
    first, last = min(values), max(values)
    for position, (one, other) in enumerate(zip(first, last, strict=False)):
        if one != other:
            return first[:position]
    return first


def mostly_alike(values: Collection[str]) -> Collection[str]:
    """Give the values without a few, a fifth at most, that begin otherwise and spoil what the rest share."""
    ordered = sorted(set(values))
    most = len(ordered) - len(ordered) // 5
    if most == len(ordered):
        return values
    runs = [ordered[at : at + most] for at in range(len(ordered) - most + 1)]
    # Of values in order the first and the last share what all of them share.
    best = max(runs, key=lambda run: len(common_beginning((run[0], run[-1]))))
    shared = common_beginning((best[0], best[-1]))
    if len(shared) <= len(common_beginning((ordered[0], ordered[-1]))):
        return values
    return [value for value in ordered if value.startswith(shared)]


def _common_ending(values: Collection[str]) -> str:
    return common_beginning([value[::-1] for value in values])[::-1]


def hidden_beginning(values: Profile, width: int, now: int | None = None) -> int:
    """Give how many characters of the shared beginning to hide so that what differs shows.

    `now` is what is hidden at present; it stays where it serves, for texts should not jump sideways
    while one scrolls.
    """
    if not values.varies or values.widest <= width:
        return now or 0
    differing = values.widest - cells(values.ending)
    if now is not None and now <= len(values.beginning):
        shown_from = cells(values.beginning[:now]) - (1 if now else 0)
        if values.widest - shown_from <= width or differing - shown_from < width:
            return now
    to_hide = values.widest + 1 - width
    for hidden in range(1, len(values.beginning) + 1):
        if cells(values.beginning[:hidden]) >= to_hide:
            return hidden
    if differing < width:
        return 0
    context = max(0, min(_CONTEXT, width - _differing_width(values)))
    hidden = len(values.beginning) - context
    return hidden if hidden > 1 else 0


def lead(column: Column, *, first: bool) -> int:
    """Give the cells between the column before and this column's text."""
    if not column.marks:
        return 0 if first else GAP
    return MARK_LANE if first else MARK_LANE + GAP - 1


def column_widths(
    columns: Sequence[Column], profiles: Sequence[Profile], room: int, *, titles: bool, cursor: int
) -> list[int]:
    """Share `room` cells among the columns; 0 is a column left out.

    Too little room is taken first from columns without any value but the one at `cursor`, then from
    titles, then from columns whose values do not differ, then from what the values of a column share,
    then from the columns at the right. Those that yield are left out before anything gets less than its
    ample width. Where even the least widths do not fit, the column at `cursor`
    and the leftmost columns stay. Whole columns give nothing.
    """
    extents = tuple(
        [_Extent(each.widest, _differing_width(each), each.varies) for each in profiles]
    )
    return [*_widths(tuple(columns), extents, room, titles, cursor)]


@lru_cache(maxsize=256)
def _widths(
    columns: Sequence[Column],
    extents: Sequence[_Extent],
    room: int,
    titles: bool,
    cursor: int,
) -> Sequence[int]:
    """Give the widths; from edit to edit, and from product to product, they are mostly the same."""
    natural = [
        column.fixed
        if column.fixed is not None
        else max(1, values.widest, cells(column.title) if titles else 0)
        for column, values in zip(columns, extents, strict=True)
    ]
    floors = [
        width if column.whole or column.fixed is not None else max(1, min(width, column.least))
        for column, width in zip(columns, natural, strict=True)
    ]
    ample = [
        max(floor, min(width, column.ample))
        for column, floor, width in zip(columns, floors, natural, strict=True)
    ]
    shown = _shown(columns, floors, ample, room, cursor)
    if sum(natural[i] + lead(columns[i], first=i == shown[0]) for i in shown) > room:
        shown = [i for i in shown if extents[i].widest or i == cursor] or shown
    spare = room - sum(lead(columns[i], first=i == shown[0]) for i in shown)
    widths = [0] * len(columns)
    for i in shown:
        widths[i] = natural[i]
    for stage in _stages(columns, extents, floors, widths):
        _shrink(widths, stage, sum(widths) - spare)
    for i in reversed(shown):
        widths[i] -= max(0, min(sum(widths) - spare, widths[i] - floors[i]))
    if len(shown) == 1:
        widths[shown[0]] = max(0, min(widths[shown[0]], spare))
    _grow(columns, widths, spare - sum(widths))
    return widths


def _shown(
    columns: Sequence[Column],
    floors: Sequence[int],
    ample: Sequence[int],
    room: int,
    cursor: int,
) -> list[int]:
    """Give the columns that fit, the cursor's among them; before one that yields the others have ample room."""
    chosen: list[int] = []
    order = [cursor, *(i for i in range(len(columns)) if i != cursor)]
    for i in order[: len(columns)]:
        wider = sorted([*chosen, i])
        least = ample if columns[i].yields and i != cursor else floors
        if chosen and room < sum(least[j] + lead(columns[j], first=j == wider[0]) for j in wider):
            break
        chosen = wider
    return chosen


def _stages(
    columns: Sequence[Column],
    extents: Sequence[_Extent],
    floors: Sequence[int],
    widths: Sequence[int],
) -> list[list[int]]:
    """Give, in order of what hurts least, how narrow each column may become."""
    values_only = [
        max(floor, min(width, values.widest))
        for floor, width, values in zip(floors, widths, extents, strict=True)
    ]
    differing_only = [
        width if values.varies else floor
        for floor, width, values in zip(floors, values_only, extents, strict=True)
    ]
    without_shared = [
        max(floor, min(width, values.differing)) if column.cut == "shared" else width
        for column, floor, width, values in zip(
            columns, floors, differing_only, extents, strict=True
        )
    ]
    return [values_only, differing_only, without_shared]


def _differing_width(values: Profile) -> int:
    """Give the width that shows what differs between the values, with an ellipsis at both ends."""
    return values.widest - cells(values.beginning) - cells(values.ending) + 2


def _shrink(widths: list[int], floors: Sequence[int], excess: int) -> None:
    """Take `excess` cells from the columns above their floors, always from the widest."""
    for _ in range(excess):
        reducible = [i for i, width in enumerate(widths) if width > floors[i]]
        if not reducible:
            return
        widths[max(reducible, key=widths.__getitem__)] -= 1


def _grow(columns: Sequence[Column], widths: list[int], spare: int) -> None:
    """Give the spare cells to the shown columns that take a share."""
    takers = [i for i, column in enumerate(columns) if column.share and widths[i]]
    shares = sum(columns[i].share for i in takers)
    for i in takers:
        part = max(0, spare) * columns[i].share // shares
        widths[i] += part
        spare -= part
        shares -= columns[i].share
