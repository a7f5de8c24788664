"""Brackets in the tolerant walk: which closes what, and putting back one that was lost.

What a bracket was meant to close is told by its kind and by the indentation of its line.
"""

from asned.jsontext.gaps import Gaps, put_in
from asned.jsontext.repair import Repair, deletion, insertion, replacement
from asned.jsontext.walk import Expect, Frame, Stop, Walk


def open_container(walk: Walk, character: str) -> None:
    """Take the opening bracket that stands here."""
    if walk.in_object and walk.expect is not Expect.VALUE and walk.expect is not Expect.COLON:
        _explain_missing_key(walk, character)
    supply_separator(walk)
    walk.went_past(walk.at + 1, Expect.FIRST)
    walk.push("}" if character == "{" else "]", walk.begin, walk.end)


def close_container(walk: Walk, closer: str) -> None:
    """Take the closing bracket that stands here."""
    if walk.expect is Expect.NEXT:
        _refuse_trailing_comma(walk)
    elif walk.expect is Expect.VALUE and walk.stack:
        walk.flaw("json-syntax", walk.end, "expected a value after this colon")
    elif walk.expect is Expect.COLON:
        walk.flaw("json-syntax", walk.end, 'expected ":" and a value after this key')
    if not walk.stack:
        _refuse_closer(walk, closer)
    elif walk.stack[-1].closer == closer:
        walk.leave(walk.at + 1)
    else:
        _settle_mismatch(walk, closer)


def finish(walk: Walk) -> None:
    """Note what is lacking at the end of the text."""
    end = len(walk.text)
    if not walk.stack:
        if walk.expect is Expect.VALUE:
            walk.flaw("json-syntax", end, "expected a value; the text ends before one")
        raise Stop
    if walk.expect is Expect.NEXT:
        _refuse_trailing_comma(walk)
    elif walk.expect is Expect.VALUE:
        walk.flaw("json-syntax", end, "expected a value after the colon; the text ends")
    elif walk.expect is Expect.COLON:
        walk.flaw("json-syntax", end, 'expected ":" and a value after the key; the text ends')
    _supply_closings(walk, len(walk.stack), max(walk.end, walk.passed), end)
    raise Stop


def supply_separator(walk: Walk) -> None:
    """Note a missing comma or colon before the child or value that stands here."""
    if walk.expect is Expect.AFTER:
        repair = insertion("put in the comma", walk.end, ",")
        walk.flaw("json-missing-comma", walk.end, "expected a comma here", repair)
        walk.expect = Expect.NEXT
    elif walk.expect is Expect.COLON:
        repair = insertion("put in the colon", walk.end, ":")
        walk.flaw("json-syntax", walk.end, 'expected ":" between key and value', repair)
        walk.expect = Expect.VALUE


def supply_bracket_before_key(walk: Walk) -> None:
    """Take the colon that stands here after a string in an array, or after one as the root.

    Either the array was to be closed before this key, or an object was to be opened.
    """
    if len(walk.stack) > 1 and walk.stack[-2].closer == "}" and _continues_parent(walk):
        after_comma = walk.end_before == walk.comma + 1
        start = walk.end_before_comma if after_comma else walk.end_before
        end = walk.comma if after_comma else walk.begin
        _supply_closings(walk, 1, start, end)
    else:
        blanks = ""
        if walk.stack:
            inside = walk.stack[-1].inside
            blanks = walk.gaps.before_child(inside, first=walk.end_before == inside) or ""
        there = walk.text[walk.end_before : walk.begin]
        offset, repair = _opening_repair("{", blanks, walk.end_before, there)
        walk.flaw("json-syntax", offset, 'expected "{" before this key', repair)
        walk.push("}", offset, offset)
    walk.went_past(walk.at + 1, Expect.VALUE)


def _explain_missing_key(walk: Walk, character: str) -> None:
    """Note why a bracket stands where an object wants a key: most likely one before it was lost."""
    frame = walk.stack[-1]
    if frame.colon_at_line_end is not None:
        offset = _supply_array_opening(walk, frame, "several values follow")
        walk.push("]", offset, offset)
    elif len(walk.stack) > 1 and walk.stack[-2].closer == "]" and walk.expect is not Expect.FIRST:
        if walk.expect is Expect.NEXT:
            _supply_closings(walk, 1, walk.end_before_comma, walk.comma)
        else:
            _supply_closings(walk, 1, walk.end, walk.at, after=",")
        walk.expect = Expect.NEXT
    else:
        message = f'expected a key in double quotes and a colon before this "{character}"'
        walk.flaw("json-syntax", walk.at, message)
        walk.expect = Expect.VALUE


