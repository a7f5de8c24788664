"""The engine: keeps the findings of a document true while it is edited, each edit at the cost of itself.

A full pass comes in slices. In between, every splice is told to `note`, and `finish` brings to an end what
an edit began. The law: after any sequence of edits the findings are those of a fresh full pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

from asned.association.document import Document, last_with_key, members_branch
from asned.association.keys import product_name
from asned.association.places import DOCUMENT, Place
from asned.association.structure import Level, Splice
from asned.jsontext.pieces import Branch, Folded, Leaf, Piece
from asned.jsontext.writing import Exchange
from asned.rules.cleanproducts import FEW_MEMBERS, Clean, CleanProducts, Likeness
from asned.rules.exchanged import before, children_of, difference, leaf, members_difference
from asned.rules.fileorder import FileOrder
from asned.rules.filerules import name_findings
from asned.rules.index import FindingIndex, Order
from asned.rules.kinds import Kinds
from asned.rules.memberfindings import MemberFindings
from asned.rules.memberkeys import name_of
from asned.rules.missing import MissingFiles
from asned.rules.passed import Passed, PassedOver
from asned.rules.productnames import ProductNames
from asned.rules.rootfindings import RootFindings
from asned.rules.shells import name_and_members, product_findings
from asned.rules.summary import Summary
from asned.rules.tally import ProductTally, tally_of
from asned.rules.verdicts import Severities, Verdicts

SLICE = 1024
"""How many members and products a slice of the full pass judges."""


class Judge:
    """The findings of one document under one stage and the user's severities."""

    def __init__(self, document: Document, stage: int | None, severities: Severities) -> None:
        self._document = document
        self._verdicts = Verdicts(stage, severities)
        self._order = FileOrder(document)
        self.findings = FindingIndex(self._order.of, self._order.of_many, self._order.beside)
        self.summary = Summary()
        self._kinds = Kinds()
        self._clean = CleanProducts(self._kinds)
        self._members = MemberFindings(
            document, self._verdicts, self.findings, self.summary, self._kinds
        )
        self._tallies: dict[int, ProductTally] = {}
        self._names = ProductNames(document, self._verdicts, self.findings)
        self._touched: dict[int, None] = {}
        self._root = RootFindings(document, self._verdicts, self.findings, self.summary)
        self.missing = MissingFiles(document, self._verdicts, self.findings, self.summary)
        # While the full pass runs: what it need not look at (any more), and the products it is done with.
        self._passed: Passed | None = Passed()
        self._spoken: set[int] = set()
        self._is_interrupted = False
        # The splice after which everything is to be judged anew, and those that followed it.
        self._unjudged: list[Splice] = []

    @property
    def stage(self) -> int | None:
        """The stage that is judged by."""
        return self._verdicts.stage

    @property
    def is_complete(self) -> bool:
        """Whether the full pass has come to its end."""
        return self._passed is None

    @property
    def _is_first_walk(self) -> bool:
        """Whether the full pass goes through a document in order that nobody has edited."""
        return self._passed is not None and not self._is_interrupted

    @property
    def needs_restart(self) -> bool:
        """Whether a splice was noted that only a new judge can take account of."""
        return bool(self._unjudged)

    def tally(self, product: Piece) -> ProductTally:
        """Give the counts over a product's members."""
        return self._tallies.get(product.id) or tally_of(members_branch(product), self._kinds)

    def slices(self, size: int = SLICE) -> Iterator[None]:
        """Judge what is not judged yet, giving control back after each `size` members and products."""
        passed = self._passed
        if passed is None:
            return
        self.findings.begin_pass()
        self.finish()
        run = PassedOver(passed, self._spoken, self._names, self.summary)
        left = size
        products = list(self._document.products)
        for some, known in self._clean.along(products, lambda: not self._is_interrupted):
            if known:
                run.add(some, known)
                left -= sum([1 + len(clean.kinds) for _, clean in known])
                if left <= 0:
                    run.settle()
                    left = size
                    yield
                continue
            (product,) = some
            if self._is_interrupted and product.id in passed:
                continue
            likeness: Likeness | None = None
            if type(product) is Folded and not self._is_interrupted:
                likeness = self._clean.likeness(product)
            run.settle()
            for judged in self._pass_product(product, passed, size):
                left -= judged
                if left <= 0:
                    left = size
                    yield
            if likeness and not self._is_interrupted and not self.findings.of_product(product.id):
                self._clean.remember(likeness)
        run.settle()
        self._passed = None
        self._spoken.clear()
        self.finish()
        places = [finding.place for finding in self.findings]
        self.findings.end_pass(self._order.of_all(places) if places else {})

    def _pass_product(self, product: Piece, passed: Passed, size: int) -> Iterator[int]:
        """Judge a product, giving after each `size` members how many were judged."""
        passed.add(product.id)
        name, branch = name_and_members(product)
        self._names.enter(name, product.id, is_last=self._is_first_walk)
        members = list(branch.children) if branch else []
        tally = (
            tally_of(None, self._kinds) if branch is None else ProductTally(branch.children.index)
        )
        if len(members) > FEW_MEMBERS:
            self._tallies[product.id] = tally
        if self._is_interrupted:
            for member in members:
                if member.id in passed:
                    self._members.recount(product.id, leaf(member), tally)
        for start in range(0, len(members), size):
            run = members[start : start + size]
            if not self._is_interrupted:
                self._members.enter_run(product.id, run, tally)
                passed.update(member.id for member in run)
            for member in run:
                if member.id not in passed:
                    passed.add(member.id)
                    self._members.enter(product.id, leaf(member), tally)
            yield len(run)
        if not self._is_interrupted:
            self._spoken.add(product.id)
            self._judge_by(product, tally)
        elif product.id in self._document.products:
            self._spoken.add(product.id)
            self._judge_product(self._document.product(product.id))
        yield 1

    def note(self, splice: Splice) -> None:
        """Take account of a splice that was just applied; `finish` completes it.

        After a splice that makes `needs_restart` true the others are only remembered; when they and it
        are taken back again, all is as before.
        """
        if self._unjudged and splice == self._unjudged[-1].inverse():
            self._unjudged.pop()
            return
        if self._unjudged or self._is_beyond(splice):
            self._unjudged.append(splice)
            return
        if self._passed is not None:
            self._is_interrupted = True
        if splice.level == Level.MEMBERS:
            self._note_members(splice.product, splice.exchange)
        elif splice.level == Level.PRODUCTS:
            self._note_products(splice.exchange)
        elif splice.level == Level.PRODUCT:
            self._note_product(splice.product, splice.exchange)
        else:
            self._note_association(splice.exchange)

    def finish(self, *, is_tried: bool = False) -> None:
        """Judge the products and keywords that the splices noted have touched.

        `is_tried`: the splices are to be taken back, so whatever would lead to other members is left.
        """
        with self.findings.batch() if len(self._touched) > 1 else nullcontext():
            for id in self._touched:
                if self._passed is not None and id not in self._spoken:
                    continue
                if id in self._document.products:
                    self._judge_product(self._document.product(id))
        self._touched.clear()
        self._root.judge(is_counted=self._passed is None)
        if not is_tried:
            self.missing.settle()

    def rename(self, name: str) -> None:
        """Judge the name that the file has from here on."""
        self.findings.put(DOCUMENT.node, "name", tuple(name_findings(name, self._verdicts)))

    def order_of(self, place: Place) -> Order:
        """Say where a place stands in the file, for sorting."""
        return self._order.of(place)

    # ---- splices

    def _is_beyond(self, splice: Splice) -> bool:
        """Say whether a splice changes which list of products counts."""
        if splice.level != Level.ASSOCIATION:
            return splice.level == Level.DOCUMENT
        root = self._document.root
        assert isinstance(root, Branch)
        old = last_with_key(before(root, splice.exchange), "products")
        return children_of(old) is not children_of(last_with_key(root, "products"))

    def _note_members(self, product: int, exchange: Exchange) -> None:
        removed, inserted, pairs, moved = members_difference(exchange)
        tally, passed = self._tallies.get(product), self._passed
        if passed is not None:
            pairs = [each for each in pairs if each[0].id in passed]
        with self.findings.batch():
            changed = self._members.change(product, pairs, tally)
            for old in removed:
                if old.id not in changed:
                    self._leave_member(old, tally)
            if tally:
                self._members.put_copies(product, tally, tally.names.settle())
            come = [new for new in inserted if new.id not in changed]
            if tally and len(come) > 1:
                self._enter_run(product, come, tally, exchange)
            else:
                for new in come:
                    self._enter_edited(product, new, tally)
        if moved:
            self.findings.resort([moved.id])
            name = name_of(leaf(moved))
            if tally and name:
                self._members.put_copies(product, tally, tally.names.reorder(name))
        self._touched[product] = None

    def _note_products(self, exchange: Exchange) -> None:
        removed, inserted, moved = difference(exchange)
        with self.findings.batch():
            for product in removed:
                self._leave_product(product)
            self._names.settle()
            for product in inserted:
                self._enter_product(product)
        if moved:
            if self.findings.of_product(moved.id):
                branch = members_branch(moved)
                ids = [member.id for member in branch.children] if branch else []
                self.findings.resort([moved.id, *ids])
            self._names.reorder(moved)

    def _note_product(self, id: int, exchange: Exchange) -> None:
        new = self._document.product(id)
        assert isinstance(new, Branch)
        old = before(new, exchange)
        old_members, new_members = members_branch(old), members_branch(new)
        if children_of(old_members) is not children_of(new_members):
            self._leave_members(old_members)
            self._tallies.pop(id, None)
            self._enter_members(id, new_members)
        is_named = self._passed is None or id in self._passed
        if is_named and product_name(old) != product_name(new):
            self._names.leave(old)
            self._names.settle()
            self._enter_name(new)
        self._touched[id] = None

    def _note_association(self, exchange: Exchange) -> None:
        for piece in exchange.removed:
            self.findings.drop(piece.id)
        self._root.touch()

    # ---- products

    def _enter_product(self, product: Piece) -> None:
        known = self._known(product)
        if known is not None:
            name, clean = known
            self._count(clean, 1)
            self.missing.enter_product(product)
            self._names.enter(name, product.id, is_last=False)
            return
        if self._passed is not None:
            self._passed.add(product.id)
            self._spoken.add(product.id)
        self._enter_members(product.id, members_branch(product))
        self._enter_name(product)
        self._touched[product.id] = None

    def _leave_product(self, product: Piece) -> None:
        known = self._known(product)
        if known is not None:
            _, clean = known
            self._count(clean, -1)
            self.missing.leave_product(product)
            self._names.leave(product)
            if self.findings.of_product(product.id):
                for id in range(product.id, product.id + clean.size):
                    self.findings.drop(id)
            return
        self._leave_members(members_branch(product))
        self._tallies.pop(product.id, None)
        if self._passed is not None and product.id not in self._passed:
            self._passed.add(product.id)
            return
        self._names.leave(product)
        self.findings.drop(product.id)

    def _known(self, product: Piece) -> tuple[str, Clean] | None:
        """Give name and likeness of a product that stays folded as long as nobody looks into it.

        By itself it is clean, however it stands among others.
        """
        if self._passed is not None or type(product) is not Folded or not product.is_folded:
            return None
        return self._clean.known((product,))[0]

    def _count(self, clean: Clean, number: int) -> None:
        for kind in clean.kinds:
            self.summary.count(kind, number)

    def _judge_product(self, product: Piece) -> None:
        tally = self._tallies.get(product.id)
        if tally is None:
            branch = members_branch(product)
            tally = tally_of(branch, self._kinds)
            may_have_copies = tally.names.has_copies or (
                self.findings.has("among") and self.findings.of_product(product.id)
            )
            for member in branch.children if branch and may_have_copies else ():
                self._members.put_copy(product.id, tally, leaf(member))
            if branch and len(branch.children) > FEW_MEMBERS:
                self._tallies[product.id] = tally
        self._judge_by(product, tally)

    def _judge_by(self, product: Piece, tally: ProductTally) -> None:
        findings = product_findings(self._verdicts, self._document, product, tally)
        self.findings.put(product.id, "own", findings)

    def _enter_name(self, product: Piece) -> None:
        self._names.enter(product_name(product), product.id, is_last=self._is_first_walk)

    # ---- members

    def _enter_members(self, product: int, branch: Branch | None) -> None:
        if branch is None:
            return
        tally = None
        if len(branch.children) > FEW_MEMBERS:
            tally = self._tallies[product] = ProductTally(branch.children.index)
        for member in branch.children:
            self._enter_edited(product, leaf(member), tally)

    def _leave_members(self, branch: Branch | None) -> None:
        for member in branch.children if branch else ():
            self._leave_member(leaf(member), None)

    def _enter_edited(self, product: int, member: Leaf, tally: ProductTally | None) -> None:
        if self._passed is not None:
            self._passed.add(member.id)
        self._members.enter(product, member, tally, is_last=self._is_first_walk)
        self.missing.enter(product, member)

    def _enter_run(
        self, product: int, members: Sequence[Leaf], tally: ProductTally, exchange: Exchange
    ) -> None:
        if self._passed is not None:
            self._passed.update(member.id for member in members)
        among = range(exchange.start, exchange.start + len(exchange.inserted))
        self._members.enter_run(product, members, tally, among)
        for member in members:
            self.missing.enter(product, member)

    def _leave_member(self, member: Leaf, tally: ProductTally | None) -> None:
        if self._passed is not None and member.id not in self._passed:
            self._passed.add(member.id)
            return
        self._members.leave(member, tally)
        self.missing.leave(member)
