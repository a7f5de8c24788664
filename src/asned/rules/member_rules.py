"""The rules over a member's file name. Of a plain name they look at suffix and extension only."""

from collections.abc import Iterator, Mapping

from asned.jsontext.display import displayable
from asned.rules.conventions import EXPTYPES, JWST, meant_exptype
from asned.rules.facts import MemberFacts
from asned.rules.findings import Severity
from asned.rules.names import PLAIN, base_name, has_directory
from asned.rules.registry import EVERY_STAGE, Breach, Scope, rule
from asned.rules.suffixes import split_name
from asned.rules.wording import has_hidden, joined, quoted

_SPEC = "Stage 2 technical specification"
_EXPOSURES = ("fits", "fits.gz", "asdf")
_CATALOGS = ("ecsv", "asdf")
_RATE = ("rate", "rateints")
_CAL = ("cal", "calints", "crf", "crfints")
_CALIBRATION = dict.fromkeys(
    ("target_acquisition", "dark", "flat", "autoflat", "autowave", "engineering"), (*_CAL, *_RATE)
)

SUFFIXES_OF: Mapping[int | None, Mapping[str, tuple[str, ...]]] = {
    2: dict.fromkeys(("science", "background", "imprint", "selfcal"), _RATE)
    | {"sourcecat": ("cat",), "segmap": ("segm",), "direct_image": ("i2d",)},
    3: {
        "science": (*_CAL, "x1d"),
        "psf": _CAL,
        "background": (*_CAL, "x1d", "x1dints"),
        **_CALIBRATION,
    },
}
"""The suffixes that fit an exptype in a stage, the usual one first; what is not here is not judged.

Science `x1d` files belong to wide-field slitless spectra in spec3. The generator puts `rate` files
of calibration exposures into Stage 3. Sources: `jwst` documentation, the inputs of each pipeline;
real files.
"""


@rule(
    "expname-path",
    Severity.ERROR,
    Scope.MEMBER,
    statement="expname is a file name without a directory.",
    why="The specification has the loader raise an exception. Since 1.8.0 jwst only warns, and"
    " image2 then looks in the current directory, not beside the association.",
    source=f"{_SPEC}, expname",
    stages=EVERY_STAGE,
)
def expname_path(facts: MemberFacts) -> Iterator[Breach]:
    """Report a directory, also where jwst does not notice it: `./x`, `x/`, `..`, `C:x`."""
    expname = _expname(facts)
    if expname is not None and has_directory(expname):
        bare = base_name(expname)
        hint = f"write {quoted(bare)}" if bare not in {"", ".", ".."} else "write the file's name"
        yield Breach(
            f"expname has a directory; {hint}: the file must lie beside the association",
            "expname",
        )


@rule(
    "expname-characters",
    Severity.ERROR,
    Scope.MEMBER,
    statement="expname holds no NUL, no control, hidden or direction-changing character.",
    why="No exposure is named so: the file is not found, and what a terminal shows is not what is"
    " there.",
    source=f"{_SPEC}, expname; POSIX, file names",
    stages=EVERY_STAGE,
)
def expname_characters(facts: MemberFacts) -> Iterator[Breach]:
    """Report characters that cannot be seen."""
    expname = _expname(facts)
    if expname is not None and has_hidden(expname):
        yield Breach(
            f'expname holds hidden characters: "{displayable(expname[:120])}"; remove them',
            "expname",
        )


@rule(
    "expname-extension",
    Severity.WARNING,
    Scope.MEMBER,
    statement="expname ends in .fits for an exposure, in .ecsv for a sourcecat.",
    why="Pipelines choose by the extension how to open a file, and stop at one that they do not"
    " know.",
    source="jwst 3.0.0, stdatamodels filetype; documentation, Input Files",
    stages=JWST,
)
def expname_extension(facts: MemberFacts) -> Iterator[Breach]:
    """Report another extension, or none, for a known exptype."""
    exptype = _exptype(facts)
    name = _file_name(facts)
    if exptype not in EXPTYPES or not name:
        return
    extension = split_name(name).extension
    if extension not in _extensions(exptype):
        wanted = f".{_extensions(exptype)[0]}"
        what = f"ends in {quoted('.' + extension)}" if extension else "has no extension"
        yield Breach(
            f"the file name {what}, but a {exptype} member is a {wanted} file; name a {wanted}"
            " file",
            "expname",
        )


@rule(
    "expname-suffix",
    Severity.WARNING,
    Scope.MEMBER,
    statement="A known suffix in expname fits what the member is for and the stage.",
    why="A product of another step lacks the corrections that the pipeline counts on, or has them"
    " twice. Suffixes of a user's own are not judged.",
    source="jwst documentation, calwebb pipelines, Inputs",
    stages=JWST,
)
def expname_suffix(facts: MemberFacts) -> Iterator[Breach]:
    """Report a known suffix that does not fit; where the extension is wrong, that rule speaks."""
    exptype = _exptype(facts)
    fitting = SUFFIXES_OF[facts.stage].get(exptype)
    name = _file_name(facts)
    if fitting is None or not name:
        return
    parts = split_name(name)
    if parts.suffix in (None, *fitting) or parts.extension not in _extensions(exptype):
        return
    yield Breach(
        f"{parts.suffix} files are no {exptype} members of Stage {facts.stage};"
        f" name a {joined(list(fitting), 'or')} file, or change the exptype",
        "expname",
    )


def _expname(facts: MemberFacts) -> str | None:
    """Give an expname that there is more to say of than its suffix and extension."""
    expname = facts.expname
    if not isinstance(expname, str) or PLAIN.fullmatch(expname):
        return None
    return expname


def _file_name(facts: MemberFacts) -> str:
    """Give the bare file name; nothing where there is none, or it has hidden characters."""
    expname = facts.expname
    if not isinstance(expname, str) or has_hidden(expname):
        return ""
    bare = base_name(expname)
    return "" if bare in {".", ".."} else bare


def _exptype(facts: MemberFacts) -> str:
    return meant_exptype(facts.exptype) if isinstance(facts.exptype, str) else ""


def _extensions(exptype: str) -> tuple[str, ...]:
    return _CATALOGS if exptype == "sourcecat" else _EXPOSURES
