import json
import os
import pickle
from pathlib import Path

import pytest

from asned.jsontext.defects import (
    NotAnAssociationText,
    decode,
    find_defects,
    find_surrogates,
    first_defect,
    readable_text,
    repair,
    repair_all,
)

CORPUS = Path(os.environ.get("ASNED_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
SUITE = CORPUS / "json-test-suite" / "test_parsing"
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the JSONTestSuite is not here")

OPEN_CASES_REFUSED = {
    "i_string_UTF-16LE_with_BOM.json": "file-encoding",
    "i_string_UTF-8_invalid_sequence.json": "file-encoding",
    "i_string_UTF8_surrogate_U+D800.json": "file-encoding",
    "i_string_invalid_utf-8.json": "file-encoding",
    "i_string_iso_latin_1.json": "file-encoding",
    "i_string_lone_utf8_continuation_byte.json": "file-encoding",
    "i_string_not_in_unicode_range.json": "file-encoding",
    "i_string_overlong_sequence_2_bytes.json": "file-encoding",
    "i_string_overlong_sequence_6_bytes.json": "file-encoding",
    "i_string_overlong_sequence_6_bytes_null.json": "file-encoding",
    "i_string_truncated-utf-8.json": "file-encoding",
    "i_string_utf16BE_no_BOM.json": "file-encoding",
    "i_string_utf16LE_no_BOM.json": "file-encoding",
    "i_structure_UTF-8_BOM_empty_object.json": "file-bom",
}


def rules(data: bytes) -> list[str]:
    return [defect.rule for defect in find_defects(data)]


@needs_suite
def test_the_suites_refused_texts_have_a_defect_with_a_place():
    paths = sorted(SUITE.glob("n_*.json"))
    assert len(paths) == 188
    for path in paths:
        data = path.read_bytes()
        defects = find_defects(data)
        assert defects, path.name
        for defect in defects:
            assert 0 <= defect.offset <= len(readable_text(data)), path.name
            assert defect.line >= 1, path.name
            assert defect.column >= 1, path.name
            assert defect.message, path.name
        repair_all(data)


@needs_suite
def test_the_suites_valid_texts_have_no_defect():
    paths = sorted(SUITE.glob("y_*.json"))
    assert len(paths) == 95
    for path in paths:
        assert find_defects(path.read_bytes()) == [], path.name


@needs_suite
def test_the_suites_open_cases_are_decided():
    paths = sorted(SUITE.glob("i_*.json"))
    assert len(paths) == 35
    refused = {path.name: first[0] for path in paths if (first := rules(path.read_bytes()))}
    assert refused == OPEN_CASES_REFUSED


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "mended"),
    [
        ('{"a": 1,\n}', "json-trailing-comma", 1, 8, '{"a": 1\n}'),
        ("[,]", "json-trailing-comma", 1, 2, "[]"),
        ("[1,,2]", "json-syntax", 1, 4, "[1,2]"),
        ('{"a": 1\n "b": 2}', "json-missing-comma", 1, 8, '{"a": 1,\n "b": 2}'),
        ("[\n1 // one\n]", "json-comment", 2, 3, "[\n1\n]"),
        ("# first\n[1]", "json-comment", 1, 1, "[1]"),
        ("[1, /* two */ 2]", "json-comment", 1, 5, "[1, 2]"),
        ("{'it\\'s': 1}", "json-quotes", 1, 2, '{"it\'s": 1}'),
        ("{“a”: 1}", "json-quotes", 1, 2, '{"a": 1}'),
        ("{key: 1}", "json-quotes", 1, 2, '{"key": 1}'),
        ("[science]", "json-quotes", 1, 2, '["science"]'),
        ("[None]", "json-literal", 1, 2, "[null]"),
        ("[TRUE]", "json-literal", 1, 2, "[true]"),
        ("[-Infinity]", "json-literal", 1, 2, "[null]"),
        ("[fals]", "json-literal", 1, 2, "[false]"),
        ('["a\tb"]', "json-control-character", 1, 4, '["a\\tb"]'),
        ('["a\nb"]', "json-control-character", 1, 4, '["a\\nb"]'),
        ('{"a" 1}', "json-syntax", 1, 5, '{"a": 1}'),
        ('{"a" = 1}', "json-syntax", 1, 6, '{"a" : 1}'),
        ('{"a":: 1}', "json-syntax", 1, 6, '{"a": 1}'),
        ('["C:\\data"]', "json-syntax", 1, 5, '["C:\\\\data"]'),
        ('["a "b" c"]', "json-syntax", 1, 5, '["a \\"b\\" c"]'),
        ("[+1]", "json-syntax", 1, 2, "[1]"),
        ("[.5]", "json-syntax", 1, 2, "[0.5]"),
        ("[00623]", "json-syntax", 1, 2, '["00623"]'),
        ("[1}", "json-syntax", 1, 3, "[1]"),
        ('{"a": [1}', "json-syntax", 1, 9, '{"a": [1]}'),
        ("[1] ]", "json-extra-data", 1, 5, "[1]"),
        ("{}\n{}\n", "json-extra-data", 2, 1, "{}\n"),
        ("\ufeff{}", "file-bom", 1, 1, "{}"),
        ("[1,\u00a02]", "json-syntax", 1, 4, "[1, 2]"),
        ("[\u200b1]", "json-syntax", 1, 2, "[1]"),
    ],
)
def test_a_defect_is_named_placed_and_mended(text, rule, line, column, mended):
    data = text.encode()
    defect = find_defects(data)[0]
    assert (defect.rule, defect.line, defect.column) == (rule, line, column)
    assert repair_all(data).decode() == mended


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "file-empty"),
        (" \n\t\r\n", "file-empty"),
        ("// nothing\n", "json-comment"),
        ('{"a":}', "json-syntax"),
        ('{"a": , "b": 1}', "json-syntax"),
        ('{"a", "b": 1}', "json-syntax"),
        ("{: 1}", "json-syntax"),
        ('{"a" "b": 1}', "json-syntax"),
        ('{"a": 1 2}', "json-syntax"),
        ("{[1]}", "json-syntax"),
        ('{"a": "b": "c"}', "json-syntax"),
        ("[1] /* open", "json-comment"),
        ("[1e]", "json-syntax"),
        ("]", "json-syntax"),
        ("[@]", "json-syntax"),
    ],
)
def test_a_defect_is_named(text, rule):
    assert rules(text.encode())[0] == rule


