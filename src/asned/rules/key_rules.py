"""The rules over every key and text of associations, products, members: unknown, hidden, half a character."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from asned.jsontext.display import displayable
from asned.jsontext.values import Pairs
from asned.rules.conventions import JWST
from asned.rules.facts import AssociationFacts, MemberFacts, ProductFacts
from asned.rules.findings import Severity
from asned.rules.guesses import meant_key
from asned.rules.keywords import KEYWORDS, MEMBER_KEYS, PRODUCT_KEYS, Keyword
from asned.rules.registry import Breach, Scope, also, rule
from asned.rules.text_rules import HALF
from asned.rules.wording import has_hidden, quoted

_HALF = re.compile("[\ud800-\udfff]")
_LINES_ARE_NORMAL = frozenset({"constraints", "degraded_status"})


@rule(
    "unknown-keyword",
    Severity.INFO,
    Scope.ASSOCIATION,
    statement="A key of the association or of a product is one that some source knows.",
    why="Pipelines pass over a key that they do not know, so a misspelt one has no effect.",
    source="Stage 2 technical specification, Association Meta Keywords; jwst 3.0.0; real files",
    stages=JWST,
)
def unknown_keyword(facts: AssociationFacts) -> Iterator[Breach]:
    """Report keys at the root that no source knows."""
    return _unknown_keys(facts.keywords, KEYWORDS, "keyword")


@also("unknown-keyword", Scope.PRODUCT)
def unknown_product_key(facts: ProductFacts) -> Iterator[Breach]:
    """Report keys of a product that no source knows."""
    return _unknown_keys(facts.keys, PRODUCT_KEYS, "key of a product")


@rule(
    "unknown-member-key",
    Severity.INFO,
    Scope.MEMBER,
    statement="A key of a member is one that the specification lists or a pipeline reads.",
    why="Pipelines pass over a key that they do not know, so a misspelt one has no effect.",
    source="Stage 2 technical specification, members Keyword; jwst 3.0.0; real files",
    stages=JWST,
)
def unknown_member_key(facts: MemberFacts) -> Iterator[Breach]:
    """Report keys of a member that no source knows."""
    return _unknown_keys(dict.fromkeys(facts.member.keys), MEMBER_KEYS, "key of a member")


@rule(
    "text-characters",
    Severity.WARNING,
    Scope.MEMBER,
    statement="No key or text but expname holds a control, hidden or direction-changing character.",
    why="Such characters cannot be seen, make equal-looking texts differ, and can turn what a"
    " terminal shows into something else. Newlines and tabs are normal in constraints and"
    " degraded_status.",
    source="Unicode, Bidirectional Algorithm and Default_Ignorable_Code_Point",
    stages=JWST,
)
def member_text_characters(facts: MemberFacts) -> Iterator[Breach]:
    """Report hidden characters in a member; expname and exptype have rules of their own."""
    if _all_clear(facts.member.keys) and _all_clear(facts.member.values):
        return
    for key, value in zip(facts.member.keys, facts.member.values, strict=True):
        yield from _hidden(key, None if key in {"expname", "exptype"} else value)


@also("text-characters", Scope.PRODUCT)
def product_text_characters(facts: ProductFacts) -> Iterator[Breach]:
    """Report hidden characters in the keys and texts of a product."""
    if _all_clear(facts.keys) and _all_clear(facts.keys.values()):
        return
    for key, value in facts.keys.items():
        yield from _hidden(key, value)


@also("text-characters", Scope.ASSOCIATION)
def keyword_text_characters(facts: AssociationFacts) -> Iterator[Breach]:
    """Report hidden characters in the keywords of an association."""
    for key, value in facts.keywords.items():
        yield from _hidden(key, value)


@also(HALF, Scope.MEMBER)
def member_surrogates(facts: MemberFacts) -> Iterator[Breach]:
    """Report halves of characters in a member."""
    if _all_clear(facts.member.keys) and _all_clear(facts.member.values):
        return
    for key, value in zip(facts.member.keys, facts.member.values, strict=True):
        yield from _halves(key, value)


@also(HALF, Scope.PRODUCT)
def product_surrogates(facts: ProductFacts) -> Iterator[Breach]:
    """Report halves of characters in the keys and texts of a product."""
    if _all_clear(facts.keys) and _all_clear(facts.keys.values()):
        return
    for key, value in facts.keys.items():
        yield from _halves(key, value)


@also(HALF, Scope.ASSOCIATION)
def keyword_surrogates(facts: AssociationFacts) -> Iterator[Breach]:
    """Report halves of characters in the keywords of an association."""
    for key, value in facts.keywords.items():
        yield from _halves(key, value)


def _halves(key: str, value: Any) -> Iterator[Breach]:
    """Report each lone surrogate in a key and its value together, once."""
    found: dict[str, None] = {}
    for text in (key, *_texts(value)):
        if not text.isascii():
            found |= dict.fromkeys(_HALF.findall(text))
    if found:
        from asned.jsontext.surrogates import half_message  # noqa: PLC0415 - in few files there is any

        for half in found:
            yield Breach(half_message(half), key)


def _unknown_keys(
    keys: Mapping[str, Any], known: Mapping[str, Keyword], what: str
) -> Iterator[Breach]:
    for key in keys:
        if key in known or has_hidden(key):
            continue
        meant = meant_key(key, known, keys)
        hint = f"did you mean {quoted(meant)}?" if meant else "pipelines pass over it"
        yield Breach(f"{quoted(key)} is not a known {what}; {hint}", key)


def _all_clear(values: Iterable[Any]) -> bool:
    """Say quickly of the usual null and plain text that nothing is hidden."""
    for value in values:
        if value is None or (type(value) is str and value.isascii() and value.isprintable()):
            continue
        return False
    return True


def _hidden(key: str, value: Any) -> Iterator[Breach]:
    """Report a key and its value together, once."""
    lines = key in _LINES_ARE_NORMAL
    if has_hidden(key):
        yield Breach(f"the key {_shown(key)} holds hidden characters; remove them", key)
    for text in _texts(value):
        shown = text.replace("\n", "").replace("\t", "") if lines else text
        if has_hidden(shown):
            yield Breach(f"{_shown(key)} holds hidden characters: {_shown(text)}; remove them", key)
            return


def _texts(value: Any) -> Iterable[str]:
    """Give every text in a value, at any depth, the keys of objects included."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, Pairs):
            waiting += reversed((*each.keys, *each.values))
        elif isinstance(each, list):
            waiting += reversed(each)


def _shown(text: str) -> str:
    """Make a text visible and cut it around its first hidden character."""
    at = next((i for i, each in enumerate(text) if has_hidden(each)), 0)
    start, stop = max(0, at - 20), at + 20
    cut = displayable(text[start:stop])
    return f'"{"…" if start else ""}{cut}{"…" if stop < len(text) else ""}"'
