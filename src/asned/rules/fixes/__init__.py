"""Fixes: what can be done about a finding, as edits that remove it.

`fixes_for` and `fixes_for_each` offer them, `difference` shows what one would change, `labelled` names
them on findings, `fix_labels` describes those of a rule, `together` does many in one step, and
`SAFE_RULES` may be fixed without asking.
"""

from asned.rules import every
from asned.rules.fixes import (
    duplicate_fixes,
    key_fixes,
    keyword_fixes,
    member_fixes,
    name_fixes,
    product_fixes,
    shape_fixes,
)
from asned.rules.fixes.difference import Difference, difference
from asned.rules.fixes.fix import (
    Fix,
    fix_labels,
    fixes_for,
    fixes_for_each,
    labelled,
    safe_rules,
    together,
)

assert every.MODULES, "importing `every` first keeps the registry of rules in its order"

MODULES = (
    shape_fixes,
    duplicate_fixes,
    keyword_fixes,
    key_fixes,
    name_fixes,
    product_fixes,
    member_fixes,
)
"""The modules that offer fixes; importing them fills the registry."""

SAFE_RULES = safe_rules()
"""The rules whose fixes never guess: what `asned check --fix` may apply."""

__all__ = [
    "MODULES",
    "SAFE_RULES",
    "Difference",
    "Fix",
    "difference",
    "fix_labels",
    "fixes_for",
    "fixes_for_each",
    "labelled",
    "together",
]
