"""What holds for every test: a home of its own, no animations, and the table of the campaigns."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when Textual is imported

_OUTCOMES = pytest.StashKey[dict[str, Counter[str]]]()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and so a state directory and a configuration, that only this test has."""
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(directory))
    for name in ("state", "config", "cache", "data"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(directory / name))
    return directory


@pytest.fixture
def outcomes(request: pytest.FixtureRequest) -> Iterator["Outcomes"]:
    """Where a campaign counts what became of its cases."""
    table = request.config.stash[_OUTCOMES]
    yield Outcomes(table)


class Outcomes:
    """The table of the campaigns: for each title how many cases ended how."""

    def __init__(self, table: dict[str, Counter[str]]) -> None:
        self._table = table

    def add(self, title: str, counts: Counter[str]) -> None:
        """Count cases of a campaign by outcome."""
        self._table.setdefault(title, Counter()).update(counts)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_OUTCOMES] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table once the campaigns have run."""
    table = terminalreporter.config.stash[_OUTCOMES]
    if not table or "campaign" not in terminalreporter.config.option.markexpr:
        return
    terminalreporter.section("campaigns: cases and outcomes")
    for title, counts in sorted(table.items()):
        terminalreporter.line(f"{title}: {counts.total()} cases")
        for outcome, count in sorted(counts.items()):
            terminalreporter.line(f"  {count:6}  {outcome}")
