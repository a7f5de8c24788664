"""Real associations: what is found in them is true. They lie beside the checkout, not in it."""

import os
from collections import Counter
from pathlib import Path

import pytest

from asned.api import check, parse
from asned.jsontext.errors import NotAnAssociationText
from asned.rules.findings import Severity

CORPUS = Path(os.environ.get("ASNED_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
ASSOCIATIONS = sorted((CORPUS / "associations").glob("*.json"))
GENERATED = [
    path for path in ASSOCIATIONS if path.name.startswith("pool_") or "_pool-" in path.name
]

pytestmark = pytest.mark.skipif(not ASSOCIATIONS, reason=f"no associations in {CORPUS}")

WORDS_OF_OLD_GENERATORS = ('"target_acquistion"', '"catalog"')
TRUE_OF_GENERATED = {
    "exptype-undocumented": "autoflat, autowave and flat are read by nothing",
    "exptype-stage": "an early generator left psf in Stage 2",
    "wfss-direct-image": "early slitless products had no direct image",
    "expname-suffix": "rate files in spec3, uncal files in spec2",
    "asn-type-stage": "rate files in spec3",
    "name-characters": "{suffix} in names of wfs-image3",
    "expname-duplicate": "an early generator named flats twice",
    "asn-id-required": "an early asn_from_list wrote none",
}


def weighty(path):
    try:
        return [each for each in check(parse(path.read_bytes())) if each.severity != Severity.INFO]
    except NotAnAssociationText:
        return []


def test_generated_files_break_only_what_they_truly_break():
    for path in GENERATED:
        for finding in weighty(path):
            if finding.rule == "exptype-unknown":
                assert any(word in finding.message for word in WORDS_OF_OLD_GENERATORS)
            else:
                assert finding.rule in TRUE_OF_GENERATED, (path.name, finding)


def test_each_exception_is_needed():
    rules = Counter(finding.rule for path in GENERATED for finding in weighty(path))
    assert TRUE_OF_GENERATED.keys() <= rules.keys()


def test_the_example_of_the_specification_has_no_finding():
    example = CORPUS.parent / "spec" / "example_asn.json"
    assert check(example.read_bytes()) == []
