"""Fixes of keys that nobody knows, and of characters that nobody sees."""

import json
import re
from collections.abc import Iterator

from asned.association.edits import Edit, Several
from asned.association.places import Kind
from asned.jsontext.style import Style
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.scene import Scene
from asned.rules.guesses import meant_key
from asned.rules.keywords import KEYWORDS, MEMBER_KEYS, PRODUCT_KEYS
from asned.rules.wording import has_hidden, quoted

_KNOWN = {Kind.KEYWORD: KEYWORDS, Kind.PRODUCT: PRODUCT_KEYS, Kind.MEMBER: MEMBER_KEYS}
_LINES_ARE_NORMAL = frozenset({"constraints", "degraded_status"})
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')


@fix_for("unknown-keyword", "rename it to the nearest keyword")
@fix_for("unknown-member-key", "rename it to the nearest key")
def rename_to_nearest(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Give the key the name that was probably meant and is not there; one that stands twice stays."""
    if not finding.field:  # an empty key cannot be told from the whole
        return
    keys = scene.keys(finding)
    meant = meant_key(finding.field, _KNOWN[finding.place.kind], keys)
    if meant is not None and keys.count(finding.field) == 1:
        edit = scene.renaming(finding, meant)
        yield Offer(f"rename {quoted(finding.field)} to {quoted(meant)}", edit)


@fix_for("text-characters", "remove them")
def remove_hidden(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Remove hidden characters from a key and its value, unless something else would suffer by it."""
    if not finding.field:  # an empty key cannot be told from the whole
        return
    key, text = finding.field, scene.piece(finding).text
    keys = scene.keys(finding)
    new_key = without_hidden(key)
    new_text = _cleared(text, key in _LINES_ARE_NORMAL, scene.document.style)
    is_clash = new_key != key and (not new_key or new_key in keys)
    if is_clash or keys.count(key) > 1 or (new_text == '""' != text):
        return
    edits: list[Edit] = []
    if new_text != text:
        edits.append(scene.setting(finding, new_text))
    if new_key != key:
        edits.append(scene.renaming(finding, new_key))
    edit = edits[0] if len(edits) == 1 else Several(tuple(edits), "remove characters")
    yield Offer("remove the hidden characters", edit)


def without_hidden(text: str, *, keeps_lines: bool = False) -> str:
    """Give a text without the characters that a terminal obeys or hides; newlines and tabs if wanted."""
    return "".join(
        each for each in text if (keeps_lines and each in "\n\t") or not has_hidden(each)
    )


def _cleared(text: str, keeps_lines: bool, style: Style) -> str:
    """Clear the strings in a JSON text, at any depth, and leave the rest to the letter."""

    def clear(match: re.Match[str]) -> str:
        string = json.loads(match[0])
        cleared = without_hidden(string, keeps_lines=keeps_lines)
        return match[0] if cleared == string else style.spell(cleared)

    return _STRING.sub(clear, text)
