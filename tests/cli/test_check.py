"""`asned check`: what it judges, what it answers, and with which exit code."""

import io
import os
import sys

import pytest

SCIENCE = "/products/0/members/0/exptype"
NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"


def rules(report):
    return {finding["rule"] for file in report["files"] for finding in file["findings"]}


def test_a_clean_file_gives_0(asned, write):
    status, out, err = asned("check", write())
    assert (status, err) == (0, "")
    assert out == "1 file judged, nothing found\n"


def test_a_warning_gives_0_and_with_strict_1(asned, write):
    path = write({"/degraded_status": "fine"})
    assert asned("check", path)[0] == 0
    assert asned("check", "--strict", path)[0] == 1


def test_an_info_gives_0_even_with_strict(asned, write):
    assert asned("check", "--strict", write(name="mine_asn.json"))[0] == 0


def test_an_error_gives_1(asned, write):
    assert asned("check", write({SCIENCE: "sciense"}))[0] == 1


def test_an_unreadable_file_gives_2_and_the_others_are_judged(asned, write):
    write({SCIENCE: "SCIENCE"})
    status, out, err = asned("check", "none_asn.json", NAME)
    assert status == 2
    assert "[exptype-case]" in out
    assert out.endswith("in 1 of 1 file\n1 could not be read or written, as said above\n")
    assert err == "asned: none_asn.json: there is no such file; check the name\n"


def test_a_text_that_is_not_json_is_a_finding_with_a_place(report, directory):
    (directory / NAME).write_text('{"asn_id": None,\n "asn_pool": "none",}')
    (file,) = report(NAME)["files"]
    places = [(each["rule"], each["line"], each["column"]) for each in file["findings"]]
    assert places == [("json-literal", 1, 12), ("json-trailing-comma", 2, 20)]
    assert file["stage"] is None
    assert all(each["fixes"] and each["pointer"] == "" for each in file["findings"])


def test_without_a_path_everything_below_the_current_directory_is_judged(report, write):
    write(name="b/c_asn.json")
    write(name="a_asn.json")
    write(name="z_asn.json")
    write(name="b/association.json")
    paths = [file["path"] for file in report()["files"]]
    assert paths == ["a_asn.json", "b/c_asn.json", "z_asn.json"]


def test_links_in_a_circle_end_and_each_file_is_judged_once(report, directory, write):
    write(name="a/one_asn.json")
    (directory / "a" / "again").symlink_to(directory)
    (directory / "a" / "two_asn.json").symlink_to("one_asn.json")
    paths = [file["path"] for file in report(".", "a/one_asn.json")["files"]]
    assert paths == ["a/one_asn.json", "a/two_asn.json"]


def test_a_pipe_is_refused_and_not_waited_for(asned, directory):
    os.mkfifo(directory / "pipe_asn.json")
    status, _, err = asned("check")
    assert status == 2
    assert "is a pipe, not a file" in err


def test_a_directory_without_associations_is_said_to_be_so(asned, directory):
    assert asned("check") == (
        0,
        "no file judged\n",
        "asned: .: no *_asn.json below it\n",
    )


def test_other_files_that_a_directory_holds_are_counted_but_not_those_that_are_named(asned, write):
    write(name="a/one_asn.json")
    write(name="a/two.json")
    write(name="a/b/three.json")
    passed_over = "other .json files passed over: of a directory only *_asn.json are judged\n"
    assert asned("check")[1].endswith(f"in 1 of 1 file\n2 {passed_over}")
    assert "1 other .json file passed" in asned("check", "a", "a/two.json")[1]
    assert "passed over" not in asned("check", "a/one_asn.json", "a/two.json")[1]
    assert "passed over" not in asned("check", "--quiet")[1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root can list every directory")
def test_a_directory_that_cannot_be_listed_gives_2(asned, directory):
    (directory / "closed").mkdir(mode=0)
    assert asned("check")[0] == 2


@pytest.mark.parametrize("separator", ["\n", "\0"])
def test_a_dash_reads_paths_from_standard_input(report, write, monkeypatch, separator):
    listed = separator.join([str(write(name="a b_asn.json")), str(write(name="c_asn.json")), ""])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(listed.encode())))
    paths = [file["path"] for file in report("-")["files"]]
    assert paths == ["a b_asn.json", "c_asn.json"]


