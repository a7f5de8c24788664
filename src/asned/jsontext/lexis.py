"""The tokens of JSON as regular expressions (RFC 8259), and what `json`'s scanner takes for them.

Every expression is linear in what it reads: sets repeat possessively, groups a bounded number of
times.
"""

import re

_BLANKS = r"[ \t\n\r]*+"
_CHARACTERS = r'[^"\\\x00-\x1f]*+'
_ESCAPE = r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})'
_STRING = rf'"{_CHARACTERS}(?:{_ESCAPE}{_CHARACTERS}){{0,99}}"'
_SHORT_NUMBER = r"-?(?:0|[1-9][0-9]{0,99})(?:\.[0-9]{1,99})?(?:[eE][+-]?[0-9]{1,9})?"
_SCALAR = rf"(?:{_STRING}|{_SHORT_NUMBER}|true|false|null)"
_PAIR = rf"{_STRING}{_BLANKS}:{_BLANKS}{_SCALAR}(?=[ \t\n\r,}}])"
_MORE_PAIRS = rf"(?:{_BLANKS},{_BLANKS}{_PAIR})"
_FLAT_OBJECT = rf"\{{{_BLANKS}(?:{_PAIR}{_MORE_PAIRS}{{0,31}})?{_BLANKS}\}}"
_ELEMENT = rf"(?:{_SCALAR}|{_FLAT_OBJECT})(?={_BLANKS}[,\]])"

BLANKS = re.compile(_BLANKS)
CHARACTERS = re.compile(_CHARACTERS)
ESCAPES = re.compile(rf"(?:{_ESCAPE}{_CHARACTERS}){{1,99}}")
STRING = re.compile(_STRING)
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")

PAIRS = re.compile(rf"{_BLANKS}{_PAIR}{_MORE_PAIRS}{{0,64}}")
"""Pairs of keys and scalars, all well-formed."""
MORE_PAIRS = re.compile(rf"{_MORE_PAIRS}{{1,64}}")

ELEMENTS = re.compile(rf"{_BLANKS}{_ELEMENT}(?:{_BLANKS},{_BLANKS}{_ELEMENT}){{0,64}}")
"""Scalars and objects of scalars (one more level), all well-formed: whole members at a time."""
MORE_ELEMENTS = re.compile(rf"(?:{_BLANKS},{_BLANKS}{_ELEMENT}){{1,64}}")
