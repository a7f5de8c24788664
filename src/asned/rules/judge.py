"""The engine: keeps the findings of a document true while it is edited, each edit at the cost of itself.

A full pass comes in slices. In between, every splice is told to `note`, and `finish` brings to an end what
an edit began. The law: after any sequence of edits the findings are those of a fresh full pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asned.association.document import Document, last_with_key, members_branch
from asned.association.places import Kind, Place, member_place, product_place
from asned.association.structure import Level, Splice
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.writing import Exchange
from asned.rules.copies import Copies
from asned.rules.cross_rules import expname_duplicate_message, name_duplicate_message
from asned.rules.findings import Finding
from asned.rules.index import FindingIndex, Order
from asned.rules.shells import by_node, product_findings, product_name, root_findings, root_shape
from asned.rules.summary import Summary
from asned.rules.tally import ProductTally, name_of, tally_of
from asned.rules.verdicts import Severities, Verdicts

SLICE = 256
"""How many members and products a slice of the full pass judges."""

FEW_MEMBERS = 8
"""Up to so many members are counted anew at each edit; beyond, counters are kept."""


class Judge:
    """The findings of one document under one stage and the user's severities."""

    def __init__(self, document: Document, stage: int | None, severities: Severities) -> None:
        self._document = document
        self._verdicts = Verdicts(stage, severities)
        self.findings = FindingIndex(self.order_of)
        self.summary = Summary()
        self._tallies: dict[int, ProductTally] = {}
        self._names = Copies(lambda id: document.products.index(id))
        self._touched: dict[int, None] = {}
        self._root_shape: list[Finding] = []
        self._root_nodes: set[int] = set()
        self._root_touched = True
        self._root_changes = -1
        # While the full pass runs: what it need not look at (any more), and the products it is done with.
        self._passed: set[int] | None = set()
        self._spoken: set[int] = set()
        self._is_interrupted = False
        self.needs_restart = False

    @property
    def stage(self) -> int | None:
        """The stage that is judged by."""
        return self._verdicts.stage

    @property
    def is_complete(self) -> bool:
        """Whether the full pass has come to its end."""
        return self._passed is None

    def tally(self, product: Piece) -> ProductTally:
        """Give the counts over a product's members."""
        return self._tallies.get(product.id) or tally_of(product)

    def slices(self, size: int = SLICE) -> Iterator[None]:
        """Judge what is not judged yet, giving control back after each `size` members and products."""
        passed = self._passed
        if passed is None:
            return
        self.findings.begin_pass()
        self.finish()
        left = size
        for product in list(self._document.products):
            if product.id in passed:
                continue
            for _ in self._pass_product(product, passed):
                left -= 1
                if not left:
                    left = size
                    yield
        self._passed = None
        self._spoken.clear()
        self._root_changes = -1
        self.finish()
        self.findings.end_pass()

    def _pass_product(self, product: Piece, passed: set[int]) -> Iterator[None]:
        passed.add(product.id)
        self._enter_name(product)
        branch = members_branch(product)
        members = list(branch.children) if branch else []
        tally = None
        if branch and len(members) > FEW_MEMBERS:
            tally = self._tallies[product.id] = ProductTally(branch.children.index)
            if self._is_interrupted:
                for member in members:
                    if member.id in passed:
                        tally.add(_leaf(member))
        for member in members:
            if member.id not in passed:
                passed.add(member.id)
                self._enter_member(product.id, _leaf(member), tally)
            yield
        if not self._is_interrupted:
            self._spoken.add(product.id)
            self._judge_product(product)
        elif product.id in self._document.products:
            self._spoken.add(product.id)
            self._judge_product(self._document.product(product.id))
        yield

    def note(self, splice: Splice) -> None:
        """Take account of a splice that was just applied; `finish` completes it."""
        if self._passed is not None:
            self._is_interrupted = True
            self.findings.interrupt_pass()
        if splice.level == Level.MEMBERS:
            self._note_members(splice.product, splice.exchange)
        elif splice.level == Level.PRODUCTS:
            self._note_products(splice.exchange)
        elif splice.level == Level.PRODUCT:
            self._note_product(splice.product, splice.exchange)
        elif splice.level == Level.ASSOCIATION:
            self._note_association(splice.exchange)
        else:
            self.needs_restart = True

    def finish(self) -> None:
        """Judge the products and keywords that the splices noted have touched."""
        for id in self._touched:
            if self._passed is not None and id not in self._spoken:
                continue
            if id in self._document.products:
                self._judge_product(self._document.product(id))
        self._touched.clear()
        self._judge_root()

    def order_of(self, place: Place) -> Order:
        """Say where a place stands in the file, for sorting."""
        keywords = self._document.keywords
        if place.kind is Kind.DOCUMENT:
            return (-1,)
        if place.kind is Kind.KEYWORD:
            return (keywords.index(place.node),)
        products = self._document.products_branch
        assert products is not None
        at = keywords.index(products.id), products.children.index(place.product)
        if place.kind is Kind.PRODUCT:
            return at
        return (*at, self._document.members(place.product).index(place.node))

    # ---- splices

    def _note_members(self, product: int, exchange: Exchange) -> None:
        removed, inserted, moved = _difference(exchange)
        tally = self._tallies.get(product)
        for piece in removed:
            self._leave_member(product, _leaf(piece), tally)
        for piece in inserted:
            self._enter_edited(product, _leaf(piece), tally)
        if moved:
            for piece in moved:
                name = name_of(_leaf(piece))
                if tally and name:
                    self._put_copies(product, tally, tally.names.reorder(name))
            self.findings.resort(piece.id for piece in moved)
        self._touched[product] = None

    def _note_products(self, exchange: Exchange) -> None:
        removed, inserted, moved = _difference(exchange)
        for product in removed:
            self._leave_product(product)
        for product in inserted:
            self._enter_product(product)
        if moved:
            for product in moved:
                name = product_name(product)
                if name:
                    self._put_name_copies(self._names.reorder(name))
            for product in moved:
                branch = members_branch(product)
                ids = [member.id for member in branch.children] if branch else []
                self.findings.resort([product.id, *ids])
        self._root_touched = True

    def _note_product(self, id: int, exchange: Exchange) -> None:
        new = self._document.product(id)
        assert isinstance(new, Branch)
        if self._passed is None or id in self._passed:
            old = _before(new, exchange)
            old_members, new_members = members_branch(old), members_branch(new)
            if _children(old_members) is not _children(new_members):
                self._leave_members(id, old_members)
                self._tallies.pop(id, None)
                self._enter_members(id, new_members)
            if product_name(old) != product_name(new):
                self._leave_name(old)
                self._enter_name(new)
        self._touched[id] = None

    def _note_association(self, exchange: Exchange) -> None:
        root = self._document.root
        assert isinstance(root, Branch)
        old = last_with_key(_before(root, exchange), "products")
        new = last_with_key(root, "products")
        if _children(old) is not _children(new):
            self.needs_restart = True
        for piece in exchange.removed:
            self.findings.drop(piece.id)
        self._root_touched = True

    # ---- products

    def _enter_product(self, product: Piece) -> None:
        if self._passed is not None:
            self._passed.add(product.id)
            self._spoken.add(product.id)
        self._enter_members(product.id, members_branch(product))
        self._enter_name(product)
        self._touched[product.id] = None

    def _leave_product(self, product: Piece) -> None:
        if self._passed is not None and product.id not in self._passed:
            self._passed.add(product.id)
            self._leave_members(product.id, members_branch(product))
            return
        self._leave_members(product.id, members_branch(product))
        self._tallies.pop(product.id, None)
        self._leave_name(product)
        self.findings.drop(product.id)

    def _judge_product(self, product: Piece) -> None:
        tally = self._tallies.get(product.id)
        if tally is None:
            tally = tally_of(product)
            branch = members_branch(product)
            for member in branch.children if branch else ():
                self._put_copy(product.id, tally, _leaf(member))
            if branch and len(branch.children) > FEW_MEMBERS:
                self._tallies[product.id] = tally
        findings = product_findings(self._verdicts, self._document, product, tally)
        self.findings.put(product.id, "own", findings)

    def _enter_name(self, product: Piece) -> None:
        name = product_name(product)
        if name is not None:
            is_last = self._passed is not None and not self._is_interrupted
            self._put_name_copies(self._names.add(name, product.id, is_last=is_last))

    def _leave_name(self, product: Piece) -> None:
        name = product_name(product)
        if name is not None:
            self._put_name_copies(self._names.remove(name, product.id))
            self.findings.put(product.id, "among", ())

    def _put_name_copies(self, ids: Iterable[int]) -> None:
        for id in ids:
            name = product_name(self._document.product(id))
            found: tuple[Finding, ...] = ()
            if name is not None and self._names.is_copy(name, id):
                message = name_duplicate_message(name)
                found = self._verdicts.cross("name-duplicate", product_place(id), "name", message)
            self.findings.put(id, "among", found)

    # ---- members

    def _enter_members(self, product: int, branch: Branch | None) -> None:
        if branch is None:
            return
        tally = None
        if len(branch.children) > FEW_MEMBERS:
            tally = self._tallies[product] = ProductTally(branch.children.index)
        for member in branch.children:
            self._enter_edited(product, _leaf(member), tally)

    def _leave_members(self, product: int, branch: Branch | None) -> None:
        for member in branch.children if branch else ():
            self._leave_member(product, _leaf(member), None)

    def _enter_edited(self, product: int, member: Leaf, tally: ProductTally | None) -> None:
        if self._passed is not None:
            self._passed.add(member.id)
        self._enter_member(product, member, tally)

    def _enter_member(self, product: int, member: Leaf, tally: ProductTally | None) -> None:
        self.summary.add(member)
        self.findings.put(member.id, "own", self._verdicts.of_member(product, member))
        if tally is not None:
            is_last = self._passed is not None and not self._is_interrupted
            copies = tally.add(member, is_last=is_last)
            if copies:
                self._put_copies(product, tally, copies)

    def _leave_member(self, product: int, member: Leaf, tally: ProductTally | None) -> None:
        if self._passed is not None and member.id not in self._passed:
            self._passed.add(member.id)
            return
        self.summary.remove(member)
        self.findings.drop(member.id)
        if tally is not None:
            self._put_copies(product, tally, tally.remove(member))

    def _put_copies(self, product: int, tally: ProductTally, ids: Iterable[int]) -> None:
        for id in ids:
            self._put_copy(product, tally, self._document.member(product, id))

    def _put_copy(self, product: int, tally: ProductTally, member: Leaf) -> None:
        name = name_of(member)
        found: tuple[Finding, ...] = ()
        if name is not None and tally.names.is_copy(name, member.id):
            place, message = member_place(product, member.id), expname_duplicate_message(name)
            found = self._verdicts.cross("expname-duplicate", place, "expname", message)
        self.findings.put(member.id, "among", found)

    # ---- keywords

    def _judge_root(self) -> None:
        if not self._root_touched and self._root_changes == self.summary.changes:
            return
        if self._root_touched:
            self._root_shape = root_shape(self._verdicts, self._document)
        found = list(self._root_shape)
        if self._passed is None:
            found += root_findings(self._verdicts, self._document, self.summary)
        grouped = by_node(found)
        for node in self._root_nodes - grouped.keys():
            self.findings.drop(node)
        for node, findings in grouped.items():
            self.findings.put(node, "own", findings)
        self._root_nodes = set(grouped)
        self._root_touched = False
        self._root_changes = self.summary.changes


