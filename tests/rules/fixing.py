"""Opening broken associations and asking for fixes, for the tests of fixes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from asned.rules.findings import Finding
from asned.rules.fixes import Fix, fixes_for
from asned.rules.samples import STAGE2, Association, Changes, changed, exposure, text_of
from asned.session import Session
from builders import FILE_NAME

FIRST, SECOND, THIRD = (exposure(number, "mirimage", "rate") for number in (1, 2, 3))
ONE, TWO, THREE = (f"/products/0/members/{number}" for number in range(3))
UNCAL = exposure(2, "mirimage", "uncal")


def opened(data: str | bytes, name: str = FILE_NAME) -> Session:
    """Open bytes as a session that has judged everything."""
    session = Session(data if isinstance(data, bytes) else data.encode(), Path(name), None)
    session.judge_all()
    return session


def broken(changes: Changes, base: Association = STAGE2) -> Session:
    """Open a sound association with changes of its values."""
    return opened(text_of(changed(base, changes)))


def offered(
    session: Session, finding: Finding, beside: frozenset[str] | None = None
) -> tuple[Fix, ...]:
    """Give the fixes of a finding as the editor would ask for them."""
    return fixes_for(
        session.document, finding, session.stage.stage, name=session.path.name, beside=beside
    )


def fixes_of(session: Session, rule: str, beside: frozenset[str] | None = None) -> list[Fix]:
    """Give the fixes of all findings of a rule, of which there must be some."""
    found = [each for each in session.findings if each.rule == rule]
    assert found, f"nothing breaks {rule}"
    return [fix for finding in found for fix in offered(session, finding, beside)]


def the_fix(session: Session, rule: str) -> Fix:
    """Give the one fix of the one finding of a rule."""
    (fix,) = fixes_of(session, rule)
    return fix


def done(session: Session, fix: Fix) -> Any:
    """Execute a fix and give the association as it is then."""
    assert session.execute(fix.edit) is not None
    session.judge_all()
    return json.loads(session.document.to_bytes())


def said(session: Session) -> list[tuple[str, str]]:
    """Give all findings by what a user is told."""
    session.judge_all()
    return sorted((each.rule, each.message) for each in session.findings)


def is_there(session: Session, finding: Finding) -> bool:
    """Say whether a rule still speaks of a place and key."""
    return any(
        (each.rule, each.place, each.field) == (finding.rule, finding.place, finding.field)
        for each in session.findings
    )
