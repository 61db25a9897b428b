"""Store the figures of risks once for each set of inputs, and make them current."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from risks.engine.exposure.portfolio.score import band
from risks.exposure.models import CurrentExposure, Snapshot
from risks.exposure.operations.appetites import Limits
from risks.exposure.operations.change import change
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.figures import Bases, Figures, figures_of
from risks.exposure.operations.lease import Lease, LeaseLost
from risks.exposure.operations.outcome import Recalculated
from risks.exposure.operations.price import PricedRisk, not_priced
from risks.exposure.queries import NOT_REPRODUCED, Inputs, Stored, own_terms

log = logging.getLogger(__name__)

# All columns of a snapshot but its key and the words that say what changed.
SAME = [
    field
    for field in Snapshot._meta.concrete_fields
    if not field.primary_key and field.name != "change"
]
CURRENT = ("snapshot", "score", "band", "exceedance", "intervals")


class _Row(NamedTuple):
    inputs: Inputs
    figures: Figures
    snapshot: Snapshot
    is_new: bool

    def current_exposure(self) -> CurrentExposure:
        return CurrentExposure(
            risk=self.inputs.risk,
            snapshot=self.snapshot,
            score=self.snapshot.score,
            band=band(self.snapshot.score),
            **self.figures.shape,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Writes figures with one timestamp, under a lease."""

    now: datetime
    lease: Lease
    bases: Bases = field(default_factory=Bases)
    limits: Limits = field(default_factory=Limits)

    def keep(
        self, priced: Sequence[PricedRisk], *, done: Recalculated
    ) -> dict[str, Stored]:
        """Store the figures of some risks; return their snapshots by hash of inputs.

        They are stored together; where one cannot be, each by itself, and it is noted
        in `done`. Raises LeaseLost.
        """
        try:
            return self._keep(priced, done=done) if priced else {}
        except LeaseLost:
            raise
        except Exception as fault:
            self.limits.forget()
            if len(priced) == 1:
                not_priced(priced[0].inputs, fault, done=done)
                return {}
        kept: dict[str, Stored] = {}
        for each in priced:
            kept |= self.keep([each], done=done)
        return kept

    def carry(
        self, several: Sequence[Inputs], *, done: Recalculated
    ) -> dict[str, Stored]:
        """Store the figures of another day where nothing but the day differs.

        The engine does not know the day: it would compute the same ones. The others are
        left out. Raises LeaseLost.
        """
        before, known = _before(several), _known(several)
        rows = [
            (each, self._on_another_day(before[each.risk.pk], each))
            for each in several
            if each.hash not in known
            and each.risk.pk in before
            and self._is_same_but_the_day(before[each.risk.pk], each)
        ]
        with self.lease.writing():
            Snapshot.objects.bulk_create(snapshot for _, snapshot in rows)
            CurrentExposure.objects.bulk_create(
                [
                    CurrentExposure(risk=each.risk, snapshot=snapshot, score=0, band="")
                    for each, snapshot in rows
                ],
                update_conflicts=True,
                unique_fields=["risk"],
                update_fields=["snapshot"],
            )
            for each, snapshot in rows:
                self._hold(each, snapshot)
        done.snapshots += len(rows)
        return {each.hash: Stored.of(snapshot) for each, snapshot in rows}

    def _is_same_but_the_day(self, before: Snapshot, inputs: Inputs) -> bool:
        then = replace(inputs, valuation_date=before.valuation_date)
        basis = self.bases.of(own_terms(inputs))
        return then.hash == before.input_hash and before.basis_id == basis.pk

    def _on_another_day(self, before: Snapshot, inputs: Inputs) -> Snapshot:
        same = {field.attname: getattr(before, field.attname) for field in SAME}
        return Snapshot(
            **same
            | {
                "input_hash": inputs.hash,
                "valuation_date": inputs.valuation_date,
                "computed_at": self.now,
            }
        )

    def _keep(
        self, priced: Sequence[PricedRisk], *, done: Recalculated
    ) -> dict[str, Stored]:
        several = [each.inputs for each in priced]
        known, before = _known(several), _before(several)
        rows = [self._row(*each, known=known, before=before) for each in priced]
        with self.lease.writing():
            Snapshot.objects.bulk_create(row.snapshot for row in rows if row.is_new)
            CurrentExposure.objects.bulk_create(
                [row.current_exposure() for row in rows],
                update_conflicts=True,
                unique_fields=["risk"],
                update_fields=CURRENT,
            )
            for row in rows:
                self._hold(row.inputs, row.snapshot)
        done.snapshots += sum(row.is_new for row in rows)
        for row in rows:
            if row.snapshot.loss_hash != row.figures.loss_hash:
                not_reproduced(row.inputs, done=done)
        return {row.inputs.hash: Stored.of(row.snapshot) for row in rows}

    def _row(
        self,
        inputs: Inputs,
        drawn: Drawn,
        *,
        known: Mapping[str, Snapshot],
        before: Mapping[int, Snapshot],
    ) -> _Row:
        figures = figures_of(drawn, like=inputs)
        if inputs.hash in known:
            return _Row(inputs, figures, known[inputs.hash], is_new=False)
        snapshot = Snapshot(
            risk=inputs.risk,
            assumptions=inputs.assumptions,
            linked=inputs.linked,
            input_hash=inputs.hash,
            basis=self.bases.of(own_terms(inputs)),
            computed_at=self.now,
            **figures.measures,
        )
        snapshot.change = change(before.get(inputs.risk.pk), snapshot)
        return _Row(inputs, figures, snapshot, is_new=True)

    def _hold(self, inputs: Inputs, snapshot: Snapshot) -> None:
        on = inputs.valuation_date
        self.limits.hold_against(snapshot, risk=inputs.risk, on=on, now=self.now)


def not_reproduced(inputs: Inputs, *, done: Recalculated) -> None:
    """Record in `done` that a figure differs; the stored one is kept."""
    log.error("risk %s not reproduced", inputs.risk.pk)
    text = f"{inputs.risk.code}: not reproduced, its losses came out otherwise"
    done.findings.append({"risk": inputs.risk.pk, "what": NOT_REPRODUCED, "text": text})


def _known(several: Sequence[Inputs]) -> dict[str, Snapshot]:
    """Return the snapshots that these inputs have already, by their hash."""
    rows = Snapshot.objects.filter(
        risk__in=[each.risk for each in several],
        input_hash__in=[each.hash for each in several],
    )
    return {row.input_hash: row for row in rows}


def _before(several: Sequence[Inputs]) -> dict[int, Snapshot]:
    """Return by risk the snapshot that it stood on until now."""
    current = CurrentExposure.objects.filter(risk__in=[each.risk for each in several])
    rows = Snapshot.objects.filter(current_exposures__in=current)
    return {row.risk_id: row for row in rows.select_related("basis")}
