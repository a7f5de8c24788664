"""A change of the association that is made in slices, for the keyboard to be free between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from asned.association.document import Document
from asned.association.edits import Edit, Several
from asned.association.history import History, Step
from asned.association.structure import CannotEdit, Splice
from asned.change import Change
from asned.jsontext.errors import NotAnAssociationText
from asned.mutating import Mutator

SLICE_SECONDS = 0.02
"""How long a slice works before it gives the keyboard a turn."""

_REFUSALS = (CannotEdit, NotAnAssociationText, KeyError)


class LongChange:
    """One step of undo while it is being done: edits, or what undo and redo do.

    `slices` does it. `done` of `count` parts are done; `problem` is why it could not be done, and
    `result` the whole change once it was. What is stopped or fails is taken back as well, in slices.
    """

    def __init__(
        self,
        mutator: Mutator,
        history: History,
        label: str,
        work: Iterable[Sequence[Splice]],
        *,
        count: int,
        weight: int,
        remember: Callable[[tuple[Splice, ...]], None],
    ) -> None:
        """Begin; `work` is asked for each part when those before it are done.

        `weight` is what `history` counts a touched node for, `remember` tells it of the whole.
        """
        self.label = label
        self.count = count
        self.done = 0
        self.is_over = False
        self.is_stopped = False
        self.problem: Exception | None = None
        self.result: Change | None = None
        self._mutator = mutator
        self._history = history
        self._work = work
        self._weight = weight
        self._remember = remember
        self._made: list[Splice] = []

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        return min(1.0, self.done / max(1, self.count))

    def stop(self) -> None:
        """Let the slices that follow take back what was done."""
        self.is_stopped = True

    def run(self) -> Change | None:
        """Do it all at once; None where nothing was changed.

        Raises:
            CannotEdit, NotAnAssociationText, KeyError: it could not be done, and nothing is changed.
        """
        for _ in self.slices(float("inf")):
            pass
        if self.problem is not None:
            raise self.problem
        return self.result

    def slices(self, seconds: float = SLICE_SECONDS) -> Iterator[Change]:
        """Do it, giving control back after each so many seconds with what was changed since."""
        try:
            yield from self._forwards(seconds)
            if self.is_stopped or self.problem is not None:
                yield from self._backwards(seconds)
            elif self._made:
                splices = tuple(self._made)
                self._remember(splices)
                self.result = self._mutator.settled(self.label, splices)
                yield self.result
        except BaseException:
            for _ in self._backwards(float("inf")):
                pass
            raise
        finally:
            self.is_over = True

    def _forwards(self, seconds: float) -> Iterator[Change]:
        begun, fresh = time.monotonic(), 0
        try:
            for splices in self._work:
                for splice in splices:
                    self._mutator.do(splice)
                    self._made.append(splice)
                    self._history.count(splice, self._weight)
                self._mutator.judge()
                self.done += 1
                if self.is_stopped:
                    return
                if time.monotonic() - begun >= seconds:
                    yield self._interim(tuple(self._made[fresh:]))
                    begun, fresh = time.monotonic(), len(self._made)
                    if self.is_stopped:
                        return
        except _REFUSALS as problem:
            self.problem = problem

    def _backwards(self, seconds: float) -> Iterator[Change]:
        begun, fresh = time.monotonic(), []
        while self._made:
            splice = self._made.pop()
            inverse = splice.inverse()
            self._mutator.apply(inverse)
            self._history.count(splice, -self._weight)
            fresh.append(inverse)
            if time.monotonic() - begun >= seconds:
                self._mutator.judge()
                yield self._interim(tuple(fresh))
                begun, fresh = time.monotonic(), []
        self._mutator.forget()
        self._mutator.judge()
        yield self._interim(tuple(fresh))

    def _interim(self, splices: tuple[Splice, ...]) -> Change:
        self._mutator.revision += 1
        return self._mutator.changed(self.label, splices)


def executing(
    mutator: Mutator, history: History, edits: Iterable[Edit], label: str, count: int
) -> LongChange:
    """Begin to do edits as one step; each is asked for when those before it are done."""
    return LongChange(
        mutator,
        history,
        label,
        _planned(mutator.document, edits),
        count=count,
        weight=1,
        remember=lambda splices: history.add(Step(splices, label), is_counted=True),
    )


def undoing(mutator: Mutator, history: History) -> LongChange | None:
    """Begin to take back the last step, if there is one."""
    step = history.to_undo
    if step is None:
        return None
    return LongChange(
        mutator,
        history,
        step.label,
        ((splice.inverse(),) for splice in reversed(step.splices)),
        count=len(step.splices),
        weight=history.weight_of_undo,
        remember=lambda splices: history.undone(is_counted=True),
    )


def redoing(mutator: Mutator, history: History) -> LongChange | None:
    """Begin to do the step again that was taken back last, if there is one."""
    step = history.to_redo
    if step is None:
        return None
    return LongChange(
        mutator,
        history,
        step.label,
        ((splice,) for splice in step.splices),
        count=len(step.splices),
        weight=history.weight_of_redo,
        remember=lambda splices: history.redone(is_counted=True),
    )


def _planned(document: Document, edits: Iterable[Edit]) -> Iterator[Sequence[Splice]]:
    for edit in edits:
        if isinstance(edit, Several):
            yield from _planned(document, edit.edits)
        else:
            yield edit.splices(document)
