"""Broken files of every kind: a defect with its place, or a text that loads; never a traceback."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asned
from asned.jsontext.defects import find_defects, readable_text, repair_all
from jsontext.damaged import LAYOUTS, PRETTY

TOLD = "a place and a reason where it is not JSON, loaded where it is"
FRAGMENTS = [
    *(bytes([byte]) for byte in b"\"',:{}[]\\\n\r\t #/*-+.e10=;\0\xff"),
    b"//",
    b"/*",
    b"*/",
    b"null",
    b"None",
    b'"a"',
    b'"a":1',
    b"\\u",
    b"\\ud800",
    b"\xef\xbb\xbf",
    "é".encode(),
    "“".encode(),
]


def loads(data: bytes) -> bool:
    def refuse(name):
        raise ValueError(name)

    try:
        json.loads(data.decode(), parse_constant=refuse)
    except ValueError:
        return False
    return True


def assert_judged_rightly(data: bytes) -> None:
    defects = find_defects(data)
    assert bool(defects) is not loads(data), data
    text = readable_text(data)
    offsets = [defect.offset for defect in defects]
    assert offsets == sorted(offsets), data
    for defect in defects:
        assert 0 <= defect.offset <= len(text), data
        assert text.count("\n", 0, defect.offset) + 1 == defect.line, data
        assert defect.offset - (text.rfind("\n", 0, defect.offset) + 1) + 1 == defect.column
        for each in defect.repairs:
            ends = [0, *(bound for start, end, _ in each.edits for bound in (start, end))]
            assert ends == sorted(ends), data
            assert ends[-1] <= len(text), data


def mutated(seed: int) -> bytes:
    choose = random.Random(seed)
    data = bytearray(choose.choice(list(LAYOUTS.values())).encode())
    for _ in range(choose.choice([1, 1, 2, 3, 8])):
        at = choose.randrange(len(data) + 1)
        kind = choose.randrange(4)
        if kind == 0:
            data[at:at] = choose.choice(FRAGMENTS)
        elif kind == 1:
            del data[at : at + choose.choice([1, 1, 2, 40])]
        elif kind == 2:
            data[at : at + 1] = bytes([choose.randrange(256)])
        else:
            other = choose.randrange(len(data) + 1)
            data[at:at] = data[other : other + choose.randrange(60)]
    return bytes(data)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_prefix_of_an_association(layout, outcomes):
    data = LAYOUTS[layout].encode()
    for end in range(len(data) + 1):
        assert_judged_rightly(data[:end])
    outcomes.add("every prefix of an association in six layouts", {TOLD: len(data) + 1})


def test_mutations_of_an_association():
    for seed in range(500):
        assert_judged_rightly(mutated(seed))
        asned.check(mutated(seed), name="jw_asn.json")


@pytest.mark.campaign
def test_ten_thousand_mutations_of_an_association(outcomes):
    for seed in range(10_000):
        data = mutated(seed)
        assert_judged_rightly(data)
        repair_all(data)
        asned.check(data, name="jw_asn.json")
    outcomes.add("mutations of an association", {TOLD: 10_000})


def test_a_mended_prefix_lacks_at_most_a_value():
    for end in range(1, len(PRETTY)):
        if PRETTY[end - 1] != "-":
            left = find_defects(repair_all(PRETTY[:end].encode()))
            assert all("a value" in defect.message for defect in left), PRETTY[:end]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(b"".join))
def test_fragments_in_any_order(data):
    assert_judged_rightly(data)
    repair_all(data)


@given(st.binary(max_size=60))
def test_any_bytes(data):
    assert_judged_rightly(data)


texts = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)  # fmt: skip


@given(json_values, st.sampled_from([None, 0, 1, 4, "\t"]), st.booleans())
def test_what_json_writes_has_no_defect(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert find_defects(text.encode()) == []
