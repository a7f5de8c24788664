import errno
import os

import pytest

from asned.disk import calls
from asned.disk.errors import (
    AlreadyThere,
    FileChanged,
    NotAFile,
    NotReplaceable,
    ReadOnlyFile,
    Reason,
    SaveFailed,
)
from asned.disk.fingerprint import Became, read_file
from asned.disk.save import save
from disk.faults import KILLED, Before, FailNamed, as_nobody, in_child, names_of_calls

OLD = b'{"products": [1]}'
NEW = b'{"products": [1, 2]}'
WRITERS = "somebody else writes, moves, deletes or replaces the file before or during a save"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "work" / "a_asn.json"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def names_beside(path):
    return sorted(entry.name for entry in path.parent.iterdir())


def put_another_in_its_place(path):
    other = path.with_name("theirs")
    other.write_bytes(b"theirs")
    other.replace(path)


def test_saving_replaces_the_bytes_and_gives_the_fingerprint_of_the_file(file):
    saved = save(file, NEW, read_file(file).fingerprint)
    assert file.read_bytes() == NEW
    assert saved.fingerprint == read_file(file).fingerprint
    assert saved.notes == ()
    assert names_beside(file) == [file.name]


def test_saving_again_needs_only_the_fingerprint_of_the_last_saving(file):
    saved = save(file, NEW, read_file(file).fingerprint)
    save(file, OLD, saved.fingerprint)
    assert file.read_bytes() == OLD


def test_the_text_is_flushed_before_it_takes_the_name_and_the_directory_after(file):
    fingerprint = read_file(file).fingerprint
    made = names_of_calls(lambda: save(file, NEW, fingerprint))
    rename = made.index("rename")
    assert made.index("write") < made.index("fchmod") < made.index("fsync") < rename
    assert made[rename + 1] == "fsync"


def test_the_temporary_file_is_private_and_cannot_be_guessed(file):
    seen = []

    def look():
        (temporary,) = (path for path in file.parent.iterdir() if path != file)
        seen.append((temporary.name, temporary.stat().st_mode & 0o777))

    for data in (NEW, OLD):
        with calls.intercepted(Before("write", look)):
            save(file, data, read_file(file).fingerprint)
    assert [mode for _, mode in seen] == [0o600, 0o600]
    assert seen[0][0] != seen[1][0]


def test_a_new_file_is_made_where_there_is_none(file):
    path = file.with_name("new_asn.json")
    saved = save(path, NEW, None)
    assert path.read_bytes() == NEW
    assert saved.fingerprint == read_file(path).fingerprint
    assert names_beside(file) == [file.name, path.name]


def test_a_new_file_never_overwrites(file):
    with pytest.raises(AlreadyThere):
        save(file, NEW, None)
    assert file.read_bytes() == OLD


def test_a_file_that_appears_while_a_new_one_is_saved_is_not_overwritten(file):
    path = file.with_name("new_asn.json")
    with (
        calls.intercepted(Before("link", lambda: path.write_bytes(b"theirs"))),
        pytest.raises(AlreadyThere),
    ):
        save(path, NEW, None)
    assert path.read_bytes() == b"theirs"
    assert names_beside(file) == [file.name, path.name]


def test_a_new_file_is_made_where_the_file_system_has_no_hard_links(file):
    path = file.with_name("new_asn.json")
    with calls.intercepted(FailNamed("link", errno.EPERM)):
        save(path, NEW, None)
    assert path.read_bytes() == NEW
    with calls.intercepted(FailNamed("link", errno.EPERM)), pytest.raises(AlreadyThere):
        save(path, OLD, None)


def test_overwriting_has_to_be_asked_for(file):
    save(file, NEW, None, overwrite=True)
    assert file.read_bytes() == NEW


def test_a_dangling_link_is_followed_and_its_target_made(file):
    link = file.with_name("link")
    link.symlink_to("target.json")
    save(link, NEW, None)
    assert link.is_symlink()
    assert file.with_name("target.json").read_bytes() == NEW


