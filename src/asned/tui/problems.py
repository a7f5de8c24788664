"""The problems pane: all findings, errors first, each with where it is and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from asned.association.keys import product_name
from asned.association.places import Kind, Place
from asned.association.structure import Level, Splice
from asned.jsontext.display import displayable
from asned.later import Later
from asned.rules.findings import Finding
from asned.session import Change, Session
from asned.tui.cutting import cut_end, cut_start
from asned.tui.pane import MARKS, TONES, Pane
from asned.tui.query import Query
from asned.tui.rows import Cell, Column, Row

if TYPE_CHECKING:
    from asned.tui import sieves
    from asned.tui.sieves import Sieve
else:
    sieves = Later("asned.tui.sieves")

_COLUMNS = (
    Column("place", "where", least=13, marks=True),
    Column("message", "what", least=16, share=1),
    Column("rule", "rule", least=18, stops=False),
)

_WIDE = 100
"""Cells from which on there is room for more than where it is and what is wrong."""

_NARROW = 60
"""Cells below which there is hardly room for a product's name beside what is wrong."""

_NAME, _SHORT_NAME = 22, 18
"""Cells of a product's name, and where there is less room: enough for visit, exposure and detector."""

_NARROW_PLACE = 14
"""Cells of a place where the pane is narrow: enough for a member's number."""


class Problem:
    """A finding with a number that stays the same while the judge looks at its place again."""

    __slots__ = ("finding",)

    def __init__(self, finding: Finding) -> None:
        self.finding = finding

    @property
    def id(self) -> int:
        """The number."""
        return id_of(self.finding)


def id_of(finding: Finding) -> int:
    """Give the number of a finding."""
    return hash((finding.place.node, finding.rule, finding.field, finding.message))


