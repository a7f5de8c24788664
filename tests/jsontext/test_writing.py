"""An exchange and its inverse leave a branch as it was, whatever was exchanged."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from asned.jsontext.pieces import Branch
from asned.jsontext.reading import Ids, Layout, leaf_of, piece_of
from asned.jsontext.style import Style
from asned.jsontext.writing import Exchange, deleted, inserted, moved, renamed, replaced
from builders import LAYOUTS, some_layout, written
from plain import Object, loads, same

operations = st.lists(
    st.tuples(st.sampled_from("rdimn"), st.integers(0, 9), st.integers(0, 9)), max_size=12
)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 1 << 30), st.integers(0, 5), st.booleans(), operations)
def test_exchanges_do_what_lists_do_and_their_inverses_take_it_back(
    seed: int, length: int, is_object: bool, operations: list[tuple[str, int, int]]
) -> None:
    random = Random(seed)
    layout = some_layout(random) if length else LAYOUTS[0]
    model = Object((f"k{n}", n) for n in range(length)) if is_object else list(range(length))
    ids = Ids()
    branch = piece_of(written(model, layout), 1, "", None, Layout("{" if is_object else "["), ids)
    assert isinstance(branch, Branch)
    done: list[tuple[str, Exchange]] = []
    for number, (kind, at, to) in enumerate(operations):
        exchange = planned(branch, model, kind, at, to, number + 100, ids)
        if exchange is None:
            continue
        done.append((branch.text, exchange))
        exchange.apply(branch)
        assert same(loads(branch.text), model)
    for text, exchange in reversed(done):
        exchange.inverse().apply(branch)
        assert branch.text == text


def planned(
    branch: Branch, model: list, kind: str, at: int, to: int, new: int, ids: Ids
) -> Exchange | None:
    """Plan an exchange and do to the model what it does."""
    is_object = isinstance(model, Object)
    count = len(model)
    key = f"k{new}" if is_object else None
    if kind == "i":
        several = 1 + to % 3
        values = [((f"{key}x{n}", new) if is_object else new) for n in range(several)]
        model[min(at, count) : min(at, count)] = values
        pieces = [
            leaf_of(str(new), ids.new(), "", f"{key}x{n}" if is_object else None)
            for n in range(several)
        ]
        return inserted(branch, at, pieces, Style(), 1)
    if not count:
        return None
    at, to = at % count, to % count
    if kind == "d":
        stop = min(at + 1 + to % 2, count)
        del model[at:stop]
        return deleted(branch, at, stop)
    if kind == "m":
        model.insert(to, model.pop(at))
        return moved(branch, at, to)
    if kind == "n" and is_object:
        model[at] = key, model[at][1]
        return replaced(branch, at, renamed(branch.children[at], str(key), Style()))
    old = branch.children[at]
    model[at] = (model[at][0], new) if is_object else new
    return replaced(branch, at, leaf_of(str(new), old.id, old.lead, old.key))


def test_a_move_says_which_piece_moved() -> None:
    branch = piece_of("[1, 2, 3]", 1, "", None, Layout("["), Ids())
    assert isinstance(branch, Branch)
    first = branch.children[0].id
    assert moved(branch, 0, 1).mover == first
    assert moved(branch, 0, 1).inverse().mover == first
    assert moved(branch, 1, 0).mover == branch.children[1].id
