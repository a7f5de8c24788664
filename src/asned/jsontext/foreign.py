"""Strings in quotes that JSON does not know: single ones, backticks, typographic ones."""

import json
import re

from asned.jsontext.repair import Flaw, replacement
from asned.jsontext.strings import Token

CLOSING_QUOTES = {"'": "'", "`": "`'", "‘": "’'", "’": "’'", "“": '”“"', "”": '”"', "„": '“”"'}
"""Quotes that JSON does not know, and what closes each."""
_ALL_QUOTES = "".join(CLOSING_QUOTES)
_STOPS = {
    opening: re.compile(rf"[\\\n{re.escape(closing)}]")
    for opening, closing in CLOSING_QUOTES.items()
}
_AFTER_KEY = re.compile(r"[ \t]*:")
_AFTER_VALUE = re.compile(rf"[ \t]*(?:[,\]}}\r\n]|\Z|//|/\*|#|(?<=[ \t])[\"{_ALL_QUOTES}])")
_LINE_END = r"[ \t,\]}]*(?:\r?\n|\Z|//|#|/\*)"
_QUOTED = rf"[{_ALL_QUOTES}][^\n{_ALL_QUOTES}]*+[{_ALL_QUOTES}]"
_KEY = rf"{_QUOTED}[ \t]*:[ \t]*"
_VALUE = rf"(?:{_QUOTED}|[^\s,{_ALL_QUOTES}]++)"
_ORDERLY_REST = re.compile(rf"(?:[ \t]*,[ \t]*(?:{_KEY})?{_VALUE}){{0,99}}{_LINE_END}")
_LAST_CLOSING = re.compile(rf"[^\n]*[{_ALL_QUOTES}](?={_LINE_END})")
_FIRST_OF_LINE = re.compile(rf"\s*(?:{_QUOTED}\s*:\s*)?")
_LONGEST_KEY = 1000
_TO_CONVERT = re.compile(r'\\(?:u[0-9a-fA-F]{4}|.)|\\|["\x00-\x1f]', re.DOTALL)


def read_foreign_string(text: str, start: int, *, is_key: bool) -> Token:
    """Read a string in quotes that JSON does not know, to the quote that closes it on its line.

    Such quotes stand inside strings too (`('o001', 'observation')`). The first that is followed as
    a closing one would be ends the string; but where the rest of the line then makes no sense, and
    the value is the line's first, the last on the line does.
    """
    closes = _AFTER_KEY if is_key else _AFTER_VALUE
    stop = _STOPS[text[start]]
    at = start + 1
    while match := stop.search(text, at):
        at = match.end()
        if match.group() == "\n":
            return _requoted(text, start, match.start(), None)
        if match.group() == "\\":
            at += 1
        elif closes.match(text, at):
            end = at if is_key else _end_on_line(text, start, at)
            return _requoted(text, start, end - 1, end)
    return _requoted(text, start, len(text), None)


def _end_on_line(text: str, start: int, end: int) -> int:
    line = text.rfind("\n", max(0, start - _LONGEST_KEY), start) + 1
    if _FIRST_OF_LINE.fullmatch(text, line, start) and not _ORDERLY_REST.match(text, end):
        last = _LAST_CLOSING.match(text, end)
        return last.end() if last else end
    return end


def _requoted(text: str, start: int, stop: int, end: int | None) -> Token:
    content = text[start + 1 : stop]
    what = "the string is"
    if end is None:
        content = content.rstrip(" \t\r\n,")
        end = start + 1 + len(content)
        what = "the string is not closed and"
    new = '"' + _TO_CONVERT.sub(_converted, content) + '"'
    message = f"{what} in {text[start]} quotes; JSON wants double quotes"
    repair = replacement('put it in "double quotes"', start, end, new)
    return Token(end, (Flaw("json-quotes", start, message, (repair,)),))


def _converted(match: re.Match[str]) -> str:
    found = match.group()
    if found[0] != "\\":
        return json.dumps(found)[1:-1]
    if found[1:] in CLOSING_QUOTES:
        return found[1:]
    if found[1:2] in tuple('"\\/bfnrt') or len(found) == 6:
        return found
    return "\\\\" + "".join(json.dumps(character)[1:-1] for character in found[1:])
