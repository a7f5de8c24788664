"""A session opens, edits, judges, saves and reloads one association, and changes only what was edited."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from asned.association import edits
from asned.association.places import member_place
from asned.association.structure import CannotEdit
from asned.disk.errors import AlreadyThere, FileChanged, NotAFile, ReadOnlyFile
from asned.disk.fingerprint import Became
from asned.jsontext.errors import NotAnAssociationText
from asned.rules.judge import Judge
from asned.session import Session
from builders import EXAMPLE, FILE_NAME, association

STAGE_3_BY_MEMBERS = b"""{"asn_type": "None", "asn_id": "o001", "asn_pool": "none", "products": [
    {"name": "a", "members": [{"expname": "a_cal.fits", "exptype": "science"}]}]}"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / FILE_NAME
    path.write_text(EXAMPLE)
    return path


def opened(path: Path, **options: int) -> Session:
    session = Session.open(path, **options)
    session.judge_all()
    return session


def first_member(session: Session) -> tuple[int, int]:
    product = session.document.products[0].id
    return product, session.document.members(product)[0].id


def misspell(session: Session) -> edits.SetMemberKey:
    return edits.SetMemberKey(*first_member(session), "exptype", '"sciense"')


# ---- opening


def test_a_missing_file_opens_as_a_new_association_that_is_written_only_when_saved(
    tmp_path: Path,
) -> None:
    path = tmp_path / "new_asn.json"
    session = opened(path)
    assert session.is_new
    assert session.is_modified
    assert not path.exists()
    assert session.history.to_undo is None
    session.save()
    assert json.loads(path.read_bytes())["asn_id"] == "a3001"
    assert (session.is_new, session.is_modified) == (False, False)


def test_a_new_association_overwrites_no_file_that_came_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "new_asn.json"
    session = opened(path)
    path.write_text("{}")
    with pytest.raises(AlreadyThere):
        session.save()
    assert path.read_text() == "{}"


def test_what_is_no_association_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFile):
        Session.open(tmp_path)
    (tmp_path / "broken").write_text('{\n"a" 1}')
    with pytest.raises(NotAnAssociationText, match="line 2"):
        Session.open(tmp_path / "broken")


def test_opening_judges_in_slices_and_tells_what_each_found(tmp_path: Path) -> None:
    path = tmp_path / "a_asn.json"
    path.write_bytes(association(3, 1_500).replace(b"background", b"backround"))
    session = Session.open(path)
    told: Counter[object] = Counter()
    slices = 0
    while not session.is_judged:
        change = session.judge_slice()
        assert change is not None
        told += Counter(change.appeared)
        told -= Counter(change.gone)
        slices += 1
    assert slices > 3
    assert session.judge_slice() is None
    assert told == Counter(session.findings)
    assert session.findings.totals.errors == 3 * 1_499


# ---- changing


def test_an_edit_tells_what_came_and_where_to_go(file: Path) -> None:
    session = opened(file)
    edit = misspell(session)
    change = session.execute(edit)
    assert change is not None
    assert [finding.rule for finding in change.appeared] == ["exptype-unknown"]
    assert (change.gone, change.is_whole, change.label) == ((), False, edit.label)
    assert (change.place, change.field) == (member_place(edit.product, edit.member), "exptype")
    assert session.is_modified
    undone = session.undo()
    assert undone is not None and undone.gone == change.appeared
    assert undone.revision == change.revision + 1
    assert not session.is_modified
    assert session.document.to_bytes() == EXAMPLE.encode()
    redone = session.redo()
    assert redone is not None and redone.appeared == change.appeared
    assert session.redo() is None


def test_an_edit_that_changes_nothing_is_none(file: Path) -> None:
    session = opened(file)
    revision = session.revision
    assert (
        session.execute(edits.SetMemberKey(*first_member(session), "exptype", '"science"')) is None
    )
    assert (session.is_modified, session.revision, session.undo()) == (False, revision, None)


