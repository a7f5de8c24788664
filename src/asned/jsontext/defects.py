"""What is wrong with a text that is not JSON: every defect with its place, and how it is mended.

`asned.jsontext.tolerant` walks the text; this is what the rest of the project asks.
"""

import re
from collections.abc import Iterable

from asned.jsontext.encoding import bytes_of, encoding_flaws, is_walkable, readable_text
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.nesting import nesting_exceeds
from asned.jsontext.places import Places
from asned.jsontext.repair import MAX_FLAWS, Defect, Flaw, Repair, repaired_text
from asned.jsontext.surrogates import find_surrogates
from asned.jsontext.tolerant import walk_over

__all__ = [
    "Defect",
    "NotAnAssociationText",
    "Repair",
    "decode",
    "find_defects",
    "find_surrogates",
    "first_defect",
    "is_yaml",
    "nesting_exceeds",
    "readable_text",
    "repair",
    "repair_all",
]

_MOST_ROUNDS = 20
_YAML_LINES = 200
_YAML = re.compile(r"---[ \t]*$|%YAML\b|[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)|- +[A-Za-z_][\w-]*:")


def decode(data: bytes) -> str:
    """Give the text of UTF-8 bytes.

    Raises:
        NotAnAssociationText: there is a byte-order mark, bytes that are not UTF-8, or no text.
    """
    text = readable_text(data)
    flaws = encoding_flaws(data, text)
    if flaws:
        raise _as_error(_placed(flaws, Places(text))[0])
    return text


def find_defects(data: bytes) -> list[Defect]:
    """Find everything that keeps the bytes from being a JSON text, in the order of the text.

    There is none if and only if the bytes are UTF-8 and JSON (RFC 8259) within 512 levels of
    nesting and 4,300 digits in a number. Offsets are those of `readable_text(data)`. After 100,000
    defects the walk ends; what follows is found when those are mended.
    """
    text = readable_text(data)
    flaws = encoding_flaws(data, text)
    is_empty = any(flaw.rule == "file-empty" for flaw in flaws)
    if is_empty or len(flaws) >= MAX_FLAWS or not is_walkable(data):
        return _placed(flaws, Places(text))
    start = 1 if text.startswith("\ufeff") else 0
    yaml = _yaml_line(text, start)
    if yaml is not None:
        message = (
            "this is YAML, and the reference package (jwst) has dropped associations in YAML; "
            "write the association as JSON"
        )
        return _placed([*flaws, Flaw("json-syntax", yaml, message)], Places(text))
    walk = walk_over(text, start)
    flaws += walk.flaws
    return _placed(flaws, walk.places) if flaws else []


def is_yaml(data: bytes) -> bool:
    """Say whether `find_defects` takes the text for YAML, which is refused and not repaired."""
    text = readable_text(data)
    start = 1 if text.startswith("\ufeff") else 0
    return is_walkable(data) and _yaml_line(text, start) is not None


def first_defect(data: bytes) -> NotAnAssociationText:
    """Give the first defect of a text that has one, as the error to raise."""
    return _as_error(find_defects(data)[0])


def repair(data: bytes, repairs: Iterable[Repair]) -> bytes:
    """Make repairs that `find_defects(data)` offered; the result is UTF-8.

    Of two that overlap the later is left out: find the defects again, and mend what remains.
    """
    return bytes_of(repaired_text(readable_text(data), repairs))


def repair_all(data: bytes) -> bytes:
    """Make the first repair of every defect, and again as long as that leaves fewer of them."""
    defects = find_defects(data)
    for _ in range(_MOST_ROUNDS):
        chosen = [defect.repairs[0] for defect in defects if defect.repairs]
        if not chosen:
            break
        data = repair(data, chosen)
        left = find_defects(data)
        if len(left) >= len(defects) and len(defects) <= MAX_FLAWS:
            break
        defects = left
    return data


def _placed(flaws: list[Flaw], places: Places) -> list[Defect]:
    ordered = sorted(flaws, key=lambda flaw: flaw.offset)
    return [
        Defect(rule, *places.at(offset), offset, message, repairs)
        for rule, offset, message, repairs in ordered
    ]


def _as_error(defect: Defect) -> NotAnAssociationText:
    return NotAnAssociationText(
        defect.rule, defect.line, defect.column, defect.offset, defect.message
    )


def _yaml_line(text: str, start: int) -> int | None:
    """Give the offset of the first line that says something, where that is plainly YAML."""
    for _ in range(_YAML_LINES):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].rstrip("\r")
        if line.strip(" \t") and not line.lstrip(" \t").startswith("#"):
            return start if _YAML.match(line) else None
        start = end + 1
        if start >= len(text):
            break
    return None
