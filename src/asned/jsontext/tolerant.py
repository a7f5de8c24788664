"""The tolerant walk over a text that may be JSON: every flaw in one pass, each with its place.

The walk never recurses and reads no character more than a bounded number of times. What is
well-formed is passed over in strides of one regular expression; where something is wrong, the walk
notes a flaw, assumes what was most likely meant, and goes on.
"""

import re

from asned.jsontext.bare import read_bare
from asned.jsontext.brackets import (
    close_container,
    finish,
    open_container,
    supply_bracket_before_key,
    supply_separator,
)
from asned.jsontext.foreign import CLOSING_QUOTES, read_foreign_string
from asned.jsontext.repair import deletion, replacement
from asned.jsontext.strings import Token, read_string
from asned.jsontext.walk import Expect, Stop, Walk

_COLON_FOLLOWS = re.compile(r"[ \t\n\r]*+:")
_KEY_OR_CLOSING_FOLLOWS = re.compile(r'[ \t\n\r]*+(?:"[^"\\\n]{0,500}"[ \t\n\r]*+:|[}\]]|\Z)')
_WORD = re.compile(r"\w")


def walk_over(text: str, start: int) -> Walk:
    """Walk from `start` to the end of the text; `flaws` of the result holds what is wrong."""
    walk = Walk(text, start)
    try:
        while True:
            walk.stride()
            walk.pass_gap()
            _step(walk)
    except Stop:
        return walk


def _step(walk: Walk) -> None:
    """Take one token."""
    if walk.at >= len(walk.text):
        finish(walk)
    character = walk.text[walk.at]
    if character == ":":
        _take_colon(walk)
    elif walk.expect is Expect.NOTHING:
        _refuse_extra(walk)
    elif character in "{[":
        open_container(walk, character)
    elif character in "}]":
        close_container(walk, character)
    elif character == ",":
        _take_comma(walk)
    elif character == "=" and walk.expect is Expect.COLON:
        end = walk.at + (2 if walk.text.startswith("=>", walk.at) else 1)
        repair = replacement('write ":"', walk.at, end, ":")
        walk.flaw("json-syntax", walk.at, 'expected ":" between key and value', repair)
        walk.went_past(end, Expect.VALUE)
    elif character == ";" and walk.expect is Expect.AFTER:
        repair = replacement('write ","', walk.at, walk.at + 1, ",")
        walk.flaw("json-syntax", walk.at, 'expected a comma, not ";"', repair)
        _pass_comma(walk)
    else:
        _take_scalar(walk, character)


def _refuse_extra(walk: Walk) -> None:
    end = len(walk.text.rstrip(" \t\n\r"))
    start = max(walk.end, walk.passed)
    lossy = _WORD.search(walk.text, walk.at, end) is not None
    repair = deletion("delete what follows the document", start, end, lossy=lossy)
    message = "the document has ended before this; delete it, or what ended the document too early"
    walk.flaw("json-extra-data", walk.at, message, repair)
    raise Stop


def _take_scalar(walk: Walk, character: str) -> None:
    is_key = walk.in_object and walk.expect not in (Expect.COLON, Expect.VALUE)
    is_quoted = character == '"' or character in CLOSING_QUOTES
    if character == '"':
        token = read_string(walk.text, walk.at, is_key=is_key)
    elif is_quoted:
        token = read_foreign_string(walk.text, walk.at, is_key=is_key)
    else:
        token = read_bare(walk.text, walk.at, is_key=is_key)
    if token.is_stray:
        _note(walk, token)
        walk.at = walk.passed = token.end
        return
    if walk.in_object and walk.expect in (Expect.COLON, Expect.AFTER):
        has_colon = _COLON_FOLLOWS.match(walk.text, token.end) is not None
        if walk.expect is Expect.COLON and has_colon:
            message = 'this key has no value; write ":", a value and a comma after it'
            walk.flaw("json-syntax", walk.begin, message)
            walk.expect = Expect.NEXT
        elif walk.expect is Expect.AFTER and not has_colon:
            walk.flaw("json-syntax", walk.at, 'expected a comma or "}" before this')
            if is_quoted:
                _note(walk, token)
            walk.went_past(token.end, Expect.AFTER)
            return
    supply_separator(walk)
    _note(walk, token)
    expect = Expect.AFTER if walk.stack else Expect.NOTHING
    if walk.in_object and walk.expect is not Expect.VALUE:
        expect = Expect.COLON
    walk.went_past(token.end, expect, is_string=character == '"')


def _note(walk: Walk, token: Token) -> None:
    for flaw in token.flaws:
        walk.flaw(flaw.rule, flaw.offset, flaw.message, *flaw.repairs)


def _pass_comma(walk: Walk) -> None:
    walk.comma, walk.end_before_comma = walk.at, walk.end
    walk.went_past(walk.at + 1, Expect.NEXT)


def _take_comma(walk: Walk) -> None:
    if walk.expect is Expect.AFTER:
        _pass_comma(walk)
        return
    followed = walk.after_blanks(walk.at + 1)
    if walk.expect is Expect.COLON and not walk.text.startswith(":", followed):
        walk.flaw("json-syntax", walk.end, 'expected ":" and a value after this key')
        _pass_comma(walk)
        return
    lacks_value = walk.expect is Expect.VALUE and walk.stack
    if lacks_value and _KEY_OR_CLOSING_FOLLOWS.match(walk.text, walk.at + 1):
        walk.flaw("json-syntax", walk.at, "expected a value before this comma")
        _pass_comma(walk)
        return
    repair = deletion("delete the comma", walk.at, walk.at + 1)
    if walk.expect is Expect.FIRST and walk.text[followed : followed + 1] in ("}", "]"):
        message = "a comma with nothing after it; delete it"
        walk.flaw("json-trailing-comma", walk.at, message, repair)
    else:
        walk.flaw("json-syntax", walk.at, "a comma too many; delete it", repair)
    walk.at += 1


def _take_colon(walk: Walk) -> None:
    in_array_or_root = not walk.in_object and walk.expect in (Expect.AFTER, Expect.NOTHING)
    if walk.expect is Expect.COLON:
        walk.went_past(walk.at + 1, Expect.VALUE)
    elif walk.is_string and in_array_or_root:
        supply_bracket_before_key(walk)
    elif walk.expect is Expect.NOTHING:
        _refuse_extra(walk)
    elif walk.in_object and walk.expect in (Expect.FIRST, Expect.NEXT):
        walk.flaw("json-syntax", walk.at, "expected a key in double quotes before this colon")
        walk.went_past(walk.at + 1, Expect.VALUE)
    elif walk.in_object and walk.expect is Expect.AFTER:
        walk.flaw("json-syntax", walk.at, 'expected a comma or "}", not a colon')
        walk.went_past(walk.at + 1, Expect.VALUE)
    else:
        repair = deletion("delete the colon", walk.at, walk.at + 1)
        walk.flaw("json-syntax", walk.at, "a colon too many; delete it", repair)
        walk.at += 1
