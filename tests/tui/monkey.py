"""A monkey at the keyboard: keys by chance, and after each few a look at whether all is well."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from asned.association.document import Document
from asned.session import Session
from asned.tui.actions import ACTIONS
from asned.tui.app import AsnedApp
from builders import some_text
from hostile import CONTROLS, DIRECTIONS, MARKUP, SEQUENCES, generated_strings
from tui.editor import Editor, write
from tui.harmless import assert_harmless

TYPED = [*'abgjklnsy0149_.-"[]{}:,\\', "é", "宇", "\u202e", "space", "backspace", "delete"]
COMMON = ["enter", "escape", "tab", "down", "up", "left", "right", "u", "U", "1", "2", "3", "4"]
KEYS = [key for action in ACTIONS for key in action.keys if action.id != "suspend"]
BATCH = 6
SOME_BYTES = [*MARKUP, *SEQUENCES, *CONTROLS, *DIRECTIONS, *generated_strings()]


def some_keys(random: Random) -> list[str]:
    """Give a few keys: mostly those that do something, sometimes a text."""
    pools = random.choices([KEYS, COMMON, TYPED], [5, 4, 3], k=BATCH)
    return [random.choice(pool) for pool in pools]


def some_file(random: Random, directory: Path) -> Path:
    """Write an association of any kind, with hostile strings here and there."""
    if random.random() < 0.5:
        return write(directory, some_text(random).encode("utf-8", "surrogatepass"))
    members = [
        {"expname": random.choice(SOME_BYTES), "exptype": "science", random.choice(SOME_BYTES): 1}
        for _ in range(random.randrange(40))
    ]
    products = [{"name": random.choice(SOME_BYTES), "members": members[at::3]} for at in range(3)]
    return write(directory, {"asn_type": "image2", "asn_id": "o001", "products": products})


class Monkey:
    """Plays with one file in one terminal, and opens it again whenever it has quit."""

    def __init__(self, directory: Path, seed: int, size: tuple[int, int]) -> None:
        self.random = Random(seed)
        self.size = size
        self.path = some_file(self.random, directory)
        self.pressed: list[str] = []

    async def play(self, keys: int) -> None:
        """Press so many keys. What goes wrong is raised with the keys pressed so far."""
        try:
            while len(self.pressed) < keys:
                await self._sit_down(keys)
        except BaseException as error:
            error.add_note(f"on {self.path} after {json.dumps(self.pressed)}")
            raise

    async def _sit_down(self, keys: int) -> None:
        app = AsnedApp(Session.open(self.path))
        first = app.session.document.to_bytes()
        async with app.run_test(size=self.size) as pilot:
            editor = Editor(app, pilot)
            await editor.until(lambda: app.focused is app.members, "the first focus")
            while len(self.pressed) < keys and not editor.has_quit:
                batch = some_keys(self.random)
                self.pressed += batch
                await editor.press(*batch)
                if not editor.has_quit:
                    assert_harmless(app)
            assert app.failure is None
            if not editor.has_quit:
                await self._end(editor, first)

    async def _end(self, editor: Editor, first: bytes) -> None:
        """See that undoing everything gives the first bytes, and doing it again the last."""
        session = editor.session
        await editor.until(lambda: session.under_way is None, "the end of what is under way")
        last = session.document.to_bytes()
        assert Document(last).to_bytes() == last
        undone = 0
        while session.undo():
            undone += 1
        assert session.document.to_bytes() == first
        for _ in range(undone):
            assert session.redo()
        assert session.document.to_bytes() == last
