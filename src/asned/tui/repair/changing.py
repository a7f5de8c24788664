"""Changing the text: the fix of a defect, those of all, deleting a line, undo and redo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from asned.association.brokentext import TextStep, search
from asned.jsontext.encoding import bytes_of
from asned.jsontext.repair import Defect, Repair, edited_text, repaired_text
from asned.tui.choicebar import Choice
from asned.tui.dialogs import Question
from asned.tui.fixmenu import FixMenu, Offer
from asned.tui.repair.aside import QUICK
from asned.tui.repair.moving import defect_here

if TYPE_CHECKING:
    from asned.tui.repair.app import RepairApp

_MOST_NAMED = 6
_CONTEXT = 24
_LONGEST = 160


def fix(app: RepairApp) -> None:
    """Mend the defect under the cursor; where there are several ways, or one loses something, ask."""
    if not _may_mend(app):
        return
    index = defect_here(app)
    if index is None:
        app.say("no defect on this line; ] goes to the next one")
        return
    defect = app.broken.defects[index]
    repairs = defect.repairs
    if not repairs:
        app.say(f"no fix to offer, edit the line: {defect.message}", "warning")
    elif len(repairs) == 1 and not repairs[0].lossy:
        _mend(app, repairs, repairs[0].label)
    else:

        def take(chosen: int | None) -> None:
            if chosen is not None:
                _mend(app, [repairs[chosen]], repairs[chosen].label)

        offers = [_offer(app, each) for each in repairs]
        app.push_screen(FixMenu(f"{defect.message} [{defect.rule}]", offers), take)


def fix_all(app: RepairApp) -> None:
    """Mend all defects that have a fix, after saying how many, how, and what is lost."""
    if not _may_mend(app):
        return
    defects = app.broken.defects
    mendable = [each for each in defects if each.repairs]
    if not mendable:
        app.say("no defect has a fix to offer; edit the lines", "warning")
        return
    losing = [each for each in mendable if each.repairs[0].lossy]
    kept = [each for each in mendable if not each.repairs[0].lossy]

    def take(chosen: list[Defect] | None) -> None:
        if chosen:
            _mend(app, [each.repairs[0] for each in chosen], f"fix {len(chosen):,}")

    choices = [Choice("a", f"fix all {len(mendable):,}" if losing else "fix them", mendable)]
    if losing and kept:
        choices.insert(0, Choice("k", f"only the {len(kept):,} that lose nothing", kept))
    question = Question(
        _how_many(len(mendable), len(defects)), _what_is_done(app, mendable, losing), choices
    )
    app.push_screen(question, take)


def delete_line(app: RepairApp) -> None:
    """Delete the line under the cursor."""
    if app.pane is app.defects:
        app.say("a line is deleted in the text; tab goes there")
    elif app.broken.unchangeable:
        app.say(app.broken.unchangeable, "error")
    else:
        row = app.lines.cursor_row
        start, end = app.broken.whole_span(row)
        if app.broken.exchange(start, end, "", f"delete line {row + 1}"):
            _changed(app, row, f"line {row + 1} is deleted; u takes it back")


def undo(app: RepairApp) -> None:
    """Take back the last change."""
    step = app.broken.undo()
    if step is None:
        app.say("there is nothing to undo")
    else:
        _changed(app, _row_of(app, step, inverse=True), f"undone: {step.label}")


def redo(app: RepairApp) -> None:
    """Make the change again that was taken back."""
    step = app.broken.redo()
    if step is None:
        app.say("there is nothing to redo")
    else:
        _changed(app, _row_of(app, step, inverse=False), f"done again: {step.label}")


def _may_mend(app: RepairApp) -> bool:
    if not app.broken.is_searched:
        app.say("still looking for defects…")
    elif app.broken.unchangeable:
        app.say(app.broken.unchangeable, "error")
    else:
        return True
    return False


def _mend(app: RepairApp, repairs: Iterable[Repair], label: str) -> None:
    if app.broken.mend(repairs, label):
        _changed(app, app.lines.cursor_row, f"done: {label}; u takes it back")


def _changed(app: RepairApp, row: int, words: str) -> None:
    app.lines.structure_changed(row)
    app.say(words, "changed")
    app.look()


def _row_of(app: RepairApp, step: TextStep, *, inverse: bool) -> int:
    """Give the line that a step has changed, in the text as it is after it."""
    # Undoing leaves the text to which the step's own edits apply, redoing that of the inverse.
    edits = step.edits if inverse else step.inverse
    return app.broken.row_at(edits[0][0])


def _how_many(mendable: int, defects: int) -> str:
    if mendable < defects:
        return f"Fix {mendable:,} of {defects:,} defects?"
    return f"Fix all {defects:,} defects?" if defects > 1 else "Fix the defect?"


def _what_is_done(app: RepairApp, mendable: list[Defect], losing: list[Defect]) -> list[str]:
    labels = Counter(each.repairs[0].label for each in mendable)
    lines = [f"{count:,} × {label}" for label, count in labels.most_common(_MOST_NAMED)]
    if (others := len(labels) - _MOST_NAMED) > 0:
        lines.append(f"and {others} other way{'' if others == 1 else 's'}")
    lines += [
        f"▲ line {each.line} loses {_lost(app, each.repairs[0])}" for each in losing[:_MOST_NAMED]
    ]
    if len(losing) > _MOST_NAMED:
        lines.append(f"▲ and {len(losing) - _MOST_NAMED:,} more lose something")
    left = len(app.broken.defects) - len(mendable)
    if left:
        lines.append(f"{left:,} without a fix {'is' if left == 1 else 'are'} left for you to edit")
    return lines


def _lost(app: RepairApp, repair: Repair) -> str:
    return _cut(" ".join(app.broken.text[start:end] for start, end, _ in repair.edits).strip())


def _offer(app: RepairApp, repair: Repair) -> Offer:
    """Show a repair: the text about it before and after, what it loses, how many defects are left."""
    broken = app.broken
    first, last = repair.edits[0][0], repair.edits[-1][1]
    start = max(broken.span(broken.row_at(first))[0], first - _CONTEXT)
    end = max(last, min(broken.span(broken.row_at(last))[1], last + _CONTEXT))
    before = broken.text[start:end]
    after = edited_text(before, [(a - start, b - start, new) for a, b, new in repair.edits])
    loses = f"loses {_lost(app, repair)}" if repair.lossy else ""
    follows = ""
    if len(broken.text) <= QUICK:
        left = len(search(bytes_of(repaired_text(broken.text, [repair]))))
        follows = f"{left} defect{'' if left == 1 else 's'} left" if left else "the text is JSON"
    return Offer(repair.label, ((_cut(before), _cut(after)),), loses, follows)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)"
