"""The user's configuration: `config.toml` in the user's own configuration directory, nowhere else.

    [rules]
    expname-path = "warning"
    file-name = "off"

What lies beside the data is never read: whoever sends an association must not decide how it is judged.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import platformdirs

from asned.disk import calls
from asned.disk.errors import cause_text
from asned.rules.findings import Severity

_MOST_BYTES = 1 << 20
_TABLES = ("rules",)
_WRITABLE_BY_OTHERS = 0o022


class Configuration(NamedTuple):
    """What the user has set: severities by rule id (None: off), and what is wrong with the file.

    Each of `problems` is a sentence with the file's path; what it is about is left out.
    """

    severities: Mapping[str, Severity | None] = MappingProxyType({})
    problems: tuple[str, ...] = ()


class _Unusable(Exception):  # noqa: N818 - it reads as what the user is told
    """The file cannot be used; the message continues its path."""


def configuration_path() -> Path:
    """Give the path of the user's configuration file, which need not exist."""
    return platformdirs.user_config_path("asned", appauthor=False) / "config.toml"


def read_configuration(path: Path) -> Configuration:
    """Read a configuration file; where there is none, nothing is set.

    A file that somebody else can write, or put another in the place of, is ignored.
    """
    try:
        data = _trusted_bytes(path)
    except FileNotFoundError:
        return Configuration()
    except OSError as error:
        return Configuration(problems=(f"{path}: ignored: {cause_text(error)}",))
    except _Unusable as error:
        return Configuration(problems=(f"{path}: ignored: {error}",))
    import tomllib  # noqa: PLC0415 - few have such a file

    try:
        return _configuration(path, tomllib.loads(data.decode("utf-8")))
    except ValueError as error:  # not UTF-8, or not TOML: either says where
        return Configuration(problems=(f"{path}: ignored: {error}",))


def _trusted_bytes(path: Path) -> bytes:
    if not path.is_absolute():  # XDG_CONFIG_HOME="." would lead to the directory of the data
        raise _Unusable("it is not an absolute path")
    real = calls.realpath(path)
    for directory in (path.parent, real.parent):
        _refuse_untrusted("its directory", calls.stat(directory))
    if not stat.S_ISREG(calls.stat(real).st_mode):
        raise _Unusable("it is not a file")
    with calls.opened(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY) as descriptor:
        status = calls.fstat(descriptor)
        _refuse_untrusted("it", status)
        if status.st_size > _MOST_BYTES:
            raise _Unusable("it is larger than 1 MB")
        return calls.read_whole(descriptor, _MOST_BYTES)


def _refuse_untrusted(what: str, status: os.stat_result) -> None:
    if status.st_uid not in (0, os.geteuid()):
        raise _Unusable(f"{what} belongs to somebody else; make it your own")
    if status.st_mode & _WRITABLE_BY_OTHERS:
        raise _Unusable(f"others can write {what}; take that away with chmod go-w")


def _configuration(path: Path, tables: Mapping[str, Any]) -> Configuration:
    problems = [
        f"{path}: [{table}] is unknown and has no effect; there is [{'], ['.join(_TABLES)}]"
        for table in tables
        if table not in _TABLES
    ]
    rows = tables.get("rules", {})
    if not isinstance(rows, dict):
        problems.append(f"{path}: rules is not a table; write [rules] on a line of its own")
        rows = {}
    severities: dict[str, Severity | None] = {}
    if rows:
        from asned.cli.severities import (  # noqa: PLC0415 - imports every rule, seldom needed
            NoSuchChoice,
            known_rule,
            severity_named,
        )

        for rule, word in rows.items():
            try:
                severities[known_rule(rule)] = severity_named(str(word))
            except NoSuchChoice as error:
                problems.append(f"{path}: [rules] {rule}: left out: {error}")
    return Configuration(severities, tuple(problems))
