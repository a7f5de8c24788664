"""The table of the campaigns: which cases were tried, and what became of them.

A test that takes the fixture `outcomes` counts its cases. With the mark `campaign` it is too long for the
suite; without, it is small enough to be a part of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

MARK = "campaign"
_PROPERTY = "outcomes"


class Outcomes:
    """Takes what became of the cases of one test."""

    def __init__(self, node: pytest.Item) -> None:
        self._node = node

    def add(self, title: str, counts: Mapping[str, int]) -> None:
        """Count cases of a campaign by outcome."""
        # A property of the test, which reaches the table from another process too.
        self._node.user_properties.append((_PROPERTY, [title, dict(counts)]))


class Table:
    """A plugin that gathers the outcomes, and prints them where only campaigns are run."""

    def __init__(self, config: pytest.Config) -> None:
        self._is_wanted = config.option.markexpr == MARK
        self._counts: dict[str, Counter[str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let `-m campaign` choose every test that counts its cases."""
        for item in items:
            if self._is_wanted and _PROPERTY in getattr(item, "fixturenames", ()):
                item.add_marker(MARK)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Gather what a test has counted."""
        for name, value in report.user_properties:
            if name == _PROPERTY and report.when == "call":
                title, counts = value
                self._counts.setdefault(title, Counter()).update(counts)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table as it stands in the README."""
        if not self._is_wanted or not self._counts:
            return
        terminalreporter.section("campaigns")
        for line in self.lines():
            terminalreporter.line(line)

    def lines(self) -> list[str]:
        """Give the table in Markdown, a row for each campaign."""
        rows = ["| what was tried | cases | what became of them |", "|---|---|---|"]
        for title, counts in sorted(self._counts.items()):
            found = "; ".join(f"{count:,} {outcome}" for outcome, count in sorted(counts.items()))
            rows.append(f"| {title} | {counts.total():,} | {found} |")
        return rows