@pytest.mark.parametrize(
    ("change", "became"),
    [
        (lambda path: path.write_bytes(b"theirs"), Became.OTHER_BYTES),
        (lambda path: path.write_bytes(OLD + b" "), Became.OTHER_BYTES),
        (lambda path: path.write_bytes(b""), Became.OTHER_BYTES),
        (lambda path: os.truncate(path, 3), Became.OTHER_BYTES),
        (put_another_in_its_place, Became.OTHER_BYTES),
        (lambda path: (path.write_bytes(OLD.upper()), os.utime(path, (0, 0))), Became.OTHER_BYTES),
        (lambda path: (path.unlink(), path.write_bytes(b"theirs")), Became.OTHER_BYTES),
        (lambda path: save(path, NEW, None, overwrite=True), Became.OTHER_BYTES),
        (lambda path: path.unlink(), Became.DELETED),
        (lambda path: path.rename(path.with_name("moved")), Became.DELETED),
        (lambda path: path.parent.rename(path.parent.with_name("moved")), Became.DELETED),
        (lambda path: (path.unlink(), path.mkdir()), Became.NOT_A_FILE),
        (lambda path: (path.unlink(), os.mkfifo(path)), Became.NOT_A_FILE),
        (lambda path: (path.unlink(), path.symlink_to("/dev/null")), Became.NOT_A_FILE),
    ],
)
@pytest.mark.parametrize("when", ["before", "during"])
def test_what_somebody_else_did_to_the_file_is_never_overwritten_unasked(
    file, change, became, when, outcomes
):
    fingerprint = read_file(file).fingerprint
    moment = Before("realpath" if when == "before" else "fchmod", lambda: change(file))
    with calls.intercepted(moment), pytest.raises((FileChanged, SaveFailed)) as caught:
        save(file, NEW, fingerprint)
    if isinstance(caught.value, FileChanged):
        assert caught.value.changed.became is became
    else:
        assert not file.parent.exists()
    assert not file.is_file() or file.read_bytes() != b"" or became is Became.OTHER_BYTES
    if file.parent.exists():
        assert [name for name in names_beside(file) if name.endswith(".tmp")] == []
    outcomes.add(WRITERS, {"asked about, not overwritten": 1})


def test_a_write_between_the_last_look_and_the_renaming_is_still_seen(file, outcomes):
    fingerprint = read_file(file).fingerprint
    seen = []

    def write_once_the_file_has_been_read(name, call, *arguments):
        result = call(*arguments)
        seen.append(name)
        if name == "close" and seen[-2] == "read":
            seen.clear()
            file.write_bytes(b"theirs")
        return result

    with calls.intercepted(write_once_the_file_has_been_read), pytest.raises(FileChanged):
        save(file, NEW, fingerprint)
    assert file.read_bytes() == b"theirs"
    outcomes.add(WRITERS, {"asked about, not overwritten": 1})


def test_whoever_saw_the_change_may_save_over_exactly_that(file):
    fingerprint = read_file(file).fingerprint
    file.write_bytes(b"theirs")
    with pytest.raises(FileChanged) as caught:
        save(file, NEW, fingerprint)
    save(file, NEW, caught.value.changed.now)
    assert file.read_bytes() == NEW


def test_a_touched_file_is_saved_without_a_word(file):
    fingerprint = read_file(file).fingerprint
    os.utime(file, (1, 1))
    save(file, NEW, fingerprint)
    assert file.read_bytes() == NEW


def test_overwriting_never_replaces_a_pipe_or_a_directory(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(NotAFile):
            save(path, NEW, None, overwrite=True)
        with pytest.raises(NotAFile):
            save(path, NEW, None)


def test_a_read_only_file_is_replaced_only_when_asked_and_stays_read_only(file):
    file.chmod(0o444)
    fingerprint = read_file(file).fingerprint
    with pytest.raises(ReadOnlyFile):
        save(file, NEW, fingerprint)
    assert file.read_bytes() == OLD
    save(file, NEW, fingerprint, replace_read_only=True)
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o444


def test_hard_links_are_told_and_stay_as_they_are(file):
    file.with_name("other").hardlink_to(file)
    with pytest.raises(NotReplaceable) as caught:
        save(file, NEW, read_file(file).fingerprint)
    assert caught.value.reason is Reason.HARD_LINKS
    assert caught.value.in_place_possible
    assert file.read_bytes() == OLD
    assert names_beside(file) == [file.name, "other"]


@pytest.mark.parametrize("call", ["open", "rename"])
def test_a_directory_that_lets_nothing_in_is_told_with_its_cause(file, call):
    fingerprint = read_file(file).fingerprint

    def at_temporary(path, *rest):
        return call == "rename" or str(path).endswith(".tmp")

    denied = FailNamed(call, errno.EACCES, at_temporary)
    with (
        calls.intercepted(denied),
        pytest.raises(NotReplaceable, match="permission denied") as caught,
    ):
        save(file, NEW, fingerprint)
    assert caught.value.reason is Reason.DIRECTORY
    assert file.read_bytes() == OLD
    assert names_beside(file) == [file.name]


def test_an_unprivileged_user_is_told_of_foreign_owners_and_closed_directories(open_directory):
    foreign = open_directory / "foreign.json"
    foreign.write_bytes(OLD)
    foreign.chmod(0o666)
    closed = open_directory / "closed"
    closed.mkdir()
    closed.chmod(0o755)
    mine = closed / "mine.json"
    mine.write_bytes(OLD)
    os.chown(mine, 65534, 65534)

    def as_user():
        for path, reason in ((foreign, Reason.FOREIGN_OWNER), (mine, Reason.DIRECTORY)):
            with pytest.raises(NotReplaceable) as caught:
                save(path, NEW, read_file(path).fingerprint)
            assert (caught.value.reason, caught.value.in_place_possible) == (reason, True)
        foreign.with_name("unwritable").touch()
        with pytest.raises(SaveFailed, match="ask for permission"):
            save(closed / "new.json", NEW, None)

    as_nobody(as_user)
    foreign.chmod(0o644)

    def without_permission():
        with pytest.raises(NotReplaceable) as caught:
            save(foreign, NEW, read_file(foreign).fingerprint)
        assert not caught.value.in_place_possible
        assert not read_file(foreign).writable

    as_nobody(without_permission)


def test_root_saves_the_file_of_another_user_and_it_stays_theirs(open_directory):
    path = open_directory / "theirs.json"
    path.write_bytes(OLD)
    os.chown(path, 65534, 65534)
    save(path, NEW, read_file(path).fingerprint)
    assert path.read_bytes() == NEW
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)


