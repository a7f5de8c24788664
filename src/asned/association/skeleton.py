"""A new association: the required keywords and one product without members.

The values are those that the reference package falls back on (`a3001`, `none`, `undefined`); indent 4
and no final newline are how 98.5 % of real files are written.
"""

import json

SKELETON = json.dumps(
    {
        "asn_id": "a3001",
        "asn_pool": "none",
        "products": [{"name": "undefined", "members": []}],
    },
    indent=4,
).encode()
"""The bytes of a new association."""
