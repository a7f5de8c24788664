"""An edit changes its own bytes: what stands before and after them is kept to the letter."""

from random import Random

import pytest
from hypothesis import given, settings

from asned.association import edits
from asned.association.document import Document
from asned.association.edits import perform, revert
from attempts import Attempt
from builders import EXAMPLE, LAYOUTS, Layout, association, seeds, some_text, written
from plain import Span, loads, span_of
from randomedits import some_edit


def region_kept(before: str, after: str, start: int, end: int) -> bool:
    """Say whether two texts differ in nothing outside of a region of the first."""
    return (
        after.startswith(before[:start])
        and after.endswith(before[end:])
        and (len(after) >= start + len(before) - end)
    )


def region(edit: object, document: Document, text: str) -> tuple[int, int]:
    """Say which region of the text an edit may change at most."""
    root = span_of(text)
    match edit:
        case edits.SetKey(product=product, node=node):
            child = key_span(document, root, product, node)
            return child.start, child.end
        case edits.RenameKey(product=product, node=node):
            child = key_span(document, root, product, node)
            return child.begin, child.start
        case edits.DeleteKey(product=product, node=node):
            owner = owner_span(document, root, product)
            return gap(owner, index_of(owner_piece(document, product), node))
        case edits.ReplaceProduct(product=product):
            child = product_span(document, root, product)
            return child.start, child.end
        case edits.DeleteProduct(product=product):
            return gap(root.named("products"), document.products.index(product))
        case edits.DeleteMember(product=product, member=member):
            return gap(
                members_span(document, root, product), document.members(product).index(member)
            )
        case (
            edits.SetMemberKey(product=product, member=member)
            | edits.ReplaceMember(product=product, member=member)
            | edits.RenameMemberKey(product=product, member=member)
            | edits.DeleteMemberKey(product=product, member=member)
        ):
            span = members_span(document, root, product)
            child = span.children[document.members(product).index(member)]
            return child.start, child.end
        case edits.MoveMember(product=product, member=member, index=to):
            span = members_span(document, root, product)
            at = document.members(product).index(member)
            return span.children[min(at, to)].begin, span.children[max(at, to)].end
        case edits.MoveProduct(product=product, index=to):
            span, at = root.named("products"), document.products.index(product)
            return span.children[min(at, to)].begin, span.children[max(at, to)].end
        case edits.MoveKey(product=product, node=node, index=to):
            span = owner_span(document, root, product)
            at = index_of(owner_piece(document, product), node)
            return span.children[min(at, to)].begin, span.children[max(at, to)].end
    return 0, len(text)


def owner_piece(document: Document, product: int) -> object:
    return document.product(product) if product else document.root


def index_of(piece: object, node: int) -> int:
    return piece.children.index(node)  # type: ignore[attr-defined]


def product_span(document: Document, root: Span, product: int) -> Span:
    return root.named("products").children[document.products.index(product)]


def owner_span(document: Document, root: Span, product: int) -> Span:
    return product_span(document, root, product) if product else root


def members_span(document: Document, root: Span, product: int) -> Span:
    return product_span(document, root, product).named("members")


def key_span(document: Document, root: Span, product: int, node: int) -> Span:
    owner = owner_span(document, root, product)
    return owner.children[index_of(owner_piece(document, product), node)]


def gap(span: Span, index: int) -> tuple[int, int]:
    """Give what goes with a child: the comma before, or after where it stands first."""
    if index:
        return span.children[index - 1].end, span.children[index].end
    if len(span.children) > 1:
        return span.children[0].begin, span.children[1].begin
    return span.start + 1, span.children[0].end


def is_one_insertion(shorter: str, longer: str) -> bool:
    """Say whether one text is the other with something put in at one place."""
    start = next(
        (at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter)
    )
    return longer.endswith(shorter[start:])


INSERTIONS = (
    edits.AddKey,
    edits.AddProduct,
    edits.DuplicateProduct,
    edits.AddMember,
    edits.InsertMembers,
    edits.DuplicateMember,
)
DELETIONS = (edits.DeleteKey, edits.DeleteProduct, edits.DeleteMember, edits.DeleteMemberKey)


