"""The rules over several things at once: their rows and messages. The engine does the counting."""

from asned.rules.conventions import JWST
from asned.rules.findings import Severity
from asned.rules.registry import EVERY_STAGE, Scope, declare
from asned.rules.wording import quoted

declare(
    "json-duplicate-key",
    Severity.ERROR,
    Scope.CROSS,
    statement="No key stands twice in one object.",
    why="Every JSON reader keeps the last without a word; what stands in the earlier is lost.",
    source="RFC 8259, Objects",
    stages=EVERY_STAGE,
)
declare(
    "expname-duplicate",
    Severity.WARNING,
    Scope.CROSS,
    statement="An exposure stands once in a product.",
    why="It is loaded twice and weighs twice in what is combined or subtracted.",
    source="jwst 3.0.0, the members of a product",
    stages=EVERY_STAGE,
)
declare(
    "name-duplicate",
    Severity.ERROR,
    Scope.CROSS,
    statement="A product's name stands once in the file.",
    why="The output of the second product overwrites that of the first. A warning in Stage 3, where"
    " most pipelines make the first product only.",
    source="jwst 3.0.0, calwebb_image2 and calwebb_spec2",
    stages=EVERY_STAGE,
)
declare(
    "expname-missing-file",
    Severity.WARNING,
    Scope.CROSS,
    statement="The file of each member lies beside the association.",
    why="The pipeline stops at the first file that it does not find. Where no member's file is"
    " there, the association is kept apart from its exposures, and one info says so.",
    source="Stage 2 technical specification, expname",
    stages=JWST,
)


def duplicate_key_message(key: str) -> str:
    """Say that a key stands twice in one object; meant for the earlier of the two."""
    return (
        f"{quoted(key)} stands more than once here, and every reader keeps only the last;"
        " delete the earlier one"
    )


def expname_duplicate_message(expname: str) -> str:
    """Say that an exposure stands in its product before."""
    return f"the product has this member already; delete one of the two: {quoted(expname)}"


def name_duplicate_message(name: str) -> str:
    """Say that another product has the name."""
    return (
        "another product has this name too, and its output would be overwritten;"
        f" give each a name of its own: {quoted(name)}"
    )


def name_duplicate_severity(stage: int | None) -> Severity:
    """Give the weight of `name-duplicate`: an error in Stage 2, where every product is made."""
    return Severity.ERROR if stage == 2 else Severity.WARNING


def missing_file_message(expname: str) -> str:
    """Say that a member's file is not there, though others are."""
    return (
        f"{quoted(expname)} is not beside the association; put the file there or correct the name"
    )


def no_files_message() -> str:
    """Say, with the severity info, that none of the members' files is there."""
    return "no member's file is beside the association; put them together before a pipeline is run"
