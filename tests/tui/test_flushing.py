"""The journal reaches the disk soon after an edit, and a problem is told once."""

import asyncio
import errno
import time

import pytest

from asned.disk import calls
from asned.session import Session
from asned.tui import flushing
from asned.tui.app import AsnedApp
from asned.tui.dialogs import Message
from builders import association
from disk.faults import FailNamed


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(association(2, 3))
    session = Session.open(path)
    session.file.keep()
    return session


async def until(condition) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "never came"
        await asyncio.sleep(0.01)


async def test_an_edit_is_flushed_to_the_disk_twice_a_second(session):
    made: list[str] = []

    def note(name, call, *arguments):
        made.append(name)
        return call(*arguments)

    async with AsnedApp(session).run_test() as pilot:
        with calls.intercepted(note):
            await pilot.press("d")
            await until(lambda: session.is_modified)
            await until(lambda: not session.file.keeping.needs_flush)
            await until(lambda: "fsync" in made)
            assert made.index("write") < made.index("fsync")
    assert flushing.FLUSH_EVERY <= 0.5


async def test_a_journal_that_cannot_be_flushed_is_told_once(session, monkeypatch):
    monkeypatch.setattr("asned.tui.guarded.IDLE", 0.0)
    async with AsnedApp(session).run_test() as pilot:
        with calls.intercepted(FailNamed("fsync", errno.EIO)):
            await pilot.press("d")
            await until(lambda: isinstance(pilot.app.screen, Message))
            await pilot.press("escape")
            await pilot.press("d")
            await until(lambda: not session.file.keeping.needs_flush)
            await pilot.pause()
            assert not isinstance(pilot.app.screen, Message)
