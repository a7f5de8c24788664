"""The names that the files of associations should have."""

import pytest

from asned.api import check, parse
from asned.rules.facts import MISSING
from asned.rules.filenames import scheme_name, with_extension
from asned.rules.samples import NAME, STAGE2, changed, text_of


def made(changes=(), name="mine.json"):
    return scheme_name(parse(text_of(changed(STAGE2, dict(changes))).encode()), name)


@pytest.mark.parametrize(
    ("name", "renamed"),
    [
        ("a_asn.JSON", "a_asn.json"),
        ("a_asn.yaml", "a_asn.json"),
        ("a_asn.json.bak", "a_asn.json"),
        ("a.b_asn.Json.json~", "a.b_asn.json"),
        ("a_asn", "a_asn.json"),
        ("json", "json.json"),
        (".yaml", ".yaml.json"),
    ],
)
def test_the_right_extension_takes_the_place_of_a_wrong_one(name, renamed):
    assert with_extension(name) == renamed


def test_the_keywords_tell_the_name():
    assert made() == NAME
    assert made({"/version_id": None}) == "jw01234-o001_image2_00001_asn.json"
    assert made({"/version_id": MISSING}) == "jw01234-o001_image2_00001_asn.json"


def test_the_counter_of_the_files_name_stays():
    assert made(name="jw1_pool-o001_image2_002_asn.json") == NAME.replace("00001", "00002")


@pytest.mark.parametrize("key", ["program", "asn_id", "asn_type"])
@pytest.mark.parametrize("value", [MISSING, None, 7, "", "/etc/x", "\x1b[2J"])
def test_where_a_keyword_does_not_tell_its_part_there_is_no_name(key, value):
    assert made({f"/{key}": value}) is None


def test_a_finding_without_a_name_to_offer_has_no_fix():
    data = text_of(changed(STAGE2, {"/program": "noprogram"})).encode()
    (finding,) = check(data, name="mine_asn.json")
    assert (finding.rule, finding.fixes) == ("file-name", ())


def test_a_name_to_offer_is_displayable():
    (finding,) = check(text_of(STAGE2).encode(), name="a\u202eb\x1b.txt")
    assert finding.fixes == ('rename the file to "a<202E>b\\u001b.json"',)
