"""The rules over a product's name."""

import re
from collections.abc import Iterator

from asned.rules.conventions import STAGE2, is_type_of
from asned.rules.facts import MISSING, ProductFacts
from asned.rules.findings import Severity
from asned.rules.names import product_name
from asned.rules.registry import Breach, Scope, rule
from asned.rules.suffixes import split_suffix
from asned.rules.wording import has_hidden, joined, quoted

_SPEC = "Stage 2 technical specification"
_OLD_TEMPLATES = re.compile(r"\{(?:product_type|source_id)\}")
_BAD = re.compile("[/.{}]")
_BAD_CHARACTERS = {"/": "a slash", ".": "a dot", "{": "a brace", "}": "a brace"}


@rule(
    "name-missing",
    Severity.WARNING,
    Scope.PRODUCT,
    statement="A product has a name.",
    why="The specification makes it optional and promises a name after the science member; image2,"
    " spec2, spec3 and coron3 stop with a KeyError all the same.",
    source=f"{_SPEC}, products Keyword, name; jwst 3.0.0",
)
def name_missing(facts: ProductFacts) -> Iterator[Breach]:
    """Report a product without a name."""
    if facts.name is MISSING:
        yield Breach(
            "the product has no name, and most pipelines stop without one; add the beginning of the"
            " output files' names",
            "name",
        )


@rule(
    "name-mismatch",
    Severity.INFO,
    Scope.PRODUCT,
    statement="A Stage 2 product is named after its science member, without suffix and extension.",
    why="Stage 3 and archives find the product of an exposure by its name.",
    source="jwst documentation, File Naming",
    stages=STAGE2,
)
def name_mismatch(facts: ProductFacts) -> Iterator[Breach]:
    """Report another name, where the name itself is sound and there is one science member."""
    name = facts.name
    if not isinstance(facts.science, str) or not isinstance(name, str) or not name:
        return
    derived = product_name(facts.science)
    if name == derived or not derived or facts.exptypes.get("science") != 1:
        return
    if not _bad_characters(name) and not has_hidden(name) and split_suffix(name)[1] is None:
        yield Breach(
            f"the name is not that of the science member; {quoted(derived)} would be", "name"
        )


@rule(
    "name-suffix",
    Severity.INFO,
    Scope.PRODUCT,
    statement="A product's name does not end in a known suffix.",
    why="Pipelines strip the suffix before they append their own.",
    source="jwst 3.0.0, lib.suffix.remove_suffix",
)
def name_suffix(facts: ProductFacts) -> Iterator[Breach]:
    """Report a suffix at the end of the name."""
    stem, suffix = split_suffix(facts.name) if isinstance(facts.name, str) else ("", None)
    if suffix is not None and not has_hidden(stem):
        yield Breach(
            f"the name ends in the suffix {suffix}, which pipelines strip; write {quoted(stem)}",
            "name",
        )


@rule(
    "name-characters",
    Severity.WARNING,
    Scope.PRODUCT,
    statement="A product's name holds no slash, no dot and no braces.",
    why="Pipelines take what follows the last dot for an extension and drop it, drop directories,"
    " and wfs-image3 stops at braces. The old templates {product_type} and {source_id} are"
    " harmless elsewhere.",
    source="jwst 3.0.0, stpipe output names and calwebb_wfs-image3",
)
def name_characters(facts: ProductFacts) -> Iterator[Breach]:
    """Report characters that do not survive in an output name."""
    name = facts.name
    if not isinstance(name, str) or not (bad := _bad_characters(name)) or has_hidden(name):
        return
    is_template = not _bad_characters(_OLD_TEMPLATES.sub("", name))
    breaks = is_type_of(facts.asn_type, facts.asn_rule, "wfs-image3")
    yield Breach(
        f"the name holds {joined(bad)}, which output files lose or a pipeline stops at; remove it",
        "name",
        Severity.INFO if is_template and not breaks else None,
    )


def _bad_characters(name: str) -> list[str]:
    return list(dict.fromkeys(_BAD_CHARACTERS[each] for each in _BAD.findall(name)))
