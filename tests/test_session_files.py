"""What lies beside the association, and what it is called, judged while it is edited."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from asned.association import edits
from asned.rules import missing
from asned.rules.findings import Severity
from asned.rules.samples import STAGE2, changed, exposure, text_of
from asned.session import Change, Session
from builders import EXAMPLE, FILE_NAME, association, expname

FIRST = "jw00623037001_02101_00001_mirimage_rate.fits"
SECOND = "jw00623037002_02101_00001_mirimage_rate.fits"
RULE = "expname-missing-file"


class Counted(frozenset[str]):
    """Names that count how often one of them is looked up."""

    lookups = 0

    def __contains__(self, name: object) -> bool:
        self.lookups += 1
        return super().__contains__(name)


def opened(
    data: str | bytes = EXAMPLE,
    beside: Iterable[str] | None = None,
    severities: dict[str, Severity | None] | None = None,
) -> Session:
    raw = data.encode() if isinstance(data, str) else data
    session = Session(raw, Path(FILE_NAME), None, severities=severities)
    session.look_beside(None if beside is None else frozenset(beside))
    session.judge_all()
    return session


def told(session: Session) -> list[tuple[str, str]]:
    """Give the severity of each finding on files, and the expname or nothing."""
    found = []
    for finding in session.findings:
        if finding.rule == RULE:
            place = finding.place
            member = session.document.member(place.product, place.node) if place.product else None
            found.append((str(finding.severity), member.value.get("expname") if member else ""))  # type: ignore[union-attr]
    return found


def naming(session: Session, member: int, name: str, product: int = 0) -> edits.SetMemberKey:
    of = session.document.products[product].id
    id = session.document.members(of)[member].id
    return edits.SetMemberKey(of, id, "expname", json.dumps(name))


def lookups(session: Session, names: Counted) -> int:
    """Give how many names were looked up since this was asked last."""
    count, names.lookups = names.lookups, 0
    return count


# ---- which findings there are


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (None, []),
        ((), [("info", "")]),
        ((FIRST,), [("warning", SECOND), ("warning", SECOND)]),
        ((SECOND,), [("warning", FIRST)]),
        ((FIRST, SECOND, "other"), []),
    ],
)
def test_files_are_missing_by_what_lies_beside(
    beside: Iterable[str] | None, expected: list[tuple[str, str]]
) -> None:
    assert told(opened(beside=beside)) == expected


def test_a_listing_that_comes_before_the_text_is_judged_is_not_lost() -> None:
    session = Session(association(2, 300), Path(FILE_NAME), None)
    session.judge_slice()
    change = session.look_beside({expname(0, 0)})
    assert not change.appeared
    session.judge_all()
    assert len(told(session)) == 599


def test_a_file_that_comes_or_goes_is_one_change() -> None:
    session = opened(beside=[FIRST])
    product = session.document.products[0].id
    gone = session.look_beside({FIRST, SECOND}).gone
    assert [each.rule for each in gone] == [RULE] * 2
    assert session.findings.of_product(product).warnings == 0
    assert not session.look_beside({FIRST, SECOND, "other"}).gone
    assert len(session.look_beside({FIRST}).appeared) == 2
    assert session.findings.of_product(product).warnings == 1
    assert session.is_judged


def test_a_directory_that_cannot_be_listed_any_more_says_nothing() -> None:
    session = opened(beside=[FIRST])
    assert len(session.look_beside(None).gone) == 2
    assert told(session) == []


@pytest.mark.parametrize("beside", [(), (FIRST,)])
def test_the_users_severity_holds_and_off_is_off(beside: tuple[str, ...]) -> None:
    session = opened(beside=beside, severities={RULE: Severity.ERROR})
    assert {severity for severity, _ in told(session)} == {"error"}
    assert told(opened(beside=beside, severities={RULE: None})) == []


def test_a_roman_association_is_not_looked_at() -> None:
    roman = EXAMPLE.replace("_rate.fits", "_cal.asdf").replace("Asn_Lv2Image", "DMS_ELPP_Base")
    session = opened(roman, [FIRST])
    assert session.stage.stage is None
    assert told(session) == []


# ---- edits


def test_a_name_that_is_corrected_has_no_finding_any_more_and_undo_brings_it_back() -> None:
    session = opened(beside=[FIRST, SECOND])
    assert told(session) == []
    change = session.execute(naming(session, 0, "typo_rate.fits"))
    assert change is not None and RULE in {each.rule for each in change.appeared}
    assert told(session) == [("warning", "typo_rate.fits")]
    change = session.undo()
    assert change is not None and RULE in {each.rule for each in change.gone}
    assert told(session) == []


def test_the_first_name_that_is_there_lets_the_others_be_named_one_by_one() -> None:
    session = opened(beside=["x_rate.fits"])
    assert told(session) == [("info", "")]
    change = session.execute(naming(session, 1, "x_rate.fits"))
    assert told(session) == [("warning", FIRST), ("warning", SECOND)]
    assert change is not None and len(change.appeared) >= 2
    session.undo()
    assert told(session) == [("info", "")]


def test_a_preview_tells_of_the_file_and_changes_nothing() -> None:
    session = opened(beside=[FIRST, SECOND])
    preview = session.preview(naming(session, 0, "typo_rate.fits"))
    assert RULE in {each.rule for each in preview.on_place}
    assert told(session) == []
    assert session.is_judged


@pytest.mark.parametrize("few", [0, 256])
def test_a_preview_leaves_nothing_to_be_judged(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(missing, "FEW_MEMBERS", few)
    session = opened(beside=[FIRST])
    before = told(session)
    session.preview(naming(session, 0, "typo_rate.fits"))
    session.preview(edits.DeleteProduct(session.document.products[0].id))
    assert session.is_judged
    assert told(session) == before


def test_another_stage_and_a_reload_keep_what_is_known_of_the_directory(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(EXAMPLE)
    session = Session.open(path)
    session.look_beside({FIRST})
    session.judge_all()
    session.choose_stage(3)
    session.judge_all()
    assert len(told(session)) == 2
    path.write_text(EXAMPLE.replace(SECOND, "third_rate.fits"))
    session.reload()
    session.judge_all()
    assert told(session) == [("warning", "third_rate.fits")] * 2


# ---- what it costs


def test_an_edit_among_10_000_members_looks_up_the_names_it_touches() -> None:
    names = Counted(expname(0, number) for number in range(5_000))
    session = opened(association(1, 10_000))
    session.look_beside(names)
    session.judge_all()
    assert len(told(session)) == 5_000
    lookups(session, names)
    for act in (
        lambda: session.execute(naming(session, 7_000, expname(0, 7))),
        session.undo,
        session.redo,
        lambda: session.execute(naming(session, 3, "typo_rate.fits")),
    ):
        assert act() is not None
        assert session.is_judged
        assert lookups(session, names) == 2
    session.preview(naming(session, 9, "typo_rate.fits"))
    assert lookups(session, names) == 4
    product = session.document.products[0].id
    members = session.document.members(product)
    session.execute(edits.MoveMember(product, members[9_000].id, 1))
    session.execute(edits.SetMemberKey(product, members[5].id, "exptype", '"imprint"'))
    assert lookups(session, names) == 0
    assert len(told(session)) == 5_000


def test_what_concerns_all_members_is_done_in_slices() -> None:
    session = opened(association(1, 2_000))
    names = Counted([expname(0, 7)])
    session.look_beside(names)
    count = 0
    while session.judge_slice() is not None:
        count += 1
        assert lookups(session, names) <= missing.SLICE
    assert count > 2 * 2_000 / missing.SLICE
    assert len(told(session)) == 1_999

    session.preview(naming(session, 7, "typo_rate.fits"))
    assert session.is_judged
    lookups(session, names)
    change = session.execute(naming(session, 7, "typo_rate.fits"))
    assert change is not None and not session.is_judged
    assert lookups(session, names) == 2
    session.judge_all()
    assert told(session) == [("info", "")]


def test_an_edit_taken_back_while_all_members_are_looked_at_leaves_nothing_behind() -> None:
    session = opened(association(1, 2_000), [expname(0, 7)])
    before = told(session)
    session.execute(naming(session, 7, "typo_rate.fits"))
    for _ in range(3):
        session.judge_slice()
    session.undo()
    session.judge_all()
    assert told(session) == before


@pytest.mark.parametrize("is_stopped", [True, False])
def test_a_listing_that_comes_while_many_members_are_edited_holds_at_the_end(
    is_stopped: bool,
) -> None:
    data, beside = association(1, 1_000), {expname(0, 3), expname(0, 999)}
    session = opened(data, [expname(0, 7)])
    renaming = [naming(session, number, f"typo{number}_rate.fits") for number in range(20)]
    change = session.begin(renaming, "rename", len(renaming))
    slices = change.slices(0)
    for number in range(10):
        next(slices)
        if number == 4:
            session.look_beside(beside)
        session.judge_slice()
    if is_stopped:
        change.stop()
    for _ in slices:
        session.judge_slice()
    session.judge_all()
    assert (session.document.to_bytes() == data) == is_stopped
    assert told(session) == told(opened(session.document.to_bytes(), beside))


def test_where_all_files_are_there_they_are_looked_up_once() -> None:
    session = opened(association(2, 1_000))
    names = Counted(expname(product, member) for product in (0, 1) for member in range(1_000))
    session.look_beside(names)
    session.judge_all()
    assert lookups(session, names) == 2_000
    assert told(session) == []


# ---- the file's own name


def rules(session: Session) -> list[str]:
    return [each.rule for each in session.findings]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (FILE_NAME, []),
        ("mine_asn.json", ["file-name"]),
        ("mine.JSON", ["file-extension"]),
        ("mine.yaml", ["file-extension"]),
    ],
)
def test_the_files_name_is_judged(name: str, expected: list[str]) -> None:
    session = Session(EXAMPLE.encode(), Path(name), None)
    session.judge_all()
    assert rules(session) == expected


def test_the_name_that_a_file_is_saved_under_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text(EXAMPLE)
    session = Session.open(path)
    session.judge_all()
    assert rules(session) == ["file-extension"]
    session.save(tmp_path / FILE_NAME)
    assert rules(session) == []
    session.choose_stage(3)
    session.save(tmp_path / "other.json")
    session.judge_all()
    assert "file-name" in rules(session)


def test_the_findings_on_a_name_stay_when_keywords_are_edited() -> None:
    session = Session(EXAMPLE.encode(), Path("mine_asn.json"), None)
    session.judge_all()
    root = session.document.keywords[0].id
    assert session.execute(edits.SetKey(0, root, '"imgae2"')) is not None
    session.judge_all()
    assert "file-name" in rules(session)
    session.undo()
    session.judge_all()
    assert rules(session) == ["file-name"]


# ---- fixes


def test_a_fix_that_depends_on_a_file_is_offered_where_that_is_there() -> None:
    uncal = exposure(2, "mirimage", "uncal")
    text = text_of(changed(STAGE2, {"/products/0/members/1/expname": uncal}))
    session = opened(text, [exposure(1, "mirimage", "rate"), uncal])
    (finding,) = (each for each in session.findings if each.rule == "expname-suffix")
    assert session.fixes_for(finding) == ()
    session.look_beside({uncal, exposure(1, "mirimage", "rate"), exposure(2, "mirimage", "rate")})
    (fix,) = session.fixes_for(finding)
    change = session.execute(fix.edit)
    assert isinstance(change, Change)
    assert rules(session) == []
