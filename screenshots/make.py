"""Makes the pictures of the README: what is on the screen after keys were pressed, and what a command prints.

`python screenshots/make.py [NAME…]` writes `screenshots/NAME.svg`; without names all of them.
"""

from __future__ import annotations

import asyncio
import fcntl
import io
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.setdefault("XDG_STATE_HOME", tempfile.mkdtemp())

from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.repair.app import RepairApp

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "src" / "asned" / "cli" / "example_asn.json"


def example(directory: Path) -> Path:
    """Give a copy of the specification's example, with the exposures of all examples beside it."""
    for visit, exposure in product(("037001", "038001"), ("00001", "00002")):
        (directory / f"jw00623{visit}_02101_{exposure}_mirimage_rate.fits").touch()
    path = directory / "jw00623-o037_20210610t121508_image2_00001_asn.json"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def with_findings(directory: Path) -> Path:
    """Give an association with three findings."""
    path = example(directory)
    association = json.loads(path.read_bytes())

    def member(exposure: str, exptype: str, exposerr: str = "null") -> dict[str, str]:
        name = f"jw{exposure}_mirimage_rate.fits"
        return {"expname": name, "exptype": exptype, "exposerr": exposerr}

    first, second = "00623037001_02101_00001", "00623037001_02101_00002"
    backgrounds = [
        member("00623038001_02101_00001", "background"),
        member("00623038001_02101_00002", "background", "Guide star lost"),
    ]
    association["products"] = [
        {
            "name": f"jw{first}_mirimage",
            "members": [member(first, "science"), member(second, "backgroud"), *backgrounds],
        },
        {"name": f"jw{second}_mirimage", "members": backgrounds[:1]},
    ]
    path.write_text(json.dumps(association, indent=4))
    return path


def many_members(directory: Path) -> Path:
    """Give an association of 36 members, of which two have a finding."""
    path = directory / "jw00623-o037_20210610t121508_image3_00001_asn.json"
    association = json.loads(EXAMPLE.read_bytes())
    association |= {"asn_type": "image3", "asn_rule": "candidate_Asn_Lv3Image", "target": "9"}
    exposures = [
        f"jw00623{observation:03d}001_{group:02d}101_{number:05d}_{detector}"
        for observation in (37, 38)
        for group in (2, 4)
        for number in (1, 2, 3)
        for detector in ("nrca1", "nrcb1", "nrcblong")
    ]
    members = [
        {"expname": f"{exposure}_cal.fits", "exptype": "science", "exposerr": "null"}
        for exposure in exposures
    ]
    members[7]["exptype"] = members[16]["exptype"] = "sceince"
    name = "jw00623-o037_t009_nircam_f200w"
    association["products"] = [{"name": name, "members": members}]
    path.write_text(json.dumps(association, indent=4))
    return path


def two_sciences(directory: Path) -> Path:
    """Give an association that says of two exposures of a product that they are the science."""
    path = with_findings(directory)
    path.write_text(path.read_text().replace('"backgroud"', '"science"'))
    return path


def broken(directory: Path) -> Path:
    """Give the example with five defects: it is not JSON any more."""
    path = example(directory)
    text = path.read_text()
    text = text.replace('    "asn_rule"', '    // chosen by hand\n    "asn_rule"', 1)
    text = text.replace('"version_id": "20210610t121508",', '"version_id": "20210610t121508"')
    text = text.replace('"program": "00623"', "'program': '00623'")
    path.write_text(text.replace('"exposerr": "null"', '"exposerr": None', 1))
    return path


def several(directory: Path) -> Path:
    """Give the directory of an association with findings, one that is not JSON, and a sound one."""
    for number, make in ((3, example), (2, broken), (1, with_findings)):
        path = make(directory)
        path.rename(path.with_name(path.name.replace("image2_00001", f"image2_{number:05}")))
    return directory


def editor(path: Path) -> AsnedApp:
    """Give the editor of a file."""
    return AsnedApp(Session.open(path))


def repair(path: Path) -> RepairApp:
    """Give the repair screen of a file."""
    return RepairApp(path.read_bytes(), path.name)


