"""Acting on a key of a pane by the bindings that hold there.

Textual finds them by copying the bindings of the pane and of all that it lies in, at every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from asned.tui.actions import ACTIONS, Owner
from asned.tui.keynames import key_label
from asned.tui.pane import Pane

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp

_OF_APP = {key: action.id for action in ACTIONS if action.owner is Owner.APP for key in action.keys}


async def act_on(app: AsnedApp, event: events.Event) -> bool:
    """Run what a key means where a pane has the focus; say whether it was one that means anything there.

    A pane knows keys by bindings alone: they need not go down to it and come back.
    """
    pane = app.focused if app.app_focus else None
    if not isinstance(event, events.Key) or not isinstance(pane, Pane):
        return False
    with app.workbench.painting():
        is_bound = await _run(app, pane, event.key)
        if not is_bound:
            app.say(f"{key_label(event.key)} does nothing here")
    return is_bound


async def _run(app: AsnedApp, pane: Pane, key: str) -> bool:
    if app._keymap:  # what is bound anew only Textual knows
        return await app._check_bindings(key)
    for node in pane.ancestors_with_self:
        if node is app and key in _OF_APP:
            id = _OF_APP[key]
            if app.check_action("act", (id,)):
                app.action_act(id)
                return True
        for binding in node._bindings.key_to_bindings.get(key, ()):
            if await app.run_action(binding.action, node):
                return True
    return False
