"""What an edit would do: done, judged, and taken back, so that nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence

from asned.association.edits import Edit, perform, revert
from asned.association.focus import focus_of
from asned.association.structure import CannotEdit, Splice
from asned.change import Preview
from asned.jsontext.errors import NotAnAssociationText
from asned.mutating import Mutator


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
