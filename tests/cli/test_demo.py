"""`asned demo`: a copy of the example that overwrites nothing."""

from pathlib import Path

import pytest

from asned import check
from asned.cli import demo
from asned.disk import calls

EXAMPLE = Path(demo.__file__).with_name("example_asn.json").read_bytes()
SPECIFICATION = Path(__file__).parents[3] / "shared" / "spec" / "example_asn.json"


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory, monkeypatch):
    directory = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(directory))
    return directory


@pytest.fixture
def opened(monkeypatch):
    calls = []

    def open_editor(path, **options):
        calls.append((path, options))
        return 0

    monkeypatch.setattr(demo, "open_editor", open_editor)
    monkeypatch.setattr(demo, "has_terminal", lambda: True)
    return calls


def test_the_example_is_without_findings():
    assert check(EXAMPLE) == []


@pytest.mark.skipif(not SPECIFICATION.exists(), reason=f"{SPECIFICATION} is not there")
def test_the_example_is_the_specifications():
    assert SPECIFICATION.read_bytes() == EXAMPLE


def test_the_next_free_name_is_taken_and_nothing_overwritten(directory):
    (directory / "asned-demo-1_asn.json").write_text("mine")
    (directory / "asned-demo-2_asn.json").symlink_to("elsewhere")
    assert demo.write_example() == Path("asned-demo-3_asn.json")
    assert (directory / "asned-demo-1_asn.json").read_text() == "mine"
    assert not (directory / "elsewhere").exists()
    assert (directory / "asned-demo-3_asn.json").read_bytes() == EXAMPLE


@pytest.mark.parametrize("call", ["open", "write"])
def test_where_nothing_can_be_written_a_temporary_directory_serves(directory, temporary, call):
    def full(name, function, *arguments, **named):
        nonlocal refusals
        if name == call and not refusals:
            refusals += 1
            raise OSError(28, "No space left on device")
        return function(*arguments, **named)

    refusals = 0
    with calls.intercepted(full):
        path = demo.write_example()
    assert path.parent.parent == temporary
    assert path.read_bytes() == EXAMPLE
    assert not any(directory.iterdir())


def test_where_the_example_is_is_said_before_and_after(asned, directory, opened):
    status, out, _ = asned("demo", "--stage", "2")
    assert status == 0
    assert out.count("asned-demo-1_asn.json") == 2
    ((path, options),) = opened
    assert path == Path("asned-demo-1_asn.json")
    assert options["stage"] == 2
    assert "asned-demo-1_asn.json" in options["notice"]


def test_rules_about_files_are_off_unless_they_are_asked_for(asned, directory, opened):
    asned("demo", "--rule", "expname-missing-file=error")
    ((_, options),) = opened
    assert options["severities"] == {"file-name": None, "expname-missing-file": "error"}


def test_without_a_terminal_nothing_is_written(asned, directory):
    assert asned("demo")[0] == 2
    assert not any(directory.iterdir())
