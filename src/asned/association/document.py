"""An association as a document: keywords, products and members over the verbatim text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asned.association.outlines import outline_of
from asned.association.structure import ASSOCIATION, Level, Splice
from asned.jsontext.blocks import Blocks
from asned.jsontext.pieces import Branch, Folded, Leaf, Piece, append_text
from asned.jsontext.reading import Ids, Reading, piece_of, read
from asned.jsontext.style import Style, learned
from asned.jsontext.values import Pairs, Value, pairs_of
from asned.jsontext.writing import Exchange

NO_PIECES: Blocks[Piece] = Blocks()


class Document:
    """One association file, held as its text in pieces; `to_bytes` gives back what was read, but for edits.

    Only a `Session` (or `asned.save`'s caller through edits) changes one, by `apply`.

    Raises:
        NotAnAssociationText: the bytes are not UTF-8, not JSON, or beyond the limits.
    """

    def __init__(self, data: bytes) -> None:
        self.ids = Ids()
        reading: Reading = read(data, ASSOCIATION, self.ids)
        self._root: Piece = reading.root
        self._products = _list_with_key(reading.root, "products")
        self._tail = reading.tail
        self.style: Style = learned(reading.root, data.isascii())

    def to_bytes(self) -> bytes:
        """Give the text as UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")

    @property
    def text(self) -> str:
        """The whole text as it is now."""
        parts: list[str] = []
        append_text(self._root, parts)
        parts.append(self._tail)
        return "".join(parts)

    @property
    def root(self) -> Piece:
        """The outermost value: a branch for an object, else a leaf."""
        return self._root

    @property
    def tail(self) -> str:
        """What follows the outermost value: blanks, often none."""
        return self._tail

    @property
    def keywords(self) -> Blocks[Piece]:
        """The pairs of the association in the file's order, `products` among them."""
        return self._root.children if isinstance(self._root, Branch) else NO_PIECES

    @property
    def products_branch(self) -> Branch | None:
        """The list of products, or None where it is missing or no list."""
        return self._products

    @property
    def products(self) -> Blocks[Piece]:
        """The products in order, wrong shapes among them."""
        return self._products.children if self._products else NO_PIECES

    def product(self, id: int) -> Piece:
        """Give a product by id.

        Raises:
            KeyError: it is not there (any more).
        """
        return self.products.with_id(id)

    def members_branch(self, product: int) -> Branch | None:
        """Give the list of members of a product, or None where it is missing or no list."""
        return members_branch(self.product(product))

    def members(self, product: int) -> Blocks[Piece]:
        """Give the members of a product in order, wrong shapes among them."""
        branch = self.members_branch(product)
        return branch.children if branch else NO_PIECES

    def member(self, product: int, id: int) -> Leaf:
        """Give a member by the ids of its product and its own.

        Raises:
            KeyError: one of them is not there (any more).
        """
        piece = self.members(product).with_id(id)
        assert isinstance(piece, Leaf)
        return piece

    def container(self, level: Level, product: int) -> Branch:
        """Give the branch that a splice of this level changes.

        Raises:
            KeyError: there is none.
        """
        found: Piece | None
        if level == Level.ASSOCIATION:
            found = self._root
        elif level == Level.PRODUCTS:
            found = self.products_branch
        elif level == Level.PRODUCT:
            found = self.product(product)
        else:
            found = self.members_branch(product)
        if not isinstance(found, Branch):
            raise KeyError(f"there is no {level.name.lower()} to change")
        return found

    def replacing(self, text: str) -> tuple[Splice, ...]:
        """Give the splice that puts another JSON text in the place of the whole.

        Raises:
            NotAnAssociationText: `text` is not JSON.
        """
        old = self._root
        new = piece_of(text, old.id, old.lead, None, ASSOCIATION, self.ids)
        if new.text == old.text:
            return ()
        return (Splice(Level.DOCUMENT, 0, Exchange(0, (old,), (new,))),)

    def rereading(self, data: bytes) -> tuple[Splice, ...]:
        """Give the splice that makes this the document of other bytes.

        Raises:
            NotAnAssociationText: the bytes are not UTF-8, not JSON, or beyond the limits.
        """
        reading = read(data, ASSOCIATION, self.ids)
        tails = (self._tail, reading.tail)
        return (Splice(Level.DOCUMENT, 0, Exchange(0, (self._root,), (reading.root,), tails)),)

    def apply(self, splice: Splice) -> None:
        """Change the document."""
        if splice.level == Level.DOCUMENT:
            (self._root,) = splice.exchange.inserted
            if splice.exchange.closing:
                self._tail = splice.exchange.closing[1]
            self.style = learned(self._root, self.style.ascii_only)
        else:
            splice.exchange.apply(self.container(splice.level, splice.product))
        if splice.level <= Level.ASSOCIATION:
            self._products = _list_with_key(self._root, "products")


def last_with_key(piece: Piece, key: str) -> Piece | None:
    """Give the child of an object that counts for a key: of duplicates the last."""
    if not isinstance(piece, Branch) or not piece.is_object:
        return None
    found = None
    for child in piece.children:
        if child.key == key:
            found = child
    return found


def members_branch(product: Piece) -> Branch | None:
    """Give the list of members of a product piece, or None where it is missing or no list."""
    return _list_with_key(product, "members")


def _list_with_key(piece: Piece, key: str) -> Branch | None:
    found = last_with_key(piece, key)
    return found if isinstance(found, Branch) else None


def member_values(product: Piece) -> Iterator[tuple[int, Value]]:
    """Give the id and the value of each member of a product, which stays folded if it is."""
    value = product.value if type(product) is Folded else None
    if value is not None:
        keys, members = value.keys, value.get("members")
        if isinstance(members, list):
            # Before them come the product itself, the pairs before theirs, and their list.
            yield from enumerate(members, product.id + 2 + keys.index("members"))
        return
    branch = members_branch(product)
    for piece in list(branch.children) if branch else ():
        assert isinstance(piece, Leaf), "members are leaves"
        yield piece.id, piece.value


def member_names(product: Piece) -> Iterable[tuple[int, str | None]]:
    """Give id and expname of each member, None where it has none that is a text; as `member_values` does."""
    known = outline_of(product) if type(product) is Folded else None
    if known is not None:
        _, outline, strings = known
        names = [strings[at] for at in outline.expnames]
        return enumerate(names, product.id + outline.to_members)
    found: list[tuple[int, str | None]] = []
    keys: tuple[str, ...] | None = None
    at = -1
    for id, value in member_values(product):
        name: Value = None
        if isinstance(value, Pairs):
            if value.keys is not keys:  # members alike share their keys
                keys = value.keys
                at = max((n for n, key in enumerate(keys) if key == "expname"), default=-1)
            name = value[at + 1] if at >= 0 else None
        found.append((id, name if isinstance(name, str) and name else None))
    return found


def value_of_piece(piece: Piece) -> Value:
    """Give the value of a piece, branches included; as costly as the piece is long."""
    if isinstance(piece, Leaf):
        return piece.value
    values = [value_of_piece(child) for child in piece.children]
    if not piece.is_object:
        return values
    return pairs_of(
        [(child.key or "", value) for child, value in zip(piece.children, values, strict=True)]
    )
