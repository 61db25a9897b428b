"""Pricing what is stale: once for each set of inputs, however often asked."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import scipy
from django.db import transaction

from risks.access.models import Scope
from risks.access.queries import people_by_scope
from risks.engine import wording
from risks.engine.exposure.losses import Losses
from risks.engine.exposure.metrics import (
    Mean,
    attribution,
    exceedance,
    measure,
)
from risks.engine.exposure.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio import (
    add_up,
    loss_hash,
    mean_loss,
    price_risk,
)
from risks.engine.exposure.score import band
from risks.engine.exposure.suit import CopyrightSuit
from risks.engine.exposure.terms import ENGINE_VERSION
from risks.exposure.models import PortfolioRun, Snapshot, Standing
from risks.exposure.queries import Inputs, present_inputs, run_hash
from risks.register.models import Assumptions, Company

log = logging.getLogger(__name__)


class NoSuchSuit(ValueError):
    """An injunction is linked to a suit that the register does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """How many rows were made; `failed` counts what could not be priced."""

    snapshots: int = 0
    runs: int = 0
    failed: int = 0

    def __add__(self, other: "Recomputed") -> "Recomputed":
        return Recomputed(
            snapshots=self.snapshots + other.snapshots,
            runs=self.runs + other.runs,
            failed=self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One risk's losses by trial, in whole cents, and their mean."""

    losses: Losses
    mean: Mean


class Pricer:
    """Draws a risk when first asked for: a sum needs its unchanged members too."""

    def __init__(self) -> None:
        self._drawn: dict[str, Drawn] = {}

    def drawn(self, inputs: Inputs) -> Drawn:
        if inputs.hash not in self._drawn:
            self._drawn[inputs.hash] = _draw(inputs)
        return self._drawn[inputs.hash]


def recompute_stale(*, now: datetime) -> Recomputed:
    """Price each followed risk whose inputs have no snapshot, and each stale sum."""
    scopes = list(people_by_scope())
    done = Recomputed()
    for company in Company.objects.order_by("pk"):
        try:
            done += _recompute_company(company, scopes=scopes, now=now)
        except Exception:
            log.exception("exposure of company %s not computed", company.pk)
            done += Recomputed(failed=1)
    return done


def model_of(assumptions: Assumptions, **instead: str) -> RiskModel:
    """With parameters replaced where named; raises `RegisterError`."""
    risk = assumptions.risk
    parameters = {**assumptions.parameters, **instead}
    return parse_risk({"id": str(risk.uuid), "kind": risk.kind, **parameters})


def _draw(inputs: Inputs) -> Drawn:
    suit = _suit(inputs)
    linked = {"linked_suit": suit.id} if suit else {}
    model = model_of(inputs.assumptions, **linked)
    losses = price_risk(model, terms=inputs.terms, linked=suit)
    mean = mean_loss(model, losses, terms=inputs.terms, linked=suit)
    return Drawn(losses=losses, mean=mean)


def _recompute_company(
    company: Company, *, scopes: Iterable[Scope], now: datetime
) -> Recomputed:
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    pricer = Pricer()
    snapshots: dict[str, Snapshot] = {}
    done = Recomputed()
    present = present_inputs(company, today=today)
    for inputs in present:
        try:
            snapshot, created = _snapshot(inputs, pricer=pricer, now=now)
        except Exception:
            log.exception("risk %s not priced", inputs.risk.pk)
            done += Recomputed(failed=1)
            continue
        snapshots[inputs.hash] = snapshot
        done += Recomputed(snapshots=int(created))
    for scope in scopes:
        members = [inputs for inputs in present if inputs.is_visible(scope)]
        # A sum without one of its members would be too low, and would not say so.
        if not members or any(inputs.hash not in snapshots for inputs in members):
            continue
        priced = [(inputs, snapshots[inputs.hash]) for inputs in members]
        created = _run(company, priced, scope=scope, pricer=pricer, now=now)
        done += Recomputed(runs=int(created))
    return done


def _snapshot(
    inputs: Inputs, *, pricer: Pricer, now: datetime
) -> tuple[Snapshot, bool]:
    risk = inputs.risk
    before = Standing.objects.filter(risk=risk).select_related("snapshot").first()
    if before and before.snapshot.input_hash == inputs.hash:
        return before.snapshot, False
    known = Snapshot.objects.filter(risk=risk, input_hash=inputs.hash).first()
    fresh = known or _priced(inputs, before=before, pricer=pricer, now=now)
    with transaction.atomic():
        if known is None:
            # Two at once price the same figures: the second finds the first one's.
            Snapshot.objects.bulk_create([fresh], ignore_conflicts=True)
        stored = Snapshot.objects.get(risk=risk, input_hash=inputs.hash)
        Standing.objects.update_or_create(
            risk=risk,
            defaults={
                "snapshot": stored,
                "score": stored.score,
                "band": band(stored.score),
            },
        )
    return stored, known is None


def _priced(
    inputs: Inputs, *, before: Standing | None, pricer: Pricer, now: datetime
) -> Snapshot:
    fresh = Snapshot(
        risk=inputs.risk,
        assumptions=inputs.assumptions,
        input_hash=inputs.hash,
        **_measures(pricer.drawn(inputs), like=inputs, now=now),
    )
    fresh.change = _change(before.snapshot if before else None, fresh)
    return fresh


def _run(
    company: Company,
    priced: list[tuple[Inputs, Snapshot]],
    *,
    scope: Scope,
    pricer: Pricer,
    now: datetime,
) -> bool:
    """Store the sum of what one scope sees, unless it is there."""
    wanted = run_hash(inputs for inputs, _ in priced)
    runs = PortfolioRun.objects.filter(company=company, scope=scope.key)
    known = runs.filter(input_hash=wanted).first()
    if known and known == runs.order_by("-computed_at", "-pk").first():
        return False
    if known:
        # Inputs that returned to what they were: the same figures are the latest.
        runs.filter(pk=known.pk).update(computed_at=now)
        return False
    drawn = {str(inputs.risk.pk): pricer.drawn(inputs) for inputs, _ in priced}
    losses = {risk: each.losses for risk, each in drawn.items()}
    total, mean = add_up(losses, {risk: each.mean for risk, each in drawn.items()})
    run = PortfolioRun(
        company=company,
        scope=scope.key,
        input_hash=wanted,
        members=_members(priced, attribution(losses)),
        **_measures(Drawn(losses=total, mean=mean), like=priced[0][0], now=now),
    )
    PortfolioRun.objects.bulk_create([run], ignore_conflicts=True)
    return True


def _members(
    priced: list[tuple[Inputs, Snapshot]], shares: Mapping[str, float]
) -> list[dict[str, object]]:
    return [
        {
            "risk": inputs.risk.pk,
            "snapshot": snapshot.pk,
            "tvar95": shares[str(inputs.risk.pk)],
        }
        for inputs, snapshot in priced
    ]


def _measures(drawn: Drawn, *, like: Inputs, now: datetime) -> dict[str, Any]:
    """The columns of `Measures`, on the terms of some inputs; no hash of inputs."""
    terms = like.terms
    metrics = measure(drawn.losses, capacity=terms.capacity, mean=drawn.mean)
    figures = {each.name: getattr(metrics, each.name) for each in fields(metrics)}
    ratios = {"p_positive", "score"}
    return {
        "engine": ENGINE_VERSION,
        "numpy_version": np.__version__,
        "scipy_version": scipy.__version__,
        "trials": terms.trials,
        "valuation_date": like.valuation_date,
        "computed_at": now,
        "currency": terms.currency,
        "capacity": _money(terms.capacity),
        "exceedance": exceedance(drawn.losses),
        "loss_hash": loss_hash(drawn.losses),
        **{
            name: figure if name in ratios else _money(figure)
            for name, figure in figures.items()
        },
    }


def _money(units: float) -> Decimal:
    """The engine has rounded to the cent; this only leaves binary behind."""
    return Decimal(str(units)).quantize(Decimal("0.01"))


def _suit(inputs: Inputs) -> CopyrightSuit | None:
    if not inputs.assumptions.parameters.get("linked_suit"):
        return None
    suit = model_of(inputs.linked) if inputs.linked else None
    if isinstance(suit, CopyrightSuit):
        return suit
    name = inputs.assumptions.parameters["linked_suit"]
    raise NoSuchSuit(f"{inputs.risk.code}: linked_suit: no suit is called {name!r}.")


def _change(before: Snapshot | None, after: Snapshot) -> str:
    """In words; empty where only the date is new."""
    new = wording.Standing(expected=after.expected, score=after.score)
    if before is None:
        return wording.because(
            wording.change(None, new, currency=after.currency), causes=[]
        )
    causes = _causes(before, after)
    if not causes and before.loss_hash == after.loss_hash:
        return ""
    old = wording.Standing(expected=before.expected, score=before.score)
    moved = wording.change(old, new, currency=after.currency)
    return wording.because(moved, causes or [_other_cause(after)])


def _causes(before: Snapshot, after: Snapshot) -> list[str]:
    causes = []
    version = after.assumptions
    if before.assumptions_id != version.pk:
        causes.append(f"assumptions v{version.number} ({version.reason.rstrip(' .')})")
    if before.capacity != after.capacity:
        old, new = (
            wording.money(each.capacity, each.currency) for each in (before, after)
        )
        causes.append(f"loss capacity {old} → {new}")
    if before.engine != after.engine:
        causes.append(f"method changed, engine {before.engine} → {after.engine}")
    return causes


def _other_cause(after: Snapshot) -> str:
    """What a snapshot does not hold a copy of."""
    if after.assumptions.parameters.get("linked_suit"):
        return "the suit that it is linked to was re-assessed"
    return "the horizon or the discount rate of the company changed"