def check_bytes(document: Document, attempt: Attempt) -> None:
    before = document.text
    start, end = region(attempt.edit, document, before)
    splices = perform(document, attempt.edit)
    after = document.text
    revert(splices, document.apply)
    assert region_kept(before, after, start, end), attempt.edit
    if isinstance(attempt.edit, DELETIONS):
        assert is_one_insertion(after, before), attempt.edit
    if isinstance(attempt.edit, INSERTIONS) and not fills_empty(before, after):
        assert is_one_insertion(before, after), attempt.edit


def fills_empty(before: str, after: str) -> bool:
    """Say whether what was put in went into an empty container, whose closing may move too."""
    start = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return before[:start].rstrip(" \t\r\n")[-1:] in ("[", "{") and (
        before[start:].lstrip(" \t\r\n")[:1] in ("]", "}")
    )


@settings(max_examples=400, deadline=None)
@given(seeds)
def test_what_stands_before_and_after_an_edit_is_kept_to_the_letter(seed: int) -> None:
    random = Random(seed)
    text = some_text(random)
    document = Document(text.encode())
    for _ in range(3):
        attempt = some_edit(random, document, loads(text), whole=False)
        if not attempt.refused:
            check_bytes(document, attempt)


def edited(text: str, edit: object) -> str:
    document = Document(text.encode())
    splices = perform(document, edit)  # type: ignore[arg-type]
    after = document.text
    revert(splices, document.apply)
    assert document.text == text
    return after


def ids(text: str) -> tuple[Document, int]:
    document = Document(text.encode())
    return document, document.products[0].id


LIST = '{"products": [{"members": [ 1,  2,   3 ]}]}'


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, "[ 2,   3 ]"), (1, "[ 1,   3 ]"), (2, "[ 1,  2 ]")],
)
def test_deleting_takes_the_comma_before_or_after_the_first(index: int, expected: str) -> None:
    document, product = ids(LIST)
    edit = edits.DeleteMember(product, document.members(product)[index].id)
    assert edited(LIST, edit) == LIST.replace("[ 1,  2,   3 ]", expected)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0, "[ 9,  1,  2,   3 ]"),
        (1, "[ 1,  9,  2,   3 ]"),
        (2, "[ 1,  2,  9,   3 ]"),
        (3, "[ 1,  2,   3,   9 ]"),
        (99, "[ 1,  2,   3,   9 ]"),
    ],
)
def test_inserting_adds_a_comma_after_the_previous_sibling(index: int, expected: str) -> None:
    _, product = ids(LIST)
    edit = edits.InsertMembers(product, index, ("9",))
    assert edited(LIST, edit) == LIST.replace("[ 1,  2,   3 ]", expected)


def test_deleting_the_only_one_leaves_an_empty_list_and_adding_fills_it_as_it_was() -> None:
    text = written({"products": [{"members": [1]}]})
    document, product = ids(text)
    perform(document, edits.DeleteMember(product, document.members(product)[0].id))
    assert loads(document.text) == loads(text.replace("1", ""))
    perform(document, edits.InsertMembers(product, 0, ("1",)))
    assert document.text == text


