"""Whether what is on the screen can hurt: control characters, links, actions of a click."""

import unicodedata
from typing import Any

from textual.app import App

from asned.jsontext.display import is_displayable

_RAW = {"Cc", "Cs", "Zl", "Zp"}
_OF_SCROLLBARS = {"grab", "release", "scroll_up", "scroll_down"}


def assert_harmless(app: App[Any]) -> None:
    """Check that the screen shows plain text: nothing to be obeyed, hidden or clicked."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        raw = {each for each in strip.text if unicodedata.category(each) in _RAW}
        assert not raw, f"line {y} holds {raw}"
        assert is_displayable(strip.text), f"line {y}: {strip.text!r}"
        for segment in strip:
            style = segment.style
            if style is not None:
                assert style.link is None, f"line {y} links to {style.link}"
                actions = {key: act for key, act in style.meta.items() if key[:1] == "@"}
                assert set(actions.values()) <= _OF_SCROLLBARS, f"line {y} does {actions}"
