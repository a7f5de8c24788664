"""What is imported before something is seen: the time that the first paint takes is mostly this."""

import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from builders import EXAMPLE
from tui.editor import write

FIRST_PAINT = {
    "": "association change cli disk jsontext judging later mutating openfile rules session tui",
    "association": "beginning document exposerr focus history keys outlines places skeleton structure",
    "cli": "commands configuration edit exitcodes main options saying",
    "disk": "calls errors fingerprint watch",
    "jsontext": "blocks collecting display errors folding ids limits nesting pieces reader reading style"
    " values writing",
    "rules": "conventions findings index keywords memberkeys opening problemlist stage suffixes",
    "tui": "action actions afterpaint agreeing app badges boundkeys codes columns cutting edges every footer"
    " guarded here incoming inked inks kept keynames keywords layout lines listing members opening painting"
    " pane problems products query rowactions rowpaint rows rowview run seenrows selecting selection signals"
    " table target terminal thumb turns unfolded window withheld workbench",
}
"""The modules of asned that may be imported before the editor first paints, by package."""

VERSION = {
    "": "cli jsontext later",
    "cli": "commands exitcodes main parsing saying",
    "jsontext": "display",
}
"""Those that `asned --version` may import."""

NOT_TO_CHECK = {"asned.tui", "asned.session", "asned.bulk", "asned.keeping", "asned.cli.edit"}
"""Those that `asned check` may not import, with all below them."""

STANDARD = {"json", "hashlib", "gc"}
"""What of the standard library is imported beyond what an empty Textual app imports."""

WIDTHS = "rich._unicode_data."
"""The table of widths, which Rich loads for the first character that is not a Latin one."""

EDITOR = """
import sys
from pathlib import Path
import asned.cli.main, asned.cli.edit
from asned.tui import run as editor
from asned.tui.app import AsnedApp
from asned.tui.afterpaint import AfterPaint
from asned.tui.opening import open_session

async def run(after_paint):
    names.extend(sys.modules)
    app.exit()

names, AfterPaint.run = [], run
app = AsnedApp(open_session(Path(sys.argv[1]), stage=None, severities=None))
app.run(headless=True)
"""

EMPTY_APP = """
import sys
from textual import events
from textual.app import App
from textual.content import Content
from textual.widgets import Static

class EmptyApp(App):
    def compose(self):
        yield Static(Content("─ ready"))

    def on_mount(self):
        self.call_after_refresh(self.stop)

    def stop(self):
        names.extend(sys.modules)
        self.exit()

names = []
EmptyApp().run(headless=True)
"""


KEYS = """
import asyncio, sys
from pathlib import Path
from asned.session import Session
from asned.tui.app import AsnedApp

async def use(app):
    async with app.run_test() as pilot:
        while not (app.is_complete and app.session.is_judged):
            await asyncio.sleep(0.01)
        before = set(sys.modules)
        for key in ("down", "enter", "escape", "d", "u", "slash", "x", "escape", "t", "tab"):
            await pilot.press(key)
        names.extend(set(sys.modules) - before)

names = []
asyncio.run(use(AsnedApp(Session.open(Path(sys.argv[1])))))
"""


def imported(program: str, *arguments: object, names: str = "names") -> set[str]:
    """Give the modules that a program lists at its end."""
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\nprint('<', *{names}, '>')", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    listed = re.search(r"< ([^<>]*)>", run.stdout)
    assert listed is not None, run.stdout
    return set(listed[1].split())


def named(packages: dict[str, str]) -> set[str]:
    return {"asned"} | {
        ".".join(filter(None, ("asned", package, name)))
        for package, names in packages.items()
        for name in names.split()
    }


def of_asned(modules: Collection[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "asned"}


@pytest.fixture(scope="module")
def before_first_paint(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return imported(EDITOR, write(tmp_path_factory.mktemp("association")))


def test_before_the_first_paint_only_what_it_needs_is_imported(before_first_paint: set[str]):
    assert of_asned(before_first_paint) <= named(FIRST_PAINT)


def test_the_list_of_what_is_needed_names_no_more_than_that(before_first_paint: set[str]):
    assert named(FIRST_PAINT) <= of_asned(before_first_paint)


def test_the_first_paint_needs_nothing_of_others_but_an_empty_textual_app(
    before_first_paint: set[str],
):
    beyond = before_first_paint - of_asned(before_first_paint) - imported(EMPTY_APP)
    packages = {name for name in beyond if not name.startswith(("_", WIDTHS))}
    assert {name.partition(".")[0] for name in packages} <= STANDARD


def test_once_the_editor_is_complete_keys_import_nothing(tmp_path: Path):
    assert not of_asned(imported(KEYS, write(tmp_path)))


def test_the_version_is_told_with_hardly_anything_imported():
    program = "import sys\nfrom asned.cli.main import main\nmain(['--version'])"
    assert of_asned(imported(program, names="sys.modules")) == named(VERSION)


def test_check_imports_nothing_of_the_editor_or_its_session(tmp_path: Path):
    program = "import sys\nfrom asned.cli.main import main\nmain(['check', sys.argv[1]])"
    modules = imported(program, write(tmp_path), names="sys.modules")
    assert "asned.rules.judge" in modules
    assert not {
        name
        for name in modules
        for other in NOT_TO_CHECK
        if name == other or name.startswith(f"{other}.")
    }
    assert not {name.partition(".")[0] for name in modules} & {"textual", "rich"}


@pytest.mark.parametrize(
    ("program", "is_wanted"),
    [("623", True), ('"00623"', False)],
    ids=["a keyword of another type", "the usual"],
)
def test_jsonschema_is_imported_only_where_it_has_to_judge(
    tmp_path: Path, program: str, is_wanted: bool
):
    check = "import sys\nfrom asned.cli.main import main\nmain(['check', sys.argv[1]])"
    file = write(tmp_path, EXAMPLE.replace('"00623"', program))
    assert ("jsonschema" in imported(check, file, names="sys.modules")) is is_wanted
