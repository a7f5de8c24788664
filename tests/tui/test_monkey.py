"""Keys by chance do not bring the editor down, whatever the file and the size of the terminal."""

from pathlib import Path

import pytest

from asned.tui.commands import filing
from tui.monkey import Monkey

SIZES = [(80, 24), (40, 12), (200, 60)]


@pytest.fixture(autouse=True)
def cage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be saved but in the directory of the test."""
    judge = filing._judge_path

    def judge_path(text: str) -> str:
        inside = Path(text).expanduser().resolve().is_relative_to(tmp_path)
        return judge(text) if inside else "the monkey stays in its cage"

    monkeypatch.setattr(filing, "_judge_path", judge_path)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_keys_by_chance_bring_nothing_down(tmp_path: Path, size: tuple[int, int]):
    await Monkey(tmp_path, seed=1, size=size).play(180)


@pytest.mark.campaign
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_campaign_of_keys_by_chance(tmp_path: Path, size: tuple[int, int], outcomes):
    for seed in range(2, 14):
        directory = tmp_path / str(seed)
        directory.mkdir()
        await Monkey(directory, seed, size).play(600)
        outcomes.add("keys by chance at 80x24, 40x12 and 200x60", {"without a failure": 600})
