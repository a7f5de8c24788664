"""The file of an open association: what it was when it was read, what became of it, how it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asned.disk import calls
from asned.disk.fingerprint import (
    Became,
    Changed,
    FileOnDisk,
    digest,
    is_marked_read_only,
    read_file,
    real_path,
)
from asned.disk.watch import Watch

if TYPE_CHECKING:
    from asned.disk.writing import Saved
    from asned.keeping import Keeping
    from asned.recoverable import Recoverable


class OpenFile:
    """One file, which need not exist yet; `path` is as the user named it.

    `watch` tells whether it is still as it was read or saved, and is another one after each of these.
    `keeping` has the journal and lock once `keep` has been called.
    """

    def __init__(self, path: Path, file: FileOnDisk | None) -> None:
        self.path = path
        self.keeping: Keeping | None = None
        self.take(file)

    def take(self, file: FileOnDisk | None) -> None:
        """Go on from the file as it was read just now; None where there is none (any more)."""
        # Without its bytes, which the document holds as text already.
        self._file = file and file._replace(data=b"")
        self.watch = Watch(self.path, file.fingerprint if file else None)

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self._file is None

    @property
    def is_read_only(self) -> bool:
        """Whether the file may not be written."""
        return self._file is not None and not self._file.writable

    @property
    def is_marked_read_only(self) -> bool:
        """Whether the mode that the file has now forbids everybody to write it."""
        try:
            return is_marked_read_only(calls.stat(self.path))
        except OSError:  # saving says what is the matter
            return False

    def read(self) -> FileOnDisk:
        """Read the file as it is now.

        Raises:
            DiskError: it cannot be read.
        """
        return read_file(self.path)

    def difference_to(self, text: str) -> list[str]:
        """Give the difference from the file as it is now to a text, as `diff -u` prints it.

        Raises:
            DiskError: the file cannot be read.
        """
        from asned.jsontext.difference import unified  # noqa: PLC0415 - seldom wanted

        now = self.read().data.decode("utf-8", "replace")
        return list(unified(now, text, "the file", "the editor"))

    def save(
        self,
        data: bytes,
        path: Path | None,
        *,
        overwrite: bool = False,
        in_place: bool = False,
        replace_read_only: bool = False,
    ) -> Saved:
        """Write the file, or with `path` another, which is then the open one.

        Raises:
            DiskError: nothing was written (or its text says what was).
        """
        from asned.disk.save import save  # noqa: PLC0415 - not wanted before the first save

        target = self.path if path is None else path
        is_same = path is None and self._file is not None
        if self.keeping:
            self.keeping.about_to_be(data)
        saved = save(
            target,
            data,
            self._file.fingerprint if is_same and self._file else None,
            overwrite=overwrite,
            in_place=in_place,
            replace_read_only=replace_read_only,
        )
        self.path = target
        self.take(FileOnDisk(target, saved.real_path, data, saved.fingerprint, True))
        if self.keeping:
            self.keeping.begin_anew(target, saved.fingerprint)
        return saved

    def expect(self, changed: Changed) -> None:
        """Let the next saving write over what the file has become, and over nothing else.

        Raises:
            DiskError: what is there now cannot be read.
        """
        if changed.became is Became.DELETED:
            self.take(None)
        elif changed.now is not None and self._file is not None:
            self.take(self._file._replace(fingerprint=changed.now))
        else:
            self.take(self.read())

    # ---- the state directory

    def keep(self, data: bytes | None = None) -> Keeping:
        """Begin to keep a journal of what is changed from here on, in these bytes or in the file's."""
        from asned.keeping import Keeping  # noqa: PLC0415 - only the editor keeps one

        fingerprint = self._file.fingerprint if self._file else None
        if fingerprint is not None and data is not None:
            fingerprint = fingerprint._replace(sha256=digest(data))
        self.keeping = Keeping(self.path, fingerprint)
        return self.keeping

    def left_behind(self, data: bytes, *, is_untouched: bool) -> list[Recoverable]:
        """Give what processes that died left behind for the file, the newest first, tried on these bytes.

        `is_untouched`: the bytes are those of a new association. Journals whose edits would change
        nothing about the bytes are removed.

        Raises:
            StateUnusable, OSError: the state directory cannot be read.
        """
        from asned.disk.recovery import find  # noqa: PLC0415 - wanted once
        from asned.recoverable import offered, recoverable  # noqa: PLC0415 - likewise

        sha256 = None if is_untouched else digest(data)
        return offered(recoverable(left, data, sha256) for left in find(real_path(self.path)))
