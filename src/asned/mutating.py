"""What every change of an open association goes through: document, judge and journal hear of it together."""

from __future__ import annotations

from contextlib import AbstractContextManager

from asned.association.document import Document
from asned.association.focus import focus_of
from asned.association.places import DOCUMENT
from asned.association.structure import Level, Splice
from asned.change import Change
from asned.judging import Judging
from asned.openfile import OpenFile


class Mutator:
    """Applies splices to one document. `revision` grows with everything that was changed."""

    def __init__(self, document: Document, judging: Judging, file: OpenFile) -> None:
        self.document = document
        self.judging = judging
        self.revision = 0
        self._file = file

    def apply(self, splice: Splice) -> None:
        """Apply a splice that nobody needs to remember."""
        self.document.apply(splice)
        self.judging.judge.note(splice)

    def do(self, splice: Splice) -> None:
        """Apply a splice for the journal to know."""
        if self._file.keeping:
            self._file.keeping.record(self.document, splice)
        self.apply(splice)

    def judge(self) -> None:
        """Bring to an end what the splices so far began, unless everything is to be judged anew."""
        if not self.judging.judge.needs_restart:
            self.judging.judge.finish()

    def batch(self) -> AbstractContextManager[None]:
        """Let many findings come and go; in between, nothing is to be asked about their order."""
        return self.judging.judge.findings.batch()

    def forget(self) -> None:
        """Let the journal drop what was done since the last edit that was accepted."""
        if self._file.keeping:
            self._file.keeping.forget()

    def accept(self, label: str) -> None:
        """Have what was done written down before anybody is told."""
        if self._file.keeping:
            self._file.keeping.accept(label)

    def settled(self, label: str, splices: tuple[Splice, ...]) -> Change:
        """Give the change that these splices make, judged and written down."""
        is_reread = any(splice.level == Level.DOCUMENT for splice in splices)
        is_whole = self.judging.settle(is_reread=is_reread)
        self.revision += 1
        self.accept(label)
        return self.changed(label, splices, is_whole=is_whole)

    def changed(self, label: str, splices: tuple[Splice, ...], *, is_whole: bool = False) -> Change:
        """Give a change with the findings that came and went since the last one."""
        appeared, gone = self.judging.judge.findings.take_news()
        place, field = focus_of(self.document, splices) if splices else (DOCUMENT, "")
        return Change(self.revision, label, splices, appeared, gone, place, field, is_whole)
