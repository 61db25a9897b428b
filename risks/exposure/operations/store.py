"""Figures of risks stored: once for each set of inputs, and where each risk stands."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from risks.engine.exposure.portfolio.score import band
from risks.exposure.models import CurrentExposure, Snapshot
from risks.exposure.operations.appetites import Limits
from risks.exposure.operations.change import change
from risks.exposure.operations.figures import Bases
from risks.exposure.operations.lease import Lease, LeaseLost
from risks.exposure.operations.outcome import Recalculated, found
from risks.exposure.operations.price import PricedRisk, not_priced
from risks.exposure.queries import NOT_REPRODUCED, Inputs, own_terms

log = logging.getLogger(__name__)

CURRENT = ("snapshot", "score", "band", "exceedance", "intervals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Writes figures as of one moment, under a lease."""

    now: datetime
    lease: Lease
    bases: Bases = field(default_factory=Bases)
    limits: Limits = field(default_factory=Limits)

    def keep(self, priced: Sequence[PricedRisk]) -> Recalculated:
        """Together; where one cannot be stored, each by itself. Raises LeaseLost."""
        if not priced:
            return Recalculated()
        try:
            return self._keep(priced)
        except LeaseLost:
            raise
        except Exception as fault:
            self.limits.forget()
            if len(priced) == 1:
                return not_priced(priced[0].inputs, fault)
        return sum((self.keep([each]) for each in priced), Recalculated())

    def _keep(self, priced: Sequence[PricedRisk]) -> Recalculated:
        known, before = _known(priced), _exposures_before(priced)
        new = {
            each.inputs.hash: self._snapshot(each, before=before)
            for each in priced
            if each.inputs.hash not in known
        }
        snapshots = known | new
        with self.lease.writing():
            Snapshot.objects.bulk_create(new.values())
            _make_current(priced, snapshots)
            for each in priced:
                self._hold(each.inputs, snapshots[each.inputs.hash])
        differing = (each for each in priced if _differs(each, snapshots))
        done = Recalculated(snapshots=len(new))
        return sum((_not_reproduced(each.inputs) for each in differing), done)

    def _hold(self, inputs: Inputs, snapshot: Snapshot) -> None:
        self.limits.hold_against(
            snapshot, risk=inputs.risk, on=inputs.valuation_date, now=self.now
        )

    def _snapshot(
        self, priced: PricedRisk, *, before: Mapping[int, CurrentExposure]
    ) -> Snapshot:
        """Explained against where the risk stood; not stored yet."""
        inputs = priced.inputs
        snapshot = Snapshot(
            risk=inputs.risk,
            assumptions=inputs.assumptions,
            linked=inputs.linked,
            input_hash=inputs.hash,
            basis=self.bases.of(own_terms(inputs)),
            computed_at=self.now,
            **priced.figures.measures,
        )
        stood = before.get(inputs.risk.pk)
        snapshot.change = change(stood.snapshot if stood else None, snapshot)
        return snapshot


def _known(priced: Sequence[PricedRisk]) -> dict[str, Snapshot]:
    """Snapshots of these very inputs, by their hash."""
    rows = Snapshot.objects.filter(
        risk__in=[each.inputs.risk for each in priced],
        input_hash__in=[each.inputs.hash for each in priced],
    )
    return {row.input_hash: row for row in rows}


def _exposures_before(priced: Sequence[PricedRisk]) -> dict[int, CurrentExposure]:
    """By risk, where it stood until now."""
    rows = CurrentExposure.objects.filter(
        risk__in=[each.inputs.risk for each in priced]
    )
    rows = rows.select_related("snapshot__basis").defer("exceedance", "intervals")
    return {row.risk_id: row for row in rows}


def _make_current(
    priced: Iterable[PricedRisk], snapshots: Mapping[str, Snapshot]
) -> None:
    rows = [_current_exposure(each, snapshots[each.inputs.hash]) for each in priced]
    CurrentExposure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["risk"], update_fields=CURRENT
    )


def _current_exposure(priced: PricedRisk, snapshot: Snapshot) -> CurrentExposure:
    return CurrentExposure(
        risk=priced.inputs.risk,
        snapshot=snapshot,
        score=snapshot.score,
        band=band(snapshot.score),
        **priced.figures.shape,
    )


def _differs(priced: PricedRisk, snapshots: Mapping[str, Snapshot]) -> bool:
    stored = snapshots[priced.inputs.hash]
    return bool(stored.loss_hash != priced.figures.loss_hash)


def _not_reproduced(inputs: Inputs) -> Recalculated:
    """The figure that is stored stays."""
    log.error("risk %s not reproduced", inputs.risk.pk)
    text = f"{inputs.risk.code}: not reproduced, its losses came out otherwise"
    return found(inputs, NOT_REPRODUCED, text)
