"""The name that an association's file should have: with its extension put right, or made of its keywords."""

import re

from asned.association.document import Document
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Leaf
from asned.rules.names import ASSOCIATION
from asned.rules.wording import quoted

EXTENSION = ".json"

RULES = frozenset({"file-extension", "file-name"})
"""The rules about a file's name."""

_COUNTER = re.compile("_([0-9]{3,5})_asn[.]json")


def with_extension(name: str) -> str:
    """Give a file's name with the right extension: in the place of a wrong one, behind one that is there.

    `a_asn.JSON`, `a_asn.yaml`, `a_asn.json.bak` and `a_asn` all become `a_asn.json`.
    """
    stem, _, _ = name.rpartition(".")
    while stem.lower().endswith(EXTENSION):
        stem = stem[: -len(EXTENSION)]
    return (stem or name) + EXTENSION


def scheme_name(document: Document, name: str) -> str | None:
    """Give the name by the scheme of the data management system, None where the keywords do not tell it.

    The counter at the end is that of the file's own name, 00001 where that has none.
    """
    values = {piece.key: piece.value for piece in document.keywords if isinstance(piece, Leaf)}
    program, asn_id, asn_type = (values.get(key) for key in ("program", "asn_id", "asn_type"))
    stamp = values.get("version_id")
    counter = _COUNTER.search(name)
    made = (
        f"jw{program}-{asn_id}{f'_{stamp}' if stamp else ''}"
        f"_{asn_type}_{counter[1].zfill(5) if counter else '00001'}_asn.json"
    )
    are_texts = all(isinstance(each, str) for each in (program, asn_id, asn_type))
    return made if are_texts and ASSOCIATION.fullmatch(made) else None


def wanted_name(rule: str, document: Document | None, name: str) -> str | None:
    """Give the name that a file should have which breaks a rule, None where that is not known.

    `document` is None where the text is not JSON.
    """
    if rule == "file-extension":
        return with_extension(name)
    return None if document is None else scheme_name(document, name)


def renaming(rule: str, document: Document | None, name: str) -> tuple[str, ...]:
    """Label what can be done about a file's name; the arguments are those of `wanted_name`."""
    wanted = wanted_name(rule, document, name)
    return () if wanted is None else (displayable(f"rename the file to {quoted(wanted)}"),)
