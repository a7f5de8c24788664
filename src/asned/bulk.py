"""A change of the association that is made in slices, for the keyboard to be free between them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from math import inf

from asned.association.document import Document
from asned.association.edits import Edit, Several
from asned.association.history import History, Step
from asned.association.structure import CannotEdit, Level, Splice
from asned.change import Change
from asned.jsontext.errors import NotAnAssociationText
from asned.mutating import Mutator

SLICE_SECONDS = 0.025
"""How long a slice works before it gives the keyboard a turn; painting what it did takes as long again."""

_MANY_PARTS = 16
"""From so many parts on, what was made is kept from the garbage collector for good."""

_JUDGED_AT_ONCE = 32
"""After so many splices they are judged: what that takes is part of a slice as well."""

_OVER_ALL = (Level.DOCUMENT, Level.ASSOCIATION)
"""Splices after which it may not be known any more where in the file a finding stands."""

_REFUSALS = (CannotEdit, NotAnAssociationText, KeyError)


class LongChange:
    """One step of undo while it is being done: edits, or what undo and redo do.

    `slices` does it. `done` of `count` parts are done; `problem` is why it could not be done, and
    `result` the whole change once it was. What is stopped or fails is taken back as well, in slices.
    """

    def __init__(
        self,
        mutator: Mutator,
        label: str,
        work: Iterable[Iterable[Sequence[Splice]]],
        *,
        count: int,
        note: Callable[[Splice, int], None],
        remember: Callable[[tuple[Splice, ...]], None],
    ) -> None:
        """Begin; `work` is asked for each part, and a part for its splices, when those before are made.

        `note` is told of each splice that is made (1) or taken back (-1), `remember` of all at the end.
        """
        self.label = label
        self.count = count
        self.done = 0
        self.is_over = False
        self.is_stopped = False
        self.problem: Exception | None = None
        self.result: Change | None = None
        self._mutator = mutator
        self._work = work
        self._note = note
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
        for _ in self._driven(None):
            pass
        if self.problem is not None:
            raise self.problem
        return self.result

    def slices(self, seconds: float = SLICE_SECONDS) -> Iterator[Change]:
        """Do it, giving control back after each so many seconds with what was changed since.

        The last change is `result`, if it comes to that; all that it says was changed has been told before
        where there were others.
        """
        yield from self._driven(seconds)

    def _driven(self, seconds: float | None) -> Iterator[Change]:
        # Many objects come and none go: a collection would only take its time, up to 200 ms.
        is_collecting = gc.isenabled()
        gc.disable()
        try:
            yield from self._forwards(seconds)
            if self.is_stopped or self.problem is not None:
                yield from self._backwards(seconds)
            elif self._made:
                splices = tuple(self._made)
                self._remember(splices)
                self.result = self._mutator.settled(self.label, splices)
                yield self.result
            elif seconds is not None:
                yield self._interim(())
        except BaseException:
            for _ in self._backwards(None):
                pass
            raise
        finally:
            self.is_over = True
            if is_collecting:
                if self.done >= _MANY_PARTS:
                    gc.freeze()  # nor is there any garbage to look for among them later
                gc.enable()

    def _forwards(self, seconds: float | None) -> Iterator[Change]:
        steps, is_over, is_cut = self._steps(), False, False
        while not is_over and not self.is_stopped:
            fresh = len(self._made)
            try:
                is_over = self._slice(steps, self._do, seconds)
            except _REFUSALS as problem:
                self.problem = problem
                return
            if not is_over or (is_cut and len(self._made) > fresh):
                is_cut = True  # from here on the end has a turn of its own, too
                yield self._interim(tuple(self._made[fresh:]))

    def _steps(self) -> Iterator[Sequence[Splice]]:
        for part in self._work:
            yield from part
            self.done += 1

    def _do(self, splice: Splice) -> None:
        self._mutator.do(splice)
        self._made.append(splice)
        self._note(splice, 1)

    def _backwards(self, seconds: float | None) -> Iterator[Change]:
        fresh: list[Splice] = []

        def take_back(inverse: Splice) -> None:
            self._mutator.apply(inverse)
            self._note(inverse.inverse(), -1)
            fresh.append(inverse)

        steps = self._steps_back()
        while not self._slice(steps, take_back, seconds):
            yield self._interim(tuple(fresh))
            fresh.clear()
        self._mutator.forget()
        if seconds is not None:
            yield self._interim(tuple(fresh))

    def _steps_back(self) -> Iterator[Sequence[Splice]]:
        while self._made:
            yield (self._made.pop().inverse(),)

    def _slice(
        self,
        steps: Iterator[Sequence[Splice]],
        make: Callable[[Splice], None],
        seconds: float | None,
    ) -> bool:
        """Make splices for so long and have them judged; say whether there are no more."""
        until = inf if seconds is None else time.monotonic() + seconds
        unjudged, is_over = 0, False
        with ExitStack() as batch:
            batch.enter_context(self._mutator.batch())
            for splices in steps:
                for splice in splices:
                    if splice.level in _OVER_ALL:
                        batch.close()
                    make(splice)
                unjudged += len(splices)
                if unjudged >= _JUDGED_AT_ONCE:
                    self._mutator.judge()
                    unjudged = 0
                if time.monotonic() >= until:
                    break
            else:
                is_over = True
            self._mutator.judge()
        return is_over

    def _interim(self, splices: tuple[Splice, ...]) -> Change:
        self._mutator.revision += 1
        return self._mutator.changed(self.label, splices)


def executing(
    mutator: Mutator, history: History, edits: Iterable[Edit], label: str, count: int
) -> LongChange:
    """Begin to do edits as one step; each is asked for when those before it are done and judged.

    The parts of one edit of several are judged together.
    """
    return LongChange(
        mutator,
        label,
        _planned(mutator, edits),
        count=count,
        note=history.count,
        remember=lambda splices: history.add(Step(splices, label), is_counted=True),
    )


def undoing(mutator: Mutator, history: History) -> LongChange | None:
    """Begin to take back the last step, if there is one."""
    step = history.to_undo
    if step is None:
        return None
    weight = history.weight_of_undo
    return LongChange(
        mutator,
        step.label,
        (((splice.inverse(),),) for splice in reversed(step.splices)),
        count=len(step.splices),
        # What is changed is counted by the splices as they were made, whichever way they go.
        note=lambda splice, times: history.count(splice.inverse(), times * weight),
        remember=lambda splices: history.undone(is_counted=True),
    )


def redoing(mutator: Mutator, history: History) -> LongChange | None:
    """Begin to do the step again that was taken back last, if there is one."""
    step = history.to_redo
    if step is None:
        return None
    weight = history.weight_of_redo
    return LongChange(
        mutator,
        step.label,
        (((splice,),) for splice in step.splices),
        count=len(step.splices),
        note=lambda splice, times: history.count(splice, times * weight),
        remember=lambda splices: history.redone(is_counted=True),
    )


def _planned(mutator: Mutator, edits: Iterable[Edit]) -> Iterator[Iterator[Sequence[Splice]]]:
    for edit in edits:
        yield _parts(mutator.document, edit)
        mutator.judge()


def _parts(document: Document, edit: Edit) -> Iterator[Sequence[Splice]]:
    if isinstance(edit, Several):
        for each in edit.edits:
            yield from _parts(document, each)
    else:
        yield edit.splices(document)
