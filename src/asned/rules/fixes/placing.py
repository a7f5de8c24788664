"""Where a new key belongs among those that an object has."""

from collections.abc import Iterable


def specified_index(present: Iterable[str], key: str, order: Iterable[str]) -> int | None:
    """Give the position for a new key: after the nearest that is specified before it, else before the next.

    `order` holds the specified keys in order. None where none of them is present.
    """
    at = {other: number for number, other in enumerate(present)}
    names = list(order)
    number = names.index(key)
    for other in reversed(names[:number]):
        if other in at:
            return at[other] + 1
    return next((at[other] for other in names[number:] if other in at), None)
