"""The rules over a file's text and name: their rows; the reader of the text finds the breaches.

The name of a file is judged here.
"""

from asned.rules.conventions import JWST
from asned.rules.filenames import EXTENSION, with_extension
from asned.rules.findings import Severity
from asned.rules.names import ASSOCIATION
from asned.rules.registry import EVERY_STAGE, Breach, Scope, declare
from asned.rules.wording import quoted

HALF = "json-surrogate"
"""The one rule on the text whose breaches a text may have that is JSON: it is found in values, too."""

_JSON = "RFC 8259"
_REFUSED = "Every strict JSON reader stops here, so no pipeline gets to see the association."


def _text(rule: str, statement: str, why: str, source: str) -> None:
    declare(
        rule,
        Severity.ERROR,
        Scope.TEXT,
        statement=statement,
        why=why,
        source=source,
        stages=EVERY_STAGE,
    )


_text("json-syntax", "The text is JSON.", _REFUSED, _JSON)
_text(
    "json-trailing-comma",
    "No comma stands before ] or }.",
    "jwst 3.0.0 loads it as YAML, with a warning; the next release refuses it.",
    f"{_JSON}, Objects and Arrays",
)
_text(
    "json-missing-comma",
    "A comma stands between two values or pairs.",
    _REFUSED,
    f"{_JSON}, Objects and Arrays",
)
_text(
    "json-comment",
    "The text has no comments, neither //, nor #, nor /* */.",
    _REFUSED,
    f"{_JSON}, Grammar",
)
_text("json-quotes", "Strings and keys stand in double quotes.", _REFUSED, f"{_JSON}, Strings")
_text(
    "json-literal",
    "None, True, False, NaN and Infinity do not occur outside strings.",
    "They are words of Python and JavaScript. Some readers take NaN all the same; others stop.",
    f"{_JSON}, Values and Numbers",
)
_text(
    "json-control-character",
    "A string holds no raw tab, newline or other control character.",
    _REFUSED,
    f"{_JSON}, Strings",
)
_text(
    HALF,
    "No escape stands for half of a surrogate pair.",
    "Such a text cannot be written as UTF-8, so it cannot become a file name or a header's value.",
    f"{_JSON}, Unicode Characters",
)
_text("json-extra-data", "Nothing follows the document.", _REFUSED, f"{_JSON}, Grammar")
_text(
    "json-limits",
    "The text has at most 512 levels of brackets, and no number of more than 4,300 digits.",
    "Python versions differ in how much they read; within these limits all of them read the same.",
    "Python, json and sys.set_int_max_str_digits",
)
_text(
    "file-encoding",
    "The file is encoded in UTF-8.",
    "Readers decode it as UTF-8 and stop at bytes that are not.",
    f"{_JSON}, Character Encoding",
)
_text(
    "file-bom",
    "The file does not begin with a byte-order mark.",
    "Python's strict JSON reader refuses it.",
    f"{_JSON}, Character Encoding",
)
_text("file-empty", "The file is neither empty nor blank.", _REFUSED, _JSON)
declare(
    "file-extension",
    Severity.ERROR,
    Scope.TEXT,
    statement="The file's name ends in .json, in lower case.",
    why="Pipelines know an association by its extension; the next jwst release refuses all others.",
    source="jwst 3.0.0, stdatamodels filetype",
    stages=JWST,
)
declare(
    "file-name",
    Severity.INFO,
    Scope.TEXT,
    statement="The file's name follows the scheme of the data management system.",
    why="Archives find associations by program, candidate and type in the name; a pipeline takes"
    " any name.",
    source="jwst documentation, Association Naming",
    stages=JWST,
)


def file_extension_breaches(name: str) -> list[Breach]:
    """Judge the extension of an association's file name."""
    if name.endswith(EXTENSION):
        return []
    renamed = with_extension(name)
    return [
        Breach(f"the file name does not end in .json, lower case; rename it to {quoted(renamed)}")
    ]


def file_name_breaches(name: str) -> list[Breach]:
    """Judge an association's file name; where the extension is wrong, `file-extension` speaks."""
    if not name.endswith(EXTENSION) or ASSOCIATION.fullmatch(name):
        return []
    return [
        Breach(
            "the file name is not one of DMS; leave it, if it is your own:"
            " DMS writes jwPPPPP-oNNN_yyyymmddthhmmss_type_NNNNN_asn.json"
        )
    ]
