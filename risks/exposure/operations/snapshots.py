"""One risk's figures: stored once for each set of inputs, and where it stands."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from risks.engine.exposure.portfolio.metrics import Metrics
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.portfolio.score import band
from risks.exposure.models import CurrentExposure, Snapshot
from risks.exposure.operations.breaching import Limits
from risks.exposure.operations.changing import change
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.measuring import Bases, measures, metrics_of, shape
from risks.exposure.queries import Inputs, own_terms
from risks.register.models import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    snapshot: Snapshot
    is_new: bool
    # False: the figures that were there are other ones. They stay.
    is_reproduced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Writes figures as of one moment."""

    now: datetime
    bases: Bases = field(default_factory=Bases)
    limits: Limits = field(default_factory=Limits)

    def keep(self, inputs: Inputs, drawn: Drawn) -> Stored:
        """Two at once price the same figures: the second finds the first one's."""
        risk = inputs.risk
        known = Snapshot.objects.filter(risk=risk, input_hash=inputs.hash).first()
        metrics = metrics_of(drawn, like=inputs)
        fresh = [] if known else [self._fresh(inputs, drawn, metrics)]
        with transaction.atomic():
            Snapshot.objects.bulk_create(fresh, ignore_conflicts=True)
            stored = known or Snapshot.objects.get(risk=risk, input_hash=inputs.hash)
            CurrentExposure.objects.update_or_create(
                risk=risk,
                defaults={
                    "snapshot": stored,
                    "score": stored.score,
                    "band": band(stored.score),
                    **shape(drawn, metrics),
                },
            )
            self.limits.hold_against(
                stored, risk=risk, on=inputs.valuation_date, now=self.now
            )
        return Stored(
            snapshot=stored,
            is_new=known is None,
            is_reproduced=stored.loss_hash == loss_hash(drawn.losses),
        )

    def _fresh(self, inputs: Inputs, drawn: Drawn, metrics: Metrics) -> Snapshot:
        """Explained against where the risk stood; not stored yet."""
        basis = self.bases.of(own_terms(inputs))
        fresh = Snapshot(
            risk=inputs.risk,
            assumptions=inputs.assumptions,
            linked=inputs.linked,
            input_hash=inputs.hash,
            **measures(drawn, metrics, like=inputs, basis=basis, now=self.now),
        )
        before = current_exposure_of(inputs)
        fresh.change = change(before.snapshot if before else None, fresh)
        return fresh


def current_exposure_of(inputs: Inputs) -> CurrentExposure | None:
    current_exposures = CurrentExposure.objects.filter(risk=inputs.risk)
    return current_exposures.select_related("snapshot__basis").first()


def current_exposures_of(company: Company) -> dict[int, tuple[str, int]]:
    """By risk: what its present figures rest on, and the key of their snapshot."""
    rows = CurrentExposure.objects.filter(risk__company=company)
    found = rows.values_list("risk", "snapshot__input_hash", "snapshot")
    return {risk: (rests_on, snapshot) for risk, rests_on, snapshot in found}
