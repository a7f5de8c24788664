"""A saved file has the mode, owner, group and attributes of the one that it replaces."""

import errno
import itertools
import os
import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.disk import calls
from asned.disk.attributes import narrowed
from asned.disk.fingerprint import read_file
from asned.disk.save import save
from disk.faults import FailNamed, as_nobody

OLD, NEW = b"[1]", b"[2]"
UMASKS = [0o000, 0o002, 0o022, 0o027, 0o077, 0o177]
MODES = [0o600, 0o644, 0o640, 0o664, 0o666, 0o660, 0o604, 0o755, 0o200, 0o700, 0o622, 0o606, 0o2664]
ACL = "system.posix_acl_access"
DEFAULT_ACL = "system.posix_acl_default"

needs_xattr = pytest.mark.skipif(sys.platform != "linux", reason="Python has xattrs on Linux only")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def kept(outcomes):
    """Count cases that turned out right, for the table of the campaigns."""
    title = "mode, umask, links, owner, group, extended attributes and access lists over a save"

    def count(cases, outcome="kept"):
        outcomes.add(title, {outcome: cases})

    return count


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(OLD)
    return path


@pytest.fixture(params=UMASKS, ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def save_over(path, data=NEW):
    saved = save(path, data, read_file(path).fingerprint)
    assert path.read_bytes() == data
    return saved


def set_xattr(path, name, value):
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        pytest.skip(f"no {name} on this file system")


def acl(*entries):
    """A POSIX access list as Linux stores it (version 2: tag, permissions, id)."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


NOBODY = 0xFFFFFFFF
SHARED = acl((1, 6, NOBODY), (2, 6, 65534), (4, 0, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY))


def test_modes_are_kept_under_every_umask(file, umask, kept):
    modes = [mode for mode in MODES if os.geteuid() == 0 or mode & 0o600 == 0o600]
    for mode in modes:
        file.chmod(mode)
        save_over(file)
        assert file.stat().st_mode & 0o7777 == mode
    kept(len(modes))


def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path, umask, kept):
    save(tmp_path / "saved", NEW, None)
    (tmp_path / "made").touch()
    assert (tmp_path / "saved").stat().st_mode == (tmp_path / "made").stat().st_mode
    kept(1)


@pytest.mark.parametrize("length", [1, 2, 5])
def test_chains_of_links_stay_and_lead_to_the_saved_file(tmp_path, file, length, kept):
    path = file
    for number in range(length):
        (tmp_path / f"d{number}").mkdir()
        link = tmp_path / f"d{number}" / "link"
        link.symlink_to(os.path.relpath(path, link.parent) if number % 2 else path)
        path = link
    save_over(path)
    assert file.read_bytes() == NEW
    assert all((tmp_path / f"d{number}" / "link").is_symlink() for number in range(length))
    kept(1)


def test_a_link_in_the_directories_on_the_way_stays(tmp_path, file, kept):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "way").symlink_to("..")
    save_over(tmp_path / "deep" / "way" / "deep" / ".." / file.name)
    assert file.read_bytes() == NEW
    assert (tmp_path / "deep" / "way").is_symlink()
    kept(1)


@needs_root
def test_owner_and_group_are_kept(file, kept):
    for user, group in itertools.product((0, 65534), (0, 1, 65534)):
        os.chown(file, user, group)
        save_over(file)
        assert (file.stat().st_uid, file.stat().st_gid) == (user, group)
        kept(1)


@needs_root
def test_a_setgid_directory_does_not_change_the_group_of_a_file_in_it(tmp_path, kept):
    directory = tmp_path / "shared"
    directory.mkdir()
    os.chown(directory, 0, 1)
    directory.chmod(0o2775)
    path = directory / "a.json"
    path.write_bytes(OLD)
    for group in (0, 1, 65534):
        os.chown(path, 0, group)
        path.chmod(0o660)
        save_over(path)
        assert (path.stat().st_gid, path.stat().st_mode & 0o7777) == (group, 0o660)
        kept(1)
    save(directory / "new.json", NEW, None)
    assert (directory / "new.json").stat().st_gid == 1


def test_a_group_that_cannot_be_kept_narrows_the_mode_for_real(open_directory, kept):
    path = open_directory / "a.json"

    def as_user():
        saved = save(path, NEW, read_file(path).fingerprint)
        assert "group could not be kept" in saved.notes[0]
        assert path.stat().st_gid == 65534

    for mode, narrower in ((0o660, 0o600), (0o664, 0o644), (0o604, 0o600), (0o646, 0o644)):
        path.write_bytes(OLD)
        path.chmod(mode)
        os.chown(path, 65534, 1)
        as_nobody(as_user)
        assert path.stat().st_mode & 0o7777 == narrower
        kept(1, "narrowed, as the group could not be kept")
        path.unlink()


@given(mode=st.integers(0, 0o7777))
def test_a_narrowed_mode_lets_nobody_do_more(mode):
    found = narrowed(mode)
    group, others = mode >> 3 & 7, mode & 7
    assert found & 0o700 == mode & 0o700
    assert found & ~0o777 == 0
    for new in (found >> 3 & 7, found & 7):  # people of the old group may now count as others
        assert new & ~group == 0
        assert new & ~others == 0


@needs_xattr
def test_extended_attributes_are_kept(file, kept):
    set_xattr(file, "user.asned.test", b"some \x00 bytes")
    set_xattr(file, "user.empty", b"")
    save_over(file)
    assert os.getxattr(file, "user.asned.test") == b"some \x00 bytes"
    assert os.getxattr(file, "user.empty") == b""
    kept(2)


@needs_xattr
def test_an_attribute_that_cannot_be_kept_is_told_and_does_not_stop_the_saving(file):
    set_xattr(file, "user.test", b"1")
    with calls.intercepted(FailNamed("setxattr", errno.EPERM)):
        assert save_over(file).notes == ("the attribute user.test could not be kept",)


@needs_xattr
def test_a_file_system_without_attributes_is_no_reason_to_say_anything(file):
    with calls.intercepted(FailNamed("listxattr", errno.ENOTSUP)):
        assert save_over(file).notes == ()


@needs_xattr
def test_an_access_list_is_kept(file, kept):
    set_xattr(file, ACL, SHARED)
    before = file.stat().st_mode
    save_over(file)
    assert os.getxattr(file, ACL) == SHARED
    assert file.stat().st_mode == before
    kept(1)


@needs_xattr
def test_without_its_access_list_a_file_is_narrowed(file, kept):
    set_xattr(file, ACL, SHARED)
    assert file.stat().st_mode & 0o777 == 0o660  # the middle digit is the list's mask
    with calls.intercepted(FailNamed("setxattr", errno.ENOTSUP)):
        notes = save_over(file).notes
    assert file.stat().st_mode & 0o777 == 0o600
    assert any("access list" in note for note in notes)
    kept(1, "narrowed, as the access list could not be kept")


@needs_xattr
def test_an_access_list_that_the_directory_gives_to_new_files_is_not_taken_on(tmp_path, file, kept):
    file.chmod(0o660)
    set_xattr(tmp_path, DEFAULT_ACL, SHARED)
    save_over(file)
    assert ACL not in os.listxattr(file)
    assert file.stat().st_mode & 0o777 == 0o660
    kept(1)
