"""The terminal editor of JWST association files, and its judge as a library."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asned.api import Document, Finding, NotAnAssociationText, check, parse, read, save
    from asned.disk.errors import DiskError, FileChanged

__version__ = "0.1.0"

__all__ = [
    "DiskError",
    "Document",
    "FileChanged",
    "Finding",
    "NotAnAssociationText",
    "__version__",
    "check",
    "parse",
    "read",
    "save",
]


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: `asned --version` needs none of it.
    if name in ("DiskError", "FileChanged"):
        from asned.disk import errors as module  # noqa: PLC0415
    elif name in __all__:
        from asned import api as module  # noqa: PLC0415
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(module, name)


def __dir__() -> list[str]:
    return __all__
