"""The two lines of state: the title above the panes, and the line of the cursor below them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from asned.disk.fingerprint import Became
from asned.jsontext.display import displayable
from asned.session import Session
from asned.tui.cutting import cut_end, cut_start
from asned.tui.inked import Inked
from asned.tui.inks import TONES, Look
from asned.tui.rows import Tone

_PROGRAM = "asned  "
"""What stands before the file's name where there is room for it."""

_STATE = {**TONES, "muted": Look("text-muted")}
_TITLE = {
    **_STATE,
    "name": Look("text-accent", bold=True),
    "error": Look("text-error", bold=True),
}


_SAVED = ("muted", "saved")


class TitleLine(Inked):
    """File, modified or saved, stage and why, counts of findings; what matters least is left out first."""

    INKS = _TITLE
    DEFAULT_CSS = """
    TitleLine { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[tuple[str, str], ...] = ()

    def show(self) -> None:
        """Draw anew where something has changed."""
        parts = self._parts()
        if parts != self._shown:
            self._shown = parts
            self.refresh(self.size.region)

    def _parts(self) -> tuple[tuple[str, str], ...]:
        session = self._session
        stage = session.stage
        named = "Roman" if stage.stage is None else f"Stage {stage.stage}"
        return (
            ("name", displayable(session.path.name)),
            state_of(session),
            ("warning", disk_words(session)),
            ("stage", named),
            ("why", f" ({displayable(stage.reason)})"),
            *counted(session),
        )

    def render_line(self, y: int) -> Strip:
        """Draw the line for the width there is."""
        parts = self._shown = self._shown or self._parts()
        width = self.size.width
        (_, name), stated, (warned, on_disk), (_, stage), (_, why), *counts = parts
        if on_disk and (stated == _SAVED or width < 60):  # where only one has room, the rarer one
            stated, on_disk = (warned, on_disk), ""
        state_tone, state = stated
        on_disk = on_disk and f", {on_disk}"
        right = [("", stage), ("muted", why), *((tone, f"  {text}") for tone, text in counts)]
        if width < 60:
            right = [(tone, f" {text}") for tone, text in counts]
        room = width - 2
        taken = sum(cell_len(text) for _, text in right) + cell_len(state + on_disk) + 2
        if width >= 60 and room - taken < min(cell_len(name), 36):
            right[1] = ("muted", "")
            taken -= cell_len(why)
        name = cut_start(name, max(8, room - taken - 1))
        left = [("name", name), (state_tone, f" {state}"), (warned, on_disk)]
        used = sum(cell_len(text) for _, text in (*left, *right))
        if width >= 100 and used + len(_PROGRAM) < room:
            left = [("muted", _PROGRAM), *left]
            used += len(_PROGRAM)
        gap = [("", " " * max(1, room - used))]
        segments = [Segment(" ", self.ink())]
        segments += [Segment(text, self.ink(tone)) for tone, text in (*left, *gap, *right)]
        return Strip(segments).adjust_cell_length(width, self.ink())


def state_of(session: Session) -> tuple[str, str]:
    """Say in one word, with its tone, how the document stands to its file."""
    if session.view_only and not session.is_begun:
        return "muted", "view only"
    if session.is_new:
        return "changed", "● new, not saved yet"
    if session.is_modified or session.under_way is not None:
        return "changed", "● modified, read-only" if session.is_read_only else "● modified"
    return ("muted", "read-only") if session.is_read_only else _SAVED


_ON_DISK = {
    Became.OTHER_BYTES: "changed on disk",
    Became.CREATED: "there on disk",
    Became.DELETED: "deleted on disk",
    Became.NOT_A_FILE: "replaced on disk",
    Became.UNREADABLE: "unreadable on disk",
}


def disk_words(session: Session) -> str:
    """Say what others have made of the file since it was read, "" where it is as it was."""
    changed = session.file.watch.found
    return _ON_DISK[changed.became] if changed else ""


def counted(session: Session) -> list[tuple[str, str]]:
    """Give the counts of findings with their tones; zero is said too, so that nothing is guessed."""
    if not session.is_judged:
        return [("muted", "reading…" if session.is_begun else "judging…")]
    counts = session.findings.totals
    return [
        ("error" if counts.errors else "muted", f"✖ {counts.errors}"),
        ("warning" if counts.warnings else "muted", f"▲ {counts.warnings}"),
        ("muted", f"· {counts.infos}"),
    ]


class StateLine(Inked):
    """What a message or the cursor has to say: a finding on it, else its whole value."""

    INKS = _STATE
    DEFAULT_CSS = """
    StateLine { height: 1; background: $background; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._tone: Tone = "plain"

    @property
    def text(self) -> str:
        """What stands there."""
        return self._text

    def show(self, text: str, tone: Tone = "plain") -> None:
        """Show a displayable text."""
        if (text, tone) != (self._text, self._tone):
            self._text, self._tone = text, tone
            self.refresh(self.size.region)

    def render_line(self, y: int) -> Strip:
        """Draw the text, cut at the end where it is too long."""
        plain = self.ink()
        width = self.size.width
        text = cut_end(self._text, max(0, width - 2))
        ink = self.ink(self._tone if self._tone in self.INKS else "")
        segments = [Segment(" ", plain), Segment(text, ink)]
        return Strip(segments).adjust_cell_length(width, plain)
