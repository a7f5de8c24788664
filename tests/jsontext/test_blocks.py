"""Blocks behave like a plain list, whatever their size."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asned.jsontext import blocks
from asned.jsontext.blocks import Blocks


@dataclass(frozen=True)
class Numbered:
    id: int


operations = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 40), st.booleans()),
    max_size=25,
)


@pytest.mark.parametrize("size", [1, 3, 256])
@settings(max_examples=150, deadline=None)
@given(first=st.integers(0, 50), operations=operations)
def test_blocks_are_a_list(
    size: int, first: int, operations: list[tuple[int, int, int, bool]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_SIZE", size)
        model = [Numbered(id) for id in range(first)]
        sequence = Blocks(list(model))
        last = first
        for at, taken, put, asks_by_id in operations:
            start = min(at, len(model))
            stop = min(start + taken, len(model))
            new = [Numbered(id) for id in range(last, last + put)]
            last += put
            if asks_by_id:
                assert last not in sequence
            gone = model[start:stop]
            model[start:stop] = new
            sequence.splice(start, stop, new)
            compare(sequence, model, gone)


def compare(sequence: Blocks[Numbered], model: list[Numbered], gone: list[Numbered]) -> None:
    assert len(sequence) == len(model)
    assert list(sequence) == model
    assert all(piece.id not in sequence for piece in gone)
    for position in range(0, len(model), max(1, len(model) // 7)):
        piece = model[position]
        assert sequence[position] is piece
        assert sequence[position - len(model)] is piece
        assert piece.id in sequence
        assert sequence.index(piece.id) == position
        assert sequence.slice(position, position + 5) == model[position : position + 5]
    assert sequence.slice(0, len(model) + 9) == model


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 40), st.integers(0, 50), st.integers(0, 50))
def test_a_slice_is_that_of_a_list(length: int, start: int, stop: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_SIZE", 4)
        model = [Numbered(id) for id in range(length)]
        assert Blocks(model).slice(start, stop) == model[start:stop]


@pytest.mark.parametrize("length", [0, 5, 2000])
def test_a_position_or_id_that_is_not_there_is_an_error(length: int) -> None:
    sequence = Blocks(Numbered(id) for id in range(length))
    for position in (length, -length - 1):
        with pytest.raises(IndexError):
            sequence[position]
    with pytest.raises(KeyError):
        sequence.index(length)


def test_putting_back_what_was_taken_out_keeps_every_position() -> None:
    model = [Numbered(id) for id in range(5000)]
    sequence = Blocks(model)
    assert sequence.index(4999) == 4999
    taken = sequence.slice(1000, 3000)
    sequence.splice(1000, 3000, [])
    assert sequence.index(4999) == 2999
    sequence.splice(1000, 1000, taken)
    assert [sequence.index(id) for id in (0, 999, 1000, 2999, 3000, 4999)] == (
        [0, 999, 1000, 2999, 3000, 4999]
    )


def test_no_block_grows_without_bounds() -> None:
    sequence: Blocks[Numbered] = Blocks()
    for id in range(5000):
        sequence.splice(len(sequence) // 2, len(sequence) // 2, [Numbered(id)])
    assert max(map(len, sequence._blocks)) <= 4 * blocks.BLOCK_SIZE


@pytest.mark.parametrize("count", [1, 40, 900])
def test_those_with_given_ids_are_found_in_order_whether_few_or_many(count: int) -> None:
    pieces = [Numbered(id) for id in range(1000)]
    sequence = Blocks(pieces[500:] + pieces[:500])
    ids = set(range(450, 450 + count)) | {5000}
    positions = sequence.positions(ids)
    assert positions == sorted((id + 500) % 1000 for id in ids if id < 1000)
    assert sequence.pick(ids) == [sequence[at] for at in positions]
