"""What the judge says: severities and findings."""

from enum import StrEnum
from typing import NamedTuple

from asned.association.places import Place


class Severity(StrEnum):
    """How much a finding weighs. `ERROR`: forbidden, or a pipeline fails or drops data silently."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """One breach of one rule: data, picklable, in the user's words.

    `field` is the key concerned (`"exptype"`), empty where the whole node is. `pointer` (JSON pointer,
    RFC 6901), `line` and `column` (from 1; 0 when not asked for) say where in the text the value
    begins. `fixes` are the labels of what can be done about it.
    """

    rule: str
    severity: Severity
    place: Place
    field: str
    message: str
    pointer: str = ""
    line: int = 0
    column: int = 0
    fixes: tuple[str, ...] = ()
