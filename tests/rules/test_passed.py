"""What the full pass is done with is the same however its ranges came."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from asned.rules.passed import Passed


@st.composite
def runs_of_products(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    """Give runs of ranges of which no two have an id in common: start and size of each."""
    ranges, start = [], 1
    sizes = st.tuples(st.integers(0, 2), st.integers(1, 4))
    for gap, size in draw(st.lists(sizes, min_size=1, max_size=12)):
        ranges.append((start + gap, size))
        start += gap + size
    ranges = draw(st.one_of(st.just(ranges), st.permutations(ranges)))
    cuts = sorted(draw(st.lists(st.integers(1, len(ranges)), max_size=3)))
    ends = [0, *cuts, len(ranges)]
    runs = [ranges[a:b] for a, b in pairwise(ends)]
    return [run for run in runs if run]


@given(runs_of_products())
def test_ranges_hold_their_ids_and_no_others(runs: list[list[tuple[int, int]]]):
    passed = Passed()
    held: set[int] = set()
    for run in runs:
        passed.add_ranges([start for start, _ in run], [size for _, size in run])
        held.update(id for start, size in run for id in range(start, start + size))
        assert {id for id in range(80) if id in passed} == held
