"""The README says what is so: its table of keys is the registry's, its commands are there."""

import re
from pathlib import Path

from asned.tui.actions import table_markdown

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def between(name: str) -> str:
    match = re.search(f"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)
    assert match is not None, f"README.md has no part {name}"
    return match[1]


def test_the_table_of_keys_is_made_from_the_registry() -> None:
    assert between("keys") == table_markdown()


def test_the_test_command_makes_an_environment_and_runs_pytest_in_it() -> None:
    command = between("test")
    assert "python3 -m venv .venv" in command
    assert ".venv/bin/pytest" in command


def test_every_picture_is_there() -> None:
    for name in re.findall(r"\]\((screenshots/[^)]+)\)", README):
        assert (Path(__file__).parent.parent / name).is_file(), name
