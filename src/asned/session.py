"""One open association: document, history, judge and file together, and the only thing that changes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from asned.association.beginning import beginning
from asned.association.document import Document
from asned.association.history import History, Step
from asned.association.places import Place
from asned.association.skeleton import SKELETON
from asned.association.structure import CannotEdit, Splice
from asned.change import Change, Preview
from asned.disk.errors import Missing
from asned.disk.fingerprint import Changed, FileOnDisk, read_file
from asned.judging import Judging
from asned.later import Later
from asned.mutating import Mutator
from asned.openfile import OpenFile
from asned.rules.index import FindingIndex
from asned.rules.stage import Stage

if TYPE_CHECKING:
    from asned import bulk, previewing
    from asned.association import journaling
    from asned.association.edits import Edit
    from asned.association.journalwords import Json
    from asned.bulk import LongChange
    from asned.disk.copies import LeftCopy
    from asned.disk.writing import Saved
    from asned.recoverable import Recoverable
    from asned.rules.findings import Finding
    from asned.rules.fixes import Fix
    from asned.rules.judge import Judge
    from asned.rules.verdicts import Severities
else:
    bulk = Later("asned.bulk")
    journaling = Later("asned.association.journaling")
    previewing = Later("asned.previewing")

__all__ = ["Change", "Preview", "Session"]


class Session:
    """An association that is open. Raises nothing but what its methods say.

    `view_only` says why nothing may be edited, "" while it may. `whole` is the text of a file whose
    beginning alone is open, else None.
    """

    def __init__(
        self,
        data: bytes,
        path: Path,
        file: FileOnDisk | None,
        *,
        stage: int | None = None,
        severities: Severities | None = None,
        only_begin: bool = False,
    ) -> None:
        begun = beginning(data) if only_begin else None
        self.whole = data if begun else None
        self.file = OpenFile(path, file)
        self.document = Document(begun or data)
        self.history = History()
        self.view_only = "the file is not read to its end yet" if begun else ""
        self._judging = Judging(self.document, path.name, stage, severities or {})
        self._mutator = Mutator(self.document, self._judging, self.file)
        self._under_way: LongChange | None = None
        if file is None:
            self.history.mark_unsaved()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        stage: int | None = None,
        severities: Severities | None = None,
        largest: int | None = None,
        only_begin: bool = False,
    ) -> Session:
        """Open an association file; one that is not there is begun anew, and written when it is saved.

        With `only_begin` no more of a large file is read than shows at first: `read_on` reads it.

        Raises:
            DiskError: the file cannot be read, is no file, or has more than `largest` bytes.
            NotAnAssociationText: its text is not JSON.
        """
        try:
            file = read_file(path, largest=largest)
        except Missing:
            return cls(SKELETON, path, None, stage=stage, severities=severities)
        return cls(file.data, path, file, stage=stage, severities=severities, only_begin=only_begin)

    @classmethod
    def repaired(
        cls,
        data: bytes,
        file: FileOnDisk,
        *,
        stage: int | None = None,
        severities: Severities | None = None,
    ) -> Session:
        """Open a repaired text of a file: modified from the start, and nothing before it to undo.

        Raises:
            NotAnAssociationText: the text is still not JSON.
        """
        session = cls(data, file.path, file, stage=stage, severities=severities)
        session.history.mark_unsaved()
        return session

    # ---- what there is

    @property
    def revision(self) -> int:
        """A number that grows with everything that is changed."""
        return self._mutator.revision

    @property
    def findings(self) -> FindingIndex:
        """All findings as of now."""
        return self._judging.findings

    @property
    def judge(self) -> Judge:
        """The judge, for its counts; only the session lets it work."""
        return self._judging.judge

    @property
    def stage(self) -> Stage:
        """The stage that is judged by, and why."""
        return self._judging.stage

    @property
    def path(self) -> Path:
        """The path of the file, as the user named it."""
        return self.file.path

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self.file.is_new

    @property
    def is_modified(self) -> bool:
        """Whether saving would write something that is not in the file."""
        return not self.history.is_saved

    @property
    def is_begun(self) -> bool:
        """Whether this is only the beginning of the file, and nothing may be edited yet."""
        return self.whole is not None

    @property
    def is_read_only(self) -> bool:
        """Whether the file may not be written."""
        return self.file.is_read_only

    def neighbour(self, place: Place | None, step: int) -> tuple[Finding, int] | None:
        """Give the next (step 1) or previous (-1) finding in file order, with its position, or None."""
        order = (-1,) if place is None else self.judge.order_of(place)
        return self.findings.neighbour(order, step)

    # ---- judging

    @property
    def is_judged(self) -> bool:
        """Whether everything is judged."""
        return self._judging.is_done

    def judge_slice(self) -> Change | None:
        """Judge the next slice and give what was found, None where everything is judged."""
        if self.is_judged:
            return None
        self._judging.next_slice()
        return self._mutator.changed("judged" if self.is_judged else "judging", ())

    def judge_all(self) -> None:
        """Judge what is not judged yet."""
        while self.judge_slice():
            pass

    def choose_stage(self, stage: int | None) -> Change:
        """Judge by this stage; None infers it again."""
        self._judging.choose_stage(stage)
        return self._mutator.changed("stage", (), is_whole=True)

    def look_beside(self, names: Set[str] | None) -> Change:
        """Judge by the names of the files beside it (None: not known); `judge_slice` does the most."""
        self._judging.look_beside(names)
        return self._mutator.changed("look beside", ())

    # ---- changing

    def execute(self, edit: Edit) -> Change | None:
        """Do an edit as one step of undo; None where it changes nothing.

        Raises:
            CannotEdit: the edit makes no sense on this document; the message says what to do instead.
            NotAnAssociationText: a text given as JSON is not JSON.
        """
        return self.execute_each((edit,), edit.label)

    def execute_each(self, edits: Iterable[Edit], label: str) -> Change | None:
        """Do edits one after the other as one step of undo; each may be made of what the last one left.

        Raises:
            CannotEdit, NotAnAssociationText: as `execute`; nothing is changed then.
        """
        return self.begin(edits, label, 1).run()

    def begin(self, edits: Iterable[Edit], label: str, count: int) -> LongChange:
        """Begin to do so many edits, as `execute_each` does; until it is over nothing else is changed.

        Raises:
            CannotEdit: nothing may be edited (just now).
        """
        if self.view_only:
            raise CannotEdit(self.view_only)
        return self._begun(bulk.executing(self._mutator, self.history, edits, label, count))

    def begin_undo(self) -> LongChange | None:
        """Begin to take back the step done last; None where there is none. Raises as `begin`."""
        change = bulk.undoing(self._mutator, self.history)
        return None if change is None else self._begun(change)

    def begin_redo(self) -> LongChange | None:
        """Begin to do again the step taken back last; None where there is none. Raises as `begin`."""
        change = bulk.redoing(self._mutator, self.history)
        return None if change is None else self._begun(change)

    @property
    def under_way(self) -> LongChange | None:
        """The change that was begun and is not over yet, if there is one."""
        change = self._under_way
        return None if change is None or change.is_over else change

    def _begun(self, change: LongChange) -> LongChange:
        self._refuse_while_under_way()
        self._under_way = change
        return change

    def fixes_for(self, finding: Finding) -> tuple[Fix, ...]:
        """Give what can be done about a finding; nothing is changed."""
        return next(self.fixes_for_each((finding,)))

    def fixes_for_each(self, findings: Iterable[Finding]) -> Iterator[tuple[Fix, ...]]:
        """Give the same for each of these findings; all are to be asked for before anything is changed."""
        return previewing.fixes_for_each(self._mutator, findings, self.path.name)

    def fix_difference(self, fix: Fix) -> tuple[tuple[str, str], ...]:
        """Give the texts that a fix would change, each before and after."""
        return previewing.fix_difference(self._mutator, fix)

    def undo(self) -> Change | None:
        """Take back the step done last; None where there is none."""
        change = self.begin_undo()
        return None if change is None else change.run()

    def redo(self) -> Change | None:
        """Do again the step that was taken back last; None where there is none."""
        change = self.begin_redo()
        return None if change is None else change.run()

    def preview(self, edit: Edit) -> Preview:
        """Say what the judge would say of an edit; nothing is changed."""
        view_only = self.view_only
        return Preview(view_only) if view_only else previewing.previewed(self._mutator, edit)

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
            CannotEdit: a change is under way.
        """
        self._refuse_while_under_way()
        saved = self.file.save(
            self.document.to_bytes(),
            path,
            overwrite=overwrite,
            in_place=in_place,
            replace_read_only=replace_read_only,
        )
        if path is not None:
            self.view_only = ""
            self._judging.rename(path.name)
        self.history.mark_saved()
        return saved

    def change_on_disk(self) -> Changed | None:
        """Say how the file differs from what was read or saved, None where it does not."""
        return self.file.watch.look()

    def expect(self, changed: Changed) -> None:
        """Let the next saving write over what the file has become, and over nothing else.

        Raises:
            DiskError: what is there now cannot be read.
        """
        self.file.expect(changed)
        self.history.mark_unsaved()

    def reload(self) -> Change:
        """Read the file again, as one change that can be undone.

        Raises:
            DiskError: the file cannot be read.
            NotAnAssociationText: its text is not JSON (any more).
        """
        file = self.file.read()
        keeping = self.file.keeping
        # Without edits to lose the journal begins anew, and no line has to hold the whole text.
        begins_anew = keeping is not None and (
            not self.is_modified or file.real_path != keeping.real_path
        )
        change = self._reread(file.data, "reload", journal=not begins_anew)
        self.file.take(file)
        self.history.mark_saved()
        if keeping and begins_anew:
            keeping.begin_anew(self.path, file.fingerprint)
        elif keeping:
            keeping.about_to_be(file.data)
        return change

    def read_on(self, splices: tuple[Splice, ...] = ()) -> Change | None:
        """Read all of a file whose beginning was opened; None where that is done.

        `splices` are what `document.rereading` gave for `whole`. Raises as it does.
        """
        if self.whole is None:
            return None
        splices = splices or self.document.rereading(self.whole)
        self._mutator.apply(*splices)
        self.whole, self.view_only = None, ""
        return self._mutator.settled("read", splices)

    # ---- what was left behind

    def left_behind(self) -> list[Recoverable]:
        """Give the edits that processes which died left behind, the newest first, tried on the document.

        Raises:
            StateUnusable, OSError: the state directory cannot be read.
        """
        is_untouched = self.is_new and self.history.to_undo is None
        return self.file.left_behind(self.document.to_bytes(), is_untouched=is_untouched)

    def recover(self, edits: Sequence[Json]) -> Change:
        """Do journaled edits again, each as a step of undo of its own, up to one that does not fit."""
        steps: list[Step] = []
        for step in journaling.replayed(self.document, edits, self._mutator.do):
            steps.append(step)
            if not self.judge.needs_restart:
                self.judge.finish()
            self._mutator.accept(step.label)
        self._mutator.forget()
        for step in steps:
            self.history.add(step)
        return self._mutator.settled(
            "recover", tuple(splice for step in steps for splice in step.splices)
        )

    def bring_back(self, left: LeftCopy) -> Change:
        """Put the old text in place of the document, as one change that can be undone.

        The copy goes when the association is saved.

        Raises:
            NotAnAssociationText: the old text is not JSON.
        """
        if self.file.keeping:
            self.file.keeping.discard_when_saved(left)
        return self._reread(left.data, "bring back the old text")

    def _refuse_while_under_way(self) -> None:
        if change := self.under_way:
            raise CannotEdit(f"{change.label} is not done yet; wait for it, or stop it with escape")

    def _reread(self, data: bytes, label: str, *, journal: bool = True) -> Change:
        self._refuse_while_under_way()
        splices = self.document.rereading(data)
        for splice in splices:
            (self._mutator.do if journal else self._mutator.apply)(splice)
        self.history.add(Step(splices, label))
        return self._mutator.settled(label, splices)
