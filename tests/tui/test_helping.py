"""F1: what the specification says of the place under the cursor, and why a finding is one."""

from pathlib import Path

import pytest

from asned.rules.explaining import explanation
from asned.tui.commands.helping import what_is_here
from tui.editor import EXAMPLE, opened, write


@pytest.mark.parametrize(
    ("keys", "title", "beginning"),
    [
        ("1", "asn_type", "asn_type: The type of the association"),
        ("1j", "asn_rule", "asn_rule: The generator's rule"),
        ("2", "name", "name: The beginning of the output files' names"),
        ("2g", "products", "products: The list of products"),
        ("2j", "exptype", "exptype: What the exposure is used for"),
        ("3", "expname", "expname: The exposure's file name"),
        ("3l", "exptype", "exptype: What the exposure is used for"),
        ("3ll", "exposerr", "exposerr: What the observatory log says"),
    ],
)
async def test_each_place_is_explained_by_its_key(
    tmp_path: Path, keys: str, title: str, beginning: str
):
    async with opened(write(tmp_path)) as editor:
        await editor.press(*keys)
        found, paragraphs = what_is_here(editor.app)
        assert found == title
        assert paragraphs[0].startswith(beginning)
        await editor.press("f1")
        await editor.until_shown(title, "escape close")


@pytest.mark.parametrize("keys", ["3jl", "2jj"])
async def test_of_the_exptypes_the_one_under_the_cursor_comes_first(tmp_path: Path, keys: str):
    async with opened(write(tmp_path)) as editor:
        await editor.press(*keys)
        names = [each.partition(":")[0] for each in what_is_here(editor.app)[1]]
    assert names[:3] == ["exptype", "background", "science"]
    assert names.count("background") == 1
    assert "psf" not in names


async def test_of_the_types_the_one_under_the_cursor_comes_first(tmp_path: Path):
    async with opened(write(tmp_path, EXAMPLE | {"asn_type": "user_built"})) as editor:
        await editor.press("1")
        names = [each.partition(":")[0] for each in what_is_here(editor.app)[1]]
    assert names[:3] == ["asn_type", "user_built", "image2"]


@pytest.mark.parametrize("keys", ["3l", "4"])
async def test_a_finding_is_explained_as_asned_rules_does(tmp_path: Path, keys: str):
    async with opened(write(tmp_path)) as editor:
        await editor.press("3", "j", "t", *"psf", "enter")
        await editor.press(*keys)
        title, paragraphs = what_is_here(editor.app)
        assert title == "exptype-stage"
        explained = explanation("exptype-stage")
        assert tuple(paragraphs[1 : 1 + len(explained)]) == explained
        rest = paragraphs[1 + len(explained) :]
        assert rest[0].startswith("exptype: ")
        assert rest[1].startswith("psf: " if keys == "3l" else "science: ")


async def test_where_a_filter_leaves_no_keyword_there_is_nothing_to_explain(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("1", "ampersand", *"nothing of the kind", "enter", "f1")
        await editor.until_shown("there is nothing here to explain")


@pytest.mark.parametrize(
    "way", [["*", "d", "d"], ["&", *"zzz", "enter"]], ids=["deleted", "filtered"]
)
async def test_an_exptype_is_explained_where_there_is_no_member(tmp_path: Path, way: list[str]):
    async with opened(write(tmp_path)) as editor:
        await editor.press("3", "right", *way)
        assert not len(editor.app.members)
        found, paragraphs = what_is_here(editor.app)
        assert found == "exptype"
        assert paragraphs[0].startswith("exptype: What the exposure is used for")
