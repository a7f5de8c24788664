"""The public interface, as a notebook or a cluster uses it."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

import asned
from asned.rules.samples import STAGE2, changed, text_of

BROKEN = text_of(changed(STAGE2, {"/products/0/members/0/exptype": "SCIENCE"})).encode()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(BROKEN)
    return path


def test_every_public_name_is_there():
    for name in asned.__all__:
        assert getattr(asned, name) is not None
    assert dir(asned) == asned.__all__


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'manager'"):
        asned.manager  # noqa: B018


def test_what_is_read_is_given_back(path):
    assert asned.read(path).to_bytes() == BROKEN
    assert asned.parse(BROKEN).to_bytes() == BROKEN


def test_a_text_that_is_not_json_is_refused_with_its_place(path):
    path.write_bytes(b'{\n"a" 1}')
    with pytest.raises(asned.NotAnAssociationText) as refusal:
        asned.read(path)
    assert (refusal.value.line, refusal.value.column) == (2, 4)


def test_a_file_that_is_not_there_is_a_disk_error(tmp_path):
    with pytest.raises(asned.DiskError, match="no such file"):
        asned.read(tmp_path / "none")


def test_findings_are_data():
    (finding,) = asned.check(BROKEN)
    assert isinstance(finding, asned.Finding)
    assert (finding.rule, finding.severity) == ("exptype-case", "error")
    assert (finding.pointer, finding.line) == ("/products/0/members/0/exptype", 18)
    assert pickle.loads(pickle.dumps(finding)) == finding


def test_another_process_judges_without_textual():
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        found = executor.submit(asned.check, BROKEN, name="mine.txt").result(timeout=60)
        loaded = executor.submit(eval, "set(__import__('sys').modules)").result(timeout=60)
    assert [finding.rule for finding in found] == ["file-extension", "exptype-case"]
    assert "asned.api" in loaded
    assert not loaded & {"textual", "rich"}


def test_a_file_is_saved_and_saved_again(path):
    document = asned.read(path)
    asned.save(document, path)
    asned.save(document, str(path))
    assert path.read_bytes() == BROKEN


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(path):
    document = asned.read(path)
    path.write_bytes(b"{}")
    with pytest.raises(asned.FileChanged):
        asned.save(document, path)
    assert path.read_bytes() == b"{}"
    asned.save(document, path, overwrite=True)
    assert path.read_bytes() == BROKEN


def test_the_file_that_was_read_is_known_by_another_name(path, tmp_path):
    (tmp_path / "link").symlink_to(path)
    document = asned.read(tmp_path / "link")
    path.write_bytes(b"{}")
    with pytest.raises(asned.FileChanged):
        asned.save(document, path)


def test_a_new_document_replaces_no_file(path, tmp_path):
    document = asned.parse(b"{}")
    with pytest.raises(asned.DiskError, match="there is a file already"):
        asned.save(document, path)
    asned.save(document, tmp_path / "new_asn.json")
    assert (tmp_path / "new_asn.json").read_bytes() == b"{}"


def test_a_directory_that_is_not_there_is_a_disk_error(path, tmp_path):
    with pytest.raises(asned.DiskError, match="no such file or directory"):
        asned.save(asned.read(path), tmp_path / "none" / "a_asn.json")
