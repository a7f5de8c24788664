"""Directories that other users can reach."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that other users can reach; skips unless root runs the tests."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    directory = Path(tempfile.mkdtemp(prefix="asned-test-"))
    directory.chmod(0o777)
    yield directory
    shutil.rmtree(directory)
