"""The command line as a whole: which command is meant, help, and exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from asned import __version__
from asned.cli import edit
from asned.cli.commands import COMMANDS


@pytest.fixture
def opened(monkeypatch):
    """Collect what would be opened in the editor, and with which options."""
    calls = []

    def open_editor(path, **options):
        calls.append((path, options))
        return 0

    monkeypatch.setattr(edit, "open_editor", open_editor)
    return calls


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["a_asn.json"], "a_asn.json"),
        (["edit", "a_asn.json"], "a_asn.json"),
        (["./check"], "check"),
        (["edit", "check"], "check"),
        (["--stage", "3", "check"], "check"),
        (["--", "-x"], "-x"),
    ],
)
def test_a_file_is_opened_in_the_editor(asned, opened, arguments, path):
    assert asned(*arguments)[0] == 0
    assert opened[0][0] == Path(path)


def test_stage_and_severities_reach_the_editor(asned, opened):
    asned("a.json", "--stage", "3", "--rule", "file-name=off")
    assert opened[0][1] == {"stage": 3, "severities": {"file-name": None}, "notice": ""}


def test_without_arguments_the_usage_is_shown(asned):
    status, out, err = asned()
    assert (status, out) == (2, "")
    assert "usage: asned" in err


def test_the_version_is_the_packages(asned):
    assert asned("--version") == (0, f"asned {__version__}\n", "")


def test_help_names_every_command(asned):
    status, out, _ = asned("--help")
    assert status == 0
    for command in set(COMMANDS) - {"edit"}:
        assert f"asned {command}" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_of_its_own(asned, command):
    status, out, _ = asned(command, "--help")
    assert status == 0
    assert f"usage: asned {command}" in out


def test_an_unknown_option_is_wrong_usage(asned):
    assert asned("check", "--formt", "json")[0] == 2


def test_wrong_usage_is_said_without_obeying_the_arguments(asned):
    _, _, err = asned("edit", "a", "b\x1b[31m\u202e")
    assert "b␛[31m<202E>" in err


def test_on_windows_one_sentence_says_what_to_do(asned, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    status, out, err = asned("--version")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "WSL" in err


def test_it_runs_as_a_module_and_as_a_program():
    for command in ([sys.executable, "-m", "asned"], [Path(sys.executable).with_name("asned")]):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert done.stdout == f"asned {__version__}\n"


def test_a_reader_that_goes_away_ends_it_without_a_traceback(directory):
    for number in range(3000):
        (directory / f"{number}_asn.json").write_text("[")
    with subprocess.Popen(
        [sys.executable, "-m", "asned", "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        process.wait(timeout=60)


def test_a_terminal_without_the_characters_gets_escapes(directory, configuration):
    (directory / "größe_asn.json").write_text("[")
    done = subprocess.run(
        [sys.executable, "-m", "asned", "check"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "HOME": str(configuration.parent)},
        check=False,
    )
    assert done.stderr == b""
    assert b"gr\\xf6\\xdfe_asn.json:1:2: error:" in done.stdout


@pytest.mark.parametrize("arguments", [["--bad"], ["edit", "--bad"], ["--bad", "a.json"]])
def test_an_unknown_option_is_named(asned, opened, arguments):
    status, _, err = asned(*arguments)
    assert status == 2
    assert "unrecognized arguments: --bad" in err
    assert not opened


def test_an_editor_without_a_file_asks_for_one(asned, opened):
    status, _, err = asned("edit")
    assert status == 2
    assert "required: FILE" in err
    assert not opened


@pytest.mark.parametrize("arguments", [["chekc", "e.json"], ["chekc"]])
def test_a_slip_for_a_command_is_no_file_to_begin(asned, opened, arguments):
    status, _, err = asned(*arguments)
    assert status == 2
    assert 'there is no command "chekc" (did you mean "check"?)' in err
    assert not opened


def test_a_file_that_is_named_like_a_slip_is_opened(asned, opened, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("chekc").write_text("{}")
    assert asned("chekc")[0] == 0
    assert opened[0][0] == Path("chekc")
