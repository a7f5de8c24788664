"""Which members' files are not beside the association: the rule `expname-missing-file`.

The names beside are an argument: this looks at no disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from contextlib import nullcontext
from itertools import islice

from asned.association.document import Document, member_names
from asned.association.places import DOCUMENT, member_place
from asned.jsontext.collecting import collector_paused
from asned.jsontext.pieces import Leaf, Piece
from asned.rules.cross_rules import missing_file_message, no_files_message
from asned.rules.findings import Finding, Severity
from asned.rules.index import FindingIndex
from asned.rules.memberkeys import name_of
from asned.rules.names import PLAIN, has_directory
from asned.rules.summary import Summary
from asned.rules.verdicts import Verdicts
from asned.rules.wording import has_hidden

SLICE = 1024
"""How many members a slice looks at."""

FEW_NAMES = 16
"""Up to so many names are looked at one by one where some of them are out of the ordinary."""

FEW_MEMBERS = 256
"""Up to so many members are all looked at on the spot where that is needed; beyond, in slices."""

MANY_FINDINGS = 4096
"""From so many findings on, what they are made of is kept from the garbage collector for good."""

_BARE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*+\n)*+").fullmatch
"""Matches names, a line each, none of which has a directory or hidden characters."""

_RULE = "expname-missing-file"
_ASPECT = "file"


class MissingFiles:
    """Keeps the findings on members whose file is not beside the association, while both change.

    Where the file of some member is there, each one missing has a finding of its own; where none is,
    one info speaks for the whole file. A name with a directory or with hidden characters counts neither
    as there nor as missing: another rule speaks of it. An edit looks up the names that it touches; a new
    listing, and an edit that turns the one way of speaking into the other, need a walk over all members.
    """

    def __init__(
        self, document: Document, verdicts: Verdicts, findings: FindingIndex, summary: Summary
    ) -> None:
        self._document = document
        self._verdicts = verdicts
        self._findings = findings
        self._summary = summary
        self._beside: Set[str] | None = None
        self._there = self._missing = 0
        # Whether each missing member is, or while a walk runs is to be, spoken of by itself,
        # and whether any may (still) be.
        self._speaks_of_each = False
        self._speaks_of_all = False
        self._has_spoken = False
        self._walk: Iterator[None] | None = None
        self._is_counting = False
        # What the walk need not look at (any more).
        self._seen: set[int] = set()

    @property
    def is_settled(self) -> bool:
        """Whether the findings are those of the listing looked at last."""
        return self._walk is None and self._speaks_of_each == self._wants_each

    @property
    def _wants_each(self) -> bool:
        return self._there > 0

    def look(self, beside: Set[str] | None) -> None:
        """Judge by other names of files from here on; None where they are not known.

        The full pass has to be over: until then members come and go that this is not told of.
        """
        if self._verdicts.finding(_RULE, DOCUMENT, "", "") is None:
            return  # switched off, or no rule of this stage
        if beside is None and self._beside is None:
            return
        self._beside = beside
        self._there = self._missing = 0
        self._begin(self._counting())
        self._is_counting = True
        self.settle()

    def settle(self) -> None:
        """Bring to an end what a listing or an edit began, but for what takes slices."""
        if self._summary.members <= FEW_MEMBERS:
            while not self.is_settled:
                self.next_slice()
        self._speak_of_all()

    def next_slice(self) -> None:
        """Look at the next members, where anything is left to do."""
        if not self._is_counting and self._speaks_of_each != self._wants_each:
            self._begin_speaking()
        if self._walk is None or next(self._walk, self) is not self:
            return
        self._walk, self._seen = None, set()
        if not self._is_counting:
            self._has_spoken &= self._speaks_of_each
            return
        self._is_counting = False
        self._begin_speaking()
        self._speak_of_all()

    def enter(self, product: int, member: Leaf) -> None:
        """Take account of a member that has come, or come back under another name."""
        if self._beside is not None:
            self._enter(product, member.id, name_of(member))

    def enter_product(self, product: Piece) -> None:
        """Take account of a product that has come, and stays folded if it is."""
        if self._beside is not None:
            for member, name in member_names(product):
                self._enter(product.id, member, name)

    def leave(self, member: Leaf) -> None:
        """Take account of a member that has gone; its findings go with it."""
        if self._beside is not None:
            self._leave(member.id, name_of(member))

    def leave_product(self, product: Piece) -> None:
        """Take account of a product that has gone, and stays folded if it is."""
        if self._beside is not None:
            for member, name in member_names(product):
                self._leave(member, name)

    def _enter(self, product: int, member: int, name: str | None) -> None:
        if self._walk is not None:
            self._seen.add(member)
        is_there = self._is_there(name)
        self._count(is_there, 1)
        self._speak_of(product, member, name, is_there)

    def _leave(self, member: int, name: str | None) -> None:
        if not self._is_counting or member in self._seen:
            self._count(self._is_there(name), -1)
        if self._walk is not None:
            self._seen.add(member)

    # ---- walks over all members

    def _begin(self, walk: Iterator[None]) -> None:
        self._walk = walk
        self._seen = set()

    def _begin_speaking(self) -> None:
        self._speaks_of_each = self._wants_each
        if self._has_spoken or (self._speaks_of_each and self._missing):
            self._begin(self._speaking())

    def _counting(self) -> Iterator[None]:
        for members in self._slices():
            self._count_names([name for _, _, name in members if name is not None])
            yield

    def _speaking(self) -> Iterator[None]:
        # Many findings come and no garbage: a collection would only keep the keyboard waiting.
        is_long = self._speaks_of_each and self._missing >= MANY_FINDINGS
        with collector_paused(keeps=True) if is_long else nullcontext():
            for members in self._slices():
                with self._findings.batch():
                    for product, member, name in members:
                        self._speak_of(product, member, name, self._is_there(name))
                yield

    def _slices(self) -> Iterator[list[tuple[int, int, str | None]]]:
        """Give the members that nobody has seen to since this began, so many at a time.

        Each by the ids of its product and its own, with its name.
        """
        found: list[tuple[int, int, str | None]] = []
        for product in list(self._document.products):
            id, names = product.id, iter(member_names(product))
            while True:
                found += [(id, member, name) for member, name in islice(names, SLICE - len(found))]
                if len(found) < SLICE:
                    break
                yield self._unseen(found)
                found = []
        yield self._unseen(found)

    def _unseen(
        self, members: list[tuple[int, int, str | None]]
    ) -> list[tuple[int, int, str | None]]:
        ids = {member for _, member, _ in members}
        if not ids.isdisjoint(self._seen):
            members = [each for each in members if each[1] not in self._seen]
        self._seen |= ids
        return members

    # ---- one member

    def _is_there(self, name: str | None) -> bool | None:
        """Say whether a member's file is there, None where another rule speaks of its name."""
        if name is None or self._beside is None:
            return None
        if PLAIN.fullmatch(name) is None and (has_directory(name) or has_hidden(name)):
            return None
        return name in self._beside

    def _count_names(self, names: Sequence[str]) -> None:
        lines = "\n".join([*names, ""])
        if self._beside is not None and lines.count("\n") == len(names) and _BARE(lines):
            there = sum([name in self._beside for name in names])
            self._there += there
            self._missing += len(names) - there
            return
        if len(names) > FEW_NAMES:  # the few that need a look of their own are in one half, mostly
            half = len(names) // 2
            self._count_names(names[:half])
            self._count_names(names[half:])
            return
        for name in names:
            self._count(self._is_there(name), 1)

    def _count(self, is_there: bool | None, number: int) -> None:
        if is_there:
            self._there += number
        elif is_there is not None:
            self._missing += number

    # ---- findings

    def _speak_of(self, product: int, member: int, name: str | None, is_there: bool | None) -> None:
        found: tuple[Finding, ...] = ()
        if self._speaks_of_each and name is not None and is_there is False:
            message = missing_file_message(name)
            place = member_place(product, member)
            found = self._verdicts.cross(_RULE, place, "expname", message)
            self._has_spoken = True
        self._findings.put(member, _ASPECT, found)

    def _speak_of_all(self) -> None:
        speaks = bool(self._missing) and not self._there
        if self._is_counting or speaks == self._speaks_of_all:
            return
        self._speaks_of_all = speaks
        found: tuple[Finding, ...] = ()
        if speaks:
            message = no_files_message()
            found = self._verdicts.cross(_RULE, DOCUMENT, "", message, Severity.INFO)
        self._findings.put(DOCUMENT.node, _ASPECT, found)
