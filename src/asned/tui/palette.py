"""The command palette: every action of the registry, found by a part of its name or explanation."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from asned.tui.actions import ACTIONS, Action, Owner
from asned.tui.keynames import key_labels

_HELP_WEIGHT = 0.5
"""A word found in the explanation counts for half of one found in the name."""


class _RunsActions(Protocol):
    def action_act(self, action_id: str) -> object: ...


def _name(action: Action) -> str:
    return action.id.replace("-", " ")


class ActionCommands(Provider):
    """Offers the app's actions; a screen with others than the editor's has a subclass that names them."""

    ACTIONS: ClassVar[Sequence[Action]] = ACTIONS

    async def discover(self) -> Hits:
        """Give all actions, in the registry's order but with moving last."""
        for action in self._offered():
            yield DiscoveryHit(
                Content.assemble(_name(action), _keys(action)),
                self._command(action),
                text=_name(action),
                help=action.help,
            )

    async def search(self, query: str) -> Hits:
        """Give the actions whose name or explanation holds the characters of the query in order."""
        matcher = self.matcher(query)
        for action in self._offered():
            name = _name(action)
            score = max(matcher.match(name), _HELP_WEIGHT * matcher.match(action.help))
            if score > 0:
                yield Hit(
                    score,
                    Content.assemble(matcher.highlight(name), _keys(action)),
                    self._command(action),
                    text=name,
                    help=action.help,
                )

    def _command(self, action: Action) -> partial[object]:
        return partial(cast(_RunsActions, self.app).action_act, action.id)

    def _offered(self) -> list[Action]:
        actions = [each for each in self.ACTIONS if each.owner is Owner.APP]
        # Who opens the palette does not look for the next pane.
        return sorted(
            (each for each in actions if each.id != "palette"),
            key=lambda action: action.group == "Moving",
        )


def _keys(action: Action) -> tuple[str, str]:
    return (f"   {key_labels(action.keys)}", "dim not bold")