def test_every_defect_is_found_in_one_pass():
    text = '// head\n{\'a\': None,\n "b": [1 2,],\n "c": "x\ty"\n "d": 01} tail'
    assert rules(text.encode()) == [
        "json-comment",
        "json-quotes",
        "json-literal",
        "json-missing-comma",
        "json-trailing-comma",
        "json-control-character",
        "json-missing-comma",
        "json-syntax",
        "json-extra-data",
    ]
    mended = '{"a": null,\n "b": [1, 2],\n "c": "x\\ty",\n "d": "01"}'
    assert repair_all(text.encode()).decode() == mended


def test_one_repair_mends_only_its_defect():
    data = b"[None, None,]"
    first, second, _ = find_defects(data)
    assert repair(data, [first.repairs[0]]) == b"[null, None,]"
    assert repair(data, [second.repairs[0]]) == b"[None, null,]"


def test_of_overlapping_repairs_the_later_waits():
    data = b"[1] // c\n x"
    defects = find_defects(data)
    assert [defect.rule for defect in defects] == ["json-comment", "json-extra-data"]
    assert repair_all(data) == b"[1]"


@pytest.mark.parametrize(
    ("text", "lossy"),
    [
        ("[1] // why", True),
        ("[1] x", True),
        ("[1] ]", False),
        ("[1,]", False),
        ("[Infinity]", True),
        ("[NaN]", False),
        ("[None]", False),
    ],
)
def test_a_repair_says_whether_something_is_lost(text, lossy):
    assert find_defects(text.encode())[0].repairs[0].lossy is lossy


