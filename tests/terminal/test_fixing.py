"""Findings of many rules, removed one after the other in a real terminal with `F8`, `.` and enter alone."""

import json
import re
import subprocess
import sys
from pathlib import Path

from asned.rules.samples import STAGE2, changed, exposure, member
from terminal.editorprocess import EditorProcess

NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
F8, ENTER, DOWN, CTRL_S = "\x1b[19~", "\r", "\x1b[B", "\x13"

TWICE = member(exposure(4, "mirimage", "rate"), "Background") | {"exposerr": "Guide star lost"}
TWO_SCIENCES = {
    "name": "jw01234001001_02101_00002_mirimage",
    "members": [
        member(exposure(2, "mirimage", "rate"), "science"),
        member(exposure(5, "mirimage", "rate"), "science"),
    ],
}
WRONG = changed(
    {key: value for key, value in STAGE2.items() if key != "asn_pool"},
    {
        "/asn_type": "imgae2",
        "/version_id": "None",
        "/program": 1234,
        "/products/0/members/1/expname": f"./data/{exposure(3, 'mirimage', 'rate')}",
        "/products/0/members/2": TWICE,
        "/products/0/members/3": TWICE,
        "/products/0/members/4": {
            "expname": exposure(6, "mirimage", "rate"),
            "exptype": "background",
            "exposer": None,
        },
        "/products/1": TWO_SCIENCES,
    },
)
TEXT = json.dumps(WRONG, indent=4).replace(
    '"code_version"', '"code_version": "1.20.1",\n    "code_version"'
)
RULES = {
    *("asn-pool-required", "json-duplicate-key", "keyword-type", "expname-path", "exptype-case"),
    *("science-multiple", "asn-type-unknown", "degraded-status", "expname-duplicate"),
    *("version-id-format", "unknown-member-key"),
}
LOSING = {"json-duplicate-key", "expname-path", "expname-duplicate"}


def findings_left(editor: EditorProcess) -> int:
    """Give what the counts in the title sum up to."""
    title = editor.screen.display[0]
    return sum(int(count) for count in re.findall(r"[✖▲·] (\d+)", title))


def test_eleven_breaches_are_removed_with_f8_full_stop_and_enter_alone(tmp_path: Path):
    path = tmp_path / NAME
    path.write_text(TEXT)
    for number in range(1, 7):
        (tmp_path / exposure(number, "mirimage", "rate")).touch()
    met = set()
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("✖ 7  ▲ 3  · 2")
        while left := findings_left(editor):
            editor.type(F8)
            editor.wait_for(f" 1 of {left}: ")
            editor.type(".")
            editor.wait_for("then: nothing new")
            (rule,) = re.findall(r"\[([a-z-]+)\]", editor.text)
            met.add(rule)
            assert ("▲ deletes" in editor.text) == (rule in LOSING)
            if rule == "science-multiple":
                editor.type(DOWN)
                editor.wait_for("2 of 3")
            editor.type(ENTER)
            editor.wait_for(lambda left=left: findings_left(editor) == left - 1, "one finding less")
        editor.wait_for("no problems")
        assert path.read_text() == TEXT
        editor.type(CTRL_S)
        editor.wait_for(f"saved {NAME}")
        editor.type("q")
        assert editor.ended()[0] == 0
        editor.assert_restored()
    assert met == RULES
    checked = subprocess.run(
        [sys.executable, "-m", "asned", "check", path], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "1 file judged, nothing found\n")
