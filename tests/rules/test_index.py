"""The index of findings counts, sorts and tells of what came and went, without a scan."""

from collections import Counter
from random import Random

from hypothesis import given, settings

from asned.association.places import DOCUMENT, member_place, product_place
from asned.rules.findings import Finding, Severity
from asned.rules.index import Counts, FindingIndex
from builders import seeds

PRODUCT = product_place(1)


def finding(rule: str, severity: Severity = Severity.ERROR, node: int = 2) -> Finding:
    return Finding(rule, severity, member_place(1, node), "", f"{rule} is broken")


def index() -> FindingIndex:
    return FindingIndex(lambda place: (place.node,))


def test_errors_come_first_and_each_severity_in_file_order() -> None:
    findings = index()
    findings.put(4, "own", (finding("a", Severity.INFO, 4), finding("b", node=4)))
    findings.put(2, "own", (finding("c", Severity.WARNING), finding("d")))
    findings.put(3, "own", (finding("e", node=3),))
    assert [each.rule for each in findings] == ["d", "e", "b", "c", "a"]
    assert [each.rule for each in findings.slice(1, 4)] == ["e", "b", "c"]
    assert [findings.position(each) for each in findings] == [0, 1, 2, 3, 4]
    assert len(findings) == 5
    assert findings.totals == Counts(3, 1, 1)
    assert findings.of_product(1) == Counts(3, 1, 1)
    assert findings.of_product(9) == Counts()


def test_equal_findings_are_counted_each() -> None:
    findings = index()
    findings.put(2, "own", (finding("a"), finding("a"), finding("b")))
    assert findings.totals.errors == 3
    findings.put(2, "own", (finding("a"),))
    assert findings.totals.errors == len(findings) == 1
    findings.put(2, "own", (finding("a"), finding("a")))
    assert findings.of_node(2) == [finding("a"), finding("a")]


def test_aspects_of_a_node_do_not_disturb_each_other() -> None:
    findings = index()
    findings.put(2, "own", (finding("a"),))
    findings.put(2, "among", (finding("b"),))
    findings.put(2, "own", ())
    assert findings.of_node(2) == [finding("b")]
    findings.drop(2)
    assert findings.of_node(2) == []
    assert not findings.totals


def test_what_came_back_never_went() -> None:
    findings = index()
    findings.put(2, "own", (finding("a"), finding("a"), finding("b")))
    assert findings.take_news() == ((finding("a"), finding("a"), finding("b")), ())
    findings.drop(2)
    findings.put(2, "own", (finding("a"), finding("c")))
    appeared, gone = findings.take_news()
    assert appeared == (finding("c"),)
    assert sorted(each.rule for each in gone) == ["a", "b"]
    assert findings.take_news() == ((), ())


def test_news_put_back_are_told_again_with_the_later_ones() -> None:
    findings = index()
    findings.put(2, "own", (finding("a"), finding("b")))
    news = findings.take_news()
    findings.put(2, "own", (finding("b"), finding("c")))
    findings.put_back_news(news)
    appeared, gone = findings.take_news()
    assert {each.rule for each in appeared} == {"b", "c"}
    assert gone == ()


def test_findings_of_a_pass_are_sorted_at_its_end() -> None:
    findings = index()
    findings.begin_pass()
    for node in (3, 2, 4):
        findings.put(node, "own", (finding("a", node=node),))
    findings.put(0, "own", (Finding("z", Severity.ERROR, DOCUMENT, "", ""),))
    findings.end_pass({0: (-1,), 2: (2,), 3: (3,), 4: (4,)})
    assert [each.place.node for each in findings] == [0, 2, 3, 4]


def test_findings_of_what_moved_move_along() -> None:
    order = {2: 2, 3: 3, 4: 4}
    findings = FindingIndex(lambda place: (order[place.node],))
    for node in order:
        findings.put(node, "own", (finding("a", node=node),))
    order[4] = 1
    findings.resort([4])
    assert [each.place.node for each in findings] == [4, 2, 3]


def test_the_next_finding_goes_round() -> None:
    findings = index()
    findings.put(2, "own", (finding("a"),))
    findings.put(5, "own", (finding("b", Severity.INFO, 5),))
    assert findings.neighbour((2,), 1) == (finding("b", Severity.INFO, 5), 1)
    assert findings.neighbour((5,), 1) == (finding("a"), 0)
    assert findings.neighbour((2,), -1) == (finding("b", Severity.INFO, 5), 1)
    assert index().neighbour((2,), 1) is None


def test_members_judged_alike_have_what_each_would_have_by_itself() -> None:
    many, single = index(), index()
    verdicts = (
        (finding("a"), finding("b", Severity.WARNING)),
        (finding("c", Severity.WARNING),),
        (),
        (finding("a"),),
    )
    for verdict, members in zip(
        verdicts, ((2, 3, 4, 9), (3, 4), (2, 3), (9, 4, 3, 2)), strict=True
    ):
        many.put_alike(1, members, "own", verdict)
        for node in members:
            own = [each._replace(place=member_place(1, node)) for each in verdict]
            single.put(node, "own", ())
            single.put(node, "own", tuple(own))
        assert list(many) == list(single)
        assert many.totals == single.totals
        assert many.of_product(1) == single.of_product(1)
        for node in members:
            assert many.of_node(node) == single.of_node(node)
        assert [Counter(each) for each in many.take_news()] == [
            Counter(each) for each in single.take_news()
        ]


@settings(max_examples=100)
@given(seeds)
def test_what_comes_and_goes_in_a_batch_ends_where_it_would_one_by_one(seed: int) -> None:
    random = Random(seed)
    many, single = index(), index()
    nodes = range(2, 60)
    for _ in range(4):
        chosen = [
            (random.sample(nodes, random.randrange(30)), random.choice(list(Severity)))
            for _ in range(3)
        ]
        with many.batch():
            for members, severity in chosen:
                members.sort(reverse=random.random() < 0.3)
                many.put_alike(1, members, "own", (finding("a", severity),))
        for members, severity in chosen:
            for node in members:
                single.drop(node)
                single.put(node, "own", (finding("a", severity, node),))
        assert list(many) == list(single)
        assert many.totals == single.totals
