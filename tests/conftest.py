"""What holds for every test: a home of its own, no animations, and the table of the campaigns."""

import os
from pathlib import Path

import pytest

from campaigns import Outcomes, Table

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when Textual is imported


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and so a state directory and a configuration, that only this test has."""
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(directory))
    for name in ("state", "config", "cache", "data"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(directory / name))
    return directory


@pytest.fixture
def outcomes(request: pytest.FixtureRequest) -> Outcomes:
    """Where a campaign counts what became of its cases."""
    return Outcomes(request.node)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Table(config), "campaigns")
