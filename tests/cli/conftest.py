"""Every test of the command line has a home of its own, and sound and broken files to judge."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asned.cli.main import main
from asned.rules.samples import STAGE2, changed, text_of

NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
"""A file name that no rule has anything to say of."""


@pytest.fixture(autouse=True)
def configuration(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give the path of the configuration file, which is not there."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = home / "config" / "asned" / "config.toml"
    path.parent.mkdir(parents=True, mode=0o700)
    path.parent.chmod(0o700)
    return path


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty directory that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(directory: Path) -> Callable[..., Path]:
    """Write an association with some values changed, by JSON pointer."""

    def write_changed(changes: dict[str, Any] | None = None, name: str = NAME) -> Path:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(changed(STAGE2, changes or {})))
        return Path(name)

    return write_changed


@pytest.fixture
def asned(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command and give its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def report(asned: Callable[..., tuple[int, str, str]]) -> Callable[..., dict[str, Any]]:
    """Run `asned check --format json` and give what it reports."""

    def run(*arguments: object) -> dict[str, Any]:
        _, out, _ = asned("check", "--format", "json", *arguments)
        loaded: dict[str, Any] = json.loads(out)
        return loaded

    return run
