"""A large file, of which the beginning is there at once and the rest later."""

import json
from pathlib import Path

import pytest

from asned.association.edits import SetKey
from asned.association.structure import CannotEdit
from asned.jsontext.errors import NotAnAssociationText
from asned.session import Session

MEMBERS = [
    {"expname": f"jw{n:05}_{'a' * 160}_rate.fits", "exptype": "science"} for n in range(6000)
]


def write(directory: Path, end: str = "}") -> Path:
    path = directory / "large_asn.json"
    association = {"asn_type": "image3", "products": [{"name": "p", "members": MEMBERS}]}
    path.write_text(json.dumps(association)[:-1] + end, encoding="utf-8")
    return path


def test_the_beginning_is_shown_and_not_edited(tmp_path: Path):
    session = Session.open(write(tmp_path), only_begin=True)
    assert session.is_begun
    assert not session.is_judged
    product = session.document.products[0].id
    assert 60 < len(session.document.members(product)) < len(MEMBERS)
    with pytest.raises(CannotEdit, match="not read to its end"):
        session.execute(SetKey(0, session.document.keywords[0].id, '"image2"'))


def test_what_was_read_on_is_as_if_it_had_been_read_at_once(tmp_path: Path):
    path = write(tmp_path, ', "asn_rule": "candidate_Asn_Lv2Image"}')
    session, other = Session.open(path, only_begin=True), Session.open(path)
    change = session.read_on()
    assert change is not None and change.is_whole
    assert session.read_on() is None
    assert session.document.to_bytes() == path.read_bytes()
    assert (session.is_begun, session.is_modified, session.history.to_undo) == (False, False, None)
    for each in (session, other):
        each.judge_all()
    assert session.stage == other.stage
    assert [finding.message for finding in session.findings] == [
        finding.message for finding in other.findings
    ]
    assert session.execute(SetKey(0, session.document.keywords[0].id, '"image2"'))


def test_what_is_wrong_further_on_is_said_when_it_is_read(tmp_path: Path):
    session = Session.open(write(tmp_path, ""), only_begin=True)
    with pytest.raises(NotAnAssociationText):
        session.read_on()
    assert session.view_only


def test_a_small_file_is_read_at_once(tmp_path: Path):
    path = tmp_path / "small_asn.json"
    path.write_text('{"products": []}', encoding="utf-8")
    assert not Session.open(path, only_begin=True).is_begun
