import errno
import os

import pytest

from asned.disk import calls
from disk.faults import FailAt, FailNamed


def test_a_hook_stands_in_for_the_call_and_is_gone_after_the_block(tmp_path):
    with (
        calls.intercepted(FailNamed("stat", errno.EIO)),
        pytest.raises(OSError, match=os.strerror(errno.EIO)),
    ):
        calls.stat(tmp_path)
    assert calls.stat(tmp_path).st_ino == tmp_path.stat().st_ino


def test_an_interrupted_call_is_done_again(tmp_path):
    hook = FailAt(1, errno.EINTR)
    with calls.intercepted(hook):
        calls.rename(tmp_path, tmp_path.with_name("moved"))
    assert hook.count == 2
    assert tmp_path.with_name("moved").is_dir()


def test_a_call_that_is_always_interrupted_fails_in_the_end(tmp_path):
    with calls.intercepted(FailNamed("stat", errno.EINTR)), pytest.raises(InterruptedError):
        calls.stat(tmp_path)


def test_close_is_never_repeated(tmp_path):
    descriptor = calls.open_file(tmp_path, os.O_RDONLY)
    hook = FailAt(1, errno.EINTR)
    with calls.intercepted(hook):
        calls.close(descriptor)
    assert hook.count == 1
    with pytest.raises(OSError, match=os.strerror(errno.EBADF)):
        os.fstat(descriptor)


def test_writing_whole_goes_on_after_short_writes(tmp_path):
    def short(name, call, *arguments):
        if name == "write":
            descriptor, data = arguments
            return call(descriptor, data[:3])
        return call(*arguments)

    path = tmp_path / "file"
    with calls.intercepted(short), calls.opened(path, os.O_WRONLY | os.O_CREAT) as descriptor:
        calls.write_whole(descriptor, b"abcdefgh")
    assert path.read_bytes() == b"abcdefgh"


def test_a_write_that_takes_nothing_is_an_error_not_a_loop(tmp_path):
    def nothing(name, call, *arguments):
        return 0 if name == "write" else call(*arguments)

    path = tmp_path / "file"
    with (
        calls.intercepted(nothing),
        calls.opened(path, os.O_WRONLY | os.O_CREAT) as descriptor,
        pytest.raises(OSError, match=os.strerror(errno.EIO)),
    ):
        calls.write_whole(descriptor, b"abc")


def test_descriptors_are_not_handed_to_other_programs(tmp_path):
    with calls.opened(tmp_path, os.O_RDONLY) as descriptor:
        assert not os.get_inheritable(descriptor)


def test_reading_whole_stops_once_it_is_past_its_limit():
    with open("/dev/zero", "rb") as endless:  # noqa: PTH123 - a descriptor is all that is wanted
        assert len(calls.read_whole(endless.fileno(), 10)) > 10
