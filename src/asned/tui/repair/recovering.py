"""What is asked when a text is opened to be repaired: about another editor, and what a crash left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asned.association.textjournaling import make_again
from asned.disk.errors import DiskError
from asned.disk.fingerprint import digest
from asned.disk.recovery import find
from asned.recoverable import Recoverable, offered, recoverable_text
from asned.tui.recovering import ask_for_lock, offer_edits

if TYPE_CHECKING:
    from asned.keeping import Keeping
    from asned.tui.repair.app import RepairApp


async def begin(app: RepairApp, keeping: Keeping) -> bool:
    """Take the file's lock and offer the repair that a process which died had begun; say whether to go on."""
    view_only = await ask_for_lock(app, keeping, app.file_name)
    if view_only is None:
        return False
    if view_only:
        app.broken.unchangeable = view_only
        return True
    try:
        await offer_edits(
            app,
            app.file_name,
            now=lambda: app.broken.text,
            left_behind=lambda: _left_behind(app, keeping),
            recover=lambda found: _recover(app, found),
        )
    except (DiskError, OSError) as problem:
        app.say(f"what may be left of a crash cannot be looked for: {problem}", "error")
    keeping.flush()
    return True


def _left_behind(app: RepairApp, keeping: Keeping) -> list[Recoverable]:
    data = app.broken.data
    sha256 = digest(data)
    tried = [recoverable_text(left, data, sha256) for left in find(keeping.real_path)]
    return [found for found in offered(filter(None, tried)) if found.edits or found.lacking]


def _recover(app: RepairApp, found: Recoverable) -> None:
    make_again(app.broken, found.edits)
    app.lines.structure_changed(0)