def test_zeros_in_front_are_kept_first_and_dropped_second():
    (defect,) = find_defects(b"[00623]")
    assert [each.lossy for each in defect.repairs] == [False, True]
    assert repair(b"[00623]", defect.repairs[1:]) == b"[623]"


@pytest.mark.parametrize(
    "text",
    [
        "asn_type: image2\nproducts:\n- name: a\n  members: []\n",
        "---\nasn_type: image2\n",
        "# an association\n\nproducts:\n- name: a\n",
        "%YAML 1.1\n---\nasn_id: o001\n",
        "- name: a\n- name: b\n",
    ],
)
def test_yaml_is_refused_in_one_sentence(text):
    (defect,) = find_defects(text.encode())
    assert defect.rule == "json-syntax"
    assert "YAML" in defect.message
    assert "jwst" in defect.message
    assert not defect.repairs


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_proves_the_encoding(codec):
    data = '\ufeff{"a": "é"}'.encode(codec)
    (defect,) = find_defects(data)
    assert (defect.rule, defect.line, defect.column) == ("file-encoding", 1, 1)
    assert repair(data, defect.repairs).decode() == '{"a": "é"}'


def test_broken_utf_16_is_not_repaired():
    (defect,) = find_defects('\ufeff{"a": 1}'.encode("utf-16-le") + b"\x00\xd8")
    assert (defect.rule, defect.line, defect.column) == ("file-encoding", 1, 10)
    assert not defect.repairs


def test_bytes_that_are_not_utf_8_have_their_place_and_stay():
    data = '{\n"é": "caf'.encode() + b'\xe9", "b": None}'
    encoding, literal = find_defects(data)
    assert (encoding.rule, encoding.line, encoding.column) == ("file-encoding", 2, 10)
    assert "0xE9" in encoding.message
    assert repair(data, literal.repairs) == data.replace(b"None", b"null")


def test_decode_gives_text_or_raises():
    assert decode("[é]".encode()) == "[é]"
    for data, rule in [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf{}", "file-bom"),
        (b"{}\n\xff", "file-encoding"),
        ("\ufeff{}".encode("utf-16"), "file-encoding"),
    ]:
        with pytest.raises(NotAnAssociationText) as caught:
            decode(data)
        assert caught.value.rule == rule
    assert (caught.value.line, caught.value.column) == (1, 1)


def test_the_first_defect_is_an_error_that_reads_well_and_pickles():
    error = first_defect(b'{\n    "a": 1\n    "b": 2,\n}')
    assert (error.rule, error.line, error.column) == ("json-missing-comma", 2, 11)
    assert error.offset == 12
    assert str(error) == "line 2, column 11: expected a comma here"
    again = pickle.loads(pickle.dumps(error))
    assert (again.rule, again.offset, str(again)) == (error.rule, error.offset, str(error))


def test_a_message_shows_no_control_character_of_the_text():
    for defect in find_defects(b"[\x1b[31mred\x07]"):
        assert "\x1b" not in defect.message
        assert "\x07" not in defect.message


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (r'["\ud83d\ude00"]', []),
        (r'["\\ud800"]', []),
        (r'["\ud800"]', [3]),
        (r'["\udc00\ud800"]', [3, 9]),
        (r'["\ud800\ud83d\ude00 \\\udfff"]', [3, 24]),
        ('["\ud800"]', [3]),
        ('["plain"]', []),
    ],
)
def test_halves_of_a_character_are_found(text, columns):
    found = find_surrogates(text)
    assert [defect.column for defect in found] == columns
    assert {defect.rule for defect in found} <= {"json-surrogate"}


def test_half_a_character_is_no_defect_of_the_grammar():
    text = '["\\ud800"]'
    assert find_defects(text.encode()) == []
    assert json.loads(text) == ["\ud800"]
