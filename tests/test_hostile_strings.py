"""Any string can be any value: it comes back as it went in, and nothing of it reaches a report raw."""

import json
import unicodedata
from collections import Counter

import pytest

import asned
from asned.association.document import last_with_key
from asned.association.edits import RenameKey, SetKey, SetMemberKey
from asned.association.structure import CannotEdit
from asned.cli.judged import Judged
from asned.cli.report_github import GithubReporter
from asned.cli.report_text import TextReporter
from asned.jsontext.display import displayable
from asned.session import Session
from builders import association
from hostile import (
    CONTROLS,
    DIRECTIONS,
    FIELDS,
    MARKUP,
    SEQUENCES,
    generated_strings,
    naughty_strings,
)

NAUGHTY = naughty_strings()
RAW = {"Cc", "Cs", "Zl", "Zp"}


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(association(1, 2))
    return Session.open(path)


def put(session: Session, field: str, text: str) -> None:
    """Make a text the content of a field, as the editor does."""
    document = session.document
    spelled = json.dumps(text)
    product = document.products[0]
    keys = document.keywords
    if field == "the value of a keyword":
        session.execute(SetKey(0, keys[0].id, spelled))
    elif field == "the name of a keyword":
        session.execute(RenameKey(0, keys[1].id, text))
    elif field == "the name of a product":
        session.execute(SetKey(product.id, last_with_key(product, "name").id, spelled))
    else:
        member = document.members(product.id)[0]
        session.execute(SetMemberKey(product.id, member.id, field, spelled))


def got(field: str, data: bytes) -> str:
    """Give what any JSON reader finds in the field."""
    pairs = json.loads(data, object_pairs_hook=list)
    product = dict(dict(pairs)["products"][0])
    if field == "the value of a keyword":
        return pairs[0][1]
    if field == "the name of a keyword":
        return pairs[1][0]
    return product["name"] if "product" in field else dict(product["members"][0])[field]


def come_back(session: Session, field: str, texts: list[str], capsys) -> Counter[str]:
    """Put texts into a field, report what is said of them, and in the end save; count what was found."""
    counts: Counter[str] = Counter()
    for text in texts:
        try:
            put(session, field, text)
        except CannotEdit as refusal:
            assert displayable(str(refusal)) == str(refusal)
            counts["refused with a reason"] += 1
            continue
        data = session.document.to_bytes()
        assert got(field, data) == text
        assert asned.parse(data).to_bytes() == data
        findings = tuple(asned.check(data, name=session.path.name))
        for reporter in (TextReporter(has_counts=False), GithubReporter()):
            reporter.file(Judged(session.path, None, findings))
        counts["the same when read again"] += 1
    assert not {each for each in capsys.readouterr().out if unicodedata.category(each) in RAW} - {
        "\n"
    }
    session.save()
    assert asned.read(session.path).to_bytes() == session.document.to_bytes()
    return counts


@pytest.mark.parametrize("field", FIELDS)
def test_control_and_direction_characters_come_back(session, outcomes, capsys, field):
    characters = CONTROLS + DIRECTIONS
    assert len(characters) == 84
    counts = come_back(session, field, [f"a{each}b" for each in characters], capsys)
    outcomes.add("84 control and direction characters in 6 fields", counts)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.skipif(not NAUGHTY, reason="the list of naughty strings is not here")
def test_naughty_strings_come_back(session, outcomes, capsys, field):
    assert len(NAUGHTY) == 515
    outcomes.add("515 naughty strings in 6 fields", come_back(session, field, NAUGHTY, capsys))


@pytest.mark.parametrize("field", FIELDS)
def test_markup_terminal_sequences_and_strings_made_of_them_come_back(
    session, outcomes, capsys, field
):
    texts = [*MARKUP, *SEQUENCES, *generated_strings()]
    outcomes.add(
        "markup and terminal sequences in 6 fields", come_back(session, field, texts, capsys)
    )