@pytest.mark.parametrize(
    "layout", [each for each in LAYOUTS if each.flat_from > 4 and not each.ragged]
)
def test_what_is_new_in_an_empty_list_is_laid_out_as_the_file_is(layout: Layout) -> None:
    tree = {"asn_id": "a", "asn_pool": "b", "products": [{"name": "n", "members": []}]}
    text = written(tree, layout)
    document = Document(text.encode())
    product = document.products[0].id
    perform(document, edits.AddMember(product, 0, (("expname", '"x"'), ("exptype", '"y"'))))
    tree["products"] = [{"name": "n", "members": [{"expname": "x", "exptype": "y"}]}]
    wanted = (
        written(tree, layout).replace(" ,", ",") if layout.comma == " ," else written(tree, layout)
    )
    assert document.text.replace(" ,", ",") == wanted


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_new_member_looks_like_its_neighbour(layout: Layout) -> None:
    tree = loads(EXAMPLE)
    text = written(tree, layout)
    document = Document(text.encode())
    product = document.products[0].id
    perform(document, edits.AddMember(product, 2, (("exptype", '"science"'), ("expname", '"x"'))))
    new = type(tree)([("expname", "x"), ("exptype", "science"), ("exposerr", None)])
    tree.get("products")[0].get("members").append(new)
    assert document.text == written(tree, layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_new_product_looks_like_its_siblings(layout: Layout) -> None:
    tree = loads(EXAMPLE)
    document = Document(written(tree, layout).encode())
    perform(document, edits.AddProduct(2, "n"))
    added = type(tree)([("name", "n"), ("members", [])])
    tree.get("products").append(added)
    assert document.text == written(tree, layout)


@pytest.mark.parametrize("spelling", ["null", '"NULL"', '"null"', '"--"', '""'])
def test_no_error_is_spelled_as_the_neighbours_spell_it(spelling: str) -> None:
    text = EXAMPLE.replace("null\n                }", f"{spelling}\n                }}")
    document = Document(text.encode())
    product = document.products[0].id
    perform(document, edits.AddMember(product, 1, (("expname", '"x"'), ("exptype", '"science"'))))
    assert f'"exposerr": {spelling}' in document.members(product)[1].text


def test_a_real_error_of_the_neighbour_is_not_learned() -> None:
    text = EXAMPLE.replace('"exposerr": null', '"exposerr": "it broke"', 1)
    document = Document(text.encode())
    product = document.products[0].id
    perform(document, edits.AddMember(product, 1, (("expname", '"x"'), ("exptype", '"science"'))))
    assert '"exposerr": null' in document.members(product)[1].text


def test_a_file_in_ascii_stays_so_and_another_takes_the_characters_as_they_are() -> None:
    for text, wanted in (("{}", r'{"k\u00e9": 1}'), ('{"é": 1}', '{"é": 1, "ké": 1}')):
        document = Document(text.encode())
        perform(document, edits.AddKey(0, "ké", "1"))
        assert document.text.replace("\n", "").replace("    ", "") == wanted


def test_moving_the_first_leaves_its_comma_and_blanks_to_the_one_that_comes_there() -> None:
    document, product = ids(LIST)
    edit = edits.MoveMember(product, document.members(product)[0].id, 2)
    assert edited(LIST, edit) == LIST.replace("[ 1,  2,   3 ]", "[ 2,  3,   1 ]")


def test_renaming_a_product_touches_only_its_name() -> None:
    document = Document(association(3, 3))
    before = document.text
    product = document.products[1]
    name = next(child for child in product.children if child.key == "name")
    perform(document, edits.SetKey(product.id, name.id, '"new"'))
    assert document.text == before.replace(name.text, '"new"')
    assert document.products[1] is product


def test_setting_of_duplicates_the_last_leaves_the_earlier_alone() -> None:
    text = '{"products": [{"members": [{"a": 1, "a": 2}]}]}'
    document, product = ids(text)
    edit = edits.SetMemberKey(product, document.members(product)[0].id, "a", "3")
    assert edited(text, edit) == text.replace("2", "3")


@pytest.mark.parametrize("spelled", ["2", " 2\n", "2 "])
def test_an_edit_that_gives_the_same_bytes_is_none(spelled: str) -> None:
    text = '{"products": [{"n\\u0061me": 2, "members": [2, {"a": 2, "\\u0062": 1}]}]}'
    document, product = ids(text)
    name, member, pairs = document.products[0].children[0], *document.members(product)
    for edit in (
        edits.SetKey(product, name.id, spelled),
        edits.RenameKey(product, name.id, "name"),
        edits.ReplaceMember(product, member.id, spelled),
        edits.SetMemberKey(product, pairs.id, "a", spelled),
        edits.RenameMemberKey(product, pairs.id, 1, "b"),
        edits.MoveMember(product, member.id, 0),
        edits.MoveProduct(product, 7),
        edits.ReplaceProduct(product, f" {document.products[0].text}\n"),
        edits.ReplaceDocument(f" {document.root.text} "),
    ):
        assert not perform(document, edit), edit


def test_a_value_given_for_a_new_member_cannot_bring_further_keys() -> None:
    document, product = ids('{"products": [{"members": []}]}')
    with pytest.raises(ValueError, match="line 1"):
        perform(document, edits.AddMember(product, 0, (("expname", '1, "exptype": 2'),)))
    assert document.text == '{"products": [{"members": []}]}'


@pytest.mark.parametrize("depth", [508, 509])
def test_no_edit_nests_the_file_more_deeply_than_it_can_be_read(depth: int) -> None:
    document, product = ids('{"products": [{"members": []}]}')
    text = "[" * depth + "]" * depth
    if depth <= 508:
        perform(document, edits.InsertMembers(product, 0, (text,)))
        assert Document(document.to_bytes()).text == document.text
        return
    with pytest.raises(ValueError, match="512"):
        perform(document, edits.InsertMembers(product, 0, (text,)))
