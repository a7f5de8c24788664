"""The repair screen: a text that is no JSON, its defects below it, until the text is JSON."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from asned.association.brokentext import BrokenText, search
from asned.jsontext.defects import is_yaml
from asned.jsontext.display import displayable
from asned.jsontext.repair import Defect
from asned.keeping import Keeping
from asned.tui.actions import Place, applies, bindings
from asned.tui.celleditor import CellEditor
from asned.tui.dialogs import Message
from asned.tui.flushing import Flushing, JournalFailed
from asned.tui.footer import Act, KeyFooter
from asned.tui.guarded import GuardedApp
from asned.tui.lines import StateLine
from asned.tui.repair import changing, editing, leaving, moving, recovering
from asned.tui.repair.actions import REPAIR_ACTIONS, REPAIR_BY_ID
from asned.tui.repair.aside import Done, aside
from asned.tui.repair.panes import MARK, DefectsPane, TextPane, fix_words
from asned.tui.repair.title import RepairTitle
from asned.tui.rows import Tone
from asned.tui.table import VirtualTable
from asned.tui.turns import Turns

COMMANDS = {
    "next-pane": moving.other_pane,
    "previous-pane": moving.other_pane,
    "edit": editing.edit,
    "delete": changing.delete_line,
    "undo": changing.undo,
    "redo": changing.redo,
    "next-problem": lambda app: moving.go_on(app, 1),
    "previous-problem": lambda app: moving.go_on(app, -1),
    "fix": changing.fix,
    "fix-all": changing.fix_all,
    "save": leaving.go_on,
    "quit": leaving.leave,
    "keys": moving.show_keys,
    "what-is-this": moving.explain,
    "palette": moving.show_palette,
    "suspend": leaving.suspend,
}


class RepairApp(GuardedApp):
    """Repairs the text of one file; `repaired` is its bytes once they are JSON and accepted, else None.

    `is_refused` says that the text is none to be repaired here, after that was said.
    """

    TITLE = "asned"
    CSS_PATH = "repair.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(actions=REPAIR_ACTIONS)]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as Textual declares it
        (0, "-low"),
        (18, "-tall"),
    ]

    def __init__(self, data: bytes, name: str, keeping: Keeping | None = None) -> None:
        super().__init__()
        self.file_name = name
        self.broken = BrokenText(data)
        self._keeping = keeping
        self._flushing = Flushing(self, lambda: keeping)
        if keeping is not None:
            self.broken.heard = keeping.accept_change
        self.repaired: bytes | None = None
        self.is_refused = False
        self.lines = TextPane(self.broken)
        self.defects = DefectsPane(self.broken)
        self.editor = CellEditor(id="editor")
        self.title_line = RepairTitle(name)
        self.state_line = StateLine()
        self.key_footer = KeyFooter(actions=REPAIR_ACTIONS)
        self.pane: TextPane | DefectsPane = self.lines
        self._message: tuple[str, Tone] = ("", "plain")
        self._message_row = 0
        self._has_begun = False
        self._turns = Turns(self, super().on_event)

    async def on_event(self, event: events.Event) -> None:
        """Act on keys and clicks one at a time."""
        if self._turns.concern(event):
            await self._turns.take(event)
        else:
            await super().on_event(event)

    def compose(self) -> ComposeResult:
        """Lay out title, text, defects, state and keys."""
        yield self.title_line
        yield self.lines
        yield self.defects
        yield self.state_line
        yield self.key_footer
        yield self.editor

    def on_mount(self) -> None:
        """Show the text, and then look for what is wrong with it."""
        self.lines.focus()
        self._flushing.start()
        if self._keeping is None:
            self.call_after_refresh(self.look)
        else:
            self.run_worker(self._open(self._keeping))

    async def _open(self, keeping: Keeping) -> None:
        if await recovering.begin(self, keeping):
            # A place can be brought in sight once it is known how much is.
            self.call_after_refresh(self.look)
        else:
            self.exit()

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._flushing.stop()

    @on(JournalFailed)
    def _journal_failed(self, event: JournalFailed) -> None:
        self._flushing.take(event)

    @property
    def may_be_asked(self) -> bool:
        """Whether a question may be put unprompted: nothing is asked or typed just now."""
        return self.is_idle and not self.editor.is_open

    # ---- looking for defects

    def look(self) -> None:
        """Look for the defects of the text as it is."""
        broken = self.broken
        found = partial(self._found, broken.revision)
        aside(self, len(broken.text), partial(search, broken.data), found)
        self.refresh_lines()

    @on(Done)
    def _done(self, event: Done) -> None:
        event.tell()

    def _found(self, revision: int, defects: tuple[Defect, ...]) -> None:
        broken = self.broken
        was_broken = bool(broken.defects)
        if not broken.take_found(revision, defects):
            return
        self.lines.structure_changed()
        self.defects.structure_changed()
        if not self._has_begun:
            self._has_begun = True
            self._begin(defects)
        self.follow()
        if was_broken and broken.is_sound:
            leaving.show_difference(self)

    def _begin(self, defects: tuple[Defect, ...]) -> None:
        """Go to the first defect, or refuse what cannot be repaired."""
        if not defects and self.broken.is_changed:  # a repair was recovered
            leaving.show_difference(self)
        elif not defects:  # somebody else has repaired the file in the meantime
            self.accept()
        elif is_yaml(self.broken.data):
            self.is_refused = True
            sentence = f"{displayable(self.file_name)}: {defects[0].message}"
            self.push_screen(Message("Not an association in JSON", [sentence]), self._refused)
        elif self.broken.unchangeable:
            self.say(self.broken.unchangeable, "error")
        else:
            moving.go_to(self, 0)
            # What was said of a recovery stays to be read.
            self._message_row = self.lines.cursor_row
            self.refresh_lines()

    def accept(self) -> None:
        """End with the text as it is."""
        self.repaired = self.broken.data
        self.exit()

    def _refused(self, _: None) -> None:
        self.exit()

    # ---- where the keyboard is

    @property
    def place_name(self) -> str:
        """Where the keyboard is: in a pane, or in the editor of a line."""
        return Place.CELL if self.editor.is_open else self.pane.NAME

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, TextPane | DefectsPane):
            self.pane = event.widget
        self.refresh_lines()

    @on(VirtualTable.CursorMoved)
    def _cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        if event.table is self.pane:
            self.follow()
        self.refresh_lines()

    def follow(self) -> None:
        """Bring the other pane to where the cursor of this one is."""
        if self.pane is self.defects:
            if len(self.defects):
                moving.show_in_text(self, self.defects.cursor_row)
        else:
            here = self.broken.defects_of(self.lines.cursor_row)
            if self.defects.cursor_row not in here:
                self.defects.move_cursor(here.start)
        self.refresh_lines()

    # ---- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let an action pass only where it applies."""
        if action == "act" and parameters:
            return applies(REPAIR_BY_ID[str(parameters[0])], self.place_name)
        return True

    def action_act(self, id: str) -> None:
        """Run an action; a line that is being edited is accepted first."""
        if self.editor.is_open:
            accepted = self.editor.accept()
            if accepted is not None:
                editing.take(self, accepted)
            if (
                len(self.screen_stack) > 1
            ):  # that was the last defect: what comes now has been asked
                return
        self._message = ("", "plain")
        COMMANDS[id](self)
        self.refresh_lines()

    @on(Act)
    def _act(self, event: Act) -> None:
        self.action_act(event.id)

    @on(VirtualTable.Activated)
    def _activated(self, event: VirtualTable.Activated) -> None:
        self.action_act("edit")

    @on(VirtualTable.EditRequested)
    def _edit_requested(self, event: VirtualTable.EditRequested) -> None:
        self.action_act("edit")

    @on(CellEditor.Accepted)
    def _accepted(self, event: CellEditor.Accepted) -> None:
        editing.take(self, event)

    # ---- showing

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show a message in the line of state until the next key or line."""
        self._message = (displayable(text), tone)
        self._message_row = self.lines.cursor_row
        self.refresh_lines()

    def refresh_lines(self) -> None:
        """Show title, state and keys as they are now."""
        broken = self.broken
        count = len(broken.defects)
        self.lines.retitle()
        self.defects.retitle()
        self.defects.empty_text = "no defects: the text is JSON" if broken.is_sound else ""
        words = f"not JSON  {MARK} {count:,}" if count else "not JSON"
        self.title_line.show(
            "looking for defects…" if not broken.is_searched else words if count else "JSON",
            is_changed=broken.is_changed,
            is_sound=broken.is_sound,
        )
        self.key_footer.show(self.place_name)
        text, tone = self._message
        if not text or self._message_row != self.lines.cursor_row:
            text, tone = self._cursor_words()
        self.state_line.show(text, tone)

    def _cursor_words(self) -> tuple[str, Tone]:
        if not self.broken.is_searched:
            return "looking for defects…", "muted"
        index = moving.defect_here(self)
        if index is not None:
            defect = self.broken.defects[index]
            # What is wrong stands in the list too: at the end of a narrow line it may be cut.
            words = f"column {defect.column}   {fix_words(self.broken, index)}   {defect.message}"
            return f"{MARK} {displayable(words)}", "error"
        if self.broken.is_sound:
            return "the text is JSON: ctrl+s shows what would be written, and goes on", "changed"
        return "", "plain"
