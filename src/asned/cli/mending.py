"""`asned check --fix` and `--diff`: what can be mended without guessing, done or shown.

A text that is not JSON is mended only where that makes JSON of it: in a text that is damaged otherwise
too, even a comma too many may be a sign of something else.
"""

import sys
from collections import Counter
from dataclasses import dataclass

from asned.association.document import Document
from asned.association.edits import perform
from asned.cli.saying import coloured, say, wants_colour
from asned.disk.fingerprint import FileOnDisk
from asned.disk.save import save
from asned.jsontext.defects import find_defects, readable_text, repair
from asned.jsontext.difference import unified
from asned.jsontext.display import displayable
from asned.jsontext.repair import Defect, Repair
from asned.rules.checking import judge_document
from asned.rules.fixes import SAFE_RULES, fixes_for
from asned.rules.opening import stage_of
from asned.rules.verdicts import Severities

_MOST_ROUNDS = 20
_PLAIN_LITERALS = ("None", "True", "False")


@dataclass(frozen=True, slots=True)
class Mending:
    """The bytes after mending, and how many findings of each rule were mended."""

    data: bytes
    rules: Counter[str]

    @property
    def summary(self) -> str:
        """The rules in a few words: `exptype-case (2), file-bom`."""
        return ", ".join(
            rule if number == 1 else f"{rule} ({number:,})" for rule, number in self.rules.items()
        )


def mended(data: bytes, stage: int | None, severities: Severities) -> Mending:
    """Mend everything that needs no guess and loses nothing; rules that are off are left alone."""
    text = _mended_text(data, severities)
    if text is None:
        return Mending(data, Counter())
    document = Document(text.data)
    rules = text.rules + _mend_document(document, stage, severities)
    return Mending(document.to_bytes(), rules)


def show_difference(file: FileOnDisk, mending: Mending) -> None:
    """Write what would change, as `diff -u` does."""
    has_colour = wants_colour(sys.stdout)
    path = str(file.path)
    for line in unified(readable_text(file.data), readable_text(mending.data), path, path):
        shown = displayable(line)
        say(coloured(shown, line[:1]) if has_colour else shown)


def write(file: FileOnDisk, mending: Mending) -> None:
    """Save what was mended, as the editor saves.

    Raises:
        DiskError: nothing was written.
    """
    save(file.path, mending.data, file.fingerprint)


def _mended_text(data: bytes, severities: Severities) -> Mending | None:
    """Make JSON of a text; None where that would need more than is safe."""
    rules: Counter[str] = Counter()
    for _ in range(_MOST_ROUNDS):
        defects = find_defects(data)
        if not defects:
            return Mending(data, rules)
        text = readable_text(data)
        repairs = [_safe_repair(defect, text, severities) for defect in defects]
        safe = [each for each in repairs if each is not None]
        if len(safe) < len(defects):
            return None
        rules.update(defect.rule for defect in defects)
        data = repair(data, safe)
    return None


def _safe_repair(defect: Defect, text: str, severities: Severities) -> Repair | None:
    is_off = severities.get(defect.rule, defect.rule) is None
    if defect.rule not in SAFE_RULES or is_off or len(defect.repairs) != 1:
        return None
    (only,) = defect.repairs
    if defect.rule == "json-literal":
        ((start, end, _),) = only.edits
        if text[start:end] not in _PLAIN_LITERALS:
            return None
    return None if only.lossy else only


def _mend_document(document: Document, stage: int | None, severities: Severities) -> Counter[str]:
    """Make the safe fixes, and again where one gives room to another."""
    rules: Counter[str] = Counter()
    for _ in range(_MOST_ROUNDS):
        mended_before = rules.total()
        judged_stage = stage_of(document, stage, with_members=True).stage
        for finding in list(judge_document(document, judged_stage, severities).findings):
            if finding.rule not in SAFE_RULES:
                continue
            fixes = fixes_for(document, finding, judged_stage)
            if len(fixes) == 1 and not fixes[0].loses:
                perform(document, fixes[0].edit)
                rules[finding.rule] += 1
        if rules.total() == mended_before:
            break
    return rules
