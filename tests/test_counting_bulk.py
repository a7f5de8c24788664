"""What is done to many is judged, journaled and fixed by the part and not by the member: counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from asned import keeping
from asned.association.bulkedits import parts
from asned.association.edits import CopyMembers, DeleteMembers, Edit, SetMembersKey, Several
from asned.association.pasting import insertions, texts_of_names
from asned.bulk import LongChange
from asned.rules.fixes.fixall import PART as FIXED_AT_ONCE
from asned.rules.fixes.fixall import FixAll
from asned.rules.fixes.scene import Scene
from asned.rules.judge import Judge
from asned.session import Session
from builders import FILE_NAME, association
from counting import bytes_taken

MEMBERS, PART = 2_000, 500
PRODUCTS, COPIED_AT_ONCE = 200, 50
A_CHANGE, A_MEMBER = 80, 250
"""Bytes of journal that a changed member may take, and one that comes as a whole."""


def opened(directory: Path, products: int, members: int, exptype: str = "background") -> Session:
    """Open an association of which all members but the first of each product have this exptype."""
    text = association(products, members).decode().replace('"background"', f'"{exptype}"')
    path = directory / FILE_NAME
    path.write_text(text, encoding="utf-8")
    session = Session.open(path, severities={"expname-missing-file": None})
    session.judge_all()
    session.file.keep(None)
    return session


class Counts:
    """Counts what a change is made of while it is done, undone and done again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._counted: Counter[str] = Counter()
        for owner, name in ((Judge, "finish"), (Judge, "note"), (Scene, "__init__")):
            self._count(owner, name, monkeypatch)
        hold = keeping.Journal.hold

        def holding(journal: Any, part: bytes) -> None:
            self._counted["journaled"] += 1
            self._counted["bytes"] += len(part)
            hold(journal, part)

        monkeypatch.setattr(keeping.Journal, "hold", holding)

    def _count(self, owner: type, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        act = getattr(owner, name)

        def counting(*arguments: Any, **options: Any) -> Any:
            self._counted[name] += 1
            return act(*arguments, **options)

        monkeypatch.setattr(owner, name, counting)

    def of(self, change: LongChange | None) -> Counter[str]:
        """Do a change at once, and give what it took."""
        self._counted.clear()
        assert change is not None
        assert change.run() is not None
        return Counter(self._counted)


def ids_of(session: Session, product: int = 0) -> tuple[int, list[int]]:
    """Give the id of a product by its position, and those of its members."""
    id = session.document.products[product].id
    return id, [each.id for each in session.document.members(id)]


def setting(session: Session) -> Iterator[Edit]:
    product, ids = ids_of(session)
    return (SetMembersKey(product, part, "exptype", '"sciense"') for part in parts(ids, PART))


def deleting_half(session: Session) -> Iterator[Edit]:
    product, ids = ids_of(session)
    return (DeleteMembers(product, part) for part in parts(ids[1::2], PART // 2))


def pasting(session: Session) -> Iterator[Edit]:
    product, _ = ids_of(session)
    names = [f"jw00001001001_01101_{n:05d}_nrca1_rate.fits" for n in range(MEMBERS)]
    exptypes = ["background"] * MEMBERS
    texts = texts_of_names(session.document, product, 1, names, exptypes)
    return insertions(product, 1, texts)


def fixing(session: Session) -> FixAll:
    alike = [each for each in session.findings if each.rule == "exptype-case"]
    assert len(alike) == MEMBERS - 1
    return FixAll(alike, session.findings, session.fixes_for_each, 0)


BULK: dict[str, tuple[str, Callable[[Session], Any], int]] = {
    "set": ("background", setting, PART),
    "delete half": ("background", deleting_half, PART // 2),
    "paste": ("background", pasting, 512),
    "fix all": ("BACKGROUND", fixing, FIXED_AT_ONCE),
}


@pytest.mark.parametrize("name", BULK)
def test_members_of_one_product_are_changed_by_the_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    exptype, edits_of, size = BULK[name]
    session = opened(tmp_path, 1, MEMBERS, exptype)
    before = session.document.text
    counts = Counts(monkeypatch)
    most, comes_anew = -(-MEMBERS // size), name in ("paste", "delete half")
    edits = edits_of(session)
    for begin in (
        lambda: session.begin(edits, name, most),
        session.begin_undo,
        session.begin_redo,
        session.begin_undo,
    ):
        taken = counts.of(begin())
        assert 0 < taken["note"] <= most, taken
        assert taken["finish"] <= most + 2, taken
        assert taken["journaled"] <= most + 1, taken
        assert taken["__init__"] <= most, taken
        assert taken["bytes"] <= MEMBERS * (A_MEMBER if comes_anew else A_CHANGE), taken
    assert session.document.text == before


def copying(session: Session) -> Iterator[Edit]:
    source, ids = ids_of(session)
    others = [each.id for each in session.document.products.slice(1, PRODUCTS)]
    copies = (CopyMembers(source, (ids[0],), other, 3) for other in others)
    edits = list(copies)
    for at in range(0, len(edits), COPIED_AT_ONCE):
        yield Several(tuple(edits[at : at + COPIED_AT_ONCE]), "copy")


def test_products_that_are_changed_are_judged_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(tmp_path, PRODUCTS, 3)
    before = session.document.text
    counts = Counts(monkeypatch)
    for begin in (
        lambda: session.begin(copying(session), "copy", PRODUCTS // COPIED_AT_ONCE),
        session.begin_undo,
        session.begin_redo,
        session.begin_undo,
    ):
        taken = counts.of(begin())
        assert taken["note"] == PRODUCTS - 1
        assert taken["finish"] <= PRODUCTS // 8, taken
        assert taken["bytes"] <= 500 * PRODUCTS, taken
    assert session.document.text == before


def test_fixing_all_copies_what_is_changed_and_little_for_each_fix(tmp_path: Path) -> None:
    session = opened(tmp_path, 1, MEMBERS, "BACKGROUND")
    size = len(session.document.text)
    taken = bytes_taken(lambda: session.execute_each(fixing(session), "fix all"))
    assert taken < 5 * size
