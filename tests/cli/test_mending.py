"""`--fix` and `--diff`: what is mended, that nothing else changes, and what is left alone."""

import subprocess

import pytest

from asned import check, parse
from asned.cli.mending import mended
from asned.disk import calls
from asned.rules.examples import EXAMPLES
from asned.rules.registry import RULES
from asned.rules.samples import STAGE2, changed, text_of

NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
SCIENCE = "/products/0/members/0/exptype"
SAFE = {
    "file-bom",
    "json-trailing-comma",
    "json-control-character",
    "json-quotes",
    "json-literal",
    "exptype-case",
    "exptype-blank",
    "keyword-type",
    "version-id-format",
}
"""As rules.md lists them."""


def rules(data):
    return [finding.rule for finding in check(data)]


@pytest.mark.parametrize("rule", sorted(SAFE))
def test_what_needs_no_guess_is_mended(rule):
    mending = mended(EXAMPLES[rule].broken, None, {})
    assert mending.rules == {rule: 1}
    assert rules(mending.data) == []


@pytest.mark.parametrize("rule", sorted(RULES.keys() - SAFE))
def test_everything_else_is_left_alone(rule):
    broken = EXAMPLES[rule].broken
    assert mended(broken, None, {}).data == broken


@pytest.mark.parametrize("rule", sorted(SAFE))
def test_a_rule_that_is_off_is_left_alone(rule):
    broken = EXAMPLES[rule].broken
    assert mended(broken, None, {rule: None}).data == broken


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "none", "undefined"])
def test_a_literal_that_is_not_pythons_none_true_or_false_is_a_guess(literal):
    broken = text_of(STAGE2).replace('"20230401t101500"', literal).encode()
    assert mended(broken, None, {}).data == broken


def test_a_text_that_is_damaged_otherwise_too_is_left_alone():
    broken = text_of(STAGE2).replace('"exposerr": null', '"exposerr": null,')
    broken = broken.replace('"asn_id":', '"asn_id"').encode()
    assert mended(broken, None, {}).data == broken


def test_text_and_values_are_mended_together_and_nothing_else_changes():
    sound = text_of(changed(STAGE2, {SCIENCE: " SCIENCE", "/program": 1234}))
    broken = b"\xef\xbb\xbf" + sound.replace("null\n", "None,\n").replace("{", "{ ").encode()
    mending = mended(broken, None, {})
    assert mending.rules == {
        "file-bom": 1,
        "json-literal": 2,
        "json-trailing-comma": 2,
        "exptype-blank": 1,
        "exptype-case": 1,
        "keyword-type": 1,
    }
    assert mending.data.decode() == (text_of(STAGE2).replace("{", "{ "))


def test_fix_writes_reports_what_remains_and_says_what_it_did(asned, directory, write):
    path = write({SCIENCE: "SCIENCE", "/degraded_status": "fine"})
    path.chmod(0o640)
    status, out, err = asned("check", "--fix", path)
    assert status == 0
    assert err == f"asned: {NAME}: mended exptype-case\n"
    assert "[degraded-status]" in out
    assert "[exptype-case]" not in out
    assert path.read_text() == text_of(changed(STAGE2, {"/degraded_status": "fine"}))
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in directory.iterdir()] == [NAME]


def test_a_file_without_anything_to_mend_is_not_touched(asned, write):
    path = write({SCIENCE: "sciense"})
    before = path.stat()
    assert asned("check", "--fix", path)[0] == 1
    assert path.stat() == before


def test_diff_shows_what_fix_would_change_and_writes_nothing(asned, write):
    path = write({SCIENCE: "SCIENCE"})
    before = path.read_bytes()
    status, out, err = asned("check", "--diff", path)
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        f"--- {NAME}",
        f"+++ {NAME}",
        "@@ -15,7 +15,7 @@",
        '             "members": [',
        "                 {",
        '                     "expname": "jw01234001001_02101_00001_mirimage_rate.fits",',
        '-                    "exptype": "SCIENCE",',
        '+                    "exptype": "science",',
        '                     "exposerr": null',
        "                 },",
        "                 {",
    ]
    assert path.read_bytes() == before
    assert asned("check", "--fix", "--diff", path) == (status, out, err)


def test_patch_applies_the_difference(asned, write):
    path = write({SCIENCE: "SCIENCE", "/program": 1234})
    _, out, _ = asned("check", "--diff", path)
    subprocess.run(["patch", "--quiet", "-p0"], input=out, text=True, check=True)
    assert path.read_text() == text_of(STAGE2)


def test_the_difference_of_a_hostile_file_is_displayable(asned, write):
    path = write({SCIENCE: "SCIENCE", "/target": "1"}, "\x1b_asn.json")
    path.write_text(path.read_text().replace('"1"', '"\x7f\u202e"').replace("\n", "\r\n"))
    _, out, _ = asned("check", "--diff", path)
    assert "SCIENCE" in out
    assert not {"\x1b", "\x7f", "\r", "\u202e"} & set(out)


def test_diff_is_text(asned, write):
    status, out, err = asned("check", "--diff", "--format", "json", write())
    assert (status, out) == (2, "")
    assert "leave out --format" in err


def test_a_file_that_cannot_be_written_gives_2_and_is_reported_as_it_is(asned, write):
    path = write({SCIENCE: "SCIENCE"})
    before = path.read_bytes()

    def full(name, call, *arguments, **named):
        if name == "write":
            raise OSError(28, "No space left on device")
        return call(*arguments, **named)

    with calls.intercepted(full):
        status, out, err = asned("check", "--fix", path)
    assert status == 2
    assert "no space left on device" in err
    assert "[exptype-case]" in out
    assert path.read_bytes() == before


def test_a_file_that_changes_meanwhile_is_not_overwritten(asned, write, monkeypatch):
    path = write({SCIENCE: "SCIENCE"})
    from asned.cli import mending

    def mended_late(*arguments):
        path.write_text("{}")
        return mended(*arguments)

    monkeypatch.setattr(mending, "mended", mended_late)
    status, _, err = asned("check", "--fix", path)
    assert status == 2
    assert "was changed by another program" in err
    assert path.read_text() == "{}"


def test_many_findings_are_mended_at_once():
    members = [
        {"expname": f"jw01234001001_02101_{number:05}_mirimage_rate.fits", "exptype": exptype}
        for number, exptype in enumerate(["SCIENCE"] + ["Background"] * 2000)
    ]
    mending = mended(text_of(changed(STAGE2, {"/products/0/members": members})).encode(), None, {})
    assert mending.rules == {"exptype-case": 2001}
    assert mending.summary == "exptype-case (2,001)"
    assert parse(mending.data).to_bytes() == mending.data
    assert "exptype-case" not in rules(mending.data)


def test_diff_says_where_nothing_can_be_mended_without_guessing(asned, tmp_path):
    path = tmp_path / "bad_asn.json"
    path.write_text('{"asn_id": "a3001", "asn_pool": "none", "products": []}')
    status, out, err = asned("check", "--fix", "--diff", path, "--rule", "file-name=off")
    assert (status, out) == (1, "")
    assert "nothing can be mended without guessing; 1 finding stays" in err
    path.write_text(text_of(STAGE2))
    _, out, err = asned("check", "--diff", path, "--rule", "file-name=off")
    assert (out, err) == ("", "")
