"""A rule explained to its user: what it states, why, an example of either kind, what mends it."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import dedent

from asned.jsontext.defects import readable_text
from asned.jsontext.difference import compare, lines_of
from asned.jsontext.display import displayable
from asned.rules import every
from asned.rules.checking import judge_file
from asned.rules.examplefixes import Found
from asned.rules.examples import EXAMPLES, Example
from asned.rules.findings import Finding
from asned.rules.fixes import fix_labels
from asned.rules.registry import RULES, Rule
from asned.rules.samples import NAME
from asned.rules.wording import joined

assert every.MODULES, "importing `every` fills the registry"

_INDENT = "    "
_MOST_LINES = 10
_WIDEST = 100
_ROMAN = "Roman associations"


def explanation(rule_id: str) -> tuple[str, ...]:
    """Explain a rule in paragraphs of plain, displayable text; those of examples have several lines.

    Raises:
        KeyError: no rule has the id.
    """
    rule = RULES[rule_id]
    example = EXAMPLES[rule_id]
    labels = fix_labels(rule_id)
    return (
        f"{rule.id} ({_weight(rule)})",
        rule.statement,
        *((rule.why,) if rule.why else ()),
        _broken(example),
        _sound(example),
        f"Fix: {joined(list(labels), 'or')}." if labels else "Fix: none; it takes your judgement.",
        *_fixed(example, labels),
        f"Source: {rule.source}.",
    )


def _weight(rule: Rule) -> str:
    stages = [f"Stage {stage}" for stage in (2, 3) if stage in rule.stages]
    return f"{rule.severity}; {joined(stages + [_ROMAN] * (None in rule.stages))}"


def _broken(example: Example) -> str:
    judgement = judge_file(example.broken, name=example.name, beside=example.beside)
    findings = [finding for finding in judgement.findings if finding.rule == example.rule]
    said = "\n".join(f"{each.severity}: {displayable(each.message)}" for each in findings)
    shown = _shown(example.broken, example.sound, findings, example.name, example.beside)
    return f"Breaks it:\n{shown}\nand is told:\n{_indented(said)}"


def _sound(example: Example) -> str:
    shown = _shown(example.sound, example.broken, (), NAME, example.beside_sound)
    return f"Keeps it:\n{shown}"


def _fixed(example: Example, labels: tuple[str, ...]) -> Iterator[str]:
    """Say what can be done about the example and what is found then, unless that has been said."""
    lines = [_fix_line(label, found) for label, found in example.fixes.items()]
    if lines and lines != [_fix_line(label, frozenset()) for label in labels]:
        yield "In the example:\n" + _indented("\n".join(lines))


def _fix_line(label: str, found: Found) -> str:
    rules = sorted({rule for rule, _ in found})
    return f"{label}\n  then: {joined(rules) or 'nothing is found'}"


def _shown(
    data: bytes,
    other: bytes,
    findings: Iterable[Finding],
    name: str,
    beside: frozenset[str] | None,
) -> str:
    """Show what of an example counts: the lines that differ from the other, or names of files."""
    if beside is not None:
        names = sorted(beside - {name})
        return _indented(f"beside {name}:\n" + "\n".join(f"  {each}" for each in names))
    if data == other:
        return _indented(name)
    lines, others = lines_of(readable_text(data)), lines_of(readable_text(other))
    if not "".join(lines).strip():
        return _indented("(nothing but blanks)")
    wanted = {finding.line - 1 for finding in findings if finding.field}
    for run in compare(lines, others):
        if not run.same:
            # Where lines are only missing, their neighbours show where.
            wanted.update(range(run.start - 1, run.stop + 1))
    return _excerpt(lines, wanted)


def _excerpt(lines: Sequence[str], wanted: set[int]) -> str:
    shown: list[str] = []
    last = None
    for number in sorted(wanted & set(range(len(lines)))):
        if last is not None and number > last + 1:
            shown.append("…")
        last = number
        line = displayable(lines[number].removesuffix("\n"))
        shown.append(line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…")
    if len(shown) > _MOST_LINES:
        shown[_MOST_LINES:] = ["…"]
    return _indented(dedent("\n".join(shown)))


def _indented(text: str) -> str:
    return "\n".join(_INDENT + line for line in text.split("\n"))
