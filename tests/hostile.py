"""Texts that were made to hurt whoever shows them, and associations that hold them in every field."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from builders import corpus_files

CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))]
DIRECTIONS = [
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069))
    for code in range(first, last + 1)
] + ["\u061c", "\ufeff", "\u00ad"]

MARKUP = [
    "[/]",
    "[/products/0]",
    "[@click=app.quit]x[/]",
    "[@click=app.act('quit')]x[/@click]",
    "[link=https://example.org]x[/link]",
    "[bold red on blue]x[/]",
    "[$text-error]x",
    "[b",
    "\\[b]x[/b]",
    "[[]]",
    "[/",
    "{source_id}",
    "%(name)s %s {0} {self.app} $x",
    ":smile: [blink]x",
]
"""What Textual and Rich would take for styles, links and actions, or stumble over."""

SEQUENCES = [
    "\x1b]0;forged\x07",
    "\x1b]52;c;Zm9yZ2Vk\x07",
    "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[?1049l\x1b[?25h",
    "\x1bP+q\x1b\\",
    "\x1bc",
    "\x9b2J\x9d0;forged\x9c",
    "\r\n\tx\x0b\x0c",
    "x\udfff\ud800x\ud83dx",
]
"""What a terminal would obey, and halves of surrogate pairs."""

FIELDS = (
    "the value of a keyword",
    "the name of a keyword",
    "the name of a product",
    "expname",
    "exptype",
    "exposerr",
)


def naughty_strings() -> list[str]:
    """Give the Big List of Naughty Strings; none where the corpus is not here."""
    paths = corpus_files("", "naughty-strings.json")
    return json.loads(paths[0].read_text(encoding="utf-8")) if paths else []


def generated_strings(count: int = 60) -> list[str]:
    """Give strings of this project's own: the above in any order, with letters of any alphabet between."""
    random = Random(85)
    parts = [
        *CONTROLS,
        *DIRECTIONS,
        *MARKUP,
        *SEQUENCES,
        "é",
        "宇宙",
        "😀",
        "e\u0301",
        "ไ้",
        '"',
        "\\",
    ]
    return ["".join(random.choices(parts, k=random.randint(1, 9))) for _ in range(count)]


def holding(texts: list[str]) -> dict[str, Any]:
    """Give an association that holds each text in each of the six fields."""
    keywords = {f"value {number}": text for number, text in enumerate(texts)}
    names = {text: number for number, text in enumerate(texts)}
    products = [
        {"name": text, "members": [{"expname": text, "exptype": text, "exposerr": text}]}
        for text in texts
    ]
    return {"asn_type": "image2", **keywords, **names, "products": products}
