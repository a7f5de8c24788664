import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from asned.jsontext.display import displayable
from asned.tui.columns import ColumnLayout
from asned.tui.cutting import cut_end, cut_hiding, cut_start, head, pad, tail, wrap
from asned.tui.layout import (
    Profile,
    column_widths,
    hidden_beginning,
    lead,
    mostly_alike,
    profile,
)
from asned.tui.rowpaint import paint_row
from asned.tui.rows import Cell, Column, Row

ALPHABET = st.one_of(
    st.sampled_from("aZ_0 "), st.sampled_from("é宇宙ｱ😀e\u0301ไ้"), st.characters(codec="utf-8")
)
texts = st.text(ALPHABET, max_size=40).map(displayable)
widths = st.integers(0, 45)
NAMES = [f"jw006230{o}001_02101_0000{e}_mirimage_rate.fits" for o in (37, 38) for e in (1, 2)]


@given(texts, widths)
def test_a_cut_text_is_never_wider_than_asked(text: str, width: int):
    for cut in (cut_end(text, width), cut_start(text, width), cut_hiding(text, 3, width)):
        assert cell_len(cut) <= width
    assert cell_len(head(text, width)) <= width
    assert cell_len(tail(text, width)) <= width


@given(texts, widths)
def test_a_text_that_fits_is_not_cut(text: str, width: int):
    if cell_len(text) <= width:
        assert cut_end(text, width) == cut_start(text, width) == cut_hiding(text, 3, width) == text


@given(texts, st.integers(2, 45))
def test_a_cut_text_keeps_its_other_end_and_wastes_at_most_one_cell(text: str, width: int):
    if cell_len(text) <= width:
        return
    end, start = cut_end(text, width), cut_start(text, width)
    assert end[-1] == start[0] == "…"
    assert text.startswith(end[:-1])
    assert text.endswith(start[1:])
    assert cell_len(end) >= width - 1
    assert cell_len(start) >= width - 1


def test_an_accent_is_not_left_without_its_letter():
    assert cut_start("ne\u0301e\u0301", 2) == "…e\u0301"
    assert cut_start("nae\u0301" + "x" * 3, 4) == "…xxx"


@given(texts, widths, st.sampled_from(["left", "right"]))
def test_a_padded_text_is_exactly_as_wide_as_asked(text: str, width: int, align: str):
    assert cell_len(pad(text, width, align)) == width


@given(texts, st.integers(1, 30), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_few(text: str, width: int, most: int):
    lines = wrap(text, width, most)
    assert 1 <= len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=8))
def test_wrapping_breaks_at_blanks_and_loses_nothing(words: list[str]):
    lines = wrap(" ".join(words), 9, 99)
    assert " ".join(lines).split() == words


def test_a_wrapped_text_that_does_not_fit_says_so():
    assert wrap("one two three four", 9, 2) == ["one two", "three fo…"]


@given(st.lists(texts, max_size=8))
def test_a_profile_holds_what_all_values_share(values: list[str]):
    seen = profile(values)
    assert seen.widest == max(map(cell_len, values), default=0)
    for value in filter(None, values):
        if seen.varies:
            assert value.startswith(seen.beginning)
            assert value.endswith(seen.ending)
            assert len(value) >= len(seen.beginning) + len(seen.ending)


@given(st.lists(texts, min_size=1, max_size=6), st.lists(texts, min_size=1, max_size=6))
def test_joined_profiles_never_claim_more_than_the_values_share(one: list[str], two: list[str]):
    joined = profile(one).joined(profile(two))
    assert joined.widest == profile(one + two).widest
    assert joined.varies == (profile(one).varies or profile(two).varies)


@given(st.text("0123456789_", min_size=0, max_size=12), st.integers(4, 40))
def test_what_differs_shows_wherever_it_has_room(shared: str, width: int):
    values = [f"{shared}{middle}_mirimage_rate.fits" for middle in ("A1", "B2", "C3")]
    hidden = hidden_beginning(profile(values), width)
    cut = [cut_hiding(value, hidden, width) for value in values]
    assert len(set(cut)) == 3
    assert all(middle in text for middle, text in zip(("A1", "B2", "C3"), cut, strict=True))


def test_names_that_share_their_beginning_lose_it_first():
    hidden = hidden_beginning(profile(NAMES[:2]), 30)
    assert [cut_hiding(name, hidden, 30) for name in NAMES[:2]] == [
        "…2101_00001_mirimage_rate.fits",
        "…2101_00002_mirimage_rate.fits",
    ]


