"""The README says what is so: its table of keys is the registry's, its commands are there."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from asned.cli.configuration import read_configuration
from asned.cli.main import main
from asned.rules.samples import STAGE2, changed, text_of
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


def blocks(language: str) -> list[str]:
    """Give the README's blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_every_option_that_is_named_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    named = re.findall(r"asned (check|rules|schema)\b([^#`\n]*)", README)
    assert {command for command, _ in named} == {"check", "rules", "schema"}
    for command, rest in named:
        assert main([command, "--help"]) == 0
        told = capsys.readouterr().out
        for option in re.findall(r"--[a-z]+", rest):
            assert option in told, (command, option)


def test_the_example_in_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = blocks("python")
    (name,) = set(re.findall(r'"(\S+_asn\.json)"', code))
    text = text_of(changed(STAGE2, {"/products/0/members/1/exptype": "BACKGROUND"}))
    (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    said = '23 error "BACKGROUND" must be in lower case; write background\n'
    assert capsys.readouterr().out == said
    assert (tmp_path / name).read_text() == text


def test_the_configuration_shown_is_a_sound_one(tmp_path: Path) -> None:
    (shown,) = blocks("toml")
    tmp_path.chmod(0o700)
    path = tmp_path / "config.toml"
    path.write_text(shown)
    path.chmod(0o600)
    configuration = read_configuration(path)
    assert not configuration.problems
    assert configuration.severities.keys() == tomllib.loads(shown)["rules"].keys()


def test_the_settings_for_vs_code_name_the_file_that_is_written() -> None:
    (settings,) = blocks("json")
    (schema,) = json.loads(settings)["json.schemas"]
    assert schema["fileMatch"] == ["*_asn.json"]
    assert f"asned schema > {schema['url'].removeprefix('./')}" in README
