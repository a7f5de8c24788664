"""What a fix changes is shown as short texts before and after."""

from asned.rules.fixes import difference
from asned.rules.samples import STAGE2
from rules.fixing import ONE, TWO, broken, fixes_of, the_fix


def test_a_difference_is_the_pair_before_and_after_with_the_member():
    session = broken({f"{TWO}/exptype": "Background"})
    assert difference(session.document, the_fix(session, "exptype-case")) == (
        ('member 2: "exptype": "Background"', 'member 2: "exptype": "background"'),
    )


def test_a_difference_names_the_product_where_there_are_several():
    session = broken({"/products/1": STAGE2["products"][0]})
    (row,) = difference(session.document, the_fix(session, "name-duplicate"))
    assert row.before == 'product 2: "name": "jw01234001001_02101_00001_mirimage"'


def test_a_long_text_is_cut_where_it_begins_to_differ():
    long = "x" * 1000
    session = broken({"/target": f"{long}\u202e{long}"})
    ((before, after),) = difference(session.document, the_fix(session, "text-characters"))
    assert before.startswith("…x") and "\\u202e" in before and before.endswith("x…")
    assert after.startswith("…x") and "202e" not in after
    assert max(len(before), len(after)) < 250


def test_labels_show_hidden_characters():
    session = broken({f"{ONE}/expname": "a\u202eb.fits", f"{ONE}/exptype": "background"})
    first, _ = fixes_of(session, "science-missing")
    assert first.label == 'make "a<202E>b.fits" science'
