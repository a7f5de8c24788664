"""Imports go downwards, and what is imported for nothing is not imported."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
BELOW = [name.removeprefix("asned.") for name in CONTRACTS[1]["source_modules"]]


def modules_after(statement: str) -> set[str]:
    """Give the modules that a fresh interpreter has after a statement."""
    program = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stdout.split())


def roots(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_import_asned_brings_neither_textual_nor_jsonschema() -> None:
    modules = modules_after("import asned")
    assert "asned" in modules
    assert not roots(modules) & {"textual", "rich", "jsonschema"}


def test_the_public_interface_brings_no_textual_and_jsonschema_only_to_judge() -> None:
    modules = modules_after("import asned; asned.parse(b'{}').to_bytes()")
    assert not roots(modules) & {"textual", "rich", "jsonschema"}
    modules = modules_after("import asned; asned.check(b'{}')")
    assert "jsonschema" in modules
    assert not roots(modules) & {"textual", "rich"}


@pytest.mark.parametrize("floor", BELOW)
def test_nothing_below_the_editor_imports_textual(floor: str) -> None:
    names = [f"asned.{floor}"]
    directory = ROOT / "src" / "asned" / floor
    if directory.is_dir():
        names += [
            ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
            for path in sorted(directory.rglob("*.py"))
            if path.stem != "__init__"
        ]
    modules = modules_after("import " + ", ".join(names))
    assert set(names) <= modules
    assert not roots(modules) & {"textual", "rich"}


def test_every_module_stands_in_the_contracts() -> None:
    layers, forbidden = CONTRACTS[:2]
    assert (layers["type"], forbidden["type"]) == ("layers", "forbidden")
    assert forbidden["forbidden_modules"] == ["textual"]
    named = {name.strip() for layer in layers["layers"] for name in layer.split(":")}
    package = ROOT / "src" / "asned"
    there = {path.parent.name for path in package.glob("*/__init__.py")}
    there |= {path.stem for path in package.glob("*.py") if not path.stem.startswith("_")}
    assert {f"asned.{name}" for name in there} == named
    assert set(forbidden["source_modules"]) == named - {"asned.cli", "asned.tui"}
