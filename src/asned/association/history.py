"""What was done, what can be undone and redone, and which state is the saved one."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from asned.association.focus import touched_nodes
from asned.association.structure import Splice


class Step(NamedTuple):
    """One step of undo: its splices in the order they were made, and what it was in a few words."""

    splices: tuple[Splice, ...]
    label: str


class History:
    """The steps of one open association; `position` of them are done, the rest can be redone."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._position = 0
        self._saved: int | None = 0
        # The way from the saved state to this one goes back to here, and then on.
        self._turn = 0
        self._changed: Counter[int] = Counter()

    @property
    def is_saved(self) -> bool:
        """Whether the document is in the state that was read or saved last."""
        return self._position == self._saved

    @property
    def to_undo(self) -> Step | None:
        """The step that undo takes back."""
        return self._steps[self._position - 1] if self._position else None

    @property
    def to_redo(self) -> Step | None:
        """The step that redo does again."""
        return self._steps[self._position] if self._position < len(self._steps) else None

    def is_changed(self, node: int) -> bool:
        """Whether a keyword, product or member differs from what was read or saved last."""
        return self._changed[node] > 0

    def add(self, step: Step, *, is_counted: bool = False) -> None:
        """Note a step that was done; what could be redone is gone.

        `is_counted`: here and below, its splices have been told to `count` already.
        """
        del self._steps[self._position :]
        if self._position < self._turn:
            self._saved = None
            self._turn = self._position
        self._steps.append(step)
        self.redone(is_counted=is_counted)

    def undone(self, *, is_counted: bool = False) -> None:
        """Note that the step before was taken back."""
        if not is_counted:
            self._count(self._steps[self._position - 1], self.weight_of_undo)
        self._position -= 1

    def redone(self, *, is_counted: bool = False) -> None:
        """Note that the step after was done again."""
        if not is_counted:
            self._count(self._steps[self._position], self.weight_of_redo)
        self._position += 1

    @property
    def weight_of_undo(self) -> int:
        """What a node counts for that undo touches: -1 on the way back to the saved state."""
        return -1 if self._position > self._turn else 1

    @property
    def weight_of_redo(self) -> int:
        """What a node counts for that redo touches."""
        return 1 if self._position >= self._turn else -1

    def count(self, splice: Splice, weight: int) -> None:
        """Count what a splice touches, for a step that is added, undone or redone in slices."""
        changed = self._changed
        for node in set(touched_nodes(splice)):
            changed[node] = changed.get(node, 0) + weight

    def mark_saved(self) -> None:
        """Note that the document as it is has been saved."""
        self._saved = self._turn = self._position
        self._changed.clear()

    def _count(self, step: Step, weight: int) -> None:
        for splice in step.splices:
            self.count(splice, weight)

    def mark_unsaved(self) -> None:
        """Note that no state of the history is on disk."""
        self._saved = None
