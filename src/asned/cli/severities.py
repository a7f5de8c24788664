"""The user's severities: `ID=SEVERITY` as the command line and the configuration spell them."""

from asned.rules import every
from asned.rules.findings import Severity
from asned.rules.nearest import nearest
from asned.rules.registry import RULES

assert every.MODULES, "importing `every` fills the registry"

OFF = "off"
CHOICES = (*(str(severity) for severity in Severity), OFF)
"""The words that a user may write for a severity."""


class NoSuchChoice(ValueError):  # noqa: N818 - it reads as what the user is told
    """A rule or a severity that does not exist; the message names the nearest."""


def known_rule(rule: str) -> str:
    """Give a rule's id back.

    Raises:
        NoSuchChoice: there is no such rule.
    """
    if rule in RULES:
        return rule
    meant = nearest(rule, RULES)
    hint = f'did you mean "{meant}"?' if meant else '"asned rules" lists all'
    raise NoSuchChoice(f'there is no rule "{rule}"; {hint}')


def severity_named(word: str) -> Severity | None:
    """Give the severity that a word names, None for `off`.

    Raises:
        NoSuchChoice: the word names none.
    """
    if word == OFF:
        return None
    if word in CHOICES:
        return Severity(word)
    raise NoSuchChoice(f'"{word}" is not a severity; write {", ".join(CHOICES[:-1])} or {OFF}')


def assignment(text: str) -> tuple[str, Severity | None]:
    """Read `ID=SEVERITY`.

    Raises:
        NoSuchChoice: rule or severity does not exist, or the sign is missing.
    """
    rule, sign, word = text.partition("=")
    if not sign:
        raise NoSuchChoice(f'"{text}" has no "="; write it like expname-path=warning')
    return known_rule(rule.strip()), severity_named(word.strip())
