"""The terminal editor of JWST association files, and its judge as a library."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asned.api import (
        DiskError,
        Document,
        FileChanged,
        Finding,
        NotAnAssociationText,
        check,
        parse,
        read,
        save,
    )

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
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Loaded when first asked for: `asned --version` needs none of it.
    from asned import api  # noqa: PLC0415

    return getattr(api, name)


def __dir__() -> list[str]:
    return __all__