def test_the_report_for_programs_has_its_layout(report, write):
    data = report(write({SCIENCE: "SCIENCE"}))
    assert data == {
        "version": 1,
        "files": [
            {
                "path": NAME,
                "stage": 2,
                "findings": [
                    {
                        "rule": "exptype-case",
                        "severity": "error",
                        "message": data["files"][0]["findings"][0]["message"],
                        "pointer": SCIENCE,
                        "line": 18,
                        "column": 32,
                        "fixes": data["files"][0]["findings"][0]["fixes"],
                    }
                ],
            }
        ],
        "summary": {"files": 1, "errors": 1, "warnings": 0, "infos": 0},
    }


def test_the_stage_can_be_chosen(report, write):
    path = write()
    assert report(path)["files"][0]["stage"] == 2
    assert report("--stage", 3, path)["files"][0]["stage"] == 3


def test_a_rule_can_be_weighed_otherwise_or_switched_off(asned, report, write):
    path = write({SCIENCE: "SCIENCE"})
    assert rules(report("--rule", "exptype-case=off", path)) == set()
    assert asned("check", "--rule", "exptype-case=info", path)[0] == 0
    (finding,) = report("--rule", "exptype-case=warning", path)["files"][0]["findings"]
    assert finding["severity"] == "warning"


def test_a_text_rule_can_be_switched_off_too(report, directory):
    (directory / NAME).write_text("{} x")
    assert rules(report(NAME)) == {"json-extra-data"}
    assert rules(report("--rule", "json-extra-data=off", NAME)) == set()


@pytest.mark.parametrize(
    ("option", "answer"),
    [
        ("exptyp-case=off", 'did you mean "exptype-case"?'),
        ("exptype-case=fatal", '"fatal" is not a severity; write error, warning, info or off'),
        ("exptype-case", 'has no "="'),
    ],
)
def test_a_rule_or_severity_that_does_not_exist_is_wrong_usage(asned, write, option, answer):
    status, out, err = asned("check", "--rule", option, write())
    assert (status, out) == (2, "")
    assert answer in err


def test_files_finds_members_that_are_not_there(report, directory, write):
    path = write()
    assert rules(report(path)) == set()
    (finding,) = report("--files", path)["files"][0]["findings"]
    assert (finding["rule"], finding["severity"], finding["pointer"]) == (
        "expname-missing-file",
        "info",
        "",
    )
    (directory / "jw01234001001_02101_00001_mirimage_rate.fits").touch()
    (finding,) = report("--files", path)["files"][0]["findings"]
    assert (finding["severity"], finding["pointer"]) == ("warning", "/products/0/members/1/expname")


def test_a_name_with_a_directory_is_not_also_missing(report, directory, write):
    (directory / "jw01234001001_02101_00001_mirimage_rate.fits").touch()
    path = write(
        {"/products/0/members/1/expname": "x/jw01234001001_02101_00002_mirimage_rate.fits"}
    )
    assert rules(report("--files", path)) == {"expname-path"}


def test_quiet_reports_what_counts_and_nothing_else(asned, write):
    path = write({SCIENCE: "SCIENCE", "/degraded_status": "fine"}, "mine_asn.json")
    _, out, _ = asned("check", "--quiet", path)
    assert [line.rpartition(" ")[2] for line in out.splitlines()] == ["[exptype-case]"]
    _, out, _ = asned("check", "--quiet", "--strict", path)
    assert [line.rpartition(" ")[2] for line in out.splitlines()] == [
        "[exptype-case]",
        "[degraded-status]",
    ]
    assert asned("check", "--quiet", write()) == (0, "", "")


def test_the_configuration_counts_unless_the_command_line_says_otherwise(
    asned, report, write, configuration
):
    configuration.write_text('[rules]\nexptype-case = "off"\n')
    configuration.chmod(0o600)
    path = write({SCIENCE: "SCIENCE"})
    assert rules(report(path)) == set()
    assert rules(report("--rule", "exptype-case=warning", path)) == {"exptype-case"}


def test_a_configuration_beside_the_data_is_not_read(report, directory, write):
    for name in ("config.toml", "asned.toml", "pyproject.toml"):
        (directory / name).write_text('[rules]\nexptype-case = "off"\n')
    assert rules(report(write({SCIENCE: "SCIENCE"}))) == {"exptype-case"}
