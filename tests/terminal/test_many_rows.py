"""A day's work on many rows in the real program: find, filter, retag, undo, copy to products, save."""

import json
from difflib import unified_diff
from pathlib import Path

from builders import association
from terminal.editorprocess import EditorProcess

PRODUCTS, MEMBERS = 50, 40
DETECTORS = ("nrca1", "nrca2", "mirimage")


def exposure(product: int, member: int) -> str:
    detector = DETECTORS[member % 3] if member else "mirimage"
    return f"jw00623{product + 1:03d}001_02101_{member + 1:05d}_{detector}"


def written(path: Path) -> str:
    """Write fifty products of forty members, as the generator lays them out; give the text."""
    content = json.loads(association(1, 1))
    content["products"] = [
        {
            "name": exposure(product, 0),
            "members": [
                {
                    "expname": f"{exposure(product, member)}_rate.fits",
                    "exptype": "background" if member else "science",
                    "exposerr": "null",
                }
                for member in range(MEMBERS)
            ],
        }
        for product in range(PRODUCTS)
    ]
    text = json.dumps(content, indent=4)
    path.write_text(text)
    return text


def test_only_the_lines_meant_differ_after_a_session_on_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "jw00623-o037_20210610t121508_image2_00001_asn.json"
    before = written(path)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("✖ 0")
        editor.type("/00030 rate")
        editor.wait_for("1 of 1")
        editor.type("\r&nrca2")
        editor.wait_for(f"{len(range(1, MEMBERS, 3))} of {MEMBERS}")
        editor.type("\r*=selfcal\r")
        editor.wait_for("Set exptype of 13 members?")
        editor.type("s")
        editor.wait_for("done: set exptype of 13 members")
        editor.type("u")
        editor.wait_for("undone: set exptype of 13 members")
        editor.wait_for("saved")
        editor.type("\x1b")
        editor.wait_for(lambda: "selected" not in editor.text, "nothing selected")
        editor.type("\x1b")
        editor.wait_for(lambda: "escape: all" not in editor.text, "all rows")
        editor.type("gjC")
        editor.wait_for("Copy 1 member to which products?")
        editor.type("jjjjjjjjj\x1b[1;2F")
        editor.wait_for("41 chosen")
        editor.type(" \r")
        editor.wait_for("Copy 1 member to 40 products?")
        editor.type("c")
        editor.wait_for("done: copy 1 member to 40 products")
        editor.type("\x13")
        editor.wait_for(lambda: path.read_text() != before)
        editor.wait_for("saved")
        editor.type("\x11")
        assert editor.ended()[0] == 0
    lines = list(unified_diff(before.splitlines(), path.read_text().splitlines(), n=0))
    added = [line[1:].strip() for line in lines if line.startswith("+") and line[1] != "+"]
    gone = [line[1:].strip() for line in lines if line.startswith("-") and line[1] != "-"]
    name = f'"expname": "{exposure(0, 1)}_rate.fits",'
    member = ["{", name, '"exptype": "background",', '"exposerr": "null"', "}"]
    assert sorted(added) == sorted([*member[:-1], "},"] * 40)
    assert gone == []
    products = json.loads(path.read_text())["products"]
    assert [len(each["members"]) for each in products] == [40] * 9 + [41] * 40 + [40]
