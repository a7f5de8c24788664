"""The difference of two texts: complete, in the form of `diff -u`, and quick where lines are alike."""

import shutil
import subprocess
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asned.jsontext.difference import compare, lines_of, unified

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=30)
TEXTS = st.text(st.sampled_from("ab\n\r\u2028"), max_size=40)


@given(LINES, LINES)
def test_the_runs_cover_both_texts_and_same_ones_are_the_same(old, new):
    runs = compare(old, new)
    at = new_at = 0
    for number, run in enumerate(runs):
        assert (run.start, run.new_start) == (at, new_at)
        assert run.same == (number % 2 == 0 if runs[0].same else number % 2 == 1)
        if run.same:
            assert old[run.start : run.stop] == new[run.new_start : run.new_stop] != []
        at, new_at = run.stop, run.new_stop
    assert (at, new_at) == (len(old), len(new))


@given(LINES)
def test_equal_texts_do_not_differ(lines):
    assert all(run.same for run in compare(lines, list(lines)))


@given(TEXTS)
def test_lines_make_up_the_text(text):
    assert "".join(lines_of(text)) == text
    assert all(line.find("\n") in (-1, len(line) - 1) for line in lines_of(text))


def test_a_change_is_shown_between_its_neighbours():
    old = "".join(f"{number}\n" for number in range(1, 21))
    new = old.replace("\n10\n", "\nten\n")
    assert list(unified(old, new, "a", "b")) == [
        "--- a",
        "+++ b",
        "@@ -7,7 +7,7 @@",
        " 7",
        " 8",
        " 9",
        "-10",
        "+ten",
        " 11",
        " 12",
        " 13",
    ]


def test_the_end_of_a_text_without_newline_is_marked():
    assert list(unified("a\nb", "a\nb\n", "a", "b"))[2:] == [
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "\\ No newline at end of file",
        "+b",
    ]


def test_equal_texts_give_nothing():
    assert list(unified("a\n", "a\n", "a", "b")) == []


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no program patch")
def test_patch_makes_the_new_text_of_it(tmp_path):
    @given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.data(), st.booleans())
    def patches(lines, data, ends):
        changed = [line for line in lines if data.draw(st.booleans()) or line != "c"]
        changed.insert(data.draw(st.integers(0, len(changed))), "x")
        old, new = "\n".join([*lines, ""] if ends else lines), "\n".join(changed)
        path = tmp_path / "text"
        path.write_text(old)
        difference = "".join(f"{line}\n" for line in unified(old, new, "text", "text"))
        subprocess.run(
            ["patch", "--quiet", "--posix", str(path)], input=difference, text=True, check=True
        )
        assert path.read_text() == new

    patches()


def test_many_changed_lines_among_equal_ones_take_no_time():
    def text(exptype):
        return "".join(
            f'{{\n"expname": "{number}",\n"exptype": "{exptype}"\n}},\n' for number in range(20_000)
        )

    old, new = text("SCIENCE"), text("science")
    began = time.perf_counter()
    old.splitlines()
    runs = compare(lines_of(old), lines_of(new))
    # `difflib` alone takes minutes.
    assert time.perf_counter() - began < 10
    assert sum(not run.same for run in runs) == 20_000
