"""What a company's sum is made of: its parts, its members, its days, its risks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.access.models import Scope
from risks.engine.charts.curves import HistoryLabels, HistoryPoint, history_chart
from risks.engine.charts.heat import HeatLabels, HeatPoint, equivalent_loss, heat_map
from risks.engine.charts.parts import Chart
from risks.engine.exposure.portfolio.score import Band, band, multiple
from risks.exposure.models import (
    CurrentExposure,
    LossNature,
    Measures,
    PortfolioRun,
)
from risks.exposure.queries import nature_runs
from risks.register.models import Company, Risk

CENT = Decimal("0.01")
SHOWN = 40  # more names than that nobody reads, in a table or on a chart


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    label: str
    run: PortfolioRun
    band: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class NatureRow:
    label: str
    run: PortfolioRun
    in_total: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A risk's shares of the sum's tail, or those of several together."""

    risk: Risk | None
    label: str = ""  # of several
    tvar95: Decimal
    of_tvar95: float
    p95: Decimal | None  # None where a sum was made before P95 was split


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    risk: Risk
    chance: float
    loss_if_any: float  # the mean of the positive losses, currency units
    same_score: float  # the fixed loss that would have the same score
    current_exposure: CurrentExposure


def over_capacity(row: Measures) -> float | None:
    """How many times the capacity; None where the score says it all."""
    return multiple(
        expected=float(row.expected),
        tvar95=float(row.tvar95),
        capacity=float(row.capacity),
    )


def part_rows(
    company: Company, runs: Iterable[PortfolioRun]
) -> dict[str, list[PartRow]]:
    """By dimension, the dearest part first."""
    entities = dict(company.entities.values_list("code", "name"))
    kinds = {key: str(label) for key, label in Risk.Kind.choices}
    names = {"entity": entities, "category": kinds}
    rows: dict[str, list[PartRow]] = {"category": [], "entity": []}
    for run in sorted(runs, key=lambda run: (-run.expected, run.part)):
        if run.dimension not in rows:
            continue
        label = str(names[run.dimension].get(run.part, run.part))
        rows[run.dimension].append(PartRow(label=label, run=run, band=band(run.score)))
    return rows


def nature_rows(run: PortfolioRun, *, scope: Scope) -> tuple[NatureRow, ...]:
    """Return what a sum is by nature; what shareholders bear is in no total."""
    return tuple(
        NatureRow(
            label=str(LossNature(each.part).label),
            run=each,
            in_total=each.part != LossNature.VALUE,
        )
        for each in nature_runs(run, scope=scope)
    )


def member_rows(run: PortfolioRun, *, scope: Scope) -> list[MemberRow]:
    """The largest share first; the small ones, and what is out of sight, together.

    None while the shares, which follow the sum, are being calculated.
    """
    if not run.has_shares:
        return []
    risks = Risk.objects.within(scope).in_bulk([each["risk"] for each in run.largest])
    seen = [each for each in run.largest if each["risk"] in risks]
    seen.sort(key=lambda each: (-each["tvar95"], risks[each["risk"]].code))
    rows = [_member_row([each], run=run, risk=risks[each["risk"]]) for each in seen]
    if others := run.risks - len(run.largest):
        rows.append(_rest_row(run, label=_others(others)))
    if gone := [each for each in run.largest if each["risk"] not in risks]:
        rows.append(_member_row(gone, run=run, label=_("You no longer have access")))
    return rows


def total_row(rows: Sequence[MemberRow]) -> MemberRow | None:
    """None where the shares are not of this sum's figures."""
    if not rows:
        return None
    split = [row.p95 for row in rows if row.p95 is not None]
    return MemberRow(
        risk=None,
        tvar95=sum((row.tvar95 for row in rows), Decimal(0)),
        of_tvar95=sum(row.of_tvar95 for row in rows),
        p95=sum(split, Decimal(0)) if len(split) == len(rows) else None,
    )


