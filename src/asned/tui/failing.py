"""What is said and written down when the program itself is at fault."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from importlib.metadata import version

from textual.worker import WorkerFailed

from asned import __version__
from asned.disk.errors import DiskError
from asned.disk.report import keep_report
from asned.jsontext.display import displayable

_PACKAGES = ("textual", "rich", "jsonschema")
_FRAMES = 60
"""Of a longer traceback the first and the last are reported."""


def words_on(error: BaseException, on_edits: str) -> str:
    """Write a report of the failure, and give what the user is told; `on_edits` is a part of that."""
    try:
        where = (
            f"A report without the file's contents: {displayable(str(keep_report(report(error))))}"
        )
    except DiskError as problem:
        where = f"No report could be written: {problem}"
    return f"the program failed ({type(error).__name__}), which is a fault of its own. {on_edits}{where}"


def report(error: BaseException) -> str:
    """Give what is needed to find the fault: versions and tracebacks, nothing of the file.

    Neither values of variables nor the messages of exceptions, which may quote the text.
    """
    versions = " ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        f"asned {__version__}, Python {platform.python_version()}, {platform.platform()}",
        versions,
        f"TERM={os.environ.get('TERM', '')}",
    ]
    for each in _chain(error):
        lines += ["", f"{type(each).__module__}.{type(each).__qualname__}"]
        if isinstance(each, OSError):
            lines.append(f"errno {each.errno}")
        frames = traceback.extract_tb(each.__traceback__)
        if len(frames) > _FRAMES:
            half = _FRAMES // 2
            lines.append(f"({len(frames)} frames, {half} of either end)")
            frames[half:-half] = []
        lines += [line.rstrip("\n") for line in traceback.format_list(frames)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an exception and those behind it, the outermost first."""
    seen: set[int] = set()
    next_one: BaseException | None = error
    while next_one is not None and id(next_one) not in seen:
        seen.add(id(next_one))
        yield next_one
        if isinstance(next_one, WorkerFailed):
            next_one = next_one.error
        else:
            next_one = next_one.__cause__ or next_one.__context__