def test_both_ends_give_way_when_what_differs_stands_in_the_middle():
    hidden = hidden_beginning(profile(NAMES), 20)
    assert [cut_hiding(name, hidden, 20) for name in NAMES] == [
        "…037001_02101_00001…",
        "…037001_02101_00002…",
        "…038001_02101_00001…",
        "…038001_02101_00002…",
    ]


def test_what_is_hidden_stays_while_it_serves():
    assert hidden_beginning(profile(NAMES), 22, now=7) == 7
    assert hidden_beginning(profile(NAMES), 22, now=12) != 12


columns = st.lists(
    st.builds(
        Column,
        key=st.just("k"),
        title=st.sampled_from(["", "expname", "exptype"]),
        cut=st.sampled_from(["end", "start", "shared"]),
        least=st.integers(1, 12),
        share=st.integers(0, 2),
        fixed=st.none() | st.integers(1, 5),
        marks=st.booleans(),
        whole=st.booleans(),
        ample=st.integers(0, 30),
        yields=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(columns, st.data(), st.integers(0, 130), st.booleans())
def test_columns_never_take_more_than_the_room(
    given_columns: list[Column], data: st.DataObject, room: int, titles: bool
):
    count = len(given_columns)
    values = [profile(data.draw(st.lists(texts, max_size=4))) for _ in range(count)]
    cursor = data.draw(st.integers(0, count - 1))
    got = column_widths(given_columns, values, room, titles=titles, cursor=cursor)
    shown = [i for i, width in enumerate(got) if width]
    taken = sum(got[i] + lead(given_columns[i], first=i == shown[0]) for i in shown)
    assert taken <= max(room, 0)
    assert cursor in shown or room <= lead(given_columns[cursor], first=True)
    if any(given_columns[i].share for i in shown):
        assert taken == room


def columns_of(
    *values: list[str], cut: str = "end", least: int = 4
) -> tuple[list[Column], list[Profile]]:
    made = [Column(str(i), "", cut=cut, least=least) for i in range(len(values))]
    return made, [profile(each) for each in values]


def test_columns_whose_values_do_not_differ_shrink_first():
    made, values = columns_of(["background"] * 3, ["science", "imprint"])
    assert column_widths(made, values, 15, titles=False, cursor=0) == [6, 7]


def test_a_shared_beginning_gives_way_before_other_values():
    made, values = columns_of(NAMES, ["science", "background"], cut="shared")
    assert column_widths(made, values, 32, titles=False, cursor=0) == [20, 10]


def test_the_columns_at_the_right_give_way_last_of_all_to_those_at_the_left():
    made, values = columns_of(["abcdefgh", "xyzabcde"], ["abcdefgh", "xyzabcde"])
    assert column_widths(made, values, 15, titles=False, cursor=0) == [8, 5]


@pytest.mark.parametrize(("room", "expected"), [(30, [9, 9, 8]), (20, [9, 9, 0]), (14, [3, 9, 0])])
def test_a_whole_column_is_left_out_rather_than_cut(room: int, expected: list[int]):
    made = [Column("a", "", least=3), Column("b", "", whole=True), Column("c", "", whole=True)]
    values = [profile(["abcdefghi", "xyz"]), profile(["123456789"] * 3), profile(["12345678"] * 3)]
    assert column_widths(made, values, room, titles=False, cursor=0) == expected


def test_the_column_of_the_cursor_shows_where_not_all_do():
    made, values = columns_of(*[["abcdefgh", "xyzabcde"]] * 4)
    assert [bool(w) for w in column_widths(made, values, 16, titles=False, cursor=3)] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("room", "cursor", "expected"),
    [(40, 0, [9, 9, 8]), (30, 0, [9, 9, 8]), (29, 0, [9, 9, 0]), (29, 2, [9, 9, 7])],
)
def test_a_column_without_a_value_gives_its_room_unless_the_cursor_is_in_it(
    room: int, cursor: int, expected: list[int]
):
    made = [Column("a", "a", least=3), Column("b", "b"), Column("exposerr", "exposerr")]
    values = [profile(["abcdefghi", "xyzabcdef"]), profile(["123456789", "987"]), profile(["", ""])]
    assert column_widths(made, values, room, titles=True, cursor=cursor) == expected


def rows_of(*names: str) -> list[Row]:
    return [Row((Cell(name), Cell("science"))) for name in names]


def fitted(layout: ColumnLayout, names: list[str], *, jumped: bool = False) -> bool:
    return layout.fit(rows_of(*names), 60, cursor=0, titles=False, jumped=jumped)


def test_columns_stand_still_while_shorter_values_scroll_by():
    layout = ColumnLayout((Column("n", "n"), Column("t", "t")))
    assert fitted(layout, ["a" * 30, "b"])
    before = layout.places
    assert not fitted(layout, ["b", "c"])
    assert layout.places == before
    assert fitted(layout, ["b", "c" * 31])


def test_a_page_that_fits_is_no_reason_to_move_columns():
    layout = ColumnLayout((Column("n", "n"), Column("t", "t")))
    fitted(layout, ["a" * 30, "b"])
    assert not fitted(layout, ["c", "d"], jumped=True)


def test_short_rows_say_nothing_of_the_columns_they_run_over():
    layout = ColumnLayout((Column("n", "n"), Column("t", "t")))
    fitted(layout, ["abc"])
    before = layout.places
    row = Row((Cell("science 1 · background 2" * 2),))
    layout.fit([row, *rows_of("abc")], 60, cursor=0, titles=False, jumped=False)
    assert layout.places == before


def test_no_more_of_a_name_is_hidden_in_a_wider_pane_than_has_to_be():
    layout = ColumnLayout((Column("n", "n", cut="shared", least=6, share=1),))
    names = rows_of(*NAMES)
    layout.fit(names, 20, cursor=0, titles=False, jumped=False)
    narrow = layout.places[0].hidden
    layout.fit(names, 30, cursor=0, titles=False, jumped=False)
    anew = ColumnLayout(layout.columns)
    anew.fit(names, 30, cursor=0, titles=False, jumped=False)
    assert layout.places[0].hidden == anew.places[0].hidden < narrow


def test_a_short_name_among_long_ones_does_not_hide_what_they_differ_in():
    layout = ColumnLayout((Column("n", "n", cut="shared", least=6, share=1),))
    layout.fit(rows_of(*NAMES[:2]), 25, cursor=0, titles=False, jumped=False)
    alone = layout.places[0].hidden
    assert alone > 0
    layout.fit(rows_of(*NAMES[:2], "undefined"), 25, cursor=0, titles=False, jumped=False)
    (place,) = layout.places
    shown = {cut_hiding(name, place.hidden, place.width) for name in NAMES[:2]}
    assert len(shown) == 2


def test_a_few_names_that_begin_otherwise_do_not_keep_what_differs_from_showing():
    columns = (Column("name", "", cut="shared", least=12),)
    alike = [f"jw00623037001_02101_{number:05d}_mirimage_rate.fits" for number in range(9)]
    odd = f"/data/{alike[4]}"
    rows = [Row((Cell(name),)) for name in (*alike, odd)]
    layout = ColumnLayout(columns)
    layout.fit(rows, 21, cursor=0, titles=False, jumped=True)
    shown = {
        "".join(part.text for part in paint_row(row, layout, 21, lambda *_: Style())).strip()
        for row in rows
    }
    assert len(shown) == len(rows)
    assert sum(text.startswith("…") and "3_mirimage" in text for text in shown) == 1
    assert sum(text.startswith("/data/") for text in shown) == 1


def test_those_that_begin_otherwise_are_no_fifth_or_all_count():
    alike = ["ab1", "ab2", "ab3", "ab4", "ab5", "ab6", "ab7", "ab8"]
    assert mostly_alike([*alike, "x1", "x2"]) == alike
    assert mostly_alike([*alike, "x1", "x2", "x3"]) == [*alike, "x1", "x2", "x3"]
    assert mostly_alike(alike) == alike
    assert mostly_alike([]) == []


@pytest.mark.parametrize(
    ("room", "cursor", "expected"),
    [
        (40, 0, [20, 10, 6]),
        (36, 0, [18, 10, 4]),  # what it leaves is just ample
        (35, 0, [20, 10, 0]),
        (35, 2, [17, 10, 4]),
        (20, 0, [8, 10, 0]),  # ample only before the column that yields
    ],
)
def test_a_column_that_yields_leaves_the_others_ample_room_unless_the_cursor_is_in_it(
    room: int, cursor: int, expected: list[int]
):
    made = [
        Column("name", "", least=6, ample=18),
        Column("type", "", least=10),
        Column("more", "", least=4, yields=True),
    ]
    values = [
        profile(["abcdefghijklmnopqrst", "xyzabcdefghijklmnopq"]),
        profile(["background", "science"]),
        profile(["abcdef", "fedcba"]),
    ]
    assert column_widths(made, values, room, titles=False, cursor=cursor) == expected
