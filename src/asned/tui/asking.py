"""A request for one line of text: a name or a path, typed or chosen from a list."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from asned.jsontext.display import displayable
from asned.tui.dialogbox import DialogBox
from asned.tui.keynames import key_label
from asned.tui.plaininput import PlainInput
from asned.tui.suggestions import ROWS, Suggestions

Judge = Callable[[str], str]
"""Says what is wrong with a text, in a sentence for the user; an empty string if nothing is."""

_VERDICT_ROWS = 2
_CHOOSE = f"{key_label('up')} {key_label('down')} choose   "
_ACCEPT = "enter accept   escape go back"


def _no_remark(text: str) -> str:
    return ""


class AskText(DialogBox[str]):
    """Asks for one line of text; dismisses it once `judge` finds nothing wrong, None for Escape.

    `suggestions` maps values to choose from to their meanings, shown as a list that typing narrows;
    Enter takes the marked value. `remark` gives what is worth knowing about a text that is right.
    """

    DEFAULT_CSS = """
    AskText #field { border: none; padding: 0; background: $boost; width: 1fr; height: 1; }
    AskText #verdict { height: 2; color: $text-muted; }
    AskText #verdict.-wrong { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "choose(-1)", show=False),
        Binding("down", "choose(1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        text: str,
        judge: Judge,
        *,
        lines: Sequence[str] = (),
        suggestions: Mapping[str, str] | None = None,
        remark: Judge = _no_remark,
    ) -> None:
        super().__init__(title, lines)
        self._judge = judge
        self._remark = remark
        self._field = PlainInput(text)
        self._field.id = "field"
        self._verdict = Static(Content(), id="verdict", markup=False)
        self._suggestions = Suggestions(suggestions or {})
        self._list_rows = min(len(suggestions) + 1, ROWS) if suggestions else 0

    def answers(self) -> Sequence[Widget]:
        """The field, the list if there is one, and the verdict."""
        return [self._field, self._suggestions, self._verdict]

    def answer_width(self) -> int:
        """As wide as the box may be, for paths are long."""
        return self.WIDEST

    def fit_answers(self, width: int, height: int) -> int:
        """Give the list what the field, the verdict and two rows of text leave."""
        others = 1 + _VERDICT_ROWS
        listed = max(2, min(self._list_rows, height - others - 2)) if self._list_rows else 0
        self._suggestions.styles.height = listed
        subtitle = Content(_CHOOSE + _ACCEPT if listed else _ACCEPT)
        self._box.border_subtitle = subtitle if subtitle.cell_length < width else Content(_ACCEPT)
        return others + listed

    def on_mount(self) -> None:
        """Judge the text that stands there to begin with."""
        super().on_mount()
        self._suggestions.display = bool(self._list_rows)
        self._field.focus()
        self._field.cursor_position = len(self._field.value)
        self._show_verdict()

    def _wanted(self) -> str:
        return self._suggestions.chosen if self._list_rows else self._field.value

    def _show_verdict(self) -> None:
        wanted = self._wanted()
        wrong = self._judge(wanted)
        self._verdict.set_class(bool(wrong), "-wrong")
        text = f"✖ {wrong}" if wrong else self._remark(wanted)
        self._verdict.update(Content(displayable(text)), layout=False)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        if self._list_rows:
            self._suggestions.narrow(event.value)
        self._show_verdict()

    @on(PlainInput.Refused)
    def _say_refused(self, event: PlainInput.Refused) -> None:
        event.stop()
        self._verdict.add_class("-wrong")
        refused = "✖ Not inserted: it holds characters that cannot be shown."
        self._verdict.update(Content(refused), layout=False)

    @on(Input.Submitted)
    def _accept(self, event: Input.Submitted) -> None:
        event.stop()
        self._dismiss_if_right(self._wanted())

    @on(Suggestions.Picked)
    def _pick(self, event: Suggestions.Picked) -> None:
        event.stop()
        self._dismiss_if_right(event.value)

    def _dismiss_if_right(self, text: str) -> None:
        if self._judge(text):
            self._show_verdict()
        else:
            self.dismiss(text)

    def action_choose(self, step: int) -> None:
        """Move the mark of the list, or the text where there is no list."""
        if self._list_rows:
            self._suggestions.move(step)
            self._show_verdict()
        else:
            self.action_scroll_text(step)
