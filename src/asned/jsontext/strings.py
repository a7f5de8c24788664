"""Strings that are not as JSON wants them: where they end, and what is wrong inside."""

import json
import re
from typing import NamedTuple

from asned.jsontext.lexis import CHARACTERS, ESCAPES, STRING
from asned.jsontext.repair import MAX_FLAWS, Flaw, Repair, deletion, insertion, replacement

_LONGEST_GUESS = 1000
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_ENDS_A_STRING = re.compile(r"\s*(?:[,:\]}]|\Z|//|/\*|#)")
_MAY_FOLLOW = " \t\n\r,:]}[{\"'/#"
_REST_OF_VALUE = re.compile(r'(?:(?!"[ \t]*:)[^\n]){0,500}?(?<!\\)"(?=[ \t]*(?:[,\]}\r\n]|\Z))')
_REST_OF_KEY = re.compile(r'[^\n:]{0,500}?(?<!\\)"(?=[ \t]*:)')
_KEY_BEFORE_COLON = re.compile(r'([^":\n]*?)[ \t]*:')
_SCALAR_FOLLOWS = re.compile(r"(?:null|true|false|-?[0-9][0-9.eE+-]*+)(?=[ \t\n\r,}])")
_BARE_QUOTE = re.compile(r'(?<!\\)"')


class Token(NamedTuple):
    """Where a token of the text ends, and what is wrong with it; one that `is_stray` is no value."""

    end: int
    flaws: tuple[Flaw, ...] = ()
    is_stray: bool = False


def read_string(text: str, start: int, *, is_key: bool) -> Token:
    """Read the string whose opening quote is at `start`, however broken.

    A string that is not closed ends where its quote was most likely lost: at the end of the line,
    before a key's colon, before the comma. A line break counts as part of the string only where the
    next quote closes it.
    """
    match = STRING.match(text, start)
    if match:
        end = match.end()
        key_meets_string = is_key and text.startswith('"', end)
        if end == len(text) or (text[end] in _MAY_FOLLOW and not key_meets_string):
            return Token(end)
        return _run_on(text, start, end, is_key=is_key) or Token(end)
    return _read_flawed(text, start, is_key=is_key)


def _read_flawed(text: str, start: int, *, is_key: bool) -> Token:
    flaws: list[Flaw] = []
    at, part_of_string_until = start + 1, -1
    while len(flaws) <= MAX_FLAWS:
        at = _end(CHARACTERS.match(text, at), at)
        if at == len(text):
            return _unclosed(text, start, at, flaws, is_key=is_key)
        if text[at] == '"':
            return Token(at + 1, tuple(flaws))
        if text[at] == "\\":
            escapes = ESCAPES.match(text, at)
            if escapes:
                at = escapes.end()
                continue
            message = "a backslash that begins no escape of JSON; write two for a backslash"
            repair = insertion("double the backslash", at, "\\")
            flaws.append(Flaw("json-syntax", at, message, (repair,)))
            at += 1
            continue
        end = _end(_CONTROLS.match(text, at), at)
        if "\n" in text[at:end] and at > part_of_string_until:
            closing = _closing_after_line_break(text, end)
            if closing is None:
                return _unclosed(text, start, at, flaws, is_key=is_key)
            part_of_string_until = closing
        flaws.append(_control_flaw(text, at, end))
        at = end
    return Token(at, tuple(flaws))


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise


def _control_flaw(text: str, start: int, end: int) -> Flaw:
    controls = text[start:end]
    escaped = json.dumps(controls)[1:-1]
    what = {"\t": "a tab", "\n": "a line break", "\r\n": "a line break"}.get(
        controls, "a control character"
    )
    shown = escaped if len(escaped) <= 24 else "its escape"
    message = f"{what} inside a string; write {shown} instead"
    repair = replacement(f"write {shown}", start, end, escaped)
    return Flaw("json-control-character", start, message, (repair,))


def _closing_after_line_break(text: str, at: int) -> int | None:
    """Find the quote that closes a string with a raw line break; None where it opens another."""
    for _ in range(20):
        quote = text.find('"', at)
        if quote < 0:
            return None
        if text[quote - 1] != "\\" or text[quote - 2 : quote] == "\\\\":
            return quote if _ENDS_A_STRING.match(text, quote + 1) else None
        at = quote + 1
    return None


def _unclosed(text: str, start: int, stop: int, flaws: list[Flaw], *, is_key: bool) -> Token:
    content = text[start + 1 : stop]
    end = start + 1 + len(content)
    key = _KEY_BEFORE_COLON.match(content) if is_key and len(content) <= _LONGEST_GUESS else None
    if key:
        end = start + 1 + key.end(1)
    else:
        kept = content.rstrip(" \t\r\n,")
        while kept[-1:] in ("}", "]") and _closes_nothing(kept):
            kept = kept[:-1].rstrip(" \t,")
        end = start + 1 + len(kept)
    flaws = [flaw for flaw in flaws if flaw.offset < end]
    return Token(end, (*flaws, _lost_quote(end, "the string is not closed")))


def _closes_nothing(content: str) -> bool:
    closer = content[-1]
    return content.count(closer) > content.count({"}": "{", "]": "["}[closer])


def _lost_quote(offset: int, what: str) -> Flaw:
    repair = insertion('put in the closing "', offset, '"')
    return Flaw("json-syntax", offset, f'{what}; put the closing " where it ends', (repair,))


def _run_on(text: str, start: int, end: int, *, is_key: bool) -> Token | None:
    """Explain a string with text right after its closing quote, where a reason is likely."""
    if is_key and _SCALAR_FOLLOWS.match(text, end):
        return None
    content = text[start + 1 : end - 1]
    if is_key and len(content) <= _LONGEST_GUESS:
        key = _KEY_BEFORE_COLON.match(content)
        if key:
            stop = start + 1 + key.end(1)
            return Token(stop, (_lost_quote(stop, "the key is not closed"),))
    if text[end] == '"':
        return None
    kept = content.rstrip(" \t")
    if not is_key and kept.endswith(","):
        stop = start + 1 + len(kept[:-1].rstrip(" \t"))
        return Token(stop, (_lost_quote(stop, "the string is not closed"),))
    rest = (_REST_OF_KEY if is_key else _REST_OF_VALUE).match(text, end)
    if rest is None:
        return None
    last = rest.end() - 1
    inner = [end - 1, *(match.start() for match in _BARE_QUOTE.finditer(text, end, last))]
    repairs = [Repair("escape the quotes inside the string", tuple((at, at, "\\") for at in inner))]
    if len(inner) == 1:
        repairs.append(deletion("delete the quote inside the string", end - 1, end, lossy=True))
    message = 'a double quote inside a string; write \\" instead'
    return Token(rest.end(), (Flaw("json-syntax", end - 1, message, tuple(repairs)),))
