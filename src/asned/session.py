"""One open association: document, history, judge and file together, and the only thing that changes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asned.association.document import Document
from asned.association.edits import Edit, perform, revert
from asned.association.focus import focus_of
from asned.association.history import History, Step
from asned.association.places import DOCUMENT, Place
from asned.association.skeleton import SKELETON
from asned.association.structure import CannotEdit, Level, Splice
from asned.disk.errors import Missing
from asned.disk.fingerprint import Changed, FileOnDisk, changed, read_file
from asned.disk.save import save
from asned.disk.writing import Saved
from asned.jsontext.errors import NotAnAssociationText
from asned.rules.findings import Finding
from asned.rules.index import FindingIndex
from asned.rules.judge import Judge
from asned.rules.opening import stage_of
from asned.rules.stage import Stage
from asned.rules.verdicts import Severities

SLICES_AT_ONCE = 8
"""How many slices of judging are done on the spot where everything has to be judged anew."""

_STAGE_KEYS = ("asn_type", "asn_rule")


@dataclass(frozen=True, slots=True)
class Change:
    """What one call changed: the splices of the text, the findings that came and went.

    `place` and `field` are where the cursor should go. `is_whole` says that everything is judged anew.
    """

    revision: int
    label: str
    splices: tuple[Splice, ...] = ()
    appeared: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    place: Place = DOCUMENT
    field: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would do: why it cannot be done (or ""), the findings that would come and go."""

    problem: str = ""
    appeared: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    place: Place = DOCUMENT
    on_place: tuple[Finding, ...] = ()