@pytest.mark.parametrize(
    ("code", "remedy"),
    [(errno.ENOSPC, "make room"), (errno.EDQUOT, "quota"), (errno.EIO, "save elsewhere")],
)
def test_a_failed_save_says_path_cause_and_what_to_do(file, code, remedy):
    fingerprint = read_file(file).fingerprint
    with calls.intercepted(FailNamed("write", code)), pytest.raises(SaveFailed) as caught:
        save(file, NEW, fingerprint)
    assert str(file) in str(caught.value)
    assert os.strerror(code).lower() in str(caught.value)
    assert remedy in str(caught.value)
    assert caught.value.cause.errno == code


def test_a_missing_directory_and_an_impossible_name_are_told(tmp_path):
    with pytest.raises(SaveFailed, match="the directory is not there"):
        save(tmp_path / "none" / "a.json", NEW, None)
    with pytest.raises(SaveFailed, match="shorter"):
        save(tmp_path / ("x" * 300), NEW, None)
    with pytest.raises(SaveFailed, match="under another"):
        save(tmp_path / "a\0b", NEW, None)


def test_a_directory_flush_that_fails_is_told_but_the_text_is_saved(file):
    fingerprint = read_file(file).fingerprint
    flushes = []

    def second_flush(*arguments):
        flushes.append(arguments)
        return len(flushes) == 2

    with calls.intercepted(FailNamed("fsync", errno.EIO, second_flush)):
        saved = save(file, NEW, fingerprint)
    assert file.read_bytes() == NEW
    assert "did not confirm" in saved.notes[0]


def test_an_interrupt_from_the_keyboard_leaves_no_stray_file(file):
    fingerprint = read_file(file).fingerprint

    def interrupt():
        raise KeyboardInterrupt

    with calls.intercepted(Before("fsync", interrupt)), pytest.raises(KeyboardInterrupt):
        save(file, NEW, fingerprint)
    assert file.read_bytes() == OLD
    assert names_beside(file) == [file.name]


def test_what_a_killed_save_left_goes_with_the_next_save(file):
    fingerprint = read_file(file).fingerprint

    def killed():
        with calls.intercepted(Before("fchmod", lambda: os._exit(KILLED))):
            save(file, NEW, fingerprint)

    assert in_child(killed) == KILLED
    assert len(names_beside(file)) == 2
    save(file, NEW, fingerprint)
    assert names_beside(file) == [file.name]


def test_files_that_only_look_like_ours_or_are_in_use_stay(file, tmp_path):
    pid = os.getppid()
    random = "0" * 32
    made = []
    with calls.intercepted(Before("write", lambda: made.extend(names_beside(file)))):
        save(file, NEW, read_file(file).fingerprint)
    machine = next(name for name in made if name.endswith(".tmp")).split("-")[1]
    of_running = file.with_name(f".asned-{machine}-{pid}-{random}.tmp")
    of_elsewhere = file.with_name(f".asned-{'0' * 8}-{2**22 + 1}-{random}.tmp")
    directory = file.with_name(f".asned-{machine}-{2**22 + 1}-{random}.tmp")
    link = file.with_name(f".asned-{machine}-{2**22 + 2}-{random}.tmp")
    similar = file.with_name(".asned-notes.tmp")
    for path in (of_running, of_elsewhere, similar):
        path.touch()
    directory.mkdir()
    link.symlink_to(similar)
    save(file, OLD, read_file(file).fingerprint)
    assert len(names_beside(file)) == 6
    os.utime(of_elsewhere, (0, 0))
    save(file, NEW, read_file(file).fingerprint)
    assert not of_elsewhere.exists()
    assert len(names_beside(file)) == 5