@dataclass(frozen=True)
class Screen:
    """A picture of the editor: its file, the size of the terminal, the keys pressed before it is taken."""

    name: str
    make: Callable[[Path], Path]
    size: tuple[int, int]
    keys: Sequence[str] = ()
    open: Callable[[Path], AsnedApp | RepairApp] = editor

    def svg(self, directory: Path) -> str:
        """Press the keys and give the picture."""
        return asyncio.run(self._shown(self.open(self.make(directory))))

    async def _shown(self, app: AsnedApp | RepairApp) -> str:
        async with app.run_test(size=self.size) as pilot:
            await settled(app, pilot)
            for key in self.keys:
                await pilot.press(key)
            await pilot.pause()
            return app.export_screenshot(title="asned")


@dataclass(frozen=True)
class Output:
    """A picture of what a command prints on a terminal that is so many columns wide."""

    name: str
    make: Callable[[Path], Path]
    columns: int
    arguments: Sequence[str]

    def svg(self, directory: Path) -> str:
        """Run the command and give the picture."""
        printed = Text.from_ansi(printed_by(self.arguments, self.make(directory), self.columns))
        console = Console(width=self.columns, record=True, file=io.StringIO())
        console.print(Text.assemble("$ ", (f"asned {' '.join(self.arguments)}", "bold")))
        for line in printed.split("\n"):
            # A terminal goes on in the next row wherever a line is full.
            for row in line.divide(range(self.columns, len(line), self.columns)):
                console.print(row, no_wrap=True)
        return console.export_svg(title="asned")


PICTURES: tuple[Screen | Output, ...] = (
    Screen("example", example, (120, 32)),
    Screen("findings", with_findings, (120, 32), ["down"]),
    Screen("exptypes", example, (120, 32), ["t", "b", "a"]),
    Screen("narrow", with_findings, (80, 24), ["down"]),
    Screen("fixes", two_sciences, (80, 24), ["right_square_bracket", "full_stop", "down"]),
    Screen("what-is-this", example, (80, 24), ["right", "f1"]),
    Screen(
        "selection",
        many_members,
        (100, 30),
        ["ampersand", *"nrcblong", "enter", "asterisk", "equals_sign", *"ba", "enter"],
    ),
    Screen("find", many_members, (100, 30), ["slash", *"038", "space", *"nrca1"]),
    Screen("filter", many_members, (100, 30), ["ampersand", "exclamation_mark", *"error"]),
    Screen("repair", broken, (80, 24), ["right_square_bracket"], repair),
    Output("check", several, 120, ["check"]),
)


def printed_by(arguments: Sequence[str], directory: Path, columns: int) -> str:
    """Give what asned prints on a terminal, colours and all."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with os.fdopen(master, "rb", buffering=0) as terminal:
        command = [sys.executable, "-m", "asned", *arguments]
        with subprocess.Popen(command, cwd=directory, stdout=slave, stderr=slave):
            os.close(slave)
            return b"".join(iter(lambda: piece_of(terminal), b"")).decode().replace("\r\n", "\n")


def piece_of(terminal: io.RawIOBase) -> bytes:
    """Read what is there to be read, nothing once the other end is closed."""
    try:
        return terminal.read(1 << 16) or b""
    except OSError:  # as Linux says it
        return b""


async def settled(app: AsnedApp | RepairApp, pilot: Any) -> None:
    """Wait until everything is judged, or all defects are found."""
    while not (app.session.is_judged if isinstance(app, AsnedApp) else app.broken.is_searched):
        await pilot.pause()
    await pilot.pause()


def main(names: Sequence[str]) -> None:
    """Make the pictures named, or all."""
    for picture in PICTURES:
        if not names or picture.name in names:
            with tempfile.TemporaryDirectory() as directory:
                svg = picture.svg(Path(directory))
            path = HERE / f"{picture.name}.svg"
            # Some viewers drop leading blanks of a text, which would move it.
            path.write_text(svg.replace("<text ", '<text xml:space="preserve" '))
            print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
