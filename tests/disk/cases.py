"""Files in every situation that saving meets, for the campaigns."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from asned.disk import calls, copies
from asned.disk.errors import DiskError, SaveFailed, StateUnusable
from asned.disk.fingerprint import read_file
from asned.disk.save import save
from asned.disk.temporary import remove_abandoned
from disk.faults import FailAt

ERRORS = [
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EACCES,
    errno.EROFS,
    errno.EMFILE,
    errno.ESTALE,
    errno.EINTR,
]


def text_of(members: int, mark: str) -> bytes:
    """An association of so many members; `mark` tells one from another."""
    line = '{"expname": "jw%05d_%s_rate.fits", "exptype": "background"}'
    rows = ",\n        ".join(line % (number, mark) for number in range(members))
    return ('{\n    "products": [\n    {"members": [\n        ' + rows + "\n    ]}]\n}").encode()


@dataclass
class Case:
    """One file about to be saved: `path` as the user names it, `target` where its bytes are."""

    path: Path
    target: Path
    old: bytes | None
    new: bytes
    in_place: bool = False

    def __post_init__(self) -> None:
        self.expected = None if self.old is None else read_file(self.path).fingerprint
        self.names = self.all_names()

    def all_names(self) -> set[str]:
        return {entry.name for entry in self.target.parent.iterdir()}

    def save(self) -> None:
        save(self.path, self.new, self.expected, in_place=self.in_place)

    def bytes_now(self) -> bytes | None:
        return self.target.read_bytes() if self.target.exists() else None

    def stray_names(self) -> set[str]:
        return self.all_names() - self.names - {self.target.name}


def plain(directory: Path, members: int) -> Case:
    path = directory / "a_asn.json"
    path.write_bytes(text_of(members, "old"))
    path.chmod(0o640)
    return Case(path, path, text_of(members, "old"), text_of(members, "new"))


def symlink(directory: Path, members: int) -> Case:
    (directory / "real").mkdir()
    target = directory / "real" / "a_asn.json"
    target.write_bytes(text_of(members, "old"))
    (directory / "link_asn.json").symlink_to("real/a_asn.json")
    path = directory / "link_asn.json"
    return Case(path, target, text_of(members, "old"), text_of(members, "longer"))


def hard_link(directory: Path, members: int) -> Case:
    case = plain(directory, members)
    (directory / "other_name.json").hardlink_to(case.target)
    return Case(case.path, case.target, case.old, text_of(members, "longer"), in_place=True)


def hard_link_shortened(directory: Path, members: int) -> Case:
    case = hard_link(directory, members)
    return Case(case.path, case.target, case.old, text_of(members, ""), in_place=True)


def new_file(directory: Path, members: int) -> Case:
    path = directory / "new_asn.json"
    return Case(path, path, None, text_of(members, "new"))


def closed_directory(directory: Path, members: int) -> Case:
    """A file in a directory that its owner may not write; for a user who is not root."""
    case = plain(directory, members)
    directory.chmod(0o555)
    return Case(case.path, case.target, case.old, text_of(members, "longer"), in_place=True)


def foreign_file(directory: Path, members: int) -> Case:
    """A file of root's that everybody may write; for root who acts as another user."""
    user = os.geteuid()
    os.seteuid(0)
    path = directory / "theirs_asn.json"
    path.write_bytes(text_of(members, "old"))
    path.chmod(0o666)
    os.seteuid(user)
    return Case(path, path, text_of(members, "old"), text_of(members, "longer"), in_place=True)


IN_PLACE_ONLY: list[Callable[[Path, int], Case]] = [closed_directory] + (
    [foreign_file] if os.geteuid() == 0 else []
)
"""What cannot be replaced by an ordinary user, and only be rewritten."""

CASES: list[Callable[[Path, int], Case]] = [
    plain,
    symlink,
    hard_link,
    hard_link_shortened,
    new_file,
]


def outcome_of_error(case: Case, hook: FailAt) -> str:
    """Save behind the hook, and check that nothing is lost; say what came of it."""
    refusal: DiskError | None = None
    with calls.intercepted(hook):
        try:
            case.save()
        except DiskError as error:
            refusal = error
    strays = case.stray_names()
    if strays:  # only where it cannot be removed, and only until the next save
        assert "unlink" in hook.failures
        remove_abandoned(case.target.parent)
        assert case.stray_names() == set()
    if refusal is None:
        assert case.bytes_now() == case.new
        assert copies.find(case.target) == []
        return "saved all the same"
    assert str(case.path) in str(refusal) or isinstance(refusal, StateUnusable)
    assert os.strerror(hook.code).lower() in str(refusal).lower()
    if isinstance(refusal, SaveFailed) and refusal.copy is not None:
        assert case.in_place
        offered = [left.data for left in copies.find(case.target)]
        assert offered == ([] if case.bytes_now() in (case.old, case.new) else [case.old])
        return "perhaps damaged while rewritten in place, and the copy named"
    assert case.bytes_now() == case.old
    assert copies.find(case.target) == []
    return "refused, old bytes there"


def outcome_of_kill(case: Case) -> str:
    """Look at the file after a kill, and save it anew; say what was found."""
    found = case.bytes_now()
    offered = [left.data for left in copies.find(case.target)]
    if found == case.old:
        outcome = "old file"
    elif found == case.new:
        outcome = "new file"
    else:
        assert case.in_place
        assert offered == [case.old]
        outcome = "old bytes in the copy"
    if found in (case.old, case.new):
        assert offered == []
    save(case.path, case.new, None, overwrite=True, in_place=case.in_place)
    assert case.bytes_now() == case.new
    assert case.stray_names() == set()
    return outcome
