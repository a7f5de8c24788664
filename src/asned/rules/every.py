"""Every rule there is: importing this module fills the registry, in the order of its listing."""

from types import ModuleType

from asned.rules import text_rules  # isort: skip
from asned.rules import shape_rules  # isort: skip
from asned.rules import association_rules  # isort: skip
from asned.rules import key_rules  # isort: skip
from asned.rules import product_rules  # isort: skip
from asned.rules import name_rules  # isort: skip
from asned.rules import exptype_rules  # isort: skip
from asned.rules import member_rules  # isort: skip
from asned.rules import cross_rules  # isort: skip

MODULES: tuple[ModuleType, ...] = (
    text_rules,
    shape_rules,
    association_rules,
    key_rules,
    product_rules,
    name_rules,
    exptype_rules,
    member_rules,
    cross_rules,
)
"""The modules that declare rules."""
