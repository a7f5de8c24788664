"""What a command loads: Textual for the editor only, as little as possible for the rest."""

import subprocess
import sys

import pytest

LOADED = "; import sys; print(*sorted(each for each in sys.modules if '.' not in each))"


def loaded_by(code, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", code + LOADED, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_loads_neither_textual_nor_jsonschema():
    loaded = loaded_by("import asned")
    assert not loaded & {"textual", "rich", "jsonschema", "argparse", "json"}


def test_the_version_loads_nothing_heavy():
    loaded = loaded_by("from asned.cli.main import main; main(['--version'])")
    assert not loaded & {"textual", "rich", "jsonschema", "platformdirs", "json", "dataclasses"}


@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--files"], ["--fix"]])
def test_checking_a_usual_file_loads_neither_textual_nor_jsonschema(write, options):
    arguments = ["check", *options, str(write())]
    loaded = loaded_by(f"from asned.cli.main import main; main({arguments!r})")
    assert "asned" in loaded
    assert not loaded & {"textual", "rich", "asyncio", "jsonschema"}


def test_listing_the_rules_loads_no_jsonschema():
    loaded = loaded_by("from asned.cli.main import main; main(['rules'])")
    assert not loaded & {"textual", "rich", "jsonschema"}
