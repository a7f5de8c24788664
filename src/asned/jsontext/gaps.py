"""The blanks a text has between its tokens: learned from it, to mend it in its own layout."""

import re
from collections import Counter
from collections.abc import Iterable

from asned.jsontext.repair import Repair, TextEdit, deletion

_SAMPLE = 1 << 16
_LOOK_BACK = 1000
_WIDEST_UNIT = 16

_INDENTATION = re.compile(r"^([ \t]*)[^\s]", re.MULTILINE)
_AFTER_COLON = re.compile(r'"[ \t]*:([ \t]*)[^\s/#,]')
_AFTER_COMMA = re.compile(r",([ \t]*)[^\s/#,\]}]")
_LINE_BREAK = re.compile(r"[ \t]*\r?\n")
_COMMENT_AND_LINE_BREAK = re.compile(r"[ \t]*(?://|#|/\*)[^\n]{0,300}\n")
_LINE_END = re.compile(r"[ \t]*(\r?\n|\Z)")


class Gaps:
    """What stands between the tokens of one text where nothing is damaged."""

    def __init__(self, text: str) -> None:
        self._text = text
        sample = text[:_SAMPLE]
        self._newline = "\r\n" if "\r\n" in sample else "\n"
        self._unit = _usual_step(sample)
        self.after_colon = _most_common(_AFTER_COLON.findall(sample))
        self._after_comma = _most_common(_AFTER_COMMA.findall(sample))

    def before_child(self, inside: int, *, first: bool) -> str | None:
        """Give the blanks before a child of the container whose opening ends at `inside`.

        None where the text does not show any.
        """
        if not self._is_broken_over_lines(inside):
            return "" if first else self._after_comma
        return self._newline + self.indentation(inside) + self._unit

    def before_closing(self, inside: int) -> str:
        """Give the blanks before the closing of the container whose opening ends at `inside`."""
        if not self._is_broken_over_lines(inside):
            return ""
        return self._newline + self.indentation(inside)

    def indentation(self, offset: int) -> str:
        """Give the blanks that begin the line of an offset."""
        low = max(0, offset - _LOOK_BACK)
        line = self._text.rfind("\n", low, offset) + 1
        if line == 0 and low > 0:
            return ""
        before = self._text[line:offset]
        return before[: len(before) - len(before.lstrip(" \t"))]

    def begins_line(self, offset: int) -> bool:
        """Say whether only blanks stand before the offset on its line."""
        low = max(0, offset - _LOOK_BACK)
        before = self._text[low:offset].rstrip(" \t")
        return before.endswith("\n") or (not before and low == 0)

    def _is_broken_over_lines(self, inside: int) -> bool:
        if _LINE_BREAK.match(self._text, inside):
            return True
        # In a text that is never indented the line break came with the comment.
        return bool(self._unit and _COMMENT_AND_LINE_BREAK.match(self._text, inside))


def put_in(text: str, start: int, end: int, pieces: Iterable[tuple[str, str]]) -> list[TextEdit]:
    """Put tokens into the blanks from `start` to `end`, each given after the blanks it wants.

    Blanks that are there already are used, so that putting back what was taken out gives the text
    as it was. All edits are insertions.
    """
    put: dict[int, str] = {}
    at = start
    for blanks, token in pieces:
        there = text[at : min(end, at + len(blanks))]
        if there == blanks:
            at += len(blanks)
            new = token
        elif end == len(text) and at + len(there) == end and blanks.startswith(there):
            at = end
            new = blanks[len(there) :] + token
        else:
            new = blanks + token
        put[at] = put.get(at, "") + new
    return [(offset, offset, new) for offset, new in put.items()]


def comment_removal(
    text: str, start: int, end: int, gap: tuple[int, int], wanted: str | None
) -> Repair:
    """Take out the comment from `start` to `end` and the blanks it brought.

    `gap` is the stretch of blanks around it, `wanted` what stands there where nobody commented;
    None where that cannot be told: then a comment alone on its lines goes with them, another with
    the blanks before it.
    """
    low, high = gap
    on_own_line = "\n" in text[low:start]
    if wanted is not None and ("\n" in wanted or not on_own_line):
        head = _common_start(text[low:start], wanted)
        tail = _common_end(text[end:high], wanted)
        if head + tail >= len(wanted):
            return _removal(low + head, high - (len(wanted) - head))
    line = text.rfind("\n", low, start) + 1
    ended = _LINE_END.match(text, end)
    if ended and (line or low == 0) and not text[line:start].strip(" \t"):
        if ended.group(1) or not line:
            return _removal(line, ended.end())
        return _removal(line - (2 if text.startswith("\r\n", line - 2) else 1), ended.end())
    begin = max(low, line)
    if ended:
        return _removal(begin, ended.start(1))
    if begin < start:
        return _removal(begin, end) if text[end:high] else _removal(start, end)
    return _removal(start, end)


def _removal(start: int, end: int) -> Repair:
    return deletion("delete the comment", start, end, lossy=True)


def _common_start(blanks: str, wanted: str) -> int:
    count = 0
    for one, other in zip(blanks, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count


def _common_end(blanks: str, wanted: str) -> int:
    return _common_start(blanks[::-1], wanted[::-1])


def _usual_step(sample: str) -> str:
    """Give the blanks by which a line is most often indented more than the line before it."""
    steps: Counter[str] = Counter()
    before = ""
    for indentation in _INDENTATION.findall(sample):
        if indentation.startswith(before):
            steps[indentation[len(before) :]] += 1
        before = indentation
    steps.pop("", None)
    return steps.most_common(1)[0][0][:_WIDEST_UNIT] if steps else ""


def _most_common(found: list[str]) -> str | None:
    return Counter(found).most_common(1)[0][0] if found else None
