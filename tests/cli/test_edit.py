"""`asned FILE`: what is refused before the editor starts, and what is handed to it."""

import os
import subprocess
import sys
import types

import pytest

from asned.cli import edit
from asned.cli.configuration import configuration_path
from asned.disk.errors import SaveFailed
from asned.jsontext.errors import NotAnAssociationText


@pytest.fixture
def editor(monkeypatch):
    """Stand in for the editor and for a terminal; the calls of the editor are collected."""
    calls = []

    def run(path, **options):
        calls.append((path, options))
        return editor.returns(path)

    editor = types.SimpleNamespace(calls=calls, returns=lambda path: 0)
    monkeypatch.setitem(sys.modules, "asned.tui.run", types.SimpleNamespace(run=run))
    monkeypatch.setattr(edit, "has_terminal", lambda: True)
    return editor


def test_the_editor_gets_the_path_and_gives_the_exit_code(asned, directory, editor):
    editor.returns = lambda path: 7
    assert asned("new_asn.json")[0] == 7
    ((path, options),) = editor.calls
    assert str(path) == "new_asn.json"
    assert options == {"stage": None, "severities": {}, "notice": ""}


def test_the_editor_too_says_what_is_wrong_with_the_configuration(asned, directory, editor):
    path = configuration_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[rules]\nfile-name = "off"\n')
    path.chmod(0o666)
    _, _, err = asned("new_asn.json")
    ((_, options),) = editor.calls
    assert "others can write it" in options["notice"]
    assert options["notice"] in err
    assert options["severities"] == {}


def test_a_missing_directory_is_said(asned, directory, editor):
    status, _, err = asned("no/such_asn.json")
    assert status == 2
    assert err == "asned: no/such_asn.json: there is no directory no; make it, or check the name\n"
    assert editor.calls == []


def test_a_directory_is_refused(asned, directory, editor):
    status, _, err = asned(directory)
    assert status == 2
    assert "is a directory, not a file" in err


def test_a_pipe_is_refused(asned, directory, editor):
    os.mkfifo(directory / "pipe")
    assert asned("pipe")[0] == 2
    assert editor.calls == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every file")
def test_an_unreadable_file_is_refused(asned, directory, editor):
    (directory / "a_asn.json").touch(mode=0)
    status, _, err = asned("a_asn.json")
    assert status == 2
    assert "permission denied" in err


def test_a_text_that_is_not_json_is_shown_with_the_lines_around_the_place(asned, directory, editor):
    (directory / "a_asn.json").write_text('{\n"a": 1,\n"b": \x1b,\n"c": 3,\n"d": 4,\n"e": 5}')

    def refuse(path):
        raise NotAnAssociationText("json-syntax", 3, 6, 15, "a value was expected")

    editor.returns = refuse
    status, _, err = asned("a_asn.json")
    assert status == 2
    assert err.splitlines() == [
        "asned: a_asn.json: line 3, column 6: a value was expected",
        "      1  {",
        '      2  "a": 1,',
        '>     3  "b": ␛,',
        '      4  "c": 3,',
        '      5  "d": 4,',
    ]


def test_what_the_disk_refuses_is_said(asned, directory, editor):
    def refuse(path):
        raise SaveFailed(path, OSError(28, "No space left on device"))

    editor.returns = refuse
    status, _, err = asned("a_asn.json")
    assert status == 2
    assert "no space left on device" in err


def test_without_a_terminal_nothing_is_opened(directory):
    done = subprocess.run(
        [sys.executable, "-m", "asned", "a_asn.json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
