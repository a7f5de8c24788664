"""The difference between two texts, line by line, in about linear time.

`difflib` alone is quadratic where many lines are alike, as those of an association are. So lines that
stand once in either text (the names of exposures) are matched first, in order (Cohen's patience
difference), and `difflib` sees only what lies between them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_COMPARISONS = 250_000
"""Between matched lines, more than so many pairs of lines are shown as replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines `start` to `stop` before and `new_start` to `new_stop` after (from 0); `same` if equal."""

    same: bool
    start: int
    stop: int
    new_start: int
    new_stop: int


def lines_of(text: str) -> list[str]:
    """Split a text into lines with their newlines; only a newline ends a line."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def compare(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Give the runs of same and of differing lines, alternating, in order; both texts are covered."""
    runs: list[Run] = []
    for run in _runs(old, new):
        if runs and runs[-1].same == run.same:
            runs[-1] = Run(run.same, runs[-1].start, run.stop, runs[-1].new_start, run.new_stop)
        else:
            runs.append(run)
    return runs


def unified(old: str, new: str, old_name: str, new_name: str, *, context: int = 3) -> Iterator[str]:
    """Give the difference as `diff -u` prints it, each line without its newline; nothing where equal.

    A last line that has no newline is marked as `diff` marks it. The lines are those of the texts:
    make them displayable before they are shown.
    """
    if old == new:
        return
    before, after = lines_of(old), lines_of(new)
    yield f"--- {old_name}"
    yield f"+++ {new_name}"
    for hunk in _hunks(compare(before, after), context):
        yield f"@@ -{_range(hunk[0].start, hunk[-1].stop)} +{_range(hunk[0].new_start, hunk[-1].new_stop)} @@"
        for run in hunk:
            if run.same:
                yield from _marked(" ", before[run.start : run.stop])
            else:
                yield from _marked("-", before[run.start : run.stop])
                yield from _marked("+", after[run.new_start : run.new_stop])


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _range(start: int, stop: int) -> str:
    """Lines count from 1; of no lines `diff` names the one before."""
    length = stop - start
    first = start + 1 if length else start
    return str(first) if length == 1 else f"{first},{length}"


def _hunks(runs: list[Run], context: int) -> Iterator[list[Run]]:
    hunk: list[Run] = []
    for number, run in enumerate(runs):
        if not run.same:
            hunk.append(run)
            continue
        is_last = number == len(runs) - 1
        length = run.stop - run.start
        if hunk and (is_last or length > 2 * context):
            yield [*hunk, _first(run, context)] if context else hunk
            hunk = []
        if not is_last and (not hunk or length <= 2 * context):
            hunk.append(run if hunk else _last(run, context))
    if hunk:
        yield hunk


def _first(run: Run, count: int) -> Run:
    count = min(count, run.stop - run.start)
    return Run(True, run.start, run.start + count, run.new_start, run.new_start + count)


def _last(run: Run, count: int) -> Run:
    count = min(count, run.stop - run.start)
    return Run(True, run.stop - count, run.stop, run.new_stop - count, run.new_stop)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    at = new_at = 0
    for line, new_line in [*_anchors(old, new), (len(old), len(new))]:
        yield from _between(old, new, at, line, new_at, new_line)
        if line < len(old):
            yield Run(True, line, line + 1, new_line, new_line + 1)
        at, new_at = line + 1, new_line + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give positions of lines that stand once in either text, in the same order in both."""
    counts, new_counts = Counter(old), Counter(new)
    places = {line: number for number, line in enumerate(new) if new_counts[line] == 1}
    pairs = [
        (number, places[line])
        for number, line in enumerate(old)
        if counts[line] == 1 and line in places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest subsequence whose second numbers rise (the first ones do)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, position) in enumerate(pairs):
        pile = bisect_left(tails, position)
        tails[pile : pile + 1] = [position]
        ends[pile : pile + 1] = [index]
        before.append(ends[pile - 1] if pile else None)
    chosen = []
    last = ends[-1] if ends else None
    while last is not None:
        chosen.append(pairs[last])
        last = before[last]
    return chosen[::-1]


def _between(
    old: Sequence[str], new: Sequence[str], start: int, stop: int, new_start: int, new_stop: int
) -> Iterator[Run]:
    """Give the runs of a gap between matched lines."""
    same = 0
    while start + same < stop and new_start + same < new_stop:
        if old[start + same] != new[new_start + same]:
            break
        same += 1
    if same:
        yield Run(True, start, start + same, new_start, new_start + same)
    start, new_start = start + same, new_start + same
    tail = 0
    while start < stop - tail and new_start < new_stop - tail:
        if old[stop - tail - 1] != new[new_stop - tail - 1]:
            break
        tail += 1
    yield from _middle(old, new, start, stop - tail, new_start, new_stop - tail)
    if tail:
        yield Run(True, stop - tail, stop, new_stop - tail, new_stop)


def _middle(
    old: Sequence[str], new: Sequence[str], start: int, stop: int, new_start: int, new_stop: int
) -> Iterator[Run]:
    if start == stop and new_start == new_stop:
        return
    if (stop - start) * (new_stop - new_start) > _MOST_COMPARISONS:
        yield Run(False, start, stop, new_start, new_stop)
        return
    matcher = SequenceMatcher(None, old[start:stop], new[new_start:new_stop], autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        yield Run(
            tag == "equal", start + first, start + last, new_start + new_first, new_start + new_last
        )
