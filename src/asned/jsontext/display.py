"""Making text displayable: the one function between a file's text and a screen or a report.

A terminal obeys control characters, reorders text at direction marks and hides zero-width ones, so a
name in a file could forge what the user sees or change the terminal. Every widget, title, dialog and
report shows text only after it went through `displayable`.
"""

import re

_ZERO_WIDTH_AND_DIRECTION = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_ZERO_WIDTH_AND_DIRECTION}]")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<{code:04X}>"


def displayable(text: str) -> str:
    """Give the text with every character that a terminal obeys or hides made visible.

    C0 controls become the pictures of U+2400 (a newline is `␊`), DEL becomes `␡`; C1 controls,
    direction and zero-width characters, surrogates and line separators become `<202E>` and the like.
    What remains is printable, on one line.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_visible, text)


def insertable(text: str) -> str:
    """Give the first line of a text less what a terminal hides or obeys.

    For fields of one line that send to the terminal whatever they hold.
    """
    line = (text.splitlines() or [""])[0]
    return "".join(filter(is_displayable, line))


def is_displayable(text: str) -> bool:
    """Say whether the text shows as it is, without anything made visible."""
    return _HIDDEN.search(text) is None
