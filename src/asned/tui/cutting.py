"""Fitting text into a width: cut at its end or start, padded, or broken into lines.

Widths are terminal cells, measured as the terminal draws them (a CJK character takes two). Texts
are expected to be displayable, so that a text is as wide as its characters together.
"""

from rich.cells import cell_len

from asned.tui.rows import Align

ELLIPSIS = "…"


def cells(text: str) -> int:
    """Give the width of a text; most are ASCII, where characters need not be looked up."""
    return len(text) if text.isascii() else cell_len(text)


def head(text: str, width: int) -> str:
    """Give the longest beginning of the text that takes at most `width` cells."""
    if text.isascii():
        return text[: max(width, 0)]
    taken = 0
    for position, character in enumerate(text):
        taken += cell_len(character)
        if taken > width:
            return text[:position]
    return text


def tail(text: str, width: int) -> str:
    """Give the longest end of the text that takes at most `width` cells."""
    if text.isascii():
        return text[max(len(text) - max(width, 0), 0) :]
    taken = 0
    start = len(text)
    for position in range(len(text) - 1, -1, -1):
        wide = cell_len(text[position])
        taken += wide
        if taken > width:
            break
        # An accent whose letter was cut off would sit on the ellipsis: the end starts at a letter.
        if wide:
            start = position
    return text[start:]


def cut_end(text: str, width: int) -> str:
    """Give the text in at most `width` cells; where it is too long its end becomes `…`."""
    if cells(text) <= width:
        return text
    return head(text, width - 1) + ELLIPSIS if width > 0 else ""


def cut_start(text: str, width: int) -> str:
    """Give the text in at most `width` cells; where it is too long its start becomes `…`."""
    if cells(text) <= width:
        return text
    return ELLIPSIS + tail(text, width - 1) if width > 0 else ""


def cut_hiding(text: str, hidden: int, width: int) -> str:
    """Give the text in at most `width` cells; its first `hidden` characters are what goes first."""
    if hidden <= 0 or width <= 0 or cells(text) <= width:
        return cut_end(text, width)
    return ELLIPSIS + cut_end(text[hidden:], width - 1)


def pad(text: str, width: int, align: Align = "left") -> str:
    """Give the text with blanks up to exactly `width` cells, its end cut where it is longer."""
    taken = cells(text)
    if taken > width:
        text = cut_end(text, width)
        taken = cells(text)
    blanks = " " * (width - taken)
    return blanks + text if align == "right" else text + blanks


def wrap(text: str, width: int, most: int) -> list[str]:
    """Break the text at blanks into at most `most` lines of `width` cells; the last one is cut.

    A word longer than a line is broken where the line ends. No text gives one empty line.
    """
    lines: list[str] = []
    rest = text.strip()
    while cells(rest) > width > 0 and len(lines) < most - 1:
        line = head(rest, width + 1)
        line = line[: line.rindex(" ")] if " " in line[1:] else head(rest, width)
        # A character wider than the line leaves nothing that could be put on it.
        if not line:
            break
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*lines, cut_end(rest, width)]
