"""How a file is written, learned from its own text, so that what is new looks like what is there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from asned.jsontext.pieces import Branch, Piece
from asned.jsontext.values import Value, spelled

_LEAD = re.compile(
    r'([ \t\n\r]*)(,?)([ \t\n\r]*)(?:("(?:[^"\\]|\\.)*")([ \t\n\r]*:[ \t\n\r]*))?', re.DOTALL
)


class Lead(NamedTuple):
    """A lead in its parts: blanks, comma, blanks, then in an object the spelled key and its colon."""

    before: str
    comma: str
    blank: str
    key: str
    colon: str

    @property
    def text(self) -> str:
        """The lead as it stands in the file."""
        return "".join(self)


@lru_cache(maxsize=256)
def parted(lead: str) -> Lead:
    """Take a lead apart; most of a file are the same few."""
    match = _LEAD.fullmatch(lead)
    assert match is not None, f"no lead: {lead!r}"
    before, comma, blank, key, colon = (part or "" for part in match.groups())
    if not comma:
        before, blank = "", before
    return Lead(before, comma, blank, key, colon)


class Style(NamedTuple):
    """The layout of a file. `newline` is empty where the file stands on one line.

    `indent` is one step of indentation, `colon` what stands between key and value, `gap` what follows a
    comma on one line. `ascii_only`: text beyond ASCII is written as escapes.
    """

    newline: str = "\n"
    indent: str = "    "
    colon: str = ": "
    gap: str = " "
    ascii_only: bool = True

    def blank(self, level: int) -> str:
        """Give what stands before a piece at a level of nesting (the root's children are at 1)."""
        return self.newline + self.indent * level if self.newline else ""

    def spell(self, value: Value) -> str:
        """Spell a value as this file would, on one line."""
        return spelled(value, ascii_only=self.ascii_only)


DEFAULT_STYLE = Style()
"""What the reference package writes: `json.dumps(…, indent=4)`."""


def learned(root: Piece, text_is_ascii: bool) -> Style:
    """Learn the style of a file from the leads of its root's first children."""
    if not isinstance(root, Branch) or not len(root.children):
        return Style(ascii_only=text_is_ascii)
    first = parted(root.children[0].lead)
    blanks = first.blank
    colon = first.colon or ": "
    if "\n" in blanks or "\r" in blanks:
        newline = "\r\n" if "\r\n" in blanks else "\n" if "\n" in blanks else "\r"
        own_line = root.lead.rpartition("\n")[2]
        indent = blanks.rpartition(newline)[2].removeprefix(own_line)
        return Style(newline, indent, colon, " ", text_is_ascii)
    gap = parted(root.children[1].lead).blank if len(root.children) > 1 else " "
    if "\n" in gap:
        return Style("\n", DEFAULT_STYLE.indent, colon, " ", text_is_ascii)
    return Style("", "", colon, gap, text_is_ascii)
