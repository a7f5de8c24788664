"""The editor: four panes over one session, the lines around them, and the dispatch of actions."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import WorkType

from asned.association.places import Place as FilePlace
from asned.association.structure import CannotEdit
from asned.jsontext.display import displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.session import Change, Session
from asned.tui.actions import BY_ID, PANES, Owner, Place, applies, bindings
from asned.tui.afterpaint import MOVES, AfterPaint
from asned.tui.agreeing import agree_on_product
from asned.tui.boundkeys import act_on
from asned.tui.footer import Act, KeyFooter
from asned.tui.guarded import GuardedApp
from asned.tui.here import cursor_words, position_words
from asned.tui.keywords import KeywordsPane
from asned.tui.lines import StateLine, TitleLine
from asned.tui.listing import Listing
from asned.tui.members import MembersPane
from asned.tui.pane import MARKS, TONES, Pane
from asned.tui.problems import ProblemsPane
from asned.tui.products import ProductsPane
from asned.tui.rows import Tone
from asned.tui.selecting import SelectingTable
from asned.tui.table import VirtualTable
from asned.tui.turns import Turns, give_way
from asned.tui.workbench import Workbench

if TYPE_CHECKING:
    from asned.rules.findings import Finding
    from asned.tui import commands, tools
    from asned.tui.celleditor import CellEditor
    from asned.tui.commands import cells, clipboard, moving
    from asned.tui.flushing import JournalFailed
    from asned.tui.tools import Tools
    from asned.tui.watching import Looked
else:
    cells = Later("asned.tui.commands.cells")
    clipboard = Later("asned.tui.commands.clipboard")
    commands = Later("asned.tui.commands")
    moving = Later("asned.tui.commands.moving")
    tools = Later("asned.tui.tools")

PROGRESS_EVERY = 0.1
"""Seconds between two looks at what the first judging has found so far."""


class AsnedApp(GuardedApp):
    """The editor of one association."""

    TITLE = "asned"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, session: Session, notice: str = "") -> None:
        super().__init__()
        self.session = session
        self._notice = notice
        self.keywords = KeywordsPane(session)
        self.products = ProductsPane(session)
        self.members = MembersPane(session)
        self.problems = ProblemsPane(session)
        self.panes: tuple[Pane, ...] = (self.keywords, self.products, self.members, self.problems)
        self._is_applying = self._is_acting = False
        for pane in self.panes:
            pane.cursor_moved = self._cursor_moved
        self.workbench = Workbench(id="_default")
        self.title_line = TitleLine(session)
        self.state_line, self.key_footer = StateLine(), KeyFooter()
        self._current: Pane = self.members
        self.members.add_class("-current")  # so that its style need not be worked out again
        self._message: tuple[str, Tone] = ("", "plain")
        self.turns = Turns(self, self._act_on)
        self._after_paint = AfterPaint(self)
        self._tools: Tools | None = None
        self.refusal: NotAnAssociationText | None = None
        """Why the rest of a file could not be read, whose beginning was shown."""

    def get_default_screen(self) -> Workbench:
        """Give the screen of the panes, which Textual asks for when it knows the terminal."""
        self.workbench.fit(self.size)
        return self.workbench

    async def on_event(self, event: events.Event) -> None:
        """Act on keys and clicks one at a time."""
        if self.turns.concern(event):
            await self.turns.take(event)
        else:
            await super().on_event(event)

    async def _act_on(self, event: events.Event) -> None:
        if not (isinstance(event, events.Key) and event.key in MOVES and self._is_at_pane):
            await self._after_paint.finish()
        # What was said before has been read by now, even where only the cursor moves.
        self._message = ("", "plain")
        if not await act_on(self, event):
            await super().on_event(event)

    @property
    def _is_at_pane(self) -> bool:
        return self.app_focus and isinstance(self.focused, Pane)

    def compose(self) -> ComposeResult:
        """Lay out title, panes, state and keys."""
        yield self.title_line
        yield self.keywords
        yield self.members
        yield self.products
        yield self.problems
        yield self.state_line
        yield self.key_footer

    def on_mount(self) -> None:
        """Begin in the members pane."""
        self.show_pane(self.members)
        self.members.move_cursor(0, self.members.column_of("expname"))
        self.keywords.move_cursor(0, self.keywords.column_of("value"))
        self.products.move_cursor(1)
        if self._notice:
            self.say(self._notice)

    def on_ready(self) -> None:
        """Do what has waited until the panes were painted."""
        rest: WorkType[None] = self._after_paint.run
        self.run_worker(rest)

    # ---- the file

    def on_unmount(self) -> None:
        """Let the threads end."""
        self._after_paint.stop()
        if self._tools is not None:
            self._tools.stop()

    def on_looked(self, event: Looked) -> None:
        """Take what a look at the file has found."""
        self.tools.watching.take(event)

    def on_journal_failed(self, event: JournalFailed) -> None:
        """Take what is wrong with the journal."""
        self.tools.flushing.take(event)

    def on_app_focus(self) -> None:
        """Look at the file when the user comes back from elsewhere."""
        self.continued()

    def continued(self) -> None:
        """Look at the file after a stop."""
        if self._tools is not None:
            self._tools.watching.soon()
            self._after_paint.look_beside()

    @property
    def may_be_asked(self) -> bool:
        """Whether a question may be put unprompted: nothing is asked or typed just now."""
        is_filing = any(each.group == "filing" and not each.is_finished for each in self.workers)
        is_busy = is_filing or self.session.under_way is not None
        return self.is_idle and not self.tools.are_typed_into and not is_busy

    # ---- what is there after the first paint

    @property
    def is_complete(self) -> bool:
        """Whether all is there that a key may need; one that comes before waits for it."""
        return self._after_paint.is_done

    @property
    def tools(self) -> Tools:
        """What keys are acted on with."""
        assert self._tools is not None, "no key is acted on before they are there"
        return self._tools

    @property
    def editor(self) -> CellEditor:
        """The editor of cells."""
        return self.tools.editor

    async def complete(self) -> None:
        """Make what keys are acted on with."""
        self._tools = tools.Tools(self)
        await self._tools.set_out()

    # ---- judging

    def begin_judging(self) -> None:
        """Judge beside the keyboard."""
        # The function: a coroutine made here would stay unawaited where the next judging cancels it.
        judge: WorkType[None] = self._judge
        self.run_worker(judge, group="judging", exclusive=True)

    async def _judge(self) -> None:
        """Judge in slices that leave the keyboard free."""
        shown = time.monotonic()
        while self.session.judge_slice() is not None and not self.session.is_judged:
            if time.monotonic() - shown > PROGRESS_EVERY:
                shown = time.monotonic()
                self.show_findings()
            await (give_way() if self.turns.is_taken else asyncio.sleep(0))
        self.show_findings()
        self.workbench.paint()

    def show_findings(self) -> None:
        """Show findings, badges and counts as they are now."""
        for pane in self.panes:
            pane.show_change(Change(self.session.revision, "", is_whole=True))
        self.refresh_lines()

    # ---- where the keyboard is

    @property
    def pane(self) -> Pane:
        """The pane that has the focus, or had it before a cell was edited."""
        return self._current

    def show_pane(self, pane: Pane) -> None:
        """Go to a pane."""
        self._mark_current(pane)
        if not pane.has_focus:  # focus that comes again would have all of it painted
            pane.focus()

    def _mark_current(self, pane: Pane) -> None:
        self._current = pane
        if pane.has_class("-current"):
            return
        for each in self.panes:
            each.set_class(each is pane, "-current")
        workbench = self.workbench
        workbench.set_class(pane in (self.keywords, self.products), "-in-left")
        workbench.set_class(pane is self.problems, "-in-problems")

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        if event.widget in self.panes:
            self._mark_current(event.widget)
            if self._tools is not None:
                self._tools.searching.focus_moved()
        self.refresh_lines()

    @property
    def place_name(self) -> Place:
        """Where the keyboard is, as the registry of actions names it."""
        if self._tools is not None and self._tools.are_typed_into:
            return Place.CELL if self._tools.editor.is_open else Place.FIND
        return Place(self._current.NAME)

    # ---- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to what is typed into; in a pane an action that does not apply says so itself."""
        if action == "act" and parameters:
            place = self.place_name
            return place in PANES or applies(BY_ID[str(parameters[0])], place)
        return True

    def action_act(self, id: str) -> None:
        """Run an action of the registry; a cell that is being edited is accepted first."""
        action = BY_ID[id]
        if not applies(action, self.place_name):
            self.say(f"{action.label}: {action.only_where}", "warning")
            return
        if self.editor.is_open and not cells.accept(self):
            return
        self.tools.searching.close()
        if self.session.under_way is not None and not commands.may_run_beside(action):
            self.say(f"{self.session.under_way.label} is not done yet; escape stops it", "warning")
            return
        self._is_acting = True
        with self.workbench.painting():
            try:
                commands.COMMANDS[id](self)
            except CannotEdit as problem:  # nothing can be edited where another editor has the file
                self.say(str(problem), "error")
            finally:
                self._is_acting = False
            agree_on_product(self)
            self.refresh_lines()

    @on(Act)
    def _act(self, event: Act) -> None:
        action = BY_ID[event.id]
        if action.owner is Owner.APP:
            self.action_act(event.id)
        else:  # it acts on keys alone
            self.post_message(events.Key(action.keys[0], None))

    @on(VirtualTable.Activated)
    def _activated(self, event: VirtualTable.Activated) -> None:
        self.action_act("edit")

    @on(VirtualTable.EditRequested)
    def _edit_requested(self, event: VirtualTable.EditRequested) -> None:
        self.action_act("edit")

    def _cursor_moved(self, pane: Pane) -> None:
        """Follow a pane's cursor, before the screen is painted: a message would come a frame later."""
        if self._is_applying:
            return
        if pane is self.products and self.products.product:
            self.members.choose(self.products.product)
        self.refresh_lines()
        if not self._is_acting:
            self.workbench.paint()

    @on(SelectingTable.Selected)
    def _selected(self, event: SelectingTable.Selected) -> None:
        if isinstance(event.table, Pane):
            event.table.retitle()
        self.refresh_lines()

    @on(Listing.FilterBegun)
    def _filter_begun(self, event: Listing.FilterBegun) -> None:
        self.tools.searching.go_on_filtering(event.listing)

    def searched(self) -> None:
        """Show what finding and filtering did: another row may be under the cursor without a move."""
        agree_on_product(self)
        self.refresh_lines()
        self.workbench.paint()

    def on_paste(self, event: events.Paste) -> None:
        """Make members of what the terminal pastes into a pane."""
        if len(self.screen_stack) == 1:
            clipboard.paste_text(self, event.text)

    @on(Pane.LaidOut)
    def _laid_out(self, event: Pane.LaidOut) -> None:
        if self._tools is not None:
            cells.follow(self)

    # Handlers by their names: the class of the messages is not imported yet.

    def on_cell_editor_accepted(self, event: CellEditor.Accepted) -> None:
        """Take the value that was accepted."""
        cells.take(self, event)

    def on_cell_editor_cancelled(self, event: CellEditor.Cancelled) -> None:
        """Leave the cell as it was."""
        cells.cancel(self, event.token)

    def on_cell_editor_kind_toggled(self, event: CellEditor.KindToggled) -> None:
        """Spell the value in the other way."""
        cells.switch_kind(self, event.value, event.kind)

    # ---- showing

    def apply(self, change: Change | None, *, moves: bool = True) -> None:
        """Show a change; with `moves` the cursor goes to what changed."""
        if change is None:
            return
        self._is_applying = True
        try:
            for pane in self.panes:
                if pane.is_touched(change):
                    pane.show_change(change)
            if moves:
                self.go_to(change.place, change.field)
            if not self._is_acting:  # else at its end, when the cursor is where it is to be
                agree_on_product(self)
        finally:
            self._is_applying = False
        if not self.session.is_judged:
            self.begin_judging()
        self.refresh_lines()

    def go_to(self, place: FilePlace, field: str = "", *, focus: bool = True) -> None:
        """Put the cursor on a place of the file, choosing its product first."""
        moving.go_to(self, place, field, focus=focus)

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show a message in the line of state until the next key."""
        self._message = (displayable(text), tone)
        self.refresh_lines()

    def announce(self, finding: Finding, words: str) -> None:
        """Show a finding's message with some words before it."""
        mark, tone = MARKS[finding.severity], TONES[finding.severity]
        self.say(f"{mark} {words}: {finding.message}", tone)

    def refresh_lines(self) -> None:
        """Show title, state and keys as they are now; while an action is at work that comes at its end."""
        if self._is_acting:
            return
        self.title_line.show()
        is_selecting = len(self.pane.selection) > 0
        self.key_footer.show(self.place_name, position_words(self), is_selecting=is_selecting)
        text, tone = self._message if self._message[0] else cursor_words(self)
        self.state_line.show(text, tone)
