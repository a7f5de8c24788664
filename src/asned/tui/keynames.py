"""How a key is written for people: `]` for Textual's `right_square_bracket`, `F8` for `f8`."""

from textual.keys import key_to_character

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
    "space": "space",
}


def _character(key: str) -> str | None:
    """Give the character that a key types, None for a key that types none."""
    return "/" if key == "slash" else key_to_character(key)  # Textual's own table lacks it


def key_label(key: str, *, short: bool = False) -> str:
    """Write one of Textual's key names as people read it; `short` writes `^s` for `ctrl+s`."""
    *modifiers, last = key.split("+")
    if last in _NAMES:
        last = _NAMES[last]
    elif last[:1] == "f" and last[1:].isdigit():
        last = last.upper()
    else:
        # Escape and its like have a character too, but none to show.
        character = _character(last)
        last = character if character and character.isprintable() else last
    if short and modifiers == ["ctrl"]:
        return f"^{last}"
    return "+".join([*modifiers, last])


def is_typed(key: str) -> bool:
    """Say whether a key types a character where text is being typed."""
    character = _character(key)
    return "+" not in key and character is not None and character.isprintable()


def key_labels(keys: tuple[str, ...]) -> str:
    """Write all keys of an action with blanks between them, two where a label holds one itself."""
    labels = [key_label(key) for key in keys]
    return ("  " if any(" " in label for label in labels) else " ").join(labels)
