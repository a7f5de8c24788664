"""Directories that other users can reach, and acting as one of them."""

import codecs
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from disk.faults import NOBODY, in_child


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that other users can reach; skips unless root runs the tests."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    directory = Path(tempfile.mkdtemp(prefix="asned-test-"))
    directory.chmod(0o777)
    yield directory
    shutil.rmtree(directory)


AsUser = Callable[[Callable[[Path], Counter[str]]], Counter[str]]
"""Runs something that counts, given a directory of the user's own, and gives what it counted."""


@pytest.fixture
def as_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AsUser]:
    """Act as a user for whom permissions hold: as the one who runs the tests, unless that is root."""
    if os.geteuid() != 0:
        yield lambda run: run(tmp_path)
        _let_remove(tmp_path)
        return
    place = Path(tempfile.mkdtemp(prefix="asned-test-"))
    os.chown(place, NOBODY, NOBODY)
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    (place / "work").mkdir()
    os.chown(place / "work", NOBODY, NOBODY)

    def act(run: Callable[[Path], Counter[str]]) -> Counter[str]:
        def work() -> None:
            os.setgroups([])
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
            told = json.dumps(run(place / "work"))
            (place / "told").write_text(told)

        codecs.lookup("ascii")  # looked up once, and perhaps where only root may read
        assert in_child(work) == 0
        return Counter(json.loads((place / "told").read_text()))

    yield act
    shutil.rmtree(place)


def _let_remove(directory: Path) -> None:
    for path in [directory, *(each for each in directory.rglob("*") if each.is_dir())]:
        path.chmod(0o755)
