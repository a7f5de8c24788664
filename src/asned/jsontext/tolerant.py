"""The tolerant walk over a text that may be JSON: every defect in one pass, each with its place.

The walk never recurses and reads no character more than a bounded number of times. What is well-formed
is passed over in strides of one regular expression; where something is wrong, the walk notes a flaw,
assumes what was most likely meant, and goes on.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from asned.jsontext.bare import read_bare
from asned.jsontext.brackets import Frame, closing_repair, lost_opening_repair, opener_of
from asned.jsontext.gaps import Gaps, comment_removal
from asned.jsontext.lexis import (
    BLANKS,
    ELEMENTS,
    MAX_NESTING,
    MORE_ELEMENTS,
    MORE_PAIRS,
    PAIRS,
)
from asned.jsontext.repair import Flaw, Repair, deletion, insertion, replacement
from asned.jsontext.strings import (
    CLOSING_QUOTES,
    MAX_FLAWS,
    Token,
    read_foreign_string,
    read_string,
)

_LINE_COMMENT = re.compile(r"(?://|#)[^\r\n]*")
_COLON_FOLLOWS = re.compile(r"[ \t\n\r]*:")
_KEY_OR_CLOSING_FOLLOWS = re.compile(r'[ \t\n\r]*(?:"[^"\\\n]{0,500}"[ \t\n\r]*:|[}\]]|\Z)')
_ARROW = re.compile(r"=>?")
_WORD = re.compile(r"\w")


class _Expect(Enum):
    """What the grammar wants next."""

    FIRST = auto()  # the first child of a container, or its closing
    NEXT = auto()  # a child, after a comma
    COLON = auto()
    VALUE = auto()  # after a colon, or as the root
    AFTER = auto()  # a comma or the closing
    NOTHING = auto()  # the document is over


class _Stop(Exception):  # noqa: N818 - not an error: the walk has seen enough
    """The walk ends here."""


class Walk:
    """One pass over one text, from `start`."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.flaws: list[Flaw] = []
        self._gaps = Gaps(text)
        self._at = start
        self._expect = _Expect.VALUE
        self._stack: list[Frame] = []
        # The latest token: its span, where the token before it ends, whether it is a string.
        self._begin = self._end = self._end_before = start
        self._is_string = False
        # The latest comma, and where the token before it ends.
        self._comma = self._end_before_comma = start
        # The document's end, or that of the last comment after it.
        self._extra_from = start

    def run(self) -> list[Flaw]:
        """Walk to the end of the text and give every flaw, in no particular order."""
        try:
            while True:
                self._stride()
                self._pass_gap()
                self._step()
        except _Stop:
            return self.flaws

    def _flaw(self, rule: str, offset: int, message: str, *repairs: Repair) -> None:
        self.flaws.append(Flaw(rule, offset, message, repairs))
        if len(self.flaws) > MAX_FLAWS:
            raise _Stop

    def _take_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        for flaw in flaws:
            self._flaw(flaw.rule, flaw.offset, flaw.message, *flaw.repairs)

    def _in_object(self) -> bool:
        return bool(self._stack) and self._stack[-1].closer == "}"

    # What is well-formed, and what stands between tokens

    def _stride(self) -> None:
        expect = self._expect
        if not self._stack or expect is _Expect.COLON or expect is _Expect.VALUE:
            return
        in_object = self._stack[-1].closer == "}"
        if expect is _Expect.AFTER:
            pattern = MORE_PAIRS if in_object else MORE_ELEMENTS
        else:
            pattern = PAIRS if in_object else ELEMENTS
        match = pattern.match(self.text, self._at)
        if match:
            self._at = self._begin = self._end = self._end_before = match.end()
            self._is_string = False
            self._expect = _Expect.AFTER

    def _pass_gap(self) -> None:
        """Go on to the next token, past blanks and comments."""
        text, start = self.text, self._at
        self._at = self._after_blanks(start)
        if self._at < len(text) and text[self._at] in "/#":
            self._pass_comments(start)
        if self._expect is _Expect.VALUE and self._stack and text.find("\n", start, self._at) >= 0:
            self._stack[-1].colon_at_line_end = self._end

    def _after_blanks(self, at: int) -> int:
        match = BLANKS.match(self.text, at)
        assert match is not None
        return match.end()

    def _pass_comments(self, gap_start: int) -> None:
        spans: list[tuple[int, int]] = []
        while len(spans) <= MAX_FLAWS and (end := self._comment_end()) is not None:
            spans.append((self._at, end))
            self._extra_from = end
            self._at = self._after_blanks(end)
        wanted = self._wanted_gap() if len(spans) == 1 else None
        message = "JSON has no comments; delete it"
        for number, (start, end) in enumerate(spans):
            low = spans[number - 1][1] if number else gap_start
            high = spans[number + 1][0] if number + 1 < len(spans) else self._at
            repair = comment_removal(self.text, start, end, (low, high), wanted)
            self._flaw("json-comment", start, message, repair)

    def _comment_end(self) -> int | None:
        match = _LINE_COMMENT.match(self.text, self._at)
        if match:
            return match.end()
        if not self.text.startswith("/*", self._at):
            return None
        end = self.text.find("*/", self._at + 2)
        if end < 0:
            message = 'this comment is not closed, and JSON has no comments; delete it or close it with "*/"'
            self._flaw("json-comment", self._at, message)
            raise _Stop
        return end + 2

    def _wanted_gap(self) -> str | None:
        """Give the blanks that the layout puts before the next token, None where it does not say."""
        following = self.text[self._at : self._at + 1]
        closes = following in ("}", "]")
        if following in (",", ":"):
            return ""
        if self._expect is _Expect.VALUE:
            return self._gaps.after_colon if self._stack else ""
        if not self._stack or not following or self._expect is _Expect.COLON:
            return None
        first = self._expect is _Expect.FIRST
        if closes:
            return "" if first else self._gaps.before_closing(self._stack[-1].inside)
        return self._gaps.before_child(self._stack[-1].inside, first=first)

    # One token

    def _step(self) -> None:
        if self._at >= len(self.text):
            self._finish()
            raise _Stop
        character = self.text[self._at]
        if character == ":":
            self._take_colon()
        elif self._expect is _Expect.NOTHING:
            self._refuse_extra()
        elif character in "{[":
            self._open(character)
        elif character in "}]":
            self._close(character)
        elif character == ",":
            self._take_comma()
        elif character == "=" and self._expect is _Expect.COLON:
            end = self._arrow_end()
            repair = replacement('write ":"', self._at, end, ":")
            self._flaw("json-syntax", self._at, 'expected ":" between key and value', repair)
            self._went_past(end, _Expect.VALUE)
        elif character == ";" and self._expect is _Expect.AFTER:
            repair = replacement('write ","', self._at, self._at + 1, ",")
            self._flaw("json-syntax", self._at, 'expected ",", not ";"', repair)
            self._pass_comma()
        else:
            self._take_scalar(character)

    def _arrow_end(self) -> int:
        match = _ARROW.match(self.text, self._at)
        assert match is not None
        return match.end()

    def _went_past(self, end: int, expect: _Expect) -> None:
        """Note the token from here to `end` as the latest one."""
        self._end_before = self._end
        self._begin, self._end, self._at = self._at, end, end
        self._is_string = False
        self._expect = expect

    def _refuse_extra(self) -> None:
        end = len(self.text.rstrip(" \t\n\r"))
        lossy = _WORD.search(self.text, self._at, end) is not None
        repair = deletion("delete what follows the document", self._extra_from, end, lossy=lossy)
        message = "the document has ended before this; delete it, or what ended the document too early"
        self._flaw("json-extra-data", self._at, message, repair)
        raise _Stop

    def _take_scalar(self, character: str) -> None:
        is_key = self._in_object() and self._expect not in (_Expect.COLON, _Expect.VALUE)
        if character == '"':
            token = read_string(self.text, self._at, is_key=is_key)
        elif character in CLOSING_QUOTES:
            token = read_foreign_string(self.text, self._at)
        else:
            token = read_bare(self.text, self._at, is_key=is_key)
            if not _WORD.search(self.text, self._at, token.end):
                self._take_flaws(token.flaws)
                self._at = token.end
                return
        self._place_scalar(token, is_string=character == '"')

    def _place_scalar(self, token: Token, *, is_string: bool) -> None:
        if self._in_object() and self._expect in (_Expect.COLON, _Expect.AFTER):
            has_colon = _COLON_FOLLOWS.match(self.text, token.end) is not None
            if self._expect is _Expect.COLON and has_colon:
                message = 'this key has no value; write ":" and a value after it, and a comma'
                self._flaw("json-syntax", self._begin, message)
                self._expect = _Expect.NEXT
            elif self._expect is _Expect.AFTER and not has_colon:
                message = 'expected a comma or "}" before this'
                self._flaw("json-syntax", self._at, message)
                self._went_past(token.end, _Expect.AFTER)
                return
        self._supply_what_lacks()
        self._take_flaws(token.flaws)
        if self._in_object() and self._expect is not _Expect.VALUE:
            self._went_past(token.end, _Expect.COLON)
        else:
            self._went_past(token.end, _Expect.AFTER if self._stack else _Expect.NOTHING)
            self._extra_from = token.end
        self._is_string = is_string

    def _supply_what_lacks(self) -> None:
        """Note a missing comma or colon before a key or value, and expect that key or value."""
        if self._expect is _Expect.AFTER:
            repair = insertion("put in the comma", self._end, ",")
            self._flaw("json-missing-comma", self._end, "expected a comma here", repair)
            self._expect = _Expect.NEXT
        elif self._expect is _Expect.COLON:
            repair = insertion("put in the colon", self._end, ":")
            self._flaw("json-syntax", self._end, 'expected ":" between key and value', repair)
            self._expect = _Expect.VALUE

    # Commas and colons

    def _pass_comma(self) -> None:
        self._comma, self._end_before_comma = self._at, self._end
        self._went_past(self._at + 1, _Expect.NEXT)

    def _take_comma(self) -> None:
        if self._expect is _Expect.AFTER:
            self._pass_comma()
            return
        followed = self._after_blanks(self._at + 1)
        if self._expect is _Expect.COLON and not self.text.startswith(":", followed):
            message = 'expected ":" and a value after this key'
            self._flaw("json-syntax", self._end, message)
            self._pass_comma()
            return
        if (
            self._expect is _Expect.VALUE
            and self._stack
            and _KEY_OR_CLOSING_FOLLOWS.match(self.text, self._at + 1)
        ):
            self._flaw("json-syntax", self._at, "expected a value before this comma")
            self._pass_comma()
            return
        repair = deletion("delete the comma", self._at, self._at + 1)
        if self._expect is _Expect.FIRST and self.text[followed : followed + 1] in ("}", "]"):
            self._flaw("json-trailing-comma", self._at, *_TRAILING, repair)
        else:
            self._flaw("json-syntax", self._at, "a comma too many; delete it", repair)
        self._at += 1

    def _refuse_trailing_comma(self) -> None:
        repair = deletion("delete the comma", self._comma, self._comma + 1)
        self._flaw("json-trailing-comma", self._comma, *_TRAILING, repair)

    def _take_colon(self) -> None:
        if self._expect is _Expect.COLON:
            self._went_past(self._at + 1, _Expect.VALUE)
        elif self._is_string and (
            self._expect is _Expect.NOTHING
            or (self._expect is _Expect.AFTER and not self._in_object())
        ):
            self._supply_opening_before_key()
        elif self._expect is _Expect.NOTHING:
            self._refuse_extra()
        elif self._in_object() and self._expect in (_Expect.FIRST, _Expect.NEXT):
            self._flaw("json-syntax", self._at, "expected a key in double quotes before this colon")
            self._went_past(self._at + 1, _Expect.VALUE)
        elif self._in_object() and self._expect is _Expect.AFTER:
            self._flaw("json-syntax", self._at, 'expected a comma or "}", not a colon')
            self._went_past(self._at + 1, _Expect.VALUE)
        else:
            repair = deletion("delete the colon", self._at, self._at + 1)
            self._flaw("json-syntax", self._at, "a colon too many; delete it", repair)
            self._at += 1

    # Brackets

    def _push(self, closer: str, opening: int, inside: int) -> None:
        if len(self._stack) >= MAX_NESTING:
            message = f"more than {MAX_NESTING} levels of brackets, which is the limit; nest less deeply"
            self._flaw("json-limits", opening, message)
            raise _Stop
        self._stack.append(Frame(closer, opening, inside))

    def _pop(self) -> None:
        self._stack.pop()
        self._expect = _Expect.AFTER if self._stack else _Expect.NOTHING

    def _open(self, character: str) -> None:
        if self._in_object() and self._expect in (_Expect.FIRST, _Expect.NEXT, _Expect.AFTER):
            self._reach_child_of_array(character)
        self._supply_what_lacks()
        self._went_past(self._at + 1, _Expect.FIRST)
        self._push("}" if character == "{" else "]", self._begin, self._end)

    def _reach_child_of_array(self, character: str) -> None:
        """Explain a bracket where an object wants a key: a bracket was lost before it."""
        frame = self._stack[-1]
        if frame.colon_at_line_end is not None:
            opening, repair = lost_opening_repair(self.text, frame.colon_at_line_end, self._gaps)
            message = 'expected "[" here: several values follow'
            self._flaw("json-syntax", opening, message, repair)
            frame.colon_at_line_end = None
            self._push("]", opening, opening)
        elif len(self._stack) > 1 and self._stack[-2].closer == "]" and not self._is_first():
            has_comma = self._expect is _Expect.NEXT
            stretch = (
                (self._end_before_comma, self._comma) if has_comma else (self._end, self._at)
            )
            self._supply_closings(1, *stretch, after="" if has_comma else ",")
            self._expect = _Expect.NEXT
        else:
            message = f'expected a key in double quotes and a colon before "{character}"'
            self._flaw("json-syntax", self._at, message)
            self._expect = _Expect.VALUE

    def _is_first(self) -> bool:
        return self._expect is _Expect.FIRST

    def _supply_closings(self, count: int, start: int, end: int, *, after: str = "") -> None:
        """Note that the innermost `count` containers are not closed, and close them."""
        frames = self._stack[-count:][::-1]
        repair = closing_repair(self.text, frames, (start, end), self._gaps, after)
        closers = "".join(frame.closer for frame in frames)
        inner = frames[0]
        line = self.text.count("\n", 0, inner.opening) + 1
        message = f'expected "{closers}" here: what "{opener_of(inner)}" opens on line {line} is not closed'
        self._flaw("json-syntax", repair.edits[0][0], message, repair)
        del self._stack[-count:]

    def _supply_opening_before_key(self) -> None:
        """Explain a key and colon in an array or as the root: a bracket was lost before the key."""
        if len(self._stack) > 1 and self._stack[-2].closer == "}" and self._continues_parent():
            has_comma = self._end_before == self._comma + 1
            stretch = (self._end_before_comma, self._comma)
            if not has_comma:
                stretch = (self._end_before, self._begin)
            self._supply_closings(1, *stretch)
        else:
            wanted = ""
            if self._stack:
                first = self._end_before == self._stack[-1].inside
                wanted = self._gaps.before_child(self._stack[-1].inside, first=first)
            there = self.text[self._end_before : self._begin]
            offset, new = self._end_before, wanted + "{"
            if there.startswith(wanted):
                offset, new = self._end_before + len(wanted), "{"
            repair = insertion('put in the "{"', offset, new)
            self._flaw("json-syntax", offset, 'expected "{" before this key', repair)
            self._push("}", offset, offset)
        self._went_past(self._at + 1, _Expect.VALUE)

    def _continues_parent(self) -> bool:
        """Say whether the latest key is indented like the line that opened the array around it."""
        opening = self._stack[-1].opening
        return self._gaps.begins_line(self._begin) and (
            self._gaps.indentation(self._begin) == self._gaps.indentation(opening)
        )

    def _close(self, closer: str) -> None:
        if self._expect is _Expect.NEXT:
            self._refuse_trailing_comma()
        elif self._expect is _Expect.VALUE and self._stack:
            self._flaw("json-syntax", self._end, "expected a value after this colon")
        elif self._expect is _Expect.COLON:
            self._flaw("json-syntax", self._end, 'expected ":" and a value after this key')
        if self._stack and self._stack[-1].closer != closer:
            self._settle_mismatch(closer)
        elif self._stack:
            self._pop()
            self._went_past(self._at + 1, self._expect)
        else:
            self._refuse_closer(closer)
        self._extra_from = self._at

    def _refuse_closer(self, closer: str) -> None:
        repair = deletion(f'delete the "{closer}"', self._at, self._at + 1)
        message = f'a "{closer}" that closes nothing; delete it'
        self._flaw("json-syntax", self._at, message, repair)
        self._at += 1

    def _settle_mismatch(self, closer: str) -> None:
        top = self._stack[-1]
        depth = next((n for n, f in enumerate(self._stack[::-1]) if f.closer == closer), None)
        if closer == "]" and top.colon_at_line_end is not None:
            opening, repair = lost_opening_repair(self.text, top.colon_at_line_end, self._gaps)
            message = 'expected "[" here: the values after it end with "]"'
            self._flaw("json-syntax", opening, message, repair)
            top.colon_at_line_end = None
            self._went_past(self._at + 1, _Expect.AFTER)
        elif depth is not None and not self._is_aligned_with(top):
            self._supply_closings(depth, self._end, self._at)
            self._pop()
            self._went_past(self._at + 1, self._expect)
        elif self.text.startswith(top.closer, self._after_blanks(self._at + 1)):
            self._refuse_closer(closer)
        else:
            repair = replacement(f'write "{top.closer}"', self._at, self._at + 1, top.closer)
            message = f'expected "{top.closer}", not "{closer}"'
            self._flaw("json-syntax", self._at, message, repair)
            self._pop()
            self._went_past(self._at + 1, self._expect)

    def _is_aligned_with(self, frame: Frame) -> bool:
        """Say whether the closing here begins a line indented like the line of that opening."""
        return self._gaps.begins_line(self._at) and (
            self._gaps.indentation(self._at) == self._gaps.indentation(frame.opening)
        )

    def _finish(self) -> None:
        end = len(self.text)
        if not self._stack:
            if self._expect is _Expect.VALUE:
                self._flaw("json-syntax", end, "expected a value; the text ends before one")
            return
        if self._expect is _Expect.NEXT:
            self._refuse_trailing_comma()
        elif self._expect is _Expect.VALUE:
            self._flaw("json-syntax", end, "expected a value after the colon; the text ends")
        elif self._expect is _Expect.COLON:
            self._flaw("json-syntax", end, 'expected ":" and a value; the text ends')
        self._supply_closings(len(self._stack), max(self._end, self._extra_from_comment()), end)

    def _extra_from_comment(self) -> int:
        return self._extra_from if self._extra_from > self._end else self._end


_TRAILING = ("a comma with nothing after it; delete it",)
