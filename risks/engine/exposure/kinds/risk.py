"""What every risk has, whatever its kind."""

from dataclasses import dataclass
from datetime import date

from risks.engine.exposure.sampling.draws import Draws
from risks.engine.exposure.sampling.drivers import Loading, tilt_of
from risks.engine.exposure.sampling.terms import Terms

LABELS = frozenset({"entity", "category", "evidence", "accounting"})
"""Fields that say where a risk belongs, what it rests on and how it stands in the
accounts, and move no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    source: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Priceable:
    id: str
    loadings: tuple[Loading, ...] = ()
    currency: str | None = None  # of its money; None is the register's
    entity: str | None = None
    category: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def draws(self, terms: Terms) -> Draws:
        return Draws(
            risk_id=self.id,
            trials=terms.trials,
            tilt=tilt_of(self.loadings, trials=terms.trials),
        )
