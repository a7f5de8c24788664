"""Containers that are open during the walk, and putting back a bracket that was lost."""

from __future__ import annotations

from asned.jsontext.gaps import Gaps, put_in
from asned.jsontext.repair import Repair, insertion


class Frame:
    """An open container: its `closer`, the offset of its opening and of what is inside.

    `colon_at_line_end` is where a colon ends whose value stands on a later line: if the object turns
    out not to fit together, a bracket was lost there.
    """

    __slots__ = ("closer", "colon_at_line_end", "inside", "opening")

    def __init__(self, closer: str, opening: int, inside: int) -> None:
        self.closer = closer
        self.opening = opening
        self.inside = inside
        self.colon_at_line_end: int | None = None


def opener_of(frame: Frame) -> str:
    """Give the bracket that opened the container."""
    return "{" if frame.closer == "}" else "["


def closing_repair(
    text: str, frames: list[Frame], stretch: tuple[int, int], gaps: Gaps, after: str
) -> Repair:
    """Close the containers, innermost first, within a stretch of blanks; `after` follows the last."""
    pieces = [(gaps.before_closing(frame.inside), frame.closer) for frame in frames]
    blanks, closer = pieces[-1]
    pieces[-1] = (blanks, closer + after)
    closers = "".join(frame.closer for frame in frames)
    return Repair(f'put in the "{closers}"', tuple(put_in(text, *stretch, pieces)))


def lost_opening_repair(text: str, colon_end: int, gaps: Gaps) -> tuple[int, Repair]:
    """Put in the `[` after the colon that ends there; also gives its offset."""
    blanks = gaps.after_colon
    if text.startswith(blanks, colon_end):
        offset, new = colon_end + len(blanks), "["
    else:
        offset, new = colon_end, blanks + "["
    return offset, insertion('put in the "["', offset, new)
