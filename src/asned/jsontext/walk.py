"""Where the tolerant walk stands in its text, and how it moves over what is well-formed."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cached_property

from asned.jsontext.gaps import Gaps, comment_removal
from asned.jsontext.lexis import BLANKS, ELEMENTS, MORE_ELEMENTS, MORE_PAIRS, PAIRS
from asned.jsontext.limits import MAX_NESTING
from asned.jsontext.places import Places
from asned.jsontext.repair import MAX_FLAWS, Flaw, Repair

_LINE_COMMENT = re.compile(r"(?://|#)[^\r\n]*")


class Expect(Enum):
    """What the grammar wants next."""

    FIRST = auto()
    """The first child of a container, or its closing."""
    NEXT = auto()
    """A child, after a comma."""
    COLON = auto()
    VALUE = auto()
    """A value after a colon, or the root."""
    AFTER = auto()
    """A comma or the closing."""
    NOTHING = auto()
    """The document is over."""


class Stop(Exception):  # noqa: N818 - not an error: the walk has seen enough
    """The walk ends here."""


class Frame:
    """An open container: its `closer`, the offset of its opening and of what is inside.

    `colon_at_line_end` is where a colon ends whose value stands on a later line: if the object
    turns out not to fit together, a bracket was lost there.
    """

    __slots__ = ("closer", "colon_at_line_end", "inside", "opening")

    def __init__(self, closer: str, opening: int, inside: int) -> None:
        self.closer = closer
        self.opening = opening
        self.inside = inside
        self.colon_at_line_end: int | None = None


class Walk:
    """The state of one pass over one text: what is expected, what is open, what was found.

    `begin` and `end` span the latest token, `end_before` is where the token before it ends. `comma`
    is the latest comma, `end_before_comma` where the token before that ends. `passed` is the end of
    the latest comment or stray text, which is no token.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.expect = Expect.VALUE
        self.stack: list[Frame] = []
        self.flaws: list[Flaw] = []
        self.gaps = Gaps(text)
        self.begin = self.end = self.end_before = start
        self.is_string = False
        self.comma = self.end_before_comma = start
        self.passed = start

    @cached_property
    def places(self) -> Places:
        """Line and column of the text's offsets."""
        return Places(self.text)

    @property
    def in_object(self) -> bool:
        """Whether the innermost open container is an object."""
        return bool(self.stack) and self.stack[-1].closer == "}"

    def flaw(self, rule: str, offset: int, message: str, *repairs: Repair) -> None:
        """Note what is wrong; raises Stop when there is more of it than anybody can read."""
        self.flaws.append(Flaw(rule, offset, message, repairs))
        if len(self.flaws) == MAX_FLAWS:
            message = f"{MAX_FLAWS:,} defects stand before this; mend them to see what follows"
            self.flaws.append(Flaw("json-syntax", self.at, message))
            raise Stop

    def went_past(self, end: int, expect: Expect, *, is_string: bool = False) -> None:
        """Take what stands from here to `end` as one token."""
        self.end_before = self.end
        self.begin, self.end, self.at = self.at, end, end
        self.is_string = is_string
        self.expect = expect

    def push(self, closer: str, opening: int, inside: int) -> None:
        """Enter a container; raises Stop where it is nested too deeply."""
        if len(self.stack) >= MAX_NESTING:
            message = (
                f"more than {MAX_NESTING} levels of brackets, which is the limit; nest less deeply"
            )
            self.flaw("json-limits", opening, message)
            raise Stop
        self.stack.append(Frame(closer, opening, inside))

    def leave(self, end: int) -> None:
        """Leave the innermost container by the bracket from here to `end`."""
        self.stack.pop()
        self.went_past(end, Expect.AFTER if self.stack else Expect.NOTHING)

    def after_blanks(self, at: int) -> int:
        """Give the offset of the first character from `at` on that is no blank."""
        match = BLANKS.match(self.text, at)
        assert match is not None
        return match.end()

    def stride(self) -> None:
        """Pass over as many well-formed keys and scalars as stand here."""
        if self.expect is Expect.COLON or self.expect is Expect.VALUE:
            return
        if not self.stack or len(self.stack) >= MAX_NESTING:
            return
        in_object = self.stack[-1].closer == "}"
        if self.expect is Expect.AFTER:
            pattern = MORE_PAIRS if in_object else MORE_ELEMENTS
        else:
            pattern = PAIRS if in_object else ELEMENTS
        match = pattern.match(self.text, self.at)
        if match:
            self.at = self.begin = self.end = self.end_before = match.end()
            self.is_string = False
            self.expect = Expect.AFTER

    def pass_gap(self) -> None:
        """Go on to the next token, past blanks and comments."""
        start = self.at
        self.at = self.after_blanks(start)
        if self.at < len(self.text) and self.text[self.at] in "/#":
            self._pass_comments(start)
        if self.expect is Expect.VALUE and self.stack and self.text.find("\n", start, self.at) >= 0:
            self.stack[-1].colon_at_line_end = self.end

    def _pass_comments(self, gap_start: int) -> None:
        spans: list[tuple[int, int]] = []
        while len(spans) <= MAX_FLAWS and (end := self._end_of_comment()) is not None:
            spans.append((self.at, end))
            self.passed = end
            self.at = self.after_blanks(end)
        wanted = self._wanted_gap() if len(spans) == 1 else None
        for number, (start, end) in enumerate(spans):
            low = spans[number - 1][1] if number else gap_start
            high = spans[number + 1][0] if number + 1 < len(spans) else self.at
            repair = comment_removal(self.text, start, end, (low, high), wanted)
            self.flaw("json-comment", start, "JSON has no comments; delete it", repair)

    def _end_of_comment(self) -> int | None:
        match = _LINE_COMMENT.match(self.text, self.at)
        if match:
            return match.end()
        if not self.text.startswith("/*", self.at):
            return None
        end = self.text.find("*/", self.at + 2)
        if end < 0:
            message = "a comment that is not closed; JSON has no comments, delete it"
            self.flaw("json-comment", self.at, message)
            raise Stop
        return end + 2

    def _wanted_gap(self) -> str | None:
        """Give the blanks that the layout has before the next token, None where it does not say."""
        following = self.text[self.at : self.at + 1]
        if following in (",", ":"):
            return ""
        if self.expect is Expect.VALUE:
            return self.gaps.after_colon if self.stack else ""
        if not self.stack or not following or self.expect is Expect.COLON:
            return None
        first = self.expect is Expect.FIRST
        inside = self.stack[-1].inside
        if following in ("}", "]"):
            return "" if first else self.gaps.before_closing(inside)
        return self.gaps.before_child(inside, first=first)
