"""The lines under an unfolded product: its further keys, then the exptypes of its members."""

from __future__ import annotations

from typing import NamedTuple

from asned.association.document import members_branch
from asned.association.keys import key_node
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.rules.memberkeys import exptype_of
from asned.session import Session

MANY_MEMBERS = 2000
"""Beyond so many members the exptypes of a product show once everything is judged."""


class Line(NamedTuple):
    """A line under an unfolded product: a further key of it (`node`), or an exptype of so many members."""

    node: int = 0
    exptype: str = ""
    members: int = 0


def lines_under(session: Session, product: Piece) -> tuple[Line, ...]:
    """Give the lines under a product; one that is no object has none."""
    if not isinstance(product, Branch):
        return ()
    branch = members_branch(product)
    shown_elsewhere = {
        key_node(session.document, product.id, "name"),
        branch.id if branch else None,
    }
    keys = (child.id for child in product.children if child.id not in shown_elsewhere)
    return (
        *(Line(node=node) for node in keys),
        *(Line(exptype=exptype, members=count) for exptype, count in exptypes_of(session, product)),
    )


def exptypes_of(session: Session, product: Branch) -> tuple[tuple[str, int], ...]:
    """Give the exptypes of a product's members with their counts, science first, "" for none."""
    members = members_branch(product)
    if members and len(members.children) > MANY_MEMBERS and not session.is_judged:
        return ()  # counting them all would keep the first paint waiting
    exptypes: dict[str, int] = {}
    untyped = 0
    if session.is_judged:
        tally = session.judge.tally(product)
        exptypes, untyped = tally.exptypes, tally.untyped
    elif members:
        for member in members.children:
            exptype = exptype_of(member) if isinstance(member, Leaf) else None
            if exptype is None:
                untyped += 1
            else:
                exptypes[exptype] = exptypes.get(exptype, 0) + 1
    lines = tuple(sorted(exptypes.items(), key=lambda pair: pair[0] != "science"))
    return (*lines, ("", untyped)) if untyped else lines