def history(runs: Sequence[PortfolioRun]) -> Chart | None:
    """One day is no line."""
    if len(runs) < 2:
        return None
    points = [
        HistoryPoint(
            on=run.valuation_date,
            expected=float(run.expected),
            p95=float(run.p95),
            tvar95=float(run.tvar95),
            engine=run.engine,
        )
        for run in runs
    ]
    return history_chart(points, labels=_history_labels(), currency=runs[-1].currency)


def heat_rows(current_exposures: Iterable[CurrentExposure]) -> list[HeatRow]:
    """Of the risks that can lose something, in the order of the standings."""
    return [
        HeatRow(
            risk=each.risk,
            chance=each.snapshot.p_positive,
            loss_if_any=float(each.snapshot.expected) / each.snapshot.p_positive,
            same_score=equivalent_loss(_point(each)),
            current_exposure=each,
        )
        for each in current_exposures
        if each.snapshot.p_positive > 0 and each.snapshot.expected > 0
    ]


def heat(rows: Sequence[HeatRow]) -> Chart | None:
    if not rows:
        return None
    newest = rows[0].current_exposure.snapshot
    return heat_map(
        [_point(row.current_exposure) for row in rows],
        labels=_heat_labels(),
        currency=newest.currency,
        capacity=float(newest.capacity),
    )


def _point(current_exposure: CurrentExposure) -> HeatPoint:
    snapshot = current_exposure.snapshot
    return HeatPoint(
        name=current_exposure.risk.code,
        probability=snapshot.p_positive,
        expected=float(snapshot.expected),
        tvar95=float(snapshot.tvar95),
        band=band(snapshot.score),
    )


def _member_row(
    shares: Sequence[dict[str, float]],
    *,
    run: PortfolioRun,
    risk: Risk | None = None,
    label: str = "",
) -> MemberRow:
    tvar95 = sum((_money(each["tvar95"]) for each in shares), Decimal(0))
    split = [_money(each["p95"]) for each in shares if "p95" in each]
    return MemberRow(
        risk=risk,
        label=label,
        tvar95=tvar95,
        of_tvar95=float(tvar95 / run.tvar95) if run.tvar95 else 0.0,
        p95=sum(split, Decimal(0)) if len(split) == len(shares) else None,
    )


def _rest_row(run: PortfolioRun, *, label: str) -> MemberRow:
    """What the largest members leave of the sum: all parts add up to it to the cent."""
    largest = _member_row(run.largest, run=run)
    tvar95 = run.tvar95 - largest.tvar95
    return MemberRow(
        risk=None,
        label=label,
        tvar95=tvar95,
        of_tvar95=float(tvar95 / run.tvar95) if run.tvar95 else 0.0,
        p95=None if largest.p95 is None else run.p95 - largest.p95,
    )


def _money(units: float) -> Decimal:
    """The engine has rounded to the cent; this only leaves binary behind."""
    return Decimal(str(units)).quantize(CENT)


def _others(number: int) -> str:
    words = ngettext("%(number)s other risk", "%(number)s other risks", number)
    return words % {"number": f"{number:,}"}


def _history_labels() -> HistoryLabels:
    return HistoryLabels(
        title=_("Exposure by valuation date"),
        amount=_("Loss"),
        measure=_("Measure"),
        expected=_("Expected loss"),
        p95=_("1-in-20 loss (P95)"),
        tvar95=_("Average of the worst 5 % (TVaR95)"),
        method_changed=_("method changed: engine"),
    )


def _heat_labels() -> HeatLabels:
    return HeatLabels(
        title=_("Likelihood and severity of each risk"),
        loss=_("Fixed loss with the same score"),
        probability=_("Probability of any loss"),
        bands=_("Score"),
        band={
            "critical": _("critical, from 80"),
            "high": _("high, from 65"),
            "moderate": _("moderate, from 50"),
            "low": _("low, from 30"),
            "minimal": _("minimal"),
        },
    )
