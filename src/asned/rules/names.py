"""The names of files: associations, pools, candidates, exposures and products.

Names of a user's own are free. Nothing here may be required of a name; a name is only recognised.

Sources: "Association Naming" and "Science products" in the documentation of `jwst`; the
names that the generator writes.
"""

import re

from asned.rules.suffixes import SUFFIXES, split_name

DETECTORS = frozenset(
    {
        "nrca1",
        "nrca2",
        "nrca3",
        "nrca4",
        "nrcalong",
        "nrcb1",
        "nrcb2",
        "nrcb3",
        "nrcb4",
        "nrcblong",
        "nrs1",
        "nrs2",
        "mirimage",
        "mirifulong",
        "mirifushort",
        "nis",
        "guider1",
        "guider2",
    }
)
"""The detectors as exposure names spell them."""

_SUFFIX = "|".join(sorted(map(re.escape, SUFFIXES), key=len, reverse=True))
_CANDIDATE = "o[0-9]{3}|c1[0-9]{3}|a3[0-9]{3}|r[0-9]{4}"
_STAMP = (
    "[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])t(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
)

CANDIDATE = re.compile(_CANDIDATE)
"""Candidate ids: `o037` observation, `c1001` candidate, `a3001` discovered, `r0001` reserved."""

STAMP = re.compile(_STAMP)
"""Time stamps `yyyymmddthhmmss` of `version_id` and pools, within the calendar's bounds."""

POOL = re.compile(rf"jw(?P<program>[0-9]{{5}})_(?:[0-9]{{3}}_)?{_STAMP.replace('t', '[tT]')}_pool")
"""Pool names: `jw00623_20210610t121508_pool`, or with three digits after the program.

Pools of older generators have a capital T in the stamp.
"""

ASSOCIATION = re.compile(
    rf"jw(?P<program>[0-9]{{5}})-(?P<candidate>{_CANDIDATE})(?:_(?P<stamp>{_STAMP}))?"
    r"_(?P<type>[a-z0-9-]+)_(?P<counter>[0-9]{5})_asn\.json"
)
"""File names of associations; the stamp is the `version_id`, left out where that is null."""

EXPOSURE = re.compile(
    r"jw(?P<program>[0-9]{5})(?P<observation>[0-9]{3})(?P<visit>[0-9]{3})"
    r"_(?P<group>[0-9]{2})(?P<sequence>[0-9])(?P<activity>[0-9a-z]{2})_(?P<exposure>[0-9]{5})"
    rf"(?:-seg(?P<segment>[0-9]{{3}}))?_(?P<detector>{'|'.join(sorted(DETECTORS))})"
    rf"_(?P<suffix>{_SUFFIX})\.fits"
)
"""File names of exposures: `jw00623037001_02101_00001_mirimage_rate.fits`."""

PLAIN = re.compile(
    r"(?=jw(?P<program>[0-9]{5})[0-9]{6}_|)[A-Za-z0-9_]"
    rf"(?:[A-Za-z0-9_.+-]*[_-](?P<suffix>{_SUFFIX})|[A-Za-z0-9_.+-]*)"
    r"\.(?P<extension>(?!gz$)[A-Za-z0-9]+)"
)
"""A full match says that a text is an ordinary bare file name, told by suffix and extension.

Groups: `program` and `suffix` (None where the name has none that is known) and `extension`. Names
with a directory, a leading dot, a double extension of compression or characters beyond ASCII are
not plain.
"""

_DRIVE = re.compile("[A-Za-z]:")


def has_directory(expname: str) -> bool:
    """Say whether a text is more than a file name: `a/x`, `./x`, `x/`, `..`, `a\\x`, `C:x`."""
    return (
        "/" in expname
        or "\\" in expname
        or expname in {".", ".."}
        or _DRIVE.match(expname) is not None
    )


def base_name(expname: str) -> str:
    """Give what follows the last separator of directories (or a drive's colon); maybe nothing."""
    last = re.split(r"[/\\]", expname)[-1]
    return _DRIVE.sub("", last, count=1) if _DRIVE.match(last) else last


def product_name(expname: str) -> str:
    """Give the Stage 2 product's name for its science member: without directory, suffix, extension.

    Source: the naming of Stage 2 products in `jwst.associations.lib.dms_base`.
    """
    plain = PLAIN.fullmatch(expname)
    if plain is None:
        return split_name(base_name(expname)).stem
    return expname[: plain.start("suffix" if plain["suffix"] else "extension") - 1]
