"""What is dirty while a key is acted on: kept here until it is painted, so that Textual has no part in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from textual.geometry import Offset, Region

from asned.tui.codes import Coded


class Withholding(Coded):
    """A widget that, when asked to, keeps to itself what is to be painted.

    Textual notes each region in three places, and sends the widget a message for every note.
    """

    _withheld: set[Region] | None = None
    """Regions of the content, None where nothing is to be withheld."""

    _meant: Region | None = None
    """What is meant for the moment where no region is given, None for all of the widget."""

    def withhold(self) -> None:
        """Keep what is to be painted until `let_go`."""
        if self._withheld is None:
            self._withheld = set()

    @property
    def withholds(self) -> bool:
        """Whether there is something to be painted that only this widget knows of."""
        return bool(self._withheld)

    def take_withheld(self, offset: Offset) -> set[Region]:
        """Give the regions of the widget that were withheld, to whoever paints them now.

        `offset` is where its content begins.
        """
        if not self._withheld:
            return set()
        regions = {region.translate(offset) for region in self._withheld}
        self._withheld.clear()
        self._styles_cache.set_dirty(*regions)
        return regions

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Give the lines to be painted, each whole, as far as they are this widget's.

        What was noted before it got another size may reach into a neighbour, and Textual would paint that
        far, through the middle of a wide character.
        """
        whole = Region(0, 0, *self.outer_size)
        mine = [each.intersection(whole) for each in super()._exchange_repaint_regions()]
        return {Region(0, each.y, whole.width, each.height) for each in mine if each}

    def let_go(self) -> None:
        """Leave to Textual what has not been painted, and all that comes."""
        regions, self._withheld = self._withheld, None
        if regions:
            self.refresh(*regions)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have regions painted anew, all where none is given or `_meant`."""
        if self._meant is not None and not regions:
            regions = (self._meant,)
        if self._withheld is None or not regions or layout or recompose or not repaint:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._withheld |= {*regions}
        return self
