"""Bytes as text: UTF-8 without a byte-order mark, and what is wrong where they are not."""

import codecs
import re
from itertools import islice

from asned.jsontext.repair import MAX_FLAWS, Flaw, Repair, deletion

_MARKED_ENCODINGS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_WIDE_PATTERN = re.compile(
    rb"(?:[^\0]\0){2}|(?:\0[^\0]){2}|[^\0]\0\0\0|\0\0\0[^\0]|[^\0]\0\Z|\0[^\0]\Z"
)
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")
_BYTE_ORDER_MARK = "\ufeff"


def readable_text(data: bytes) -> str:
    """Give the text of any bytes, in the encoding that a byte-order mark proves, else in UTF-8.

    The mark stays as the first character. Bytes that are no UTF-8 become U+DC80 to U+DCFF, from
    which `bytes_of` makes the same bytes again.
    """
    for mark, codec, _ in _MARKED_ENCODINGS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """Give a text of `readable_text` as UTF-8, its stray bytes as they were."""
    return text.encode("utf-8", "surrogateescape")


def is_walkable(data: bytes) -> bool:
    """Say whether looking for JSON in the text makes sense, and repairing it loses nothing."""
    for mark, codec, _ in _MARKED_ENCODINGS:
        if data.startswith(mark):
            return _broken_at(data, codec) is None
    return _WIDE_PATTERN.match(data) is None


def encoding_flaws(data: bytes, text: str) -> list[Flaw]:
    """Find what is wrong with the encoding, and whether `text` (that of `data`) is blank."""
    flaws = []
    for mark, codec, name in _MARKED_ENCODINGS:
        if data.startswith(mark):
            flaws.append(_marked_flaw(data, codec, name))
            break
    else:
        if text.startswith(_BYTE_ORDER_MARK):
            flaws.append(
                Flaw(
                    "file-bom",
                    0,
                    "a byte-order mark, which strict JSON readers refuse; delete it",
                    (deletion("delete the byte-order mark", 0, 1),),
                )
            )
        elif _WIDE_PATTERN.match(data):
            flaws.append(
                Flaw(
                    "file-encoding",
                    0,
                    "this looks like UTF-16 or UTF-32; save it as UTF-8 without a byte-order mark",
                )
            )
            return flaws
        flaws += _stray_bytes(text)
    if not text.strip(" \t\n\r" + _BYTE_ORDER_MARK):
        flaws.append(
            Flaw("file-empty", 0, "there is no text; an association is a JSON object: { … }")
        )
    return flaws


def _marked_flaw(data: bytes, codec: str, name: str) -> Flaw:
    broken = _broken_at(data, codec)
    if broken is not None:
        offset = len(data[:broken].decode(codec))
        message = f"the byte-order mark says {name}, but the bytes here are not; save it as UTF-8"
        return Flaw("file-encoding", offset, message)
    repair = Repair("write the text as UTF-8, without a byte-order mark", ((0, 1, ""),))
    return Flaw("file-encoding", 0, f"the text is {name}; it has to be UTF-8", (repair,))


def _broken_at(data: bytes, codec: str) -> int | None:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _stray_bytes(text: str) -> list[Flaw]:
    if text.isascii():
        return []
    flaws = []
    for match in islice(_STRAY_BYTES.finditer(text), MAX_FLAWS):
        stray = match.group()
        shown = " ".join(f"0x{ord(character) - 0xDC00:02X}" for character in stray[:4])
        more = f" and {len(stray) - 4} more" if len(stray) > 4 else ""
        message = (
            f"bytes that are not UTF-8: {shown}{more}; write the character in UTF-8 or delete it"
        )
        flaws.append(Flaw("file-encoding", match.start(), message))
    return flaws
