"""Which of several bearers of a name stands first, kept while they come, go and move."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from asned.rules.copies import Copies
from builders import seeds


def expected(order: list[int], names: dict[int, str]) -> set[int]:
    """Give the ids that have another bearer of their name before them."""
    seen: set[str] = set()
    copies = set()
    for id in order:
        if names[id] in seen:
            copies.add(id)
        seen.add(names[id])
    return copies


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_copies_are_those_that_stand_after_another_bearer(seed: int) -> None:
    random = Random(seed)
    order: list[int] = []
    names: dict[int, str] = {}
    copies = Copies(order.index)
    known: set[int] = set()
    for id in range(25):
        action = random.random()
        affected: list[int] = []
        if action < 0.5 or not order:
            at = random.randrange(len(order) + 1)
            order.insert(at, id)
            names[id] = random.choice("ab")
            affected += copies.add(names[id], id, is_last=at == len(order) - 1)
        elif action < 0.65:
            # Several come in one stretch, some of those there in between.
            start = random.randrange(len(order) + 1)
            stop = random.randint(start, len(order))
            come = [100 * (id + 1) + n for n in range(random.randint(1, 4))]
            at = start
            for each in come:
                at = random.randint(at, stop)
                order.insert(at, each)
                names[each] = random.choice("ab")
                at, stop = at + 1, stop + 1
            bearers = [(names[each], each) for each in come]
            affected += copies.insert(bearers, range(start, stop))
        elif action < 0.85:
            gone = random.sample(order, min(len(order), random.randrange(1, 4)))
            for each in gone:
                order.remove(each)
            for each in gone:
                copies.remove(names[each], each)
                known.discard(each)
            affected += copies.settle()
        else:
            moved = order.pop(random.randrange(len(order)))
            order.insert(random.randrange(len(order) + 1), moved)
            affected += copies.reorder(names[moved])
        # Only of those named may anything have changed.
        for each in affected:
            (known.add if copies.is_copy(names[each], each) else known.discard)(each)
        assert known == expected(order, names)
        assert all(copies.is_copy(names[each], each) == (each in known) for each in order)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=6), st.lists(st.sampled_from("abcdefgh")))
def test_many_that_come_behind_all_others_are_as_if_they_came_singly(
    first: list[str], rest: list[str]
) -> None:
    names = dict(enumerate([*first, *rest], 1))
    at_once, singly = Copies(list(names).index), Copies(list(names).index)
    touched: list[int] = []
    for id, name in names.items():
        touched += singly.add(name, id, is_last=True)
    bearers = [(name, id) for id, name in names.items()]
    found = [*at_once.append(bearers[: len(first)]), *at_once.append(bearers[len(first) :])]
    assert found == touched
    assert [at_once.is_copy(*each) for each in bearers] == [singly.is_copy(*e) for e in bearers]