class ProblemsPane(Pane):
    """The findings of the whole file."""

    NAME = "problems"
    NUMBER = 4

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._words = -1, Words(session)
        self.visited: Finding | None = None
        """The problem that was gone to last."""
        self._visited_from: tuple[Pane, int, int] | None = None
        self.is_wide = False
        """Whether the rule's id has a column of its own."""
        self._is_narrow = False
        self._shown: dict[int, Finding] = {}

    def visit(self, finding: Finding, pane: Pane) -> None:
        """Note that the cursor of a pane was put where a finding is."""
        self.visited = finding
        self._visited_from = pane, pane.cursor_row, pane.cursor_column

    def visited_from(self, pane: Pane) -> Finding | None:
        """Give the problem that was gone to last if the cursor is still where it was put then."""
        finding = self.visited
        if finding is None or self._visited_from != (pane, pane.cursor_row, pane.cursor_column):
            return None
        return finding if finding in self.session.findings.of_node(finding.place.node) else None

    def columns(self) -> Sequence[Column]:
        """Give where, what and, where there is room, which rule."""
        return _COLUMNS if self.is_wide else _COLUMNS[:2]

    def __len__(self) -> int:
        return len(self.session.findings) if self.kept is None else len(self.kept)

    # ---- the findings as things that are filtered and selected

    def count_all(self) -> int:
        """Give how many findings there are."""
        return len(self.session.findings)

    def things(self, start: int, stop: int) -> Sequence[Problem]:
        """Give findings by position."""
        return list(map(Problem, self.session.findings.slice(start, stop)))

    def position(self, thing: Problem) -> int:
        """Give the position of a finding."""
        position = self.session.findings.position(thing.finding)
        if position is None:
            raise KeyError(thing.id)
        return position

    def texts_of(self, things: Sequence[Problem]) -> Iterator[list[str]]:
        """Give where findings are, what they say and their rules."""
        if self._words[0] != self.session.revision:
            self._words = self.session.revision, Words(self.session)
        yield self._words[1].of([each.finding for each in things])

    def sieve(self, query: Query) -> Sieve[Problem] | None:
        """Give what tells findings of a kind."""
        if not query.about:
            return None
        return sieves.ProblemSieve(query.about)

    def all_ids(self) -> Collection[int]:
        """Give the numbers of all findings that are shown."""
        if self.kept is None:
            return {id_of(each) for each in self.session.findings}
        return super().all_ids()

    def thing_at(self, row: int) -> Problem | None:
        """Give the finding at a row."""
        finding = self.finding(row)
        return None if finding is None else Problem(finding)

    def ids_at(self, rows: range) -> Sequence[int | None]:
        """Give the numbers of findings in rows that follow each other."""
        if self.kept is not None:
            return [each.id for each in self.kept.slice(rows.start, rows.stop)]
        return [id_of(each) for each in self.session.findings.slice(rows.start, rows.stop)]

    def row_of_thing(self, thing: Problem) -> int | None:
        """Give the row of a finding."""
        return self.row_of_finding(thing.finding)

    @property
    def stamp(self) -> object:
        """The state of the document, and how far it is judged."""
        return self.session.revision, self.session.is_judged or len(self.session.findings)

    # ---- rows

    def finding(self, row: int) -> Finding | None:
        """Give the finding at a row."""
        if self.kept is not None:
            kept = self.kept.slice(row, row + 1)
            return kept[0].finding if kept else None
        found = self.session.findings.slice(row, row + 1)
        return found[0] if found else None

    def row(self, index: int) -> Row:
        """Give a finding."""
        finding = self.finding(index)
        assert finding is not None
        self._shown[index] = finding
        tone = TONES[finding.severity]
        return Row(
            (
                Cell(self._where(finding), tone, MARKS[finding.severity]),
                Cell(displayable(finding.message)),
                Cell(finding.rule, "muted"),
            )
        )

    def _where(self, finding: Finding) -> str:
        most = _NAME if self.is_wide else _SHORT_NAME
        where = place_words(self.session, finding, short_name=most)
        return cut_end(where, _NARROW_PLACE) if self._is_narrow else where

    def place_at(self, row: int) -> Place | None:
        """Give the place that a finding is about."""
        finding = self.finding(row)
        return None if finding is None else finding.place

    def row_of(self, place: Place) -> int | None:
        """Give the row of the first finding about a place."""
        for finding in self.session.findings.of_node(place.node):
            if finding.place == place:
                return self.row_of_finding(finding)
        return None

    def row_of_finding(self, finding: Finding) -> int | None:
        """Give the row of a finding."""
        if self.kept is None:
            return self.session.findings.position(finding)
        id = id_of(finding)
        return self.kept.index(id) if id in self.kept else None

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole message."""
        finding = self.finding(row)
        return "" if finding is None else displayable(finding.message)

    def is_touched(self, change: Change) -> bool:
        """Say whether a change may show: findings name where they are, so rows that move count too."""
        return bool(len(self) or change.is_whole or change.gone)

    def on_resize(self) -> None:
        """Give or take the column of the rule."""
        self.is_wide = self.size.width >= _WIDE
        self._is_narrow = self.size.width < _NARROW
        self.structure_changed()

    def show_change(self, change: Change) -> None:
        """Show the findings, or say that there are none."""
        is_judged = self.session.is_judged
        self.empty_text = "no problems" if is_judged else "judging…"
        if self.kept is not None or len(self.selection):
            self._follow_findings(change)
        if self.kept is not None or change.is_whole:
            super().show_change(change)
            return
        self.forget_out_of_sight()
        self.structure_changed(first=len(self), also=self._other_rows(change))
        if change.appeared or change.gone or len(self.selection):
            self.retitle()

    def _other_rows(self, change: Change) -> list[int]:
        """Give the rows on the screen that show another finding, or name its place otherwise."""
        rows = self.rows_in_sight(len(self))
        self._shown = {row: shown for row, shown in self._shown.items() if row in rows}
        findings = self.session.findings.slice(rows.start, rows.stop)
        names_all = any(splice.level < Level.PRODUCTS for splice in change.splices)
        return [
            row
            for row, finding in zip(rows, findings, strict=True)
            if names_all
            or self._shown.get(row) is not finding
            or any(self._is_about(each, finding.place) for each in change.splices)
        ]

    def _is_about(self, splice: Splice, place: Place) -> bool:
        """Say whether a splice may have changed how a product or a member is named."""
        if place.kind not in (Kind.PRODUCT, Kind.MEMBER):
            return False
        document = self.session.document
        if splice.level == Level.PRODUCTS:  # one without a name goes by its number
            exchange = splice.exchange
            may_be_alone = len(exchange.removed) != len(exchange.inserted)
            return may_be_alone or not product_name(document.product(place.product))
        if splice.product != place.product:
            return False
        if splice.level != Level.MEMBERS:
            return True
        if place.kind is Kind.PRODUCT:
            return False
        return renumbers(splice, document.members(place.product).index(place.node))

    def _follow_findings(self, change: Change) -> None:
        if change.is_whole:
            if len(self.selection):
                there = {id_of(each) for each in self.session.findings}
                self.selection.discard(self.selection.keys - there)
            self.filter_again()
            return
        new = [Problem(each) for each in change.appeared]
        new = [each for each in new if self.session.findings.position(each.finding) is not None]
        came = self.matching(new)
        gone = [id_of(each) for each in change.gone]
        self.follow(gone, sorted(came, key=self.position))

    def title(self) -> str:
        """Name the pane."""
        return "Problems"


def renumbers(splice: Splice, position: int) -> bool:
    """Say whether a splice had the piece that is at a position now stand elsewhere before."""
    exchange = splice.exchange
    at = position - exchange.start
    if at < 0:
        return False
    removed, inserted = exchange.removed, exchange.inserted
    if len(removed) != len(inserted):
        return True
    return at < len(inserted) and removed[at].id != inserted[at].id


class Words:
    """Gives what rows show of findings, for looking in it; names and numbers are looked up once."""

    def __init__(self, session: Session) -> None:
        """Look at a document that stays as it is."""
        self._session = session
        self._names: dict[int, str] = {}
        self._numbers: dict[int, dict[int, int]] = {}

    def of(self, findings: Sequence[Finding]) -> list[str]:
        """Give place, message and rule of each."""
        texts, names, numbers = [], self._names, self._numbers
        is_member, is_product = Kind.MEMBER, Kind.PRODUCT
        for finding in findings:
            kind, product, node = finding[2]  # by number: this is done for a hundred thousand
            if product and product not in names:
                names[product] = name_words(self._session, product)
            if kind is is_member:
                if product not in numbers:
                    numbers[product] = self._numbers_in(product)
                number = numbers[product][node]
                where = f"m{number} member {number} of {names[product]}"
            elif kind is is_product:
                where = names[product]
            else:
                where = place_words(self._session, finding)
            texts.append(f"{where}\n{finding[4]}\n{finding[0]}")
        return texts

    def _numbers_in(self, product: int) -> dict[int, int]:
        members = self._session.document.members(product)
        return {member.id: number for number, member in enumerate(members, 1)}


def place_words(session: Session, finding: Finding, *, short_name: int = 0) -> str:
    """Say where a finding is, displayable: `member 2 of <product>`, a keyword, a product.

    `short_name` leaves room for what is wrong: `m2` for `member 2`, with so many cells of the end of the
    product's name, or none where there is one product.
    """
    place, document = finding.place, session.document
    if place.kind is Kind.DOCUMENT:
        return displayable(finding.field) or "the file"
    if place.kind is Kind.KEYWORD:
        index = document.keywords.index(place.node)
        return displayable(document.keywords[index].key or "")
    name = name_words(session, place.product)
    if short_name:
        name = cut_start(name, short_name)
    if place.kind is Kind.PRODUCT:
        return name
    member = document.members(place.product).index(place.node) + 1
    if short_name:
        return f"m{member} of {name}" if len(document.products) > 1 else f"m{member}"
    return f"member {member} of {name}"


def name_words(session: Session, product: int) -> str:
    """Name a product, displayable; one without a name by its number."""
    products = session.document.products
    name = product_name(session.document.product(product))
    return displayable(name) if name else f"product {products.index(product) + 1}"
