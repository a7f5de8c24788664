"""Findings as annotations of GitHub Actions, by its workflow commands.

Source: "Workflow commands for GitHub Actions", and `actions/toolkit`, `core/src/command.ts`, for what is
escaped. The runner obeys a line that begins with `::`, and in an older form `##[` anywhere in one.
"""

from asned.cli.judged import Judged, Totals
from asned.cli.saying import say
from asned.jsontext.display import displayable
from asned.rules.findings import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReporter:
    """Writes one annotation for each finding and nothing else."""

    def file(self, judged: Judged) -> None:
        """Report a file's findings."""
        path = as_property(str(judged.path))
        for finding in judged.findings:
            place = f"file={path},line={finding.line},col={finding.column}"
            title = as_property(finding.rule)
            message = as_message(finding.message)
            say(f"::{_COMMANDS[finding.severity]} {place},title={title}::{message}")

    def end(self, totals: Totals) -> None:
        """Report nothing: the runner counts."""


def as_message(text: str) -> str:
    """Escape a text for the part of a command after the second `::`.

    Displayable text has no line breaks, which would end the command.
    """
    return displayable(text).replace("%", "%25")


def as_property(text: str) -> str:
    """Escape a text for the value of a command's property."""
    return as_message(text).replace(":", "%3A").replace(",", "%2C")
