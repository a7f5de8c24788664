"""Every test of `disk` has a home, and so a state directory, of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(directory))
    monkeypatch.setenv("XDG_STATE_HOME", str(directory / "state"))
    return directory


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that other users can reach; skips unless root runs the tests."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    directory = Path(tempfile.mkdtemp(prefix="asned-test-"))
    directory.chmod(0o777)
    yield directory
    shutil.rmtree(directory)
