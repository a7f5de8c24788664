"""What holds for every test: a home of its own, no animations, no clock, and the table of the campaigns."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from campaigns import Outcomes, Table

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when Textual is imported

# A machine may be slow, or busy: how long an example takes says nothing about the code.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


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
