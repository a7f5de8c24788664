"""An association written by hand, and where in its text something can be damaged."""

import json
import re

ASSOCIATION = {
    "asn_type": "image2",
    "version_id": None,
    "degraded_status": "No known degraded exposures in association.",
    "constraints": "DMSAttrConstraint({'name': 'program', \"x\": {1}})\nit's \t [a, b]: c",
    "asn_id": "o037",
    "weight": -1.5e3,
    "final": True,
    "draft": False,
    "products": [
        {
            "name": "jw00623037001_{source_id}",
            "members": [
                {"expname": "jw1_rate.fits", "exptype": "science", "exposerr": None},
                {"expname": "", "exptype": "background", "asn_candidate": "('o037', 'x')"},
            ],
        },
        {"name": "b", "members": [{"expname": "jw2_rate.fits", "exptype": "science"}]},
    ],
}

PRETTY = json.dumps(ASSOCIATION, indent=4)
LAYOUTS = {
    "indent 4": PRETTY,
    "indent 2": json.dumps(ASSOCIATION, indent=2),
    "tabs": json.dumps(ASSOCIATION, indent="\t"),
    "crlf": PRETTY.replace("\n", "\r\n"),
    "one line": json.dumps(ASSOCIATION),
    "compact": json.dumps(ASSOCIATION, separators=(",", ":")),
}

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')


def tokens(text: str) -> list[re.Match[str]]:
    """Give every token of a JSON text."""
    return list(_TOKEN.finditer(text))


def boundaries(text: str) -> list[int]:
    """Give every offset where a token begins or ends."""
    found = {0, len(text)}
    for token in tokens(text):
        found |= {token.start(), token.end()}
    return sorted(found)


def inside_strings(text: str) -> list[int]:
    """Give every offset in a string where a character can be put in without cutting an escape."""
    found = []
    for token in tokens(text):
        if token.group().startswith('"'):
            pieces = re.finditer(r"\\(?:u....|.)|[^\\]", token.group()[1:-1])
            found += [token.start() + 1 + piece.start() for piece in pieces]
            found.append(token.end() - 1)
    return found
