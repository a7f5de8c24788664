"""An edit costs itself and not the file; an edit of many costs the many. Counted, so that it holds anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from asned.association.bulkedits import parts
from asned.association.edits import (
    AddMember,
    CopyMembers,
    CopyProducts,
    DeleteMember,
    DeleteMembers,
    DeleteProduct,
    DeleteProducts,
    DuplicateMember,
    DuplicateProduct,
    Edit,
    MoveMember,
    MoveProduct,
    SetKey,
    SetMemberKey,
    SetMembersKey,
)
from asned.jsontext.values import Value
from asned.rules import judge
from asned.rules.findings import Finding
from asned.rules.kinds import Kind, Kinds
from asned.session import Session
from builders import association
from counting import bytes_taken, steps

SMALL, LARGE = 1_000, 8_000
MORE = 1.5
"""How many times the steps at `SMALL` the same edit may take at `LARGE`; a walk takes 8 times."""

SLACK = 600
"""Steps over the list of blocks, of which there is one for some hundred rows."""

COPIED = 160_000
"""Bytes that an edit may copy of a file of 1.7 million."""

EditOf = Callable[[Session], Edit]


def opened(products: int, members: int) -> Session:
    path = Path(mkdtemp()) / "many_asn.json"
    path.write_bytes(association(products, members))
    session = Session.open(path, severities={"file-name": None})
    session.judge_all()
    return session


@cache
def session_of(shape: str, size: int) -> Session:
    """Give an association of one large product or of many small ones; edits of it are taken back."""
    return opened(1, size) if shape == "one" else opened(size, 2)


def middle(session: Session) -> tuple[int, int]:
    """Give a product and a member in the middle."""
    products = session.document.products
    product = products[len(products) // 2]
    members = session.document.members(product.id)
    return product.id, members[len(members) // 2].id


def name_key(session: Session) -> int:
    product = session.document.product(middle(session)[0])
    return next(child.id for child in product.children if child.key == "name")


def position(session: Session) -> int:
    product, member = middle(session)
    return session.document.members(product).index(member)


ONE: dict[str, EditOf] = {
    "misspell": lambda s: SetMemberKey(*middle(s), "exptype", '"sciense"'),
    "set": lambda s: SetMemberKey(*middle(s), "exptype", '"imprint"'),
    "rename an exposure": lambda s: SetMemberKey(*middle(s), "expname", '"x_rate.fits"'),
    "delete": lambda s: DeleteMember(*middle(s)),
    "duplicate": lambda s: DuplicateMember(*middle(s)),
    "move": lambda s: MoveMember(*middle(s), position(s) + 1),
    "add": lambda s: AddMember(middle(s)[0], position(s), (("expname", '"y_rate.fits"'),)),
    "rename the product": lambda s: SetKey(middle(s)[0], name_key(s), '"undefined"'),
    "set a keyword": lambda s: SetKey(0, s.document.keywords[1].id, '"o002"'),
}

OF_PRODUCTS: dict[str, EditOf] = {
    "delete a product": lambda s: DeleteProduct(middle(s)[0]),
    "duplicate a product": lambda s: DuplicateProduct(middle(s)[0]),
    "move a product": lambda s: MoveProduct(
        middle(s)[0], s.document.products.index(middle(s)[0]) + 1
    ),
}

CASES = [
    *(("one", name, edit) for name, edit in ONE.items()),
    *(("many", name, edit) for name, edit in (ONE | OF_PRODUCTS).items()),
]


def naming(value: object) -> str:
    return value if isinstance(value, str) else "edit"


def flat(costs: list[int]) -> bool:
    small, large = costs
    return large <= MORE * small + SLACK


@pytest.mark.parametrize(("shape", "name", "edit_of"), CASES, ids=naming)
def test_an_edit_its_preview_and_its_undo_take_as_many_steps_in_a_large_file(
    shape: str, name: str, edit_of: EditOf
) -> None:
    taken: list[list[int]] = []
    for size in (SMALL, LARGE):
        session = session_of(shape, size)
        before = session.document.text
        edit = edit_of(session)
        session.execute(edit)  # what is only worked out once is so by now
        session.undo()
        taken.append(
            [
                steps(lambda session=session, edit=edit: session.preview(edit)),
                steps(lambda session=session, edit=edit: session.execute(edit)),
                steps(session.undo),
                steps(session.redo),
            ]
        )
        session.undo()
        assert session.document.text == before
    for costs in zip(*taken, strict=True):
        assert flat(list(costs)), taken


@pytest.mark.parametrize(("shape", "name", "edit_of"), CASES, ids=naming)
def test_an_edit_copies_little_of_a_large_file(shape: str, name: str, edit_of: EditOf) -> None:
    session = session_of(shape, LARGE)
    edit = edit_of(session)
    session.execute(edit)
    session.undo()
    for act in (lambda: session.execute(edit), session.undo, session.redo, session.undo):
        assert bytes_taken(act) < COPIED


class Judged:
    """Counts how often the judge looks at a member, and at a product."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.members = self.products = 0
        of_value, of_product = Kinds.of_value, judge.product_findings

        def of_member(kinds: Kinds, value: Value) -> tuple[str | None, Kind]:
            self.members += 1
            return of_value(kinds, value)

        def product_findings(*arguments: Any) -> tuple[Finding, ...]:
            self.products += 1
            return of_product(*arguments)

        monkeypatch.setattr(Kinds, "of_value", of_member)
        monkeypatch.setattr(judge, "product_findings", product_findings)


