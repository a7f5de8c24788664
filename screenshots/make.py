"""Makes the pictures of the README: runs the editor on examples, presses keys, saves what is on the screen.

`python screenshots/make.py [NAME…]` writes `screenshots/NAME.svg`; without names all of them.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.setdefault("XDG_STATE_HOME", tempfile.mkdtemp())

from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.repair.app import RepairApp

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "src" / "asned" / "cli" / "example_asn.json"


def example(directory: Path) -> Path:
    """Give a copy of the specification's example."""
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


def broken(directory: Path) -> Path:
    """Give the example with five defects: it is not JSON any more."""
    path = example(directory)
    text = path.read_text()
    text = text.replace('    "asn_rule"', '    // chosen by hand\n    "asn_rule"', 1)
    text = text.replace('"version_id": "20210610t121508",', '"version_id": "20210610t121508"')
    text = text.replace('"program": "00623"', "'program': '00623'")
    path.write_text(text.replace('"exposerr": "null"', '"exposerr": None', 1))
    return path


def editor(path: Path) -> AsnedApp:
    """Give the editor of a file."""
    return AsnedApp(Session.open(path))


def repair(path: Path) -> RepairApp:
    """Give the repair screen of a file."""
    return RepairApp(path.read_bytes(), path.name)


@dataclass(frozen=True)
class Picture:
    """One picture: the file it shows, the size of the terminal, the keys pressed before it is taken."""

    name: str
    make: Callable[[Path], Path]
    size: tuple[int, int]
    keys: Sequence[str] = ()
    open: Callable[[Path], AsnedApp | RepairApp] = editor


PICTURES = (
    Picture("example", example, (120, 32)),
    Picture("findings", with_findings, (120, 32), ["down"]),
    Picture("exptypes", example, (120, 32), ["t", "b", "a"]),
    Picture("narrow", with_findings, (80, 24), ["down"]),
    Picture("fixes", with_findings, (80, 24), ["right_square_bracket", "full_stop"]),
    Picture("what-is-this", example, (80, 24), ["right", "f1"]),
    Picture("repair", broken, (80, 24), ["right_square_bracket"], repair),
)


async def take(picture: Picture, directory: Path) -> Path:
    """Press the keys and save the picture."""
    app = picture.open(picture.make(directory))
    async with app.run_test(size=picture.size) as pilot:
        await settled(app, pilot)
        for key in picture.keys:
            await pilot.press(key)
        await pilot.pause()
        svg = app.export_screenshot(title="asned")
    path = HERE / f"{picture.name}.svg"
    # Some viewers drop leading blanks of a text, which would move it.
    path.write_text(svg.replace("<text ", '<text xml:space="preserve" '))
    return path


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
                print(asyncio.run(take(picture, Path(directory))))


if __name__ == "__main__":
    main(sys.argv[1:])
