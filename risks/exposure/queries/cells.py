"""What decides to which sums a risk belongs, and who sees its figures."""

from dataclasses import dataclass
from typing import NamedTuple

from risks.access.models import Scope


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
