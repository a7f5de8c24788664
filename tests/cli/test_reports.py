"""The reports: their lines, their colours, and that no file can forge one."""

import io
import re
import sys

import pytest

from asned.cli.report_github import as_message, as_property

SCIENCE = "/products/0/members/0/exptype"
FORGED = "x\n::error file=a::forged\r\x1b[31m\u202e %0A::warning::b ##[error]c"


def test_a_line_names_path_place_severity_message_and_rule(asned, write):
    _, out, _ = asned("check", write({SCIENCE: "sciense"}, "mine_asn.json"))
    assert out.splitlines() == [
        'mine_asn.json:18:32: error: "sciense" is not an exptype; did you mean "science"?'
        " [exptype-unknown]",
        "mine_asn.json:1:1: info: the file name is not one of DMS; leave it, if it is your own:"
        " DMS writes jwPPPPP-oNNN_yyyymmddthhmmss_type_NNNNN_asn.json [file-name]",
        "",
        "1  error    exptype-unknown",
        "1  info     file-name",
        "1 error, 0 warnings, 1 info in 1 of 1 file",
    ]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_colours_unless_they_are_declined(
    asned, write, monkeypatch, variables, is_coloured
):
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    asned("check", write({SCIENCE: "sciense"}))
    assert ("\x1b[" in terminal.getvalue()) == is_coloured


def test_a_file_gets_no_colours(asned, write):
    assert "\x1b" not in asned("check", write({SCIENCE: "sciense"}))[1]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_control_or_hidden_character_of_a_file_is_reported_as_it_is(asned, write, form):
    path = write({SCIENCE: FORGED, f"/{FORGED}": 1, "/target": FORGED}, "a\n\x1b\u202e_asn.json")
    status, out, _ = asned("check", "--format", form, path)
    assert status == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)


def test_every_line_for_github_is_an_annotation_of_its_own(asned, write):
    path = write({SCIENCE: FORGED, f"/{FORGED}": 1}, "a,b:c%\n::error::_asn.json")
    _, out, _ = asned("check", "--format", "github", path)
    lines = out.splitlines()
    assert [re.search("title=([a-z-]+)", line)[1] for line in lines] == [
        "exptype-unknown",
        "text-characters",
        "file-name",
    ]
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+::.+", line
        )
        assert not re.search("%(?!25|3A|2C)", line)
    assert lines[0].startswith(
        "::error file=a%2Cb%3Ac%25␊%3A%3Aerror%3A%3A_asn.json,line=18,col=32"
    )


def test_a_problem_on_standard_error_is_no_annotation_either(asned, directory):
    _, _, err = asned("check", "--format", "github", "::error::##[error]_asn.json\n::error::x")
    assert "##[" not in err
    assert all(line.startswith("asned: ") for line in err.splitlines())


def test_an_escape_of_a_file_stays_its_own():
    assert as_message("100% %0A") == "100%25 %250A"
    assert as_property("a:b,c%3A\r\n") == "a%3Ab%2Cc%253A␍␊"
