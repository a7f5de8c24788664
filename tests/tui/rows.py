"""An association of some products with some members each, whose rows are easily told apart."""

from pathlib import Path
from typing import Any

from tui.editor import EXAMPLE, write


def row_name(product: int, member: int) -> str:
    """Give the expname of a member."""
    return f"p{product}m{member:02}_rate.fits"


def with_rows(directory: Path, products: int = 2, members: int = 8, **others: Any) -> Path:
    """Write an association without findings but for names: one science and backgrounds in each."""
    made = [
        {
            "name": f"product{product}",
            "members": [
                {
                    "expname": row_name(product, member),
                    "exptype": "background" if member else "science",
                    "exposerr": "null",
                }
                for member in range(members)
            ],
        }
        for product in range(products)
    ]
    return write(directory, EXAMPLE | {"products": made} | others)


def numbers(members: list[Any]) -> list[int]:
    """Give the numbers in the expnames of members, in their order."""
    return [int(each["expname"][3:5]) for each in members]
