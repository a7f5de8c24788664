"""The editor from the command to its exit code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.tui.app import AsnedApp
from asned.tui.opening import open_old_text, open_session, reporting, run_guarded

if TYPE_CHECKING:
    from asned.rules.findings import Severity
    from asned.tui.repair import opening as repairing
else:
    repairing = Later("asned.tui.repair.opening")


def run(
    path: Path,
    *,
    stage: int | None = None,
    severities: Mapping[str, Severity | None] | None = None,
    notice: str = "",
) -> int:
    """Open a file in the editor and give the exit code; where it is not JSON, it is repaired first.

    Raises:
        DiskError: the file cannot be read.
        NotAnAssociationText: its text is not JSON, and none to be repaired (YAML).
    """

    def edit() -> int:
        try:
            session = open_session(path, stage=stage, severities=severities)
            if session is None:
                return 0
            app = AsnedApp(session, notice)
            code = run_guarded(app, session)
            if app.refusal is None:
                return code
            refusal = app.refusal  # a large file was shown before its end was read
        except NotAnAssociationText as error:
            refusal = error
        session = open_old_text(path, stage=stage, severities=severities)
        if session is None:
            repaired = repairing.repaired_session(path, refusal, stage=stage, severities=severities)
            if isinstance(repaired, int):
                return repaired
            session = repaired
        return run_guarded(AsnedApp(session, notice), session)

    return reporting(edit)
