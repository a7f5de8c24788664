"""The user's configuration: what it sets, and when it is not trusted."""

import os
from pathlib import Path

import pytest

from asned.cli.configuration import Configuration, configuration_path, read_configuration
from asned.rules.findings import Severity


def written(path, text, mode=0o600):
    path.write_text(text)
    path.chmod(mode)
    return path


def test_its_place_is_the_users_own_directory(configuration):
    assert configuration_path() == configuration


def test_without_a_file_nothing_is_set(configuration):
    assert read_configuration(configuration) == Configuration({}, ())


def test_severities_are_set_by_rule(configuration):
    written(configuration, '[rules]\nexpname-path = "warning"\nfile-name = "off"\n')
    assert read_configuration(configuration) == Configuration(
        {"expname-path": Severity.WARNING, "file-name": None}, ()
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[rules]\nfile-nam = "off"', 'did you mean "file-name"?'),
        ('[rules]\nfile-name = "of"', '"of" is not a severity'),
        ("[rules]\nfile-name = 3", '"3" is not a severity'),
        ('[rule]\nfile-name = "off"', "[rule] is unknown"),
        ('rules = "off"', "rules is not a table"),
        ("[rules", "Expected"),
        ("# \udcff", "ignored"),
    ],
)
def test_what_cannot_be_used_is_said_with_the_path(configuration, text, said):
    configuration.write_bytes(text.encode("utf-8", "surrogateescape"))
    configuration.chmod(0o600)
    read = read_configuration(configuration)
    assert read.severities == {}
    (problem,) = read.problems
    assert said in problem
    assert problem.startswith(str(configuration))


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_ignored(configuration, mode):
    written(configuration, '[rules]\nfile-name = "off"\n', mode)
    read = read_configuration(configuration)
    assert read.severities == {}
    assert "others can write it" in read.problems[0]


def test_a_file_in_a_directory_that_others_can_write_is_ignored(configuration):
    written(configuration, '[rules]\nfile-name = "off"\n')
    configuration.parent.chmod(0o777)
    assert "others can write its directory" in read_configuration(configuration).problems[0]


def test_a_link_to_where_others_can_write_is_ignored(configuration, tmp_path):
    tmp_path.chmod(0o777)
    configuration.symlink_to(written(tmp_path / "shared.toml", '[rules]\nfile-name = "off"\n'))
    assert "others can write its directory" in read_configuration(configuration).problems[0]


def test_a_link_to_a_file_of_the_users_own_is_read(configuration, tmp_path):
    tmp_path.chmod(0o700)
    configuration.symlink_to(written(tmp_path / "mine.toml", '[rules]\nfile-name = "off"\n'))
    assert read_configuration(configuration).severities == {"file-name": None}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_elses_is_ignored(configuration):
    written(configuration, '[rules]\nfile-name = "off"\n')
    os.chown(configuration, 12345, -1)
    assert "belongs to somebody else" in read_configuration(configuration).problems[0]


def test_a_pipe_is_not_waited_for(configuration):
    os.mkfifo(configuration, 0o600)
    assert "it is not a file" in read_configuration(configuration).problems[0]


def test_a_relative_place_is_not_looked_at(directory):
    (directory / "asned").mkdir(mode=0o700)
    written(directory / "asned" / "config.toml", '[rules]\nfile-name = "off"\n')
    read = read_configuration(Path("asned/config.toml"))
    assert read.severities == {}
    assert "not an absolute path" in read.problems[0]


def test_problems_are_said_when_a_command_judges(asned, write, configuration):
    written(configuration, '[rules]\nfile-nam = "off"\n')
    status, _, err = asned("check", write())
    assert status == 0
    assert 'there is no rule "file-nam"; did you mean "file-name"?' in err
