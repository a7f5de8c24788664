"""A table over counted rows, in an app of its own."""

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from asned.tui.rows import Cell, Column, Row
from asned.tui.table import VirtualTable
from tui.screentext import screen_lines, until

MANY = 100_000


class CountingSource:
    """Numbered rows that remember which of them were asked for."""

    def __init__(self, length: int = MANY) -> None:
        self.names = {i: f"row{i}" for i in range(min(length, 50))}
        self.length = length
        self.asked: list[int] = []
        self.extra: list[Column] = []

    def columns(self) -> Sequence[Column]:
        return [
            Column("number", "", fixed=6, align="right", stops=False),
            Column("name", "name", cut="shared"),
            Column("kind", "kind", marks=True),
            *self.extra,
        ]

    def __len__(self) -> int:
        return self.length

    def row(self, index: int) -> Row:
        assert 0 <= index < self.length
        self.asked.append(index)
        name = self.names.get(index, f"row{index}")
        return Row(
            (Cell(str(index)), Cell(name), Cell("science"), *(Cell("x") for _ in self.extra))
        )


class TableApp(App[None]):
    """One table, and the messages it posted."""

    CSS = "VirtualTable { height: 14; width: 40; } Input { height: 3; }"

    def __init__(self, source: CountingSource) -> None:
        super().__init__()
        self.source = source
        self.posted: list[tuple[str, int, int]] = []

    def compose(self) -> ComposeResult:
        yield VirtualTable(self.source)
        yield Input()

    @property
    def table(self) -> VirtualTable:
        return self.query_one(VirtualTable)

    def on_virtual_table_cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        self.posted.append(("moved", event.row, event.column))

    def on_virtual_table_activated(self, event: VirtualTable.Activated) -> None:
        self.posted.append(("activated", event.row, event.column))

    def on_virtual_table_edit_requested(self, event: VirtualTable.EditRequested) -> None:
        self.posted.append(("edit", event.row, event.column))


async def settled(pilot: Pilot[None], app: TableApp) -> None:
    await until(pilot, lambda: any(">" in line for line in screen_lines(app)), "the cursor")


def cursor_line(app: TableApp) -> str:
    (line,) = (line for line in screen_lines(app) if line.startswith("│>"))
    return line
