"""Every edit does to the document what the same operation does to plain lists, and can be taken back."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from asned.association.document import Document
from asned.association.edits import Edit, perform, revert
from asned.association.structure import CannotEdit
from asned.jsontext.errors import NotAnAssociationText
from attempts import Attempt
from builders import corpus_files, seeds, some_text
from plain import Object, loads, same
from randomedits import some_edit


def attempt_on(document: Document, attempt: Attempt) -> None:
    """Try an edit, hold the outcome against the plain lists, and take it back."""
    before = document.to_bytes()
    if attempt.refused:
        with pytest.raises((CannotEdit, NotAnAssociationText)):
            perform(document, attempt.edit)
        assert document.to_bytes() == before
        return
    splices = perform(document, attempt.edit)
    after = document.to_bytes()
    adopt_added(attempt, loads(after))
    assert same(loads(after), attempt.root), attempt.edit
    assert same(values_of(document), loads(after)), attempt.edit
    revert(splices, document.apply)
    assert document.to_bytes() == before
    assert same(values_of(document), loads(before))
    for splice in splices:
        document.apply(splice)
    assert document.to_bytes() == after
    revert(splices, document.apply)
    assert document.to_bytes() == before


def values_of(document: Document) -> Any:
    """Give what the pieces say that their text means."""
    return _plain(document.root)


def _plain(piece: Any) -> Any:
    if hasattr(piece, "children"):
        children = [(child.key, _plain(child)) for child in piece.children]
        return Object(children) if piece.is_object else [value for _, value in children]
    return _unpaired(piece.value)


def _unpaired(value: Any) -> Any:
    if isinstance(value, tuple):
        return Object(zip(value[0], map(_unpaired, value[1:]), strict=True))
    return [_unpaired(each) for each in value] if isinstance(value, list) else value


def adopt_added(attempt: Attempt, actual: Any) -> None:
    """Let an added object stand as it came out, if only the order of its keys is another."""
    if attempt.added is None:
        return
    added, index = attempt.added
    found = _beside(attempt.root, actual, added)
    assert isinstance(found, list) and isinstance(found[index], Object)
    wanted, got = dict(added[index]), dict(found[index])
    if "exposerr" not in wanted and "exposerr" in got:
        assert got.pop("exposerr") in (None, "NULL", "null", "")
    assert same(sorted(wanted.items()), sorted(got.items()))
    added[index] = found[index]


def _beside(model: Any, actual: Any, wanted: list[Any]) -> Any:
    """Find in one tree what stands where `wanted` stands in another."""
    if model is wanted:
        return actual
    for one, other in zip(model, actual, strict=True):
        pair = isinstance(one, tuple)
        inner, opposite = (one[1], other[1]) if pair else (one, other)
        if isinstance(inner, list) and isinstance(opposite, list):
            found = _beside(inner, opposite, wanted)
            if found is not None:
                return found
    return None


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_an_edit_changes_what_it_changes_in_plain_lists_and_nothing_else(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    document = Document(text.encode())
    for _ in range(3):
        attempt_on(document, some_edit(random, document, loads(text)))


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_edits_in_a_row_build_on_one_another_and_undo_in_reverse(seed: int) -> None:
    random = Random(seed)
    data = some_text(random).encode()
    document = Document(data)
    model = loads(data)
    done = []
    for _ in range(12):
        attempt = some_edit(random, document, model)
        if attempt.refused:
            continue
        done += perform(document, attempt.edit)
        actual = loads(document.to_bytes())
        adopt_added(attempt, actual)
        assert same(actual, attempt.root), attempt.edit
        assert same(values_of(document), actual), attempt.edit
        model = attempt.root
    revert(done, document.apply)
    assert document.to_bytes() == data


FILES = corpus_files("associations")


@pytest.mark.skipif(not FILES, reason="the corpus of real associations is not here")
def test_three_thousand_single_edits_of_real_files_change_exactly_the_one_value() -> None:
    random = Random(3000)
    files = [path for path in FILES if path.stat().st_size < 60_000]
    done = 0
    while done < 3000:
        data = random.choice(files).read_bytes()
        try:
            document = Document(data)
        except NotAnAssociationText:
            continue
        model = loads(data)
        for _ in range(20):
            attempt_on(document, some_edit(random, document, model, whole=False))
            done += 1


def test_an_edit_of_what_is_not_there_raises_key_error_and_changes_nothing() -> None:
    document = Document(b'{"products": [{"members": [1]}]}')
    before = document.to_bytes()
    for edit in edits_of_nothing():
        with pytest.raises(KeyError):
            perform(document, edit)
        assert document.to_bytes() == before


def edits_of_nothing() -> list[Edit]:
    from asned.association import edits

    return [
        edits.SetKey(0, 999, "1"),
        edits.SetKey(999, 1, "1"),
        edits.DeleteProduct(999),
        edits.MoveProduct(999, 0),
        edits.DuplicateProduct(999),
        edits.ReplaceProduct(999, "1"),
        edits.DeleteMember(999, 999),
        edits.AddMember(999, 0, ()),
        edits.SetMemberKey(999, 999, "a", "1"),
    ]
