"""The judging of one open document: by which stage, in slices, anew where the stage changes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from asned.association.document import Document, last_with_key
from asned.later import Later
from asned.rules.index import FindingIndex
from asned.rules.opening import stage_of
from asned.rules.stage import Stage

if TYPE_CHECKING:
    from asned.rules import judge as judges
    from asned.rules.judge import Judge
    from asned.rules.verdicts import Severities
else:
    judges = Later("asned.rules.judge")

SLICES_AT_ONCE = 4
"""How many slices of judging are done on the spot where everything has to be judged anew."""

_STAGE_KEYS = ("asn_type", "asn_rule")


class Judging:
    """A document's judge, which is another one after the stage has changed, and the stage it judges by.

    The judge is made when it is first asked for: a document can be shown before.
    `beside` are the names of the files beside the association, None as long as they are not known.
    """

    def __init__(
        self, document: Document, name: str, chosen: int | None, severities: Severities
    ) -> None:
        """Judge a document with a file of this name by the stage `chosen`; None infers it."""
        self.beside: Set[str] | None = None
        self._document = document
        self._name = name
        self._chosen = chosen
        self._severities = severities
        self._words = self._words_of_stage()
        self.stage: Stage = stage_of(document, chosen, with_members=True)
        # What the keywords said before they say again: undo brings the stage back too.
        self._stages = {self._words: self.stage}
        self._judge: Judge | None = None
        self._pass: Iterator[None] | None = None
        self._none = FindingIndex(lambda place: (-1,))

    @property
    def judge(self) -> Judge:
        """The judge of the document by its stage as it is."""
        if self._judge is None:
            self._judge = self._new_judge()
        return self._judge

    @property
    def findings(self) -> FindingIndex:
        """What the judge has found, nothing as long as there is none."""
        return self._none if self._judge is None else self._judge.findings

    @property
    def is_done(self) -> bool:
        """Whether everything is judged."""
        return self._has_passed and self.judge.missing.is_settled

    @property
    def _has_passed(self) -> bool:
        return self._judge is not None and self._pass is None

    def next_slice(self) -> None:
        """Judge the next slice; once there is none left, everything is judged."""
        judge = self.judge
        if self._pass is None:
            judge.missing.next_slice()
        elif next(self._pass, self) is self:
            self._pass = None
            judge.missing.look(self.beside)

    def look_beside(self, names: Set[str] | None) -> None:
        """Judge by other names of files beside the association, once its own text is judged."""
        self.beside = names
        if self._has_passed:
            self.judge.missing.look(names)

    def rename(self, name: str) -> None:
        """Judge the name that the file has from here on."""
        self._name = name
        if self._judge is not None:
            self._judge.rename(name)

    def choose_stage(self, stage: int | None) -> None:
        """Judge anew by this stage; None infers it again."""
        self._chosen = stage
        self.stage = stage_of(self._document, stage, with_members=True)
        self._stages = {self._words: self.stage}
        self._begin_anew()

    def settle(self, *, is_reread: bool) -> bool:
        """Judge what was changed, and say whether everything has to be judged anew for it.

        `is_reread`: the whole text is another one.
        """
        words = self._words_of_stage()
        is_whole = words != self._words or self.judge.needs_restart
        if is_reread or words != self._words:
            self._words = words
            self._infer_stage(is_reread=is_reread)
        if is_whole:
            self._begin_anew()
        else:
            self.judge.finish()
        return is_whole

    def _words_of_stage(self) -> tuple[str | None, ...]:
        """Give what the keywords say that the stage is inferred from, and pipelines are chosen by."""
        pieces = (last_with_key(self._document.root, key) for key in _STAGE_KEYS)
        return tuple(None if piece is None else piece.text for piece in pieces)

    def _infer_stage(self, *, is_reread: bool) -> None:
        if is_reread:
            self._stages.clear()
        stage = self._stages.get(self._words)
        if stage is None or self._chosen is not None:
            stage = stage_of(self._document, self._chosen, with_members=is_reread)
            self._stages[self._words] = stage
        self.stage = stage

    def _begin_anew(self) -> None:
        self._judge = self._new_judge()
        for _ in range(SLICES_AT_ONCE):
            self.next_slice()

    def _new_judge(self) -> Judge:
        judge = judges.Judge(self._document, self.stage.stage, self._severities)
        judge.rename(self._name)
        self._pass = judge.slices()
        return judge
