"""How values of a file stand in messages: short, quoted, and named in plain words."""

from typing import Any

from asned.jsontext.display import is_displayable
from asned.jsontext.values import spelled

LONGEST = 60
"""Characters of a value that a message quotes; the rest is cut and the cut is marked."""


def quoted(value: Any) -> str:
    """Spell a value for a message as JSON does, cut to `LONGEST` characters.

    A list or an object is only named.
    """
    if isinstance(value, str):
        return spelled(value if len(value) <= LONGEST else value[:LONGEST] + "…", ascii_only=False)
    if isinstance(value, list | dict | tuple):
        return kind_of(value)
    text = spelled(value, ascii_only=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def kind_of(value: Any) -> str:
    """Name the kind of a JSON value: text, a number, true or false, null, a list, an object."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    # A list comes as a list; an object as a dict or as `Pairs`.
    return "a list" if isinstance(value, list) else "an object"


def joined(words: list[str], conjunction: str = "and") -> str:
    """Join words as in a sentence: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def has_hidden(text: str) -> bool:
    """Say whether a text holds a character that a terminal obeys, hides or reorders text at.

    Lone surrogates do not count: the rule `json-surrogate` speaks of them.
    """
    if (text.isascii() and text.isprintable()) or is_displayable(text):
        return False
    return not is_displayable("".join(each for each in text if not "\ud800" <= each <= "\udfff"))
