"""Which members' files are not beside the association: the rule `expname-missing-file`.

The names beside are an argument: this looks at no disk.
"""

from collections.abc import Iterator, Set

from asned.association.document import Document, members_branch
from asned.association.places import DOCUMENT, Place, member_place
from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Pairs
from asned.rules.cross_rules import missing_file_message, no_files_message
from asned.rules.findings import Finding, Severity
from asned.rules.names import PLAIN, has_directory
from asned.rules.verdicts import Verdicts
from asned.rules.wording import has_hidden

_RULE = "expname-missing-file"


def missing_files(document: Document, beside: Set[str], verdicts: Verdicts) -> list[Finding]:
    """Find the members whose file is not among the names beside the association.

    Where none at all is there, one info speaks for the whole file. A name with a directory or with
    hidden characters counts neither as there nor as missing: another rule speaks of it.
    """
    missing: list[tuple[Place, str]] = []
    is_any_there = False
    for place, expname in _bare_names(document):
        if expname in beside:
            is_any_there = True
        else:
            missing.append((place, expname))
    if not missing:
        return []
    if not is_any_there:
        found = [verdicts.finding(_RULE, DOCUMENT, "", no_files_message(), Severity.INFO)]
    else:
        found = [
            verdicts.finding(_RULE, place, "expname", missing_file_message(expname))
            for place, expname in missing
        ]
    return [finding for finding in found if finding is not None]


def _bare_names(document: Document) -> Iterator[tuple[Place, str]]:
    for product in document.products:
        branch = members_branch(product)
        for member in branch.children if branch else ():
            value = member.value if isinstance(member, Leaf) else None
            expname = value.get("expname") if isinstance(value, Pairs) else None
            if isinstance(expname, str) and expname and not _is_spoken_of(expname):
                yield member_place(product.id, member.id), expname


def _is_spoken_of(expname: str) -> bool:
    return PLAIN.fullmatch(expname) is None and (has_directory(expname) or has_hidden(expname))