def test_an_edit_that_fails_leaves_findings_and_text_as_they_were(file: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    findings, data = list(session.findings), session.document.to_bytes()
    asn_id = session.document.keywords[5].id
    whole = edits.ReplaceDocument("[]")
    for failing in (
        (edits.SetKey(0, asn_id, "1"), edits.SetKey(0, asn_id, "1,")),
        (edits.SetKey(0, asn_id, "1"), whole, edits.AddProduct(0, "x")),
        (edits.SetMemberKey(*first_member(session), "expname", '"x"'), edits.DeleteProduct(999)),
    ):
        with pytest.raises((NotAnAssociationText, CannotEdit, KeyError)):
            session.execute(edits.Several(failing, "several"))
        assert session.document.to_bytes() == data
        assert Counter(session.findings) == Counter(findings)
        assert session.is_judged
    change = session.undo()
    assert change is not None and change.gone == tuple(findings)


def test_a_preview_says_what_an_edit_would_do_and_does_nothing(file: Path) -> None:
    session = opened(file)
    edit = misspell(session)
    preview = session.preview(edit)
    assert [finding.rule for finding in preview.appeared] == ["exptype-unknown"]
    assert preview.on_place == preview.appeared
    assert preview.place == member_place(edit.product, edit.member)
    assert session.preview(edits.ReplaceDocument("{")).problem.startswith("line 1")
    assert session.preview(edits.ReplaceDocument("[]")).problem == ""
    assert list(session.findings) == []
    assert session.document.to_bytes() == EXAMPLE.encode()
    assert not session.is_modified
    change = session.execute(edit)
    assert change is not None and change.appeared == preview.appeared


def test_many_previews_cost_nothing_that_stays(file: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    before = list(session.findings)
    for text in ('"s"', '"sc"', '"sci"', "", "{", '"science"'):
        session.preview(edits.SetMemberKey(*first_member(session), "exptype", text))
    assert list(session.findings) == before
    change = session.execute(edits.SetMemberKey(*first_member(session), "exptype", '"science"'))
    assert change is not None
    assert (change.appeared, change.gone) == ((), tuple(before))


def test_a_preview_is_no_reason_to_judge_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(file)
    judge = session.judge
    keyword = session.document.keywords[0].id
    session.preview(edits.SetKey(0, keyword, '"image3"'))
    session.preview(edits.ReplaceDocument("[]"))
    session.preview(edits.Several((edits.ReplaceDocument("[]"), edits.ReplaceDocument("{")), "x"))
    monkeypatch.setattr(Judge, "slices", None)
    session.execute(misspell(session))
    assert session.judge is judge


# ---- the stage


def test_the_stage_follows_an_edit_of_asn_type_and_comes_back_with_undo(file: Path) -> None:
    session = opened(file)
    assert session.stage.stage == 2
    change = session.execute(edits.SetKey(0, session.document.keywords[0].id, '"image3"'))
    assert change is not None and change.is_whole
    assert session.stage.stage == 3
    session.undo()
    session.judge_all()
    assert session.stage.stage == 2
    assert list(session.findings) == []


def test_a_stage_told_by_the_members_comes_back_with_undo(tmp_path: Path) -> None:
    session = Session(STAGE_3_BY_MEMBERS, tmp_path / "a", None)
    assert session.stage.stage == 3
    session.execute(edits.SetKey(0, session.document.keywords[0].id, '"image2"'))
    assert session.stage.stage == 2
    session.undo()
    assert session.stage.stage == 3


@pytest.mark.parametrize("kind", ["member", "neighbour", "products"])
def test_nothing_but_its_keywords_changes_the_stage(tmp_path: Path, kind: str) -> None:
    session = Session(STAGE_3_BY_MEMBERS, tmp_path / "a", None)
    session.judge_all()
    keywords = session.document.keywords
    edit: edits.Edit = edits.SetMemberKey(*first_member(session), "expname", '"a_rate.fits"')
    if kind == "neighbour":
        edit = edits.MoveKey(0, keywords[1].id, 0)
    elif kind == "products":
        edit = edits.RenameKey(0, keywords[3].id, "produce")
    session.execute(edit)
    assert session.stage.stage == 3


def test_the_stage_that_the_user_chooses_holds_until_it_is_inferred_again(file: Path) -> None:
    session = opened(file, stage=3)
    session.execute(edits.SetKey(0, session.document.keywords[0].id, '"spec2"'))
    assert session.stage.stage == 3
    change = session.choose_stage(None)
    assert change.is_whole
    assert session.stage.stage == 2


# ---- the file


def test_saving_changes_only_the_lines_of_the_edits(file: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    session.save()
    assert file.read_text() == EXAMPLE.replace("science", "sciense", 1)
    assert not session.is_modified
    session.undo()
    assert session.is_modified
    session.redo()
    assert not session.is_modified


def test_saving_elsewhere_leaves_the_file_and_goes_on_there(file: Path, tmp_path: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    other = tmp_path / "other_asn.json"
    session.save(other)
    assert file.read_text() == EXAMPLE
    assert session.path == other
    assert not session.is_modified
    session.undo()
    session.save()
    assert other.read_text() == EXAMPLE


def test_saving_elsewhere_over_a_file_has_to_be_asked_for(file: Path, tmp_path: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    other = tmp_path / "other_asn.json"
    other.write_text("kept")
    with pytest.raises(AlreadyThere):
        session.save(other)
    assert (other.read_text(), session.path, session.is_modified) == ("kept", file, True)
    session.save(other, overwrite=True)
    assert other.read_text() == session.document.text


def test_a_file_that_changed_on_disk_is_not_overwritten_unasked(file: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    file.write_text("{}")
    changed = session.change_on_disk()
    assert changed is not None and changed.became is Became.OTHER_BYTES
    with pytest.raises(FileChanged):
        session.save()
    assert file.read_text() == "{}"
    assert session.is_modified
    session.save(overwrite=True)
    assert file.read_text() == session.document.text
    assert session.change_on_disk() is None


def test_a_reload_is_one_change_that_can_be_undone(file: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    edited = session.document.to_bytes()
    file.write_bytes(association(1, 1))
    change = session.reload()
    session.judge_all()
    assert change.is_whole
    assert session.document.to_bytes() == association(1, 1)
    assert (session.is_modified, list(session.findings)) == (False, [])
    session.undo()
    session.judge_all()
    assert session.document.to_bytes() == edited
    assert session.is_modified
    assert [finding.rule for finding in session.findings] == ["exptype-unknown"]
    session.undo()
    assert session.document.to_bytes() == EXAMPLE.encode()
    session.redo()
    session.redo()
    assert session.document.to_bytes() == association(1, 1)
    assert not session.is_modified


def test_a_reload_of_a_broken_text_changes_nothing(file: Path) -> None:
    session = opened(file)
    session.execute(misspell(session))
    before = session.document.to_bytes()
    file.write_text("{")
    with pytest.raises(NotAnAssociationText):
        session.reload()
    assert session.document.to_bytes() == before
    assert session.is_modified


def test_a_file_marked_read_only_is_written_only_when_asked(file: Path) -> None:
    file.chmod(0o444)
    session = opened(file)
    assert session.is_read_only
    session.execute(misspell(session))
    with pytest.raises(ReadOnlyFile):
        session.save()
    assert file.read_text() == EXAMPLE
    session.save(replace_read_only=True)
    assert file.read_text() == session.document.text


def test_problems_are_gone_through_in_file_order_and_round(file: Path) -> None:
    file.write_text(EXAMPLE.replace("science", "sciense"))
    session = opened(file)
    findings = list(session.findings)
    assert len(findings) == 2
    found = session.neighbour(None, 1)
    assert found == (findings[0], 0)
    assert session.neighbour(findings[0].place, 1) == (findings[1], 1)
    assert session.neighbour(findings[1].place, 1) == (findings[0], 0)
    assert session.neighbour(findings[0].place, -1) == (findings[1], 1)
