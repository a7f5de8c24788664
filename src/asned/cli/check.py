"""`asned check`: judges files and directories, reports what is found, and mends what is safe to mend."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from asned.cli.exitcodes import ERRORS_FOUND, FINE, UNUSABLE
from asned.cli.judged import Judged, Reporter, Totals
from asned.cli.options import add_judging_options, chosen_severities
from asned.cli.report_github import GithubReporter
from asned.cli.report_json import JsonReporter
from asned.cli.report_text import TextReporter
from asned.cli.saying import complain
from asned.disk.below import associations_below
from asned.disk.beside import names_beside
from asned.disk.errors import DiskError
from asned.disk.fingerprint import FileOnDisk, read_file
from asned.rules.checking import judge_file
from asned.rules.findings import Severity

DESCRIPTION = """\
Judge association files. Of a directory every *_asn.json below it is judged; "-"
reads a list of paths from standard input, one a line (or ended by NUL). Without a
path the current directory is judged.

Exit code: 0 clean or warnings only, 1 errors found (with --strict: or warnings),
2 wrong usage, or a file could not be read or written."""

_FORMATS = ("text", "json", "github")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a file, a directory, or -")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        help="for people (default), for programs, or as annotations of GitHub Actions",
    )
    add_judging_options(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings count as errors do")
    parser.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        help="report only what counts: errors, and with --strict warnings; no counts at the end",
    )
    parser.add_argument(
        "--files", action="store_true", help="find members whose file is not beside the association"
    )
    parser.add_argument(
        "--fix", action="store_true", help="mend what can be mended without guessing, then report"
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )


def run(arguments: Namespace, parser: ArgumentParser) -> int:
    """Judge everything that is named, and give the exit code."""
    if arguments.diff and arguments.format != "text":
        parser.error("--diff shows differences as text; leave out --format")
    checking = _Checking(arguments)
    search = _Search(arguments.paths or ["."])
    for found in search.files():
        checking.take(found)
    return checking.end(search.passed_over)


class _Checking:
    """One run: the options, the reporter, and what was counted."""

    def __init__(self, arguments: Namespace) -> None:
        self._options = arguments
        self._severities = chosen_severities(arguments)
        self._counting = {Severity.ERROR, *([Severity.WARNING] if arguments.strict else [])}
        self._reporter = _reporter(arguments)
        self._totals = Totals()

    def take(self, found: Path | DiskError) -> None:
        """Judge a file, or complain about what could not be read."""
        if isinstance(found, DiskError):
            self._refuse(found)
            return
        try:
            file = read_file(found)
        except DiskError as error:
            self._refuse(error)
        else:
            self._judge(file)

    def end(self, passed_over: int) -> int:
        """End the report and give the exit code; so many other files stood beside those judged."""
        self._totals.passed_over = passed_over
        if not self._options.diff:
            self._reporter.end(self._totals)
        if self._totals.refused:
            return UNUSABLE
        has_errors = any(self._totals.severities[each] for each in self._counting)
        return ERRORS_FOUND if has_errors else FINE

    def _judge(self, file: FileOnDisk) -> None:
        mended = self._mended(file) if self._options.fix or self._options.diff else None
        judgement = judge_file(
            file.data if mended is None else mended,
            name=file.path.name,
            beside=names_beside(file.path) if self._options.files else None,
            stage=self._options.stage,
            severities=self._severities,
        )
        findings = judgement.findings
        if self._options.quiet:
            findings = [each for each in findings if each.severity in self._counting]
        judged = Judged(file.path, judgement.stage, tuple(findings))
        self._totals.add(judged)
        if not self._options.diff:
            self._reporter.file(judged)
        elif mended is None and findings:
            many = f"{len(findings)} findings stay" if len(findings) > 1 else "1 finding stays"
            complain(f"{file.path}: nothing can be mended without guessing; {many}")

    def _mended(self, file: FileOnDisk) -> bytes | None:
        """Write the mended file, or show the difference; give the bytes that are in the file now.

        None where there is nothing to mend, or it cannot be written.
        """
        from asned.cli.mending import (  # noqa: PLC0415 - only this needs fixes and writes
            mended,
            show_difference,
            write,
        )

        mending = mended(file.data, self._options.stage, self._severities)
        if not mending.rules:
            return None
        if self._options.diff:
            show_difference(file, mending)
            return file.data
        try:
            write(file, mending)
        except DiskError as error:
            self._refuse(error)
            return None
        complain(f"{file.path}: mended {mending.summary}")
        return mending.data

    def _refuse(self, error: DiskError) -> None:
        self._totals.refused += 1
        complain(str(error))


def _reporter(arguments: Namespace) -> Reporter:
    if arguments.format == "json":
        return JsonReporter()
    if arguments.format == "github":
        return GithubReporter()
    return TextReporter(has_counts=not arguments.quiet)


class _Search:
    """What the paths name: files, and the associations below directories."""

    def __init__(self, paths: list[str]) -> None:
        self._paths = paths
        self._seen: set[Path] = set()
        self._others: set[Path] = set()

    @property
    def passed_over(self) -> int:
        """How many other `.json` files have been met in directories."""
        return len(self._others - self._seen)

    def files(self) -> Iterator[Path | DiskError]:
        """Give each file once, however often it is named."""
        for name in _listed(self._paths):
            path = Path(name)
            below = associations_below(path, self._others.add) if path.is_dir() else (path,)
            is_empty = True
            for found in below:
                is_empty = False
                if isinstance(found, DiskError):
                    yield found
                elif found not in self._seen:
                    self._seen.add(found)
                    yield found
            if is_empty:
                complain(f"{path}: no *_asn.json below it")


def _listed(paths: list[str]) -> Iterator[str]:
    for path in paths:
        if path != "-":
            yield path
            continue
        names = sys.stdin.buffer.read()
        for name in names.split(b"\0" if b"\0" in names else b"\n"):
            if name:
                yield os.fsdecode(name)