def _settle_mismatch(walk: Walk, closer: str) -> None:
    innermost = walk.stack[-1]
    depth = next((n for n, each in enumerate(walk.stack[::-1]) if each.closer == closer), None)
    if closer == "]" and innermost.colon_at_line_end is not None:
        _supply_array_opening(walk, innermost, 'what follows ends with "]"')
        walk.went_past(walk.at + 1, Expect.AFTER)
    elif depth is not None and not _is_aligned_with(walk, innermost):
        _supply_closings(walk, depth, walk.end, walk.at)
        walk.leave(walk.at + 1)
    elif walk.text.startswith(innermost.closer, walk.after_blanks(walk.at + 1)):
        _refuse_closer(walk, closer)
    else:
        wanted = innermost.closer
        repair = replacement(f'write "{wanted}"', walk.at, walk.at + 1, wanted)
        walk.flaw("json-syntax", walk.at, f'expected "{wanted}", not "{closer}"', repair)
        walk.leave(walk.at + 1)


def _supply_closings(walk: Walk, count: int, start: int, end: int, *, after: str = "") -> None:
    """Note that the innermost `count` containers are not closed between `start` and `end`."""
    frames = walk.stack[-count:][::-1]
    pieces = [(walk.gaps.before_closing(frame.inside), frame.closer) for frame in frames]
    pieces.append(("", after))
    closers = "".join(frame.closer for frame in frames)
    repair = Repair(f'put in "{closers}{after}"', tuple(put_in(walk.text, start, end, pieces)))
    line, column = walk.places.at(frames[0].opening)
    opener = "{" if frames[0].closer == "}" else "["
    message = (
        f'expected "{closers}" here: the "{opener}" of line {line}, column {column} is not closed'
    )
    walk.flaw("json-syntax", repair.edits[0][0], message, repair)
    del walk.stack[-count:]


def _supply_array_opening(walk: Walk, frame: Frame, reason: str) -> int:
    assert frame.colon_at_line_end is not None
    colon_end, frame.colon_at_line_end = frame.colon_at_line_end, None
    blanks = walk.gaps.after_colon or ""
    offset, repair = _opening_repair(
        "[", blanks, colon_end, walk.text[colon_end : colon_end + len(blanks)]
    )
    walk.flaw("json-syntax", offset, f'expected "[" here: {reason}', repair)
    return offset


def _opening_repair(opener: str, blanks: str, start: int, there: str) -> tuple[int, Repair]:
    """Put an opening bracket after `start` and the blanks it wants, which may be `there`."""
    label = f'put in the "{opener}"'
    if there.startswith(blanks):
        offset = start + len(blanks)
        return offset, insertion(label, offset, opener)
    return start, insertion(label, start, blanks + opener)


def _refuse_trailing_comma(walk: Walk) -> None:
    message = "a comma with nothing after it; delete it"
    repair = deletion("delete the comma", walk.comma, walk.comma + 1)
    walk.flaw("json-trailing-comma", walk.comma, message, repair)


def _refuse_closer(walk: Walk, closer: str) -> None:
    repair = deletion(f'delete the "{closer}"', walk.at, walk.at + 1)
    walk.flaw("json-syntax", walk.at, f'a "{closer}" that closes nothing; delete it', repair)
    walk.at += 1


def _continues_parent(walk: Walk) -> bool:
    """Say whether the latest key is indented like the line that opened the array around it."""
    return _is_indented_like(walk.gaps, walk.begin, walk.stack[-1].opening)


def _is_aligned_with(walk: Walk, frame: Frame) -> bool:
    """Say whether the closing here begins a line indented like the line of that opening."""
    return _is_indented_like(walk.gaps, walk.at, frame.opening)


def _is_indented_like(gaps: Gaps, offset: int, other: int) -> bool:
    return gaps.begins_line(offset) and gaps.indentation(offset) == gaps.indentation(other)
