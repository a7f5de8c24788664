"""What an edit would do: done, judged, and taken back, so that nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.edits import Edit, perform, revert
from asned.association.focus import focus_of
from asned.association.structure import CannotEdit, Splice
from asned.change import Preview
from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.mutating import Mutator

if TYPE_CHECKING:
    from asned.rules import fixes
    from asned.rules.findings import Finding
    from asned.rules.fixes import Fix
else:
    fixes = Later("asned.rules.fixes")


def previewed(mutator: Mutator, edit: Edit) -> Preview:
    """Say what the judge would say of an edit."""
    judge = mutator.judging.judge
    before = judge.findings.take_news()
    try:
        done = perform(mutator.document, edit, mutator.apply)
        preview = _of(mutator, done)
        revert(done, mutator.apply)
    except (CannotEdit, NotAnAssociationText) as problem:
        preview = Preview(str(problem))
    finally:
        judge.finish(is_tried=True)
        judge.findings.put_back_news(before)
    return preview


def _of(mutator: Mutator, done: Sequence[Splice]) -> Preview:
    judge = mutator.judging.judge
    if not done or judge.needs_restart:
        return Preview(is_void=not done)
    judge.finish(is_tried=True)
    appeared, gone = news = judge.findings.take_news()
    judge.findings.put_back_news(news)
    place, _ = focus_of(mutator.document, done)
    return Preview("", appeared, gone, place, tuple(judge.findings.of_node(place.node)))


def fixes_for_each(
    mutator: Mutator, findings: Iterable[Finding], name: str
) -> Iterator[tuple[Fix, ...]]:
    """Give what can be done about each of these findings in a file of this name, as it is now."""
    judging = mutator.judging
    return fixes.fixes_for_each(
        mutator.document,
        findings,
        judging.stage.stage,
        name=name,
        beside=judging.beside,
        summary=judging.judge.summary if judging.is_done else None,
    )


def fix_difference(mutator: Mutator, fix: Fix) -> tuple[tuple[str, str], ...]:
    """Give the texts that a fix would change, each before and after."""
    return tuple(fixes.difference(mutator.document, fix))
