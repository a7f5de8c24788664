"""A journal makes the same bytes of the same bytes again, after every line of it."""

import json
from random import Random

import pytest
from hypothesis import given, settings

from asned.association.bulkedits import SetMembersKey
from asned.association.document import Document
from asned.association.edits import (
    DeleteProduct,
    MoveProduct,
    RenameKey,
    SetMemberKey,
    perform,
    revert,
)
from asned.association.journaling import journaled, new_texts, replayed
from asned.association.keys import key_node
from asned.association.structure import CannotEdit, Level, Splice
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.pieces import Branch
from asned.jsontext.writing import Exchange
from builders import association, expname, seeds, some_text
from plain import loads
from randomedits import some_edit


class Journaled:
    """A document whose changes are written as lines of JSON, with the bytes after each line."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(data)
        self.lines: list[str] = []
        self.states = [data]
        self._recorded = []

    def apply(self, splice: Splice) -> None:
        self._recorded.append(journaled(self.document, splice))
        self.document.apply(splice)

    def write(self, label: str = "an edit") -> None:
        self.lines.append(json.dumps({"label": label, "splices": self._recorded}))
        self._recorded = []
        self.states.append(self.document.to_bytes())

    def drop(self) -> None:
        self._recorded = []

    def do(self, edit) -> list[Splice]:
        splices = perform(self.document, edit, self.apply)
        self.write(edit.label)
        return splices


def shape(piece) -> object:
    """Which values are taken apart, and the keys by which they are found."""
    if isinstance(piece, Branch):
        return [(child.key, shape(child)) for child in piece.children]
    return None


@settings(max_examples=150)
@given(seed=seeds)
def test_a_replay_gives_the_same_bytes_after_every_line(seed):
    random = Random(seed)
    data = some_text(random).encode("utf-8", "surrogatepass")
    journal = Journaled(data)
    undone: list[list[Splice]] = []
    done: list[list[Splice]] = []
    shapes = [shape(journal.document.root)]
    for _ in range(random.randrange(12)):
        what = random.random()
        if what < 0.2 and done:
            undone.append(done.pop())
            revert(undone[-1], journal.apply)
        elif what < 0.35 and undone:
            done.append(undone.pop())
            for splice in done[-1]:
                journal.apply(splice)
        elif what < 0.4:
            other = some_text(random).encode("utf-8", "surrogatepass")
            splices = journal.document.rereading(other)
            for splice in splices:
                journal.apply(splice)
            done.append(list(splices))
            undone.clear()
        else:
            edit = some_edit(random, journal.document, loads(journal.document.text)).edit
            try:
                splices = perform(journal.document, edit, journal.apply)
            except (CannotEdit, NotAnAssociationText):
                journal.drop()
                continue
            done.append(splices)
            undone.clear()
        journal.write()
        shapes.append(shape(journal.document.root))
    replica = Document(data)
    assert replica.to_bytes() == journal.states[0]
    edits = [json.loads(line) for line in journal.lines]
    count = 0
    for count, step in enumerate(replayed(replica, edits, replica.apply), 1):
        assert replica.to_bytes() == journal.states[count]
        assert shape(replica.root) == shapes[count]
        assert step.label == "an edit"
    assert count == len(journal.lines)


@settings(max_examples=60)
@given(seed=seeds)
def test_steps_of_a_replay_can_be_undone_to_the_bytes_it_began_with(seed):
    random = Random(seed)
    data = some_text(random).encode("utf-8", "surrogatepass")
    journal = Journaled(data)
    for _ in range(random.randrange(6)):
        edit = some_edit(random, journal.document, loads(journal.document.text)).edit
        try:
            journal.do(edit)
        except (CannotEdit, NotAnAssociationText):
            journal.drop()
    replica = Document(data)
    steps = list(replayed(replica, map(json.loads, journal.lines), replica.apply))
    for step in reversed(steps):
        revert(step.splices, replica.apply)
    assert replica.to_bytes() == data


def test_two_lone_surrogates_are_not_made_a_pair():
    data = b'{"a": "x", "products": []}'
    journal = Journaled(data)
    text = b'"\xed\xa0\x80\xed\xb0\x80"'.decode("utf-8", "surrogatepass")
    node = key_node(journal.document, 0, "a")
    old = journal.document.keywords[0]
    new = Document(text.encode("utf-8", "surrogatepass")).root.with_lead(old.lead, "a")
    journal.apply(Splice(Level.ASSOCIATION, 0, Exchange(0, (old,), (new,))))
    journal.write()
    assert node == old.id
    replica = Document(data)
    list(replayed(replica, map(json.loads, journal.lines), replica.apply))
    assert b"\xed\xa0\x80\xed\xb0\x80" in replica.to_bytes()
    assert replica.to_bytes() == journal.states[-1]


def test_moving_renaming_and_deleting_before_large_products_writes_short_lines():
    journal = Journaled(association(3, 2000))
    first = journal.document.products[0].id
    journal.do(MoveProduct(first, 2))
    journal.do(DeleteProduct(journal.document.products[0].id))
    journal.do(RenameKey(first, key_node(journal.document, first, "members"), "was_members"))
    journal.do(RenameKey(first, key_node(journal.document, first, "name"), "label"))
    assert [len(line) < 1000 for line in journal.lines] == [True, True, False, True]


def lines_for(data: bytes) -> list[dict]:
    journal = Journaled(data)
    product = journal.document.products[1].id
    for number in (2, 0, 1):
        member = journal.document.members(product)[number].id
        journal.do(SetMemberKey(product, member, "exptype", '"imprint"'))
    return [json.loads(line) for line in journal.lines]


def test_edits_fit_another_text_as_long_as_they_find_what_they_change():
    data = association(2, 3)
    edits = lines_for(data)
    other = Document(data.replace(b'"none"', b'"another"'))
    assert len(list(replayed(other, edits, other.apply))) == 3
    assert other.to_bytes().count(b"imprint") == 3


def test_a_replay_ends_before_the_edit_whose_place_holds_something_else():
    data = association(2, 3)
    edits = lines_for(data)
    changed = bytearray(data)
    at = data.rindex(b'"expname"', 0, data.rindex(b'"expname"', 0, data.rindex(b'"expname"')))
    changed[at + 13 : at + 15] = b"JW"
    other = Document(bytes(changed))
    assert len(list(replayed(other, edits, other.apply))) == 1
    assert other.to_bytes().count(b"imprint") == 1


def test_a_bulk_edit_fits_only_where_every_text_that_it_cuts_is_the_same():
    data = association(1, 200)
    journal = Journaled(data)
    product = journal.document.products[0].id
    members = tuple(each.id for each in journal.document.members(product))
    journal.do(SetMembersKey(product, members, "exptype", '"imprint"'))
    (line,) = map(json.loads, journal.lines)
    assert len(journal.lines[0]) < len(data)
    same = Document(data)
    assert len(list(replayed(same, [line], same.apply))) == 1
    assert same.to_bytes() == journal.states[-1]
    middle = expname(0, 100).encode()
    changed = data.replace(middle, middle[::-1])
    other = Document(changed)
    assert list(replayed(other, [line], other.apply)) == []
    assert other.to_bytes() == changed


def many_changes(random: Random) -> Journaled:
    """Change members of many lengths and spellings, a few of them in other ways than the rest."""
    texts = []
    for number in range(random.choice([20, 40, 90])):
        exptype = random.choice(
            ['"science"', '"background"', "null", '"\\u00e9"', '"\u00e9\ud800"']
        )
        name = "n" * random.randrange(1, 9) + str(number)
        pairs = [f'"expname": "{name}"', f'"exptype": {exptype}', '"exposerr": null']
        texts.append("{" + ", ".join(pairs[: random.choice([1, 2, 3, 3, 3])]) + "}")
    members = ", ".join(texts)
    data = f'{{"products": [{{"name": "p", "members": [{members}]}}]}}'
    journal = Journaled(data.encode("utf-8", "surrogatepass"))
    product = journal.document.products[0].id
    for _ in range(3):
        ids = [each.id for each in journal.document.members(product)]
        some = tuple(id for id in ids if random.random() < random.choice([0.5, 0.9, 1]))
        value = random.choice(['"science"', '"\u00e9"', '"\ud800"', "1.50", "null"])
        key = random.choice(["exptype", "exptype", "expname", "other"])
        done = journal.do(SetMembersKey(product, some, key, value))
        if random.random() < 0.5:
            revert(done, journal.apply)
            journal.write()
    return journal


@settings(max_examples=100)
@given(seed=seeds)
def test_a_replay_of_changes_of_many_gives_the_same_bytes_after_every_line(seed):
    journal = many_changes(Random(seed))
    replica = Document(journal.states[0])
    lines = map(json.loads, journal.lines)
    states = [replica.to_bytes() for _ in replayed(replica, lines, replica.apply)]
    assert states == journal.states[1:]


@settings(max_examples=100)
@given(seed=seeds)
def test_lines_of_changes_of_many_with_any_part_exchanged_do_no_harm(seed):
    random = Random(seed)
    journal = many_changes(random)
    edits = [json.loads(line) for line in journal.lines]
    _spoil(random, edits)
    document = Document(journal.states[0])
    steps = list(replayed(document, edits, document.apply))
    for step in reversed(steps):
        revert(step.splices, document.apply)
    assert document.to_bytes() == journal.states[0]


def test_an_edit_that_fits_in_part_leaves_nothing():
    data = association(2, 3)
    first, second, _ = lines_for(data)
    second["splices"][0]["was"] += 1
    both = {"label": "both", "splices": [*first["splices"], *second["splices"]]}
    document = Document(data)
    assert list(replayed(document, [both], document.apply)) == []
    assert document.to_bytes() == data


@pytest.mark.parametrize(
    "line",
    [
        None,
        3,
        {},
        {"label": "x"},
        {"label": "x", "splices": None},
        {"label": "x", "splices": [None]},
        {"label": "x", "splices": [{"level": 9}]},
        {"label": "x", "splices": [{"level": 4, "start": 0, "removed": 0, "product": 99}]},
    ],
)
def test_a_line_that_is_no_edit_is_none(line):
    document = Document(association(1, 1))
    assert list(replayed(document, [line], document.apply)) == []
    assert new_texts(line) == []


@settings(max_examples=150)
@given(seed=seeds)
def test_a_line_with_any_part_exchanged_does_no_harm(seed):
    random = Random(seed)
    data = association(2, 3)
    edits = lines_for(data)
    _spoil(random, edits)
    document = Document(data)
    steps = list(replayed(document, edits, document.apply))
    for step in reversed(steps):
        revert(step.splices, document.apply)
    assert document.to_bytes() == data


def _spoil(random: Random, value) -> None:
    """Put something else in the place of some part of a value."""
    places = []

    def walk(each):
        for key in list(each) if isinstance(each, dict) else range(len(each)):
            places.append((each, key))
            if isinstance(each[key], dict | list):
                walk(each[key])

    walk(value)
    owner, key = random.choice(places)
    owner[key] = random.choice([None, -1, 7, True, "", "[", "{}", [], {}, {"utf-8": "ed"}, 1.5])


def test_the_new_texts_of_an_edit_can_be_read():
    for edit in lines_for(association(2, 3)):
        lines = new_texts(edit)
        assert [line.strip() for line in lines][2] == '"exptype": "imprint",'
        assert len(lines) == 5
