"""What decides to which sums a risk belongs, and who sees its figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from risks.access.models import Scope
from risks.engine.exposure.kinds.natures import Nature


class Compartment(NamedTuple):
    """What decides who sees a risk's figures."""

    restricted_matter: int | None
    privileged: bool

    def is_visible(self, scope: Scope) -> bool:
        """Say whether a scope sees the figures, as `VisibleQuerySet` would."""
        if self.privileged and not scope.privileged:
            return False
        return scope.admits(self.restricted_matter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What decides to which sums a risk belongs; a cell's risks are added together."""

    compartment: Compartment
    entity: str  # its code, or blank
    category: str  # the kind of risk
    # What all its losses are; None where its risks have losses of several natures, or
    # an effect on the value of the shares, which is no cash of the company.
    nature: Nature | None
    # Whether it holds the losses of one nature of such risks, beside all their cash.
    is_part: bool = False

    @property
    def drawn_nature(self) -> Nature | None:
        """Return the nature of the losses to draw; None of all that cost cash."""
        return self.nature if self.is_part else None

    def parts(self, natures: Iterable[Nature]) -> tuple["Cell", ...]:
        """Return the cells of each nature beside one of several."""
        if self.nature:
            return ()
        return tuple(replace(self, nature=each, is_part=True) for each in natures)
