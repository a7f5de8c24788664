"""The public interface for notebooks, CI and anything distributed: read, parse, check, save."""

from __future__ import annotations

from collections.abc import Set
from os import PathLike
from pathlib import Path
from weakref import WeakKeyDictionary

from asned.association.document import Document
from asned.disk.beside import names_beside
from asned.disk.errors import DiskError, FileChanged
from asned.disk.fingerprint import FileOnDisk, read_file, real_path
from asned.jsontext.errors import NotAnAssociationText
from asned.rules.checking import judge_file, located
from asned.rules.findings import Finding, Severity
from asned.rules.verdicts import Severities

__all__ = [
    "DiskError",
    "Document",
    "FileChanged",
    "Finding",
    "NotAnAssociationText",
    "Severity",
    "check",
    "located",
    "parse",
    "read",
    "save",
]

_FILES: WeakKeyDictionary[Document, FileOnDisk] = WeakKeyDictionary()
"""The file that each document was read from or saved to, as it was then."""


def parse(data: bytes) -> Document:
    """Take an association apart.

    Raises:
        NotAnAssociationText: the bytes are not UTF-8, not JSON, or beyond the limits; it says where.
    """
    return Document(data)


def read(path: str | PathLike[str]) -> Document:
    """Read an association file.

    Raises:
        NotAnAssociationText: as `parse`.
        DiskError: the file cannot be read, or is no file.
    """
    file = read_file(Path(path))
    document = Document(file.data)
    _FILES[document] = file
    return document


def check(
    source: Document | bytes,
    *,
    name: str | None = None,
    directory: str | PathLike[str] | Set[str] | None = None,
    stage: int | None = None,
    severities: Severities | None = None,
) -> list[Finding]:
    """Judge an association and give its findings: errors first, each severity in the order of the text.

    `name` is its file's name, which is judged too. `directory` is where it lies, or the names of the
    files there: with it, members whose file is missing are found (a directory that cannot be listed
    says nothing). `stage` is 2 or 3 where it is not to be inferred, `severities` the user's by rule
    id (None switches a rule off). Raises nothing over the content: a text that is not JSON is a
    finding too.
    """
    if isinstance(directory, str | PathLike):
        directory = names_beside(Path(directory) / "any")
    judgement = judge_file(source, name=name, beside=directory, stage=stage, severities=severities)
    return judgement.findings


def save(document: Document, path: str | PathLike[str], *, overwrite: bool = False) -> None:
    """Write an association to a file as the editor does: wholly or not at all, and durably.

    A document that was read from this file replaces it, if it is still what was read; otherwise the
    file has to be new. `overwrite` writes over whatever file is there.

    Raises:
        FileChanged: the file was changed by somebody else since it was read.
        DiskError: nothing was written; the message says why and what can be done.
    """
    from asned.disk.save import save as save_safely  # noqa: PLC0415 - judging needs none of it

    target = Path(path)
    data = document.to_bytes()
    file = _FILES.get(document)
    expected = file.fingerprint if file and _leads_to(target, file) else None
    saved = save_safely(target, data, expected, overwrite=overwrite)
    _FILES[document] = FileOnDisk(target, saved.real_path, data, saved.fingerprint, True)


def _leads_to(path: Path, file: FileOnDisk) -> bool:
    try:
        return real_path(path) == file.real_path
    except OSError:  # it leads nowhere; saving there says why
        return False
