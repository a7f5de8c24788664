"""Hooks for the gate of `disk`: make the N-th call fail, or end the process at it."""

import os
import traceback
from collections.abc import Callable
from typing import Any

from asned.disk import calls

KILLED = 99
NOBODY = 65534
"""The number of a user who owns nothing, and of that user's group."""


class FailAt:
    """Fails the N-th call; `lasting`: "once", or later calls of that "kind", or "all"."""

    def __init__(self, number: int, code: int, lasting: str = "once") -> None:
        self.number = number
        self.code = code
        self.lasting = lasting
        self.count = 0
        self.failures: list[str] = []

    def __call__(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        if not self._fails(name):
            return call(*arguments)
        self.failures.append(name)
        if name == "close":  # the system closes it whatever it answers
            call(*arguments)
        raise OSError(self.code, os.strerror(self.code))

    def _fails(self, name: str) -> bool:
        if self.count <= self.number:
            return self.count == self.number
        if not self.failures or self.lasting == "once":
            return False
        return self.lasting == "all" or name == self.failures[0]


class FailNamed:
    """Fails every call of one kind, or those that `where` picks by its arguments."""

    def __init__(
        self, name: str, code: int, where: Callable[..., bool] = lambda *arguments: True
    ) -> None:
        self.name = name
        self.code = code
        self.where = where
        self.failed = 0

    def __call__(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        if name == self.name and self.where(*arguments):
            self.failed += 1
            raise OSError(self.code, os.strerror(self.code))
        return call(*arguments)


class KillAt:
    """Ends the process at the N-th call; a write is half done by then."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.count = 0

    def __call__(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        if self.count == self.number:
            if name == "write":
                descriptor, data = arguments
                call(descriptor, data[: len(data) // 2])
            os._exit(KILLED)
        return call(*arguments)


class Before:
    """Does something, once, before the first call of a kind."""

    def __init__(self, name: str, action: Callable[[], object]) -> None:
        self.name = name
        self.action: Callable[[], object] | None = action

    def __call__(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        if name == self.name and self.action is not None:
            action, self.action = self.action, None
            action()
        return call(*arguments)


def names_of_calls(run: Callable[[], object]) -> list[str]:
    """Give the names of the calls that `run` makes, in order."""
    names: list[str] = []

    def note(name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        names.append(name)
        return call(*arguments)

    with calls.intercepted(note):
        run()
    return names


def in_child(run: Callable[[], object]) -> int:
    """Run in a forked process and give its exit status: 0, `KILLED`, or 1 and a traceback."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            run()
            status = 0
        finally:
            if status:
                traceback.print_exc()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at(number: int, run: Callable[[], object]) -> bool:
    """Run in a forked process that ends at its N-th call; say whether it came that far."""

    def hooked() -> None:
        with calls.intercepted(KillAt(number)):
            run()

    status = in_child(hooked)
    assert status in (0, KILLED)
    return status == KILLED


def as_nobody(run: Callable[[], object]) -> None:
    """Run in a forked process of an unprivileged user (needs root); it must not raise."""

    def dropped() -> None:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        run()

    assert in_child(dropped) == 0
