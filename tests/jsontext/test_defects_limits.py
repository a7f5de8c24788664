"""The limits of nesting and digits, and the time that hostile texts take."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.jsontext.defects import find_defects, nesting_exceeds, repair

DIGITS = 4300


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


bracket_values = st.recursive(
    st.none() | st.text(st.sampled_from('[]{}"\\\x00a')),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.sampled_from('[]{}"\\')), inner, max_size=3)
    ),
    max_leaves=30,
)


@given(bracket_values, st.sampled_from([None, 4]))
def test_nesting_is_counted_exactly(value, indent):
    data = json.dumps(value, indent=indent).encode()
    depth = depth_of(value)
    assert not nesting_exceeds(data, depth)
    assert depth == 0 or nesting_exceeds(data, depth - 1)


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"[":', "}]"), ('["\\\\",', "]")]
)
def test_512_levels_are_read_and_513_are_not(opening, closing):
    step = opening.count("[") + opening.count("{") - opening.count('"["')
    levels = 512 // step
    within = (opening * levels + "1" + closing * levels).encode()
    beyond = (opening * levels + "[1]" + closing * levels).encode()
    assert not nesting_exceeds(within)
    assert find_defects(within) == []
    assert nesting_exceeds(beyond)
    (defect,) = find_defects(beyond)
    assert (defect.rule, defect.column) == ("json-limits", len(opening) * levels + 1)


def test_flat_objects_count_as_a_level():
    text = "[" * 512 + '1, {"a": 1}, {}' + "]" * 512
    (defect,) = find_defects(text.encode())
    assert (defect.rule, defect.column) == ("json-limits", 516)
    assert find_defects(text[1:-1].encode()) == []


@pytest.mark.parametrize(
    ("number", "is_within"),
    [
        ("1" * DIGITS, True),
        ("-" + "1" * DIGITS, True),
        ("1" * (DIGITS + 1), False),
        ("-" + "1" * (DIGITS + 1), False),
        ("0." + "1" * (DIGITS - 1), True),
        ("0." + "1" * DIGITS, False),
        ("1" * (DIGITS - 2) + ".0e+1", True),
        ("1" * (DIGITS - 1) + ".0e+1", False),
    ],
)
@pytest.mark.parametrize("around", ["{}", '{{"a": {}}}', "[1, {}]"])
def test_4300_digits_are_read_and_4301_are_not(number, is_within, around):
    found = [defect.rule for defect in find_defects(around.format(number).encode())]
    assert found == ([] if is_within else ["json-limits"])


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 10_000,
        '{"a":' * 4_000,
        "[" + "{}," * 4_000,
        "[" + "," * 4_000,
        '["' + "\n" * 10_000 + '"]',
        "[" + '"abc\n' * 2_000,
        "[" + '\\"abc\n' * 2_000,
        "{" + '"k: \\"' * 2_000,
        "['" + "a '" * 2_000,
        "[" + "'a' x 'b', 'c'\n" * 1_000,
        "/**/" * 2_000,
        "//\n" * 2_000,
        "[" + "a," * 2_000,
        "]}" * 2_000,
        "[" + "{]," * 2_000,
        "[" + '{"a": 1,\n' * 2_000,
        "{" + '"a":\n{},{},' * 2_000,
        "[\n" * 511 + "// c\n1," * 2_000,
        "{\n" + " " * 4_000 + '"a": 1 // c\n' + " " * 4_000,
        "\u2060 " * 2_000,
        '{"a":' + " " * 10_000,
        "[" + '"a"b' * 2_000,
        "[" + '"' + "\\x" * 2_000,
    ],
    ids=range(23),
)
def test_the_time_grows_with_the_length(hostile):
    """Four times the text takes nowhere near the sixteen times that a quadratic walk would."""

    def seconds(data: bytes) -> float:
        start = time.process_time()
        defects = find_defects(data)
        repair(data, [defect.repairs[0] for defect in defects if defect.repairs])
        return time.process_time() - start

    once, fourfold = hostile.encode(), (hostile * 4).encode()
    assert (
        min(seconds(fourfold) for _ in range(2)) < 10 * min(seconds(once) for _ in range(3)) + 0.1
    )


def test_the_number_of_defects_is_bounded_and_the_last_says_so():
    data = b"[" + b"None," * 100_001 + b"null]"
    defects = find_defects(data)
    assert len(defects) == 100_001
    assert "100,000" in defects[-1].message
    mended = repair(data, [defect.repairs[0] for defect in defects if defect.repairs])
    assert [defect.rule for defect in find_defects(mended)] == ["json-literal"]
