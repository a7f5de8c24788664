"""What was mended of a text that is no JSON is not lost with the process."""

import os

import pytest

from asned.association.brokentext import BrokenText
from asned.association.journaling import new_texts
from asned.disk.fingerprint import digest, read_file
from asned.disk.recovery import find
from asned.keeping import Keeping
from asned.recoverable import Recoverable, offered, recoverable_text
from disk.faults import KILLED, in_child
from killed import DATA, kept_session, killed_after, set_exptype

COMMENT = b" // mended by hand?"
BROKEN = DATA.replace(b'"o001",', b'"o001"') + COMMENT


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


def begin_repair(path) -> None:
    """Put a comma in and take the comment out, in a process that then dies."""

    def run() -> None:
        broken = BrokenText(BROKEN)
        broken.heard = Keeping(path, read_file(path).fingerprint).accept_change
        at = broken.text.index('"o001"') + len('"o001"')
        broken.exchange(at, at, ",", "insert a comma")
        end = len(broken.text)
        broken.exchange(end - len(COMMENT), end, "", "delete the comment")
        os._exit(KILLED)

    path.write_bytes(BROKEN)
    assert in_child(run) == KILLED


def repair_left(path) -> Recoverable:
    data = path.read_bytes()
    (left,) = find(path)
    found = recoverable_text(left, data, digest(data))
    assert found is not None
    return found


def test_a_repair_that_was_begun_is_recovered_on_the_same_text(file):
    begin_repair(file)
    found = repair_left(file)
    assert (found.is_changed, found.lacking, found.later) == (False, (), 0)
    assert found.text.encode() == DATA


def test_a_repair_that_was_taken_back_has_nothing_to_offer(file):
    def run() -> None:
        broken = BrokenText(BROKEN)
        broken.heard = Keeping(file, read_file(file).fingerprint).accept_change
        broken.exchange(0, 0, " ", "type")
        broken.undo()
        os._exit(KILLED)

    file.write_bytes(BROKEN)
    assert in_child(run) == KILLED
    found = repair_left(file)
    assert offered([found]) == []
    assert find(file) == []


def test_a_repair_of_a_file_that_changed_since_is_offered_as_far_as_it_fits(file):
    begin_repair(file)
    file.write_bytes(BROKEN.replace(b"mended", b"broken"))
    found = repair_left(file)
    assert found.is_changed
    assert (len(found.edits), len(found.lacking)) == (1, 1)
    assert found.text.encode() == DATA + b" // broken by hand?"


def test_a_repair_of_a_file_that_is_json_by_now_can_be_read_and_discarded(file):
    begin_repair(file)
    file.write_bytes(DATA)
    (left,) = kept_session(file).left_behind()
    assert left.is_changed
    assert (left.edits, len(left.lacking)) == ((), 2)
    assert [new_texts(edit) for edit in left.lacking] == [[","], [""]]


def test_edits_of_an_association_are_no_repair(file):
    killed_after(file, lambda session: set_exptype(session, 0, 1, "imprint"))
    (left,) = find(file)
    assert recoverable_text(left, BROKEN, digest(BROKEN)) is None
