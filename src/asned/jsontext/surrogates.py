"""Halves of a character: JSON by its grammar, but no text that UTF-8 could hold."""

import re

from asned.jsontext.places import Places
from asned.jsontext.repair import MAX_FLAWS, Defect

_MAY_BE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"|(?P<raw>[\ud800-\udfff])"
    r"|\\.",
    re.DOTALL,
)


def find_surrogates(text: str) -> list[Defect]:
    """Find every lone surrogate in a JSON text, escaped or not; one search where there is none."""
    if not _MAY_BE_SURROGATE.search(text):
        return []
    places = Places(text)
    defects: list[Defect] = []
    for match in _ESCAPE.finditer(text):
        if len(defects) == MAX_FLAWS:
            break
        half = match["raw"] or (match["lone"] and chr(int(match["lone"][2:], 16)))
        if half:
            line, column = places.at(match.start())
            defects.append(
                Defect("json-surrogate", line, column, match.start(), half_message(half))
            )
    return defects


def half_message(half: str) -> str:
    """Say of a lone surrogate what is wrong with it."""
    return (
        f"\\u{ord(half):04x} is half a character, which cannot be written as UTF-8;"
        " put the other half beside it, or delete it"
    )
