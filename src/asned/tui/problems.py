"""The problems pane: all findings, errors first, each with where it is and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from asned.association.places import Kind, Place
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Branch
from asned.rules.findings import Finding
from asned.rules.shells import product_name
from asned.session import Change, Session
from asned.tui.pane import MARKS, TONES, Pane
from asned.tui.rows import Cell, Column, Row

_COLUMNS = (
    Column("place", "where", cut="shared", least=12, marks=True),
    Column("message", "what", least=40, share=1),
    Column("rule", "rule", least=18, stops=False),
)

_WIDE = 100
"""Cells from which on the rule's id has a column of its own."""


class ProblemsPane(Pane):
    """The findings of the whole file."""

    NAME = "problems"
    NUMBER = 4

    def columns(self) -> Sequence[Column]:
        """Give where, what and, where there is room, which rule."""
        return _COLUMNS if self.size.width >= _WIDE else _COLUMNS[:2]

    def __len__(self) -> int:
        return len(self.session.findings)

    def finding(self, row: int) -> Finding | None:
        """Give the finding at a row."""
        found = self.session.findings.slice(row, row + 1)
        return found[0] if found else None

    def row(self, index: int) -> Row:
        """Give a finding."""
        finding = self.finding(index)
        assert finding is not None
        tone = TONES[finding.severity]
        return Row(
            (
                Cell(place_words(self.session, finding), tone, MARKS[finding.severity]),
                Cell(displayable(finding.message)),
                Cell(finding.rule, "muted"),
            )
        )

    def place_at(self, row: int) -> Place | None:
        """Give the place that a finding is about."""
        finding = self.finding(row)
        return None if finding is None else finding.place

    def row_of(self, place: Place) -> int | None:
        """Give the row of the first finding about a place."""
        for finding in self.session.findings.of_node(place.node):
            if finding.place == place:
                return self.session.findings.position(finding)
        return None

    def row_of_finding(self, finding: Finding) -> int | None:
        """Give the row of a finding."""
        return self.session.findings.position(finding)

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole message."""
        finding = self.finding(row)
        return "" if finding is None else displayable(finding.message)

    def is_touched(self, change: Change) -> bool:
        """Say whether a change may show: findings name where they are, so rows that move count too."""
        return bool(len(self) or change.is_whole or change.gone)

    def on_resize(self) -> None:
        """Give or take the column of the rule."""
        self.structure_changed()

    def show_change(self, change: Change) -> None:
        """Show the findings, or say that there are none."""
        is_judged = self.session.is_judged
        self.empty_text = "no problems" if is_judged else "judging…"
        super().show_change(change)

    def title(self) -> str:
        """Name the pane."""
        return "Problems"


def place_words(session: Session, finding: Finding) -> str:
    """Say in few words where a finding is, displayable: `m2 of <product>`, a keyword, a product."""
    place, document = finding.place, session.document
    if place.kind is Kind.DOCUMENT:
        return displayable(finding.field) or "the document"
    if place.kind is Kind.KEYWORD:
        index = document.keywords.index(place.node)
        return displayable(document.keywords[index].key or "")
    number = document.products.index(place.product) + 1
    product = document.product(place.product)
    name = product_name(product) if isinstance(product, Branch) else None
    name = displayable(name) if name else f"product {number}"
    if place.kind is Kind.PRODUCT:
        return name
    member = document.members(place.product).index(place.node) + 1
    return f"m{member} of {name}"
