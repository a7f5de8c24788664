"""Looking through many rows: what is found, and how often rows are read for it, counted and not timed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.session import Session
from asned.tui import looking
from asned.tui.finding import Hits
from asned.tui.looking import Look, Texts, parts
from asned.tui.members import MembersPane
from asned.tui.pane import Pane
from asned.tui.problems import ProblemsPane
from asned.tui.products import ProductsPane
from asned.tui.query import Query, asked
from counting import steps
from tui.editor import EXAMPLE, WITHOUT_FILES, opened, write
from tui.rows import with_rows

MANY = 3_000


class Rows:
    """Numbers, each of which shows a text; counts the texts that are read."""

    def __init__(self, shown: Sequence[str]) -> None:
        self._shown = shown
        self.stamp: object = 0
        self.read = 0
        self.folded: Texts[int] = Texts(self, self.texts_of)
        self.depths = [self.folded]

    def count_all(self) -> int:
        return len(self._shown)

    def things(self, start: int, stop: int) -> Sequence[int]:
        return range(len(self._shown))[start:stop]

    def texts_of(self, things: Sequence[int]) -> Iterator[list[str]]:
        self.read += len(things)
        yield [self._shown[each] for each in things]

    def sieve(self, query: Query) -> None:
        return None


def found(rows: Rows, text: str, start: int, stop: int) -> list[int]:
    look = Look(rows, asked(text))
    return [at for part in parts(start, stop) for at in look.positions(*part)]


shown_texts = st.lists(st.text(alphabet="aBß\0\n 1", max_size=5), max_size=30)


@given(shown_texts, st.sampled_from(["a", "b", "ss", "a b", "1a b1"]), st.data())
def test_the_rows_found_are_those_that_hold_all_words(
    shown: list[str], text: str, data: st.DataObject
) -> None:
    rows = Rows(shown)
    start = data.draw(st.integers(0, len(shown)))
    holding = [
        at
        for at in range(start, len(shown))
        if all(word in shown[at].casefold() for word in text.split())
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "PART", 7)
        for keep in (rows.folded.forget, rows.folded.keep, rows.folded.keep):
            keep()
            assert found(rows, text, start, len(shown)) == holding
        look = Look(rows, asked(text))
        assert look.among(range(start, len(shown))) == holding
        things = [each for part in parts(start, len(shown)) for each in look.things(*part)]
        assert things == holding


def test_texts_are_kept_until_they_are_forgotten_or_the_rows_are_others() -> None:
    rows = Rows(["a"] * 2_500)
    found(rows, "a", 0, 2_500)
    found(rows, "a", 0, 2_500)
    assert rows.read == 5_000
    rows.folded.keep()
    for text in ("a", "b", "a"):
        found(rows, text, 0, 2_500)
    assert rows.read == 7_500
    rows.stamp = 1
    found(rows, "b", 0, 2_500)
    assert rows.read == 10_000
    rows.folded.forget()
    found(rows, "b", 0, 2_500)
    assert rows.read == 12_500


def test_what_is_read_while_the_rows_become_others_is_not_kept() -> None:
    rows = Rows(["a"] * 500)
    rows.folded.keep()
    steps = rows.folded.making(0)
    next(steps)
    rows.stamp = 1
    assert list(steps) == []
    rows.read = 0
    found(rows, "a", 0, 500)
    assert rows.read == 500


async def test_each_row_is_read_once_while_something_to_find_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with opened(with_rows(tmp_path, members=MANY), (80, 24)) as editor:
        members, read = editor.app.members, []
        texts_of = members.texts_of
        monkeypatch.setattr(
            members, "texts_of", lambda each: read.append(len(each)) or texts_of(each)
        )
        await editor.press("/")
        await editor.until(lambda: sum(read) == MANY, "all texts before the first letter")
        await editor.press(*"m2999_rat")
        await editor.until_shown("1 of 1")
        assert members.cursor_row == MANY - 1
        await editor.press("escape", "d", "/", *"m2998_rat")
        await editor.until_shown("1 of 1")
        assert members.cursor_row == MANY - 2
        assert sum(read) == 2 * MANY - 1


def test_no_more_than_a_part_is_looked_at_between_two_turns_of_the_keyboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_FIRST", 0)
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    rows = Rows(["a"] * 9_500)
    rows.folded.keep()
    before = 0
    for _ in looking.paced(rows.folded.fill()):
        assert 0 < rows.read - before <= looking.PART
        before = rows.read
    assert rows.read == 9_500


def pane_of(tmp_path: Path, kind: type[Pane], count: int) -> Pane:
    """Give a pane of so many rows, all of whose texts are kept."""
    members = [
        {"expname": f"m{n}_rate.fits", "exptype": "sciense" if kind is ProblemsPane else "science"}
        for n in range(count)
    ]
    products = [{"name": "one", "members": members}]
    if kind is ProductsPane:
        products = [{"name": f"p{n}", "members": members[n : n + 1]} for n in range(count)]
    path = write(tmp_path, EXAMPLE | {"products": products})
    session = Session.open(path, severities=WITHOUT_FILES)
    session.judge_all()
    pane = kind(session)
    for texts in pane.depths:
        texts.keep()
        for _ in texts.fill():
            pass
    return pane


@pytest.mark.parametrize("kind", [MembersPane, ProductsPane, ProblemsPane])
def test_what_is_found_nowhere_takes_no_step_for_each_row(tmp_path: Path, kind: type[Pane]) -> None:
    pane = pane_of(tmp_path, kind, MANY)

    def look() -> None:
        hits = Hits(pane, asked("zzz"), 0)
        for _ in hits.slices():
            pass
        assert hits.is_complete
        assert not len(hits)

    assert steps(look) < MANY


@pytest.mark.parametrize("kind", [MembersPane, ProductsPane, ProblemsPane])
def test_asking_for_findings_takes_a_few_steps_for_each_row(
    tmp_path: Path, kind: type[Pane]
) -> None:
    pane = pane_of(tmp_path, kind, MANY)
    count = pane.count_all()

    def look() -> None:
        hits = Hits(pane, asked("!info"), 0)
        for _ in hits.slices():
            pass
        assert hits.is_complete

    assert steps(look) < 30 * (count + len(pane.session.findings))
