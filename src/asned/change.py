"""What a session tells of a change, and of one that is only tried."""

from __future__ import annotations

from typing import NamedTuple

from asned.association.places import DOCUMENT, Place
from asned.association.structure import Splice
from asned.rules.findings import Finding


class Change(NamedTuple):
    """What one call changed: the splices of the text, the findings that came and went.

    `place` and `field` are where the cursor should go. `is_whole` says that everything is judged anew.
    """

    revision: int
    label: str
    splices: tuple[Splice, ...] = ()
    appeared: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    place: Place = DOCUMENT
    field: str = ""
    is_whole: bool = False


class Preview(NamedTuple):
    """What an edit would do: why it cannot be done (or ""), the findings that would come and go.

    `on_place` are those that would then be on what is edited; `is_void`: the edit changes nothing.
    """

    problem: str = ""
    appeared: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    place: Place = DOCUMENT
    on_place: tuple[Finding, ...] = ()
    is_void: bool = False