@pytest.mark.parametrize(("shape", "name", "edit_of"), CASES, ids=naming)
def test_an_edit_judges_the_members_it_touches_and_one_product(
    shape: str, name: str, edit_of: EditOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(shape, LARGE)
    edit = edit_of(session)
    judged = Judged(monkeypatch)
    session.execute(edit)
    assert judged.members <= 6
    assert judged.products <= 1
    assert judged.members + judged.products > 0 or name in (
        "move",
        "move a product",
        "set a keyword",
    )
    session.undo()
    assert judged.members <= 12
    assert judged.products <= 2


# ---- many at once


def members_of(session: Session, count: int) -> tuple[int, tuple[int, ...]]:
    product, _ = middle(session)
    members = session.document.members(product)
    return product, tuple(piece.id for piece in members.slice(300, 300 + count))


def every_tenth(session: Session, count: int) -> tuple[int, tuple[int, ...]]:
    product, _ = middle(session)
    members = session.document.members(product)
    return product, tuple(members[at].id for at in range(0, count * 4, 4))


def products_of(session: Session, count: int) -> tuple[int, ...]:
    return tuple(piece.id for piece in session.document.products.slice(300, 300 + count))


MANY: dict[str, tuple[str, Callable[[Session, int], Edit]]] = {
    "set": ("one", lambda s, n: SetMembersKey(*members_of(s, n), "exptype", '"sciense"')),
    "set here and there": (
        "one",
        lambda s, n: SetMembersKey(*every_tenth(s, n), "exptype", '"imprint"'),
    ),
    "delete": ("one", lambda s, n: DeleteMembers(*members_of(s, n))),
    "delete here and there": ("one", lambda s, n: DeleteMembers(*every_tenth(s, n))),
    "copy": (
        "one",
        lambda s, n: CopyMembers(*members_of(s, n), middle(s)[0], 300 + n),
    ),
    "delete products": ("many", lambda s, n: DeleteProducts(products_of(s, n))),
    "copy products": ("many", lambda s, n: CopyProducts(products_of(s, n), 300 + n)),
}


def cost(shape: str, size: int, edit_of: Callable[[Session, int], Edit], count: int) -> list[int]:
    """Give what a bulk edit and its undo take."""
    session = session_of(shape, size)
    edit = edit_of(session, count)
    session.execute(edit)
    session.undo()
    taken = [
        steps(lambda: session.begin([edit], "many", 1).run()),
        steps(session.undo),
    ]
    assert not session.is_modified
    return taken


@pytest.mark.parametrize("name", MANY)
def test_an_edit_of_many_costs_the_many_and_not_the_file(name: str) -> None:
    shape, edit_of = MANY[name]
    few = cost(shape, SMALL, edit_of, 40)
    in_large = cost(shape, LARGE, edit_of, 40)
    many = cost(shape, LARGE, edit_of, 160)
    for small, large, fourfold in zip(few, in_large, many, strict=True):
        assert large <= MORE * small + SLACK, "grows with the file"
        assert fourfold <= 10 * large, "grows faster than what is selected"


def test_finding_what_is_selected_costs_the_selection() -> None:
    def looked_up(size: int) -> int:
        members = session_of("one", size).document.members(middle(session_of("one", size))[0])
        ids = {members[at].id for at in range(0, 200, 10)}
        assert len(members.pick(ids)) == 20
        return steps(lambda: (members.pick(ids), members.positions(ids)))

    assert flat([looked_up(SMALL), looked_up(LARGE)])


def test_parts_ask_for_no_more_than_they_give() -> None:
    asked = iter(range(10_000))
    assert next(parts(asked, 512)) == tuple(range(512))
    assert next(asked) == 512
