"""The suffixes of file names, which tell the product that a file is, and names split at them.

Sources: `lib.suffix` of the reference package `jwst`; "Science products" in its documentation.
"""

from typing import NamedTuple

SUFFIXES = frozenset(
    {
        "ami",
        "ami-oi",
        "aminorm",
        "aminorm-oi",
        "blot",
        "bsub",
        "bsubints",
        "c1d",
        "cal",
        "calints",
        "cat",
        "crf",
        "crfints",
        "dark",
        "i2d",
        "mbsub",
        "median",
        "msa",
        "phot",
        "psfalign",
        "psfstack",
        "psfsub",
        "ramp",
        "rate",
        "rateints",
        "s2d",
        "s3d",
        "segm",
        "snr",
        "uncal",
        "wfscmb",
        "whtlt",
        "x1d",
        "x1dints",
    }
)
"""The suffixes of pipeline products (`jwst.lib.suffix`), and `msa` and `segm`, in use too."""

_MOST_PARTS = 1 + max(suffix.count("-") for suffix in SUFFIXES)


class FileName(NamedTuple):
    """A bare file name in parts; `suffix` is None where none is known, `extension` may be empty."""

    stem: str
    suffix: str | None
    extension: str


def split_suffix(root: str) -> tuple[str, str | None]:
    """Split a known suffix and its `_` or `-` off a name without extension, once."""
    at = len(root)
    for _ in range(_MOST_PARTS):
        at = max(root.rfind("_", 0, at), root.rfind("-", 0, at))
        if at < 1:  # a suffix alone is a name
            break
        if root[at + 1 :] in SUFFIXES:
            return root[:at], root[at + 1 :]
    return root, None


def split_name(name: str) -> FileName:
    """Split a bare file name; the extension comes without its dot, `.fits.gz` as `fits.gz`."""
    root, dot, extension = name.rpartition(".")
    if not dot or not root:
        root, extension = name, ""
    elif extension == "gz" and "." in root:
        root, _, inner = root.rpartition(".")
        extension = f"{inner}.gz"
    return FileName(*split_suffix(root), extension)
