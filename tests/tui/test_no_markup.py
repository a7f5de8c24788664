from pathlib import Path

import pytest

import asned.tui
from tui.markupcheck import complaints

ROOT = Path(asned.tui.__path__[0])
SOURCES = sorted(ROOT.rglob("*.py"))

BAD = [
    "self.border_title = name",
    "self.border_title = f'Members of {name}'",
    "pane.border_subtitle = self.words()",
    "self.tooltip = 'Members of ' + name",
    "self.border_title = '[b]Members[/b]'",
    "Static(self.name)",
    "Static(text, markup=False)",
    "Static(str(Content(name)))",
    "Static(Content(), markup=is_fine)",
    "self.box.update(text)",
    "self.box.update('%s' % name)",
    "self.box.update(' '.join(names))",
    "self.box.update(Content.from_markup(text))",
    "app.notify(f'saved {path}')",
    "app.notify('saved', title=path)",
    "app.exit(message=f'cannot read {path}')",
    "app.panic(text)",
    "PlainInput(text, placeholder=path)",
    "title = name\nself.border_title = title",
    "title = Content(name)\ntitle = name\nself.border_title = title",
    "title, rest = Content(name), name\nself.border_title = rest",
    "for title in titles:\n    self.border_title = title",
    "def draw(self, title):\n    self.border_title = title",
    "def draw(self, title: str):\n    self.border_title = title",
    "def words(self) -> str: ...\nself.border_title = self.words()",
    "def render(self) -> str: ...",
    "def render(self): ...",
    "self.border_title = Content(name) if name else name",
    "self.border_title = name or Content()",
    "from textual.widgets import Label",
    "from textual.widgets.option_list import Option",
    "from rich import print",
]

GOOD = [
    "self.border_title = 'Members'",
    "self.border_title = Content(name)",
    "self.border_title = Text(name)",
    "self.border_title = Content.assemble(name, (words, 'bold'))",
    "self.border_title = Content(' ').join(parts)",
    "self.border_title = Content(name) if name else None",
    "Static(Content(text), id='text', markup=False)",
    "title = Content(name)\nself.border_title = title",
    "self.title_text = Content(name)\nself.border_title = self.title_text",
    "title, rest = Content(name), name\nself.border_title = title",
    "def draw(self, title: Content):\n    self.border_title = title",
    "def body(self) -> Content: ...\nself.box.update(self.body())",
    "def render(self) -> Content: ...",
    "known.update(dict.fromkeys(keys))",
    "known.update({key: value})",
    "app.notify(Content(path), title='saved')",
    "app.exit(return_code, message=Text(words))",
    "from textual.widgets import Input, Static",
]


@pytest.mark.parametrize("source", BAD)
def test_a_text_that_may_be_markup_is_found(source: str):
    assert complaints(source)


@pytest.mark.parametrize("source", GOOD)
def test_a_text_that_is_drawn_as_it_is_passes(source: str):
    assert complaints(source) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_editor_draws_no_markup(path: Path):
    assert complaints(path.read_text(encoding="utf-8")) == []


def test_the_check_sees_what_the_editor_draws():
    drawn = (ROOT / "edges.py").read_text(encoding="utf-8")
    assert "self.border_title = Content(title)" in drawn
    assert complaints(drawn.replace("Content(", "str("))