def _leaf(piece: Piece) -> Leaf:
    assert isinstance(piece, Leaf), "members are leaves"
    return piece


def _children(piece: Piece | None) -> object:
    """The list of children by which a branch is known, whatever its lead."""
    return piece.children if isinstance(piece, Branch) else None


def _before(branch: Branch, exchange: Exchange) -> Branch:
    """Give an object as it was before an exchange."""
    pieces = list(branch.children)
    pieces[exchange.start : exchange.start + len(exchange.inserted)] = exchange.removed
    children = type(branch.children)(pieces)
    return Branch(branch.id, branch.lead, branch.key, branch.opening, children, branch.closing)


def _same(old: Piece, new: Piece) -> bool:
    """Whether two pieces with one id differ in nothing but their lead."""
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return old.buffer is new.buffer and (old.start, old.end) == (new.start, new.end)
    return _children(old) is not None and _children(old) is _children(new)


def _difference(
    exchange: Exchange,
) -> tuple[Sequence[Piece], Sequence[Piece], Sequence[Piece]]:
    """Say which pieces went, which came, and which stayed but stand in another order."""
    new = {piece.id: piece for piece in exchange.inserted}
    old = {piece.id: piece for piece in exchange.removed}
    stays = {id for id in new if id in old and _same(old[id], new[id])}
    removed = [piece for piece in exchange.removed if piece.id not in stays]
    inserted = [piece for piece in exchange.inserted if piece.id not in stays]
    order = [id for id in new if id in stays]
    if order == [id for id in old if id in stays]:
        return removed, inserted, ()
    return removed, inserted, [new[id] for id in order]
