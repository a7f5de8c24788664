"""Findings for people: a line each, those of a file together, and counts at the end."""

import sys

from asned.cli.judged import Judged, Totals
from asned.cli.saying import coloured, say, wants_colour
from asned.jsontext.display import displayable
from asned.rules.findings import Finding, Severity
from asned.rules.index import SEVERITIES


class TextReporter:
    """Writes `path:line:column: severity: message [rule]`; `has_counts` adds counts by rule at the end."""

    def __init__(self, *, has_counts: bool) -> None:
        self._has_counts = has_counts
        self._has_colour = wants_colour(sys.stdout)

    def file(self, judged: Judged) -> None:
        """Report a file's findings."""
        path = displayable(str(judged.path))
        for finding in judged.findings:
            say(self._line(path, finding))

    def end(self, totals: Totals) -> None:
        """Report the counts: rules by severity, the most frequent first, and a sentence or two."""
        if not self._has_counts:
            return
        if totals.rules:
            say()
        width = len(str(max(totals.rules.values(), default=0)))
        for severity in SEVERITIES:
            for (of, rule), number in totals.rules.most_common():
                if of is severity:
                    say(f"{number:>{width}}  {self._in_colour(f'{severity:<7}', severity)}  {rule}")
        say(self._sentence(totals))
        if totals.refused:
            say(f"{totals.refused:,} could not be read or written, as said above")
        if totals.passed_over:
            others = _counted(totals.passed_over, "other .json file")
            say(f"{others} passed over: of a directory only *_asn.json are judged")

    def _line(self, path: str, finding: Finding) -> str:
        place = f"{path}:{finding.line}:{finding.column}:"
        severity = self._in_colour(f"{finding.severity}:", finding.severity)
        rule = self._in_colour(f"[{finding.rule}]", "faint")
        return (
            f"{self._in_colour(place, 'strong')} {severity} {displayable(finding.message)} {rule}"
        )

    def _sentence(self, totals: Totals) -> str:
        if not totals.files:
            return "no file judged"
        files = _counted(totals.files, "file")
        if not totals.rules:
            return f"{files} judged, nothing found"
        counts = [_counted(totals.severities[each], _NAMES[each]) for each in SEVERITIES]
        return f"{', '.join(counts)} in {totals.files_with_findings} of {files}"

    def _in_colour(self, text: str, kind: str) -> str:
        return coloured(text, kind) if self._has_colour else text


_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
