"""What a terminal sends, as events: keys, the mouse, pastes, answers.

Textual's parser does nearly all of it. But an escape within a paste makes keys of what follows, which are
then acted on; and a report that it cannot convert is the end of it.
"""

from __future__ import annotations

import codecs
from collections.abc import Generator, Iterator
from typing import TypeAlias

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

_Rest: TypeAlias = Generator[Message, None, str]
"""Events, and in the end the text that they were not made of."""


class Incoming:
    """Makes events of bytes that come in any pieces."""

    def __init__(self, *, debug: bool) -> None:
        # A key of another encoding is an odd key.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._debug = debug
        self._parser = XTermParser(debug)
        self._paste: list[str] | None = None
        # What has come of the mark that begins a paste, or of the one that ends it.
        self._mark = ""

    def messages(self, data: bytes) -> Iterator[Message]:
        """Give the events that some bytes bring."""
        text = self._decode(data)
        while text:
            text = yield from (self._outside(text) if self._paste is None else self._inside(text))

    def waited(self) -> Iterator[Message]:
        """Give the event of an escape that nothing has followed for a while."""
        yield from self._parser.tick()

    def _outside(self, text: str) -> _Rest:
        """Take text up to where a paste begins."""
        known = len(self._mark)
        text = self._mark + text
        at = text.find(BRACKETED_PASTE_START)
        end = len(text) if at < 0 else at + len(BRACKETED_PASTE_START)
        self._mark = _begun(BRACKETED_PASTE_START, text) if at < 0 else ""
        # The parser has got what came of the mark, for it may be a key; and it is to know of the paste.
        yield from self._parsed(text[known:end])
        if at >= 0:
            self._paste = []
        return text[end:]

    def _inside(self, text: str) -> _Rest:
        """Take text up to where the paste ends."""
        assert self._paste is not None
        text = self._mark + text
        at = text.find(BRACKETED_PASTE_END)
        if at < 0:
            self._mark = _begun(BRACKETED_PASTE_END, text)
            self._paste.append(text.removesuffix(self._mark))
            return ""
        pasted = "".join([*self._paste, text[:at]])
        self._mark, self._paste = "", None
        for message in self._parsed(BRACKETED_PASTE_END):
            if not isinstance(message, events.Paste):  # of which the parser has seen nothing
                yield message
        yield events.Paste(pasted.replace("\x00", ""))
        return text[at + len(BRACKETED_PASTE_END) :]

    def _parsed(self, text: str) -> Iterator[Message]:
        for character in text:
            try:
                for message in self._parser.feed(character):
                    if not isinstance(message, events.Resize) or self._believes(message):
                        yield message
            except (ValueError, ArithmeticError):
                # Numbers that are none, or far out: it is that report alone that says nothing.
                self._renew()

    def _believes(self, resize: events.Resize) -> bool:
        if not (resize.pixel_size and resize.pixel_size.area):
            # Nor does it say in pixels where the mouse is.
            self._parser.mouse_pixels = False
        return bool(resize.size.area)

    def _renew(self) -> None:
        """Go on with another parser, which knows what the last one did of the terminal."""
        last, self._parser = self._parser, XTermParser(self._debug)
        self._parser.last_x, self._parser.last_y = last.last_x, last.last_y
        self._parser.mouse_pixels = last.mouse_pixels
        self._parser.terminal_size = last.terminal_size
        self._parser.terminal_pixel_size = last.terminal_pixel_size


def _begun(mark: str, text: str) -> str:
    """Give how much of a mark stands at the end of a text, which does not hold all of it."""
    lengths = range(len(mark) - 1, 0, -1)
    return next((mark[:length] for length in lengths if text.endswith(mark[:length])), "")
