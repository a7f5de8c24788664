"""History: what undo and redo do next, whether this is the saved state, and what differs from it."""

from random import Random

from hypothesis import given, settings

from asned.association.document import Document
from asned.association.edits import SetKey, perform
from asned.association.history import History, Step
from builders import seeds

KEYS = 3


class Edited:
    """A document of three keywords, its history, and plain lists beside it."""

    def __init__(self) -> None:
        self.document = Document(b'{"k0": 0, "k1": 0, "k2": 0}')
        self.history = History()
        self.values = [0] * KEYS
        self.saved: list[int] | None = list(self.values)

    def set(self, key: int, value: int) -> None:
        node = self.document.keywords[key].id
        splices = perform(self.document, SetKey(0, node, str(value)))
        if splices:
            self.history.add(Step(tuple(splices), "set"))
            self.values[key] = value

    def undo(self) -> None:
        step = self.history.to_undo
        if step is not None:
            for splice in reversed(step.splices):
                self.document.apply(splice.inverse())
            self.history.undone()

    def redo(self) -> None:
        step = self.history.to_redo
        if step is not None:
            for splice in step.splices:
                self.document.apply(splice)
            self.history.redone()

    def save(self) -> None:
        self.history.mark_saved()
        self.saved = self.now()

    def now(self) -> list[int]:
        return [piece.value for piece in self.document.keywords]  # type: ignore[union-attr,misc]

    def is_changed(self, key: int) -> bool:
        return self.history.is_changed(self.document.keywords[key].id)


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_what_is_saved_is_told_from_what_is_not(seed: int) -> None:
    random = Random(seed)
    edited = Edited()
    for value in range(1, 26):
        action = random.choice(("set", "set", "undo", "redo", "save"))
        if action == "set":
            edited.set(random.randrange(KEYS), value)
        else:
            getattr(edited, action)()
        if edited.history.is_saved:
            assert edited.now() == edited.saved
        # No value is set twice, so what differs from the saved state is what was set since.
        assert edited.saved is not None
        for key, (now, saved) in enumerate(zip(edited.now(), edited.saved, strict=True)):
            assert edited.is_changed(key) == (now != saved)


def test_undo_and_redo_come_to_the_mark_again_from_both_sides() -> None:
    edited = Edited()
    edited.set(0, 1)
    edited.save()
    edited.set(1, 2)
    assert not edited.history.is_saved
    edited.undo()
    assert edited.history.is_saved
    edited.undo()
    assert not edited.history.is_saved
    assert edited.is_changed(0)
    edited.redo()
    assert edited.history.is_saved
    assert not edited.is_changed(0)


def test_a_saved_state_that_was_edited_away_is_never_reached_again() -> None:
    edited = Edited()
    edited.set(0, 1)
    edited.save()
    edited.undo()
    edited.set(1, 2)
    edited.undo()
    assert edited.history.to_redo is not None
    assert not edited.history.is_saved
    assert (edited.is_changed(0), edited.is_changed(1)) == (True, False)


def test_a_new_edit_takes_away_what_could_be_redone() -> None:
    edited = Edited()
    edited.set(0, 1)
    edited.undo()
    assert edited.history.to_redo is not None
    edited.set(0, 2)
    assert edited.history.to_redo is None


def test_an_empty_history_has_nothing_to_undo_and_is_saved() -> None:
    history = History()
    assert history.to_undo is None
    assert history.to_redo is None
    assert history.is_saved


def test_what_is_on_no_disk_is_not_saved_whatever_is_undone() -> None:
    edited = Edited()
    edited.history.mark_unsaved()
    edited.set(0, 1)
    edited.undo()
    assert not edited.history.is_saved
