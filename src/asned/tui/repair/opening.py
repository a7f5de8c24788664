"""From a file that is not JSON to a session on the repaired text."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path

from asned.disk.fingerprint import read_file
from asned.jsontext.errors import NotAnAssociationText
from asned.keeping import Keeping
from asned.rules.findings import Severity
from asned.session import Session
from asned.tui.opening import run_kept
from asned.tui.repair.app import RepairApp


def repaired_session(
    path: Path,
    refusal: NotAnAssociationText,
    *,
    stage: int | None = None,
    severities: Mapping[str, Severity | None] | None = None,
) -> Session | int:
    """Let the user repair a file and open what comes of it; the exit code where nothing does.

    Raises:
        DiskError: the file cannot be read.
        NotAnAssociationText: the refusal, where the text is none to be repaired here (YAML).
    """
    gc.enable()  # it was off for a start that ends here
    file = read_file(path)
    keeping = Keeping(path, file.fingerprint)
    app = RepairApp(file.data, path.name, keeping)
    code = run_kept(
        app,
        lambda: keeping,
        is_modified=lambda: app.broken.is_changed,
        is_handed_on=lambda: app.repaired is not None,
    )
    if app.is_refused:
        raise refusal
    if app.repaired is None or code:
        return code
    session = Session.repaired(app.repaired, file, stage=stage, severities=severities)
    session.file.keeping = keeping
    keeping.about_to_be(app.repaired)
    return session
