"""Text outside quotes where JSON wants a value or a key: literals, numbers, words, strays."""

import json
import re
from itertools import islice

from asned.jsontext.display import displayable, is_displayable
from asned.jsontext.lexis import NUMBER
from asned.jsontext.limits import MAX_DIGITS
from asned.jsontext.repair import Flaw, Repair, insertion, replacement
from asned.jsontext.strings import Token

_ZERO_WIDTH = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_PLAIN = rf"[^\s\"'“”„‘’`\[\]{{}},:/#{_ZERO_WIDTH}]"
_SLASH = r"/(?![/*])"
_RUN = re.compile(rf"(?:{_PLAIN}++|{_SLASH})(?:{_SLASH}{_PLAIN}*+){{0,99}}|[^ \t\n\r]")
_LOST_OPENING_OF_VALUE = re.compile(r'[^"\n]{0,500}"(?=[ \t]*(?:[,\]}\r\n]|\Z))')
_LOST_OPENING_OF_KEY = re.compile(r'[^":\n]{0,500}"(?=[ \t]*:)')
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")
_WORD = re.compile(r"\w")

_JSON_LITERALS = ("null", "true", "false")
_LITERALS = {
    **dict.fromkeys(("null", "none", "nil", "undefined", "nan", "+nan", "-nan"), "null"),
    **dict.fromkeys(
        (f"{sign}{name}" for sign in ("", "+", "-") for name in ("infinity", "inf")), "null"
    ),
    "true": "true",
    "false": "false",
}
_FIXABLE_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:(\.)([0-9]*))?([eE][+-]?[0-9]+)?")


def read_bare(text: str, start: int, *, is_key: bool) -> Token:
    """Read what stands at `start` outside any quotes, at least one character."""
    match = _RUN.match(text, start)
    assert match is not None
    run, end = match.group(), match.end()
    if is_key or text.startswith('"', end) or not _is_literal(run):
        lost_opening = _LOST_OPENING_OF_KEY if is_key else _LOST_OPENING_OF_VALUE
        lost = lost_opening.match(text, start)
        if lost:
            return _lost_opening(start, lost.end())
    if not _WORD.search(run):
        return _read_stray(start, end, run)
    if is_key:
        return _unquoted(start, end, run, "the key")
    if run in _JSON_LITERALS:
        return Token(end)
    if NUMBER.fullmatch(run):
        return Token(end, _beyond_limit(start, run))
    literal = _literal_for(run)
    if literal is not None:
        lossy = "inf" in run.lower()
        repair = replacement(f"write {literal}", start, end, literal, lossy=lossy)
        message = f"{_shown(run)} is no literal of JSON; write {literal}"
        return Token(end, (Flaw("json-literal", start, message, (repair,)),))
    if run[0] in "+-.0123456789":
        return Token(end, (_malformed_number(start, end, run),))
    return _unquoted(start, end, run, "the text")


def _shown(run: str) -> str:
    return displayable(run if len(run) <= 40 else run[:39] + "…")


def _is_literal(run: str) -> bool:
    return run in _JSON_LITERALS or NUMBER.fullmatch(run) is not None or run.lower() in _LITERALS


def _literal_for(run: str) -> str | None:
    lower = run.lower()
    if lower in _LITERALS:
        return _LITERALS[lower]
    if len(run) >= 3:
        return next((literal for literal in _JSON_LITERALS if literal.startswith(run)), None)
    return None


def _read_stray(start: int, end: int, run: str) -> Token:
    if _STRAY_BYTES.fullmatch(run):
        # What is wrong with them is said of the encoding.
        return Token(end, is_stray=True)
    repairs: tuple[Repair, ...] = ()
    shown = f"“{_shown(run)}”"
    if run.isspace() or not any(map(is_displayable, islice(run, 100))):
        codes = " ".join(f"U+{ord(character):04X}" for character in run[:4])
        shown = f"{codes}, which JSON does not take for a blank,"
        label, new = ("write a blank", " ") if run.isspace() else ("delete it", "")
        repairs = (replacement(label, start, end, new),)
    message = f"{shown} has no place outside a string; delete it or quote it"
    return Token(end, (Flaw("json-syntax", start, message, repairs),), is_stray=True)


def _lost_opening(start: int, end: int) -> Token:
    message = 'the string is not opened; put a " before it'
    repair = insertion('put in the opening "', start, '"')
    return Token(end, (Flaw("json-syntax", start, message, (repair,)),))


def _quoting(start: int, end: int, run: str) -> Repair:
    return replacement('put it in "double quotes"', start, end, json.dumps(run, ensure_ascii=False))


def _unquoted(start: int, end: int, run: str, what: str) -> Token:
    message = f"{what} {_shown(run)} is not in quotes; put it in double quotes"
    return Token(end, (Flaw("json-quotes", start, message, (_quoting(start, end, run),)),))


def _beyond_limit(start: int, run: str) -> tuple[Flaw, ...]:
    if len(run) <= MAX_DIGITS or sum(map(str.isdigit, run)) <= MAX_DIGITS:
        return ()
    message = (
        f"a number of more than {MAX_DIGITS:,} digits, which is the limit; write it as a string"
    )
    return (Flaw("json-limits", start, message),)


def _malformed_number(start: int, end: int, run: str) -> Flaw:
    """Offer the number that was meant; where digits would be lost, quoting it comes first."""
    repairs = [_quoting(start, end, run)]
    match = _FIXABLE_NUMBER.fullmatch(run) if len(run) <= MAX_DIGITS else None
    if match and (match[2] or match[4]):
        sign, whole, point, fraction, exponent = match.groups("")
        number = (
            ("-" if sign == "-" else "")
            + (whole.lstrip("0") or "0")
            + (point and f".{fraction or '0'}")
            + exponent
        )
        drops_zeros = len(whole) > 1 and whole.startswith("0")
        repair = replacement(f"write {_shown(number)}", start, end, number, lossy=drops_zeros)
        repairs.insert(1 if drops_zeros else 0, repair)
    message = f"{_shown(run)} is no number of JSON; {repairs[0].label}"
    return Flaw("json-syntax", start, message, tuple(repairs))
