"""Finding associations below a directory."""

import os
from pathlib import Path

from asned.disk import calls
from asned.disk.below import associations_below
from asned.disk.errors import Unreadable


def test_they_come_in_the_order_of_their_names(tmp_path):
    names = ["a_asn.json", "b/a_asn.json", "b/z/x_asn.json", "b/zz_asn.json", "c_asn.json"]
    for name in [*names, "asn.json", "b/a_asn.JSON", "b/z/_asn.json.gz"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert list(associations_below(tmp_path)) == [tmp_path / name for name in names]


def test_other_json_files_are_told_of(tmp_path):
    for name in ["a_asn.json", "b.json", "c/d.json", "c/e.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    passed: list[Path] = []
    assert list(associations_below(tmp_path, passed.append)) == [tmp_path / "a_asn.json"]
    assert passed == [tmp_path / "b.json", tmp_path / "c" / "d.json"]


def test_directories_are_entered_whatever_they_are_called_and_links_to_them_are_not(tmp_path):
    (tmp_path / "a_asn.json").mkdir()
    (tmp_path / "a_asn.json" / "b_asn.json").touch()
    (tmp_path / "a_asn.json" / "up").symlink_to(tmp_path)
    assert list(associations_below(tmp_path)) == [tmp_path / "a_asn.json" / "b_asn.json"]


def test_the_current_directory_is_not_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a_asn.json").touch()
    assert list(associations_below(Path())) == [Path("a_asn.json")]


def test_hundreds_of_levels_are_walked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(300):
        Path("d").mkdir()
        os.chdir("d")
    Path("a_asn.json").touch()
    (found,) = associations_below(tmp_path)
    assert found.name == "a_asn.json"


def test_a_directory_that_cannot_be_read_is_told_and_the_rest_is_found(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b_asn.json").touch()

    def refuse(name, call, *arguments):
        if name == "scandir" and arguments[0].name == "a":
            raise PermissionError(13, "Permission denied")
        return call(*arguments)

    with calls.intercepted(refuse):
        found = list(associations_below(tmp_path))
    assert isinstance(found[0], Unreadable)
    assert found[1:] == [tmp_path / "b_asn.json"]