class Session:
    """An association that is open. Raises nothing but what its methods say."""

    def __init__(
        self,
        data: bytes,
        path: Path,
        file: FileOnDisk | None,
        *,
        stage: int | None = None,
        severities: Severities | None = None,
    ) -> None:
        self.path = path
        self.document = Document(data)
        self.history = History()
        self.revision = 0
        self._file = file
        self._chosen_stage = stage
        self._severities: Severities = severities or {}
        self._stage_touched = False
        self.stage: Stage = stage_of(self.document, stage, with_members=True)
        self._judge = Judge(self.document, self.stage.stage, self._severities)
        self._pass: Iterator[None] | None = self._judge.slices()
        if file is None:
            self.history.mark_unsaved()

    @classmethod
    def open(
        cls, path: Path, *, stage: int | None = None, severities: Severities | None = None
    ) -> Session:
        """Open an association file; one that is not there is begun anew, and written when it is saved.

        Raises:
            DiskError: the file cannot be read, or is no file.
            NotAnAssociationText: its text is not JSON.
        """
        try:
            file = read_file(path)
        except Missing:
            return cls(SKELETON, path, None, stage=stage, severities=severities)
        return cls(file.data, path, file, stage=stage, severities=severities)

    # ---- what there is

    @property
    def findings(self) -> FindingIndex:
        """All findings as of now."""
        return self._judge.findings

    @property
    def judge(self) -> Judge:
        """The judge, for its counts; only the session lets it work."""
        return self._judge

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self._file is None

    @property
    def is_modified(self) -> bool:
        """Whether saving would write something that is not in the file."""
        return not self.history.is_saved

    @property
    def is_read_only(self) -> bool:
        """Whether the file may not be written."""
        return self._file is not None and not self._file.writable

    def neighbour(self, place: Place | None, step: int) -> tuple[Finding, int] | None:
        """Give the next (step 1) or previous (-1) finding in file order, with its position, or None."""
        order = (-1,) if place is None else self._judge.order_of(place)
        return self.findings.neighbour(order, step)

    # ---- judging

    @property
    def is_judged(self) -> bool:
        """Whether everything is judged."""
        return self._pass is None

    def judge_slice(self) -> Change | None:
        """Judge the next slice and give what was found, None where everything is judged."""
        if self._pass is None:
            return None
        for _ in self._pass:
            return self._changed("judging", ())
        self._pass = None
        return self._changed("judged", ())

    def judge_all(self) -> None:
        """Judge what is not judged yet."""
        while self.judge_slice():
            pass

    def choose_stage(self, stage: int | None) -> Change:
        """Judge by this stage; None infers it again."""
        self._chosen_stage = stage
        self.stage = stage_of(self.document, stage, with_members=True)
        self._judge_anew()
        return self._changed("stage", (), is_whole=True)

    # ---- changing

    def execute(self, edit: Edit) -> Change | None:
        """Do an edit as one step of undo; None where it changes nothing.

        Raises:
            CannotEdit: the edit makes no sense on this document; the message says what to do instead.
            NotAnAssociationText: a text given as JSON is not JSON.
        """
        splices = tuple(perform(self.document, edit, self._apply))
        if not splices:
            return None
        self.history.add(Step(splices, edit.label))
        return self._settled(edit.label, splices)

    def undo(self) -> Change | None:
        """Take back the step done last; None where there is none."""
        step = self.history.to_undo
        if step is None:
            return None
        inverses = tuple(splice.inverse() for splice in reversed(step.splices))
        for splice in inverses:
            self._apply(splice)
        self.history.undone()
        return self._settled(step.label, inverses)

    def redo(self) -> Change | None:
        """Do again the step that was taken back last; None where there is none."""
        step = self.history.to_redo
        if step is None:
            return None
        for splice in step.splices:
            self._apply(splice)
        self.history.redone()
        return self._settled(step.label, step.splices)

    def preview(self, edit: Edit) -> Preview:
        """Say what the judge would say of an edit; nothing is changed."""
        before = self._judge.findings.take_news()
        done: list[Splice] = []

        def apply(splice: Splice) -> None:
            self.document.apply(splice)
            done.append(splice)
            self._judge.note(splice)

        try:
            perform(self.document, edit, apply)
        except (CannotEdit, NotAnAssociationText) as problem:
            self._judge.findings.put_back_news(before)
            return Preview(str(problem))
        preview = self._previewed(done)
        revert(done, apply)
        if not self._judge.needs_restart:
            self._judge.finish()
        self._judge.needs_restart = False
        self._judge.findings.put_back_news(before)
        return preview

    def _previewed(self, done: Sequence[Splice]) -> Preview:
        if not done or self._judge.needs_restart:
            return Preview()
        self._judge.finish()
        appeared, gone = self._judge.findings.take_news()
        place, _ = focus_of(self.document, done)
        on_place = tuple(self.findings.of_node(place.node))
        return Preview("", appeared, gone, place, on_place)

    # ---- the file

    def save(
        self,
        path: Path | None = None,
        *,
        overwrite: bool = False,
        in_place: bool = False,
        replace_read_only: bool = False,
    ) -> Saved:
        """Write the file, or with `path` another, which is then the one that is open.

        Raises:
            DiskError: nothing was written (or its text says what was); the edits are still here.
        """
        target = self.path if path is None else path
        is_same = path is None and self._file is not None
        data = self.document.to_bytes()
        saved = save(
            target,
            data,
            self._file.fingerprint if is_same and self._file else None,
            overwrite=overwrite,
            in_place=in_place,
            replace_read_only=replace_read_only,
        )
        self.path = target
        self._file = FileOnDisk(target, saved.real_path, data, saved.fingerprint, True)
        self.history.mark_saved()
        return saved

    def change_on_disk(self) -> Changed | None:
        """Say how the file differs from what was read or saved, None where it does not."""
        if self._file is None:
            return None
        return changed(self._file.fingerprint, self._file.real_path)

    def reload(self) -> Change:
        """Read the file again, as one change that can be undone.

        Raises:
            DiskError: the file cannot be read.
            NotAnAssociationText: its text is not JSON (any more).
        """
        file = read_file(self.path)
        splices = self.document.rereading(file.data)
        for splice in splices:
            self._apply(splice)
        self._file = file
        self.history.add(Step(splices, "reload"))
        self.history.mark_saved()
        return self._settled("reload", splices)

    # ---- within

    def _apply(self, splice: Splice) -> None:
        self.document.apply(splice)
        self._judge.note(splice)
        exchange = splice.exchange
        if splice.level == Level.DOCUMENT or (
            splice.level == Level.ASSOCIATION
            and any(piece.key in _STAGE_KEYS for piece in (*exchange.removed, *exchange.inserted))
        ):
            self._stage_touched = True

    def _settled(self, label: str, splices: tuple[Splice, ...]) -> Change:
        is_whole = False
        if self._stage_touched or self._judge.needs_restart:
            is_reread = any(splice.level == Level.DOCUMENT for splice in splices)
            self.stage = stage_of(self.document, self._chosen_stage, with_members=is_reread)
            self._stage_touched = False
            self._judge_anew()
            is_whole = True
        else:
            self._judge.finish()
        self.revision += 1
        return self._changed(label, splices, is_whole=is_whole)

    def _judge_anew(self) -> None:
        self._judge = Judge(self.document, self.stage.stage, self._severities)
        self._pass = self._judge.slices()
        for _ in range(SLICES_AT_ONCE):
            if next(self._pass, self) is self:
                self._pass = None
                return

    def _changed(
        self, label: str, splices: tuple[Splice, ...], *, is_whole: bool = False
    ) -> Change:
        appeared, gone = self._judge.findings.take_news()
        place, field = focus_of(self.document, splices) if splices else (DOCUMENT, "")
        return Change(self.revision, label, splices, appeared, gone, place, field, is_whole)
