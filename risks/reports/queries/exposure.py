"""What it could cost, as one scope sees it at the end of a period."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from risks.access.models import Scope
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.portfolio.score import band
from risks.exposure.models import LossNature, Measures, PortfolioRun, Snapshot
from risks.exposure.queries import nature_runs, portfolio_runs
from risks.register.models import Company, Risk
from risks.reports.queries.periods import Period

MONEY = (
    "expected", "standard_error", "p50", "p90", "p95", "p99", "tvar95", "tvar99",
    "capacity",
)  # fmt: skip
IDENTITY = (
    "currency", "trials", "engine", "numpy_version", "scipy_version", "input_hash",
    "loss_hash",
)  # fmt: skip

CERTAINTY = (
    "exact", "score_margin", "tvar95_low", "tvar95_high", "score_low", "score_high",
)  # fmt: skip
NEITHER = (None, None)


def run_at(company: Company, *, on: date, scope: Scope) -> PortfolioRun | None:
    """The sum as it was last known on a day, with each risk's share of its tail."""
    runs = portfolio_runs(company, scope=scope).filter(has_shares=True)
    known = runs.filter(valuation_date__lte=on)
    return known.order_by("-valuation_date", "-views__since", "-views__pk").first()


def earlier_run(
    run: PortfolioRun, *, period: Period, scope: Scope
) -> PortfolioRun | None:
    """What the sum is compared with: as the period began, else the first known."""
    before = run_at(run.company, on=period.eve, scope=scope)
    if before is None:
        runs = portfolio_runs(run.company, scope=scope)
        before = runs.order_by("valuation_date", "views__since", "views__pk").first()
    return None if before == run else before


def measures(row: PortfolioRun) -> dict[str, Any]:
    low, high = row.intervals.get("tvar99", NEITHER)
    return {
        **{name: float(getattr(row, name)) for name in MONEY},
        **{name: getattr(row, name) for name in IDENTITY},
        "p_positive": row.p_positive,
        "score": row.score,
        "band": band(row.score),
        **certainty(row),
        "tvar99_low": low,
        "tvar99_high": high,
        "valuation_date": row.valuation_date.isoformat(),
    }


def certainty(row: Measures) -> dict[str, Any]:
    """Return where the TVaR95 and the score lie; no ends where they are exact."""
    tvar95, score = row.tvar95_interval or NEITHER, row.score_interval or NEITHER
    return {
        "exact": row.is_exact,
        "score_margin": row.score_margin,
        **dict(zip(("tvar95_low", "tvar95_high"), tvar95, strict=True)),
        **dict(zip(("score_low", "score_high"), score, strict=True)),
    }


def nature_rows(run: PortfolioRun, *, scope: Scope) -> list[dict[str, Any]]:
    """The sum by the nature of its losses; what shareholders bear is in no total."""
    return [
        {
            "nature": each.part,
            "label": str(LossNature(each.part).label),
            "in_total": each.part != LossNature.VALUE,
            "risks": each.risks,
            "expected": float(each.expected),
            "p95": float(each.p95),
            "tvar95": float(each.tvar95),
        }
        for each in nature_runs(run, scope=scope)
    ]


def risk_rows(
    run: PortfolioRun, *, period: Period, scope: Scope
) -> list[dict[str, Any]]:
    """The risks followed, the dearest first; what is not in the sum has no figure.

    Of a large sum only those with the largest shares. `horizon_months` is None for a
    risk that is valued to its end.
    """
    months = run.terms.get("horizon_months")
    shares = {member["snapshot"]: member["tvar95"] for member in run.largest}
    snapshots = Snapshot.objects.within(scope).filter(pk__in=shares)
    by_risk = {snapshot.risk_id: snapshot for snapshot in snapshots}
    risks = Risk.objects.within(scope).filter(company=run.company)
    followed = risks.exclude(status=Risk.Status.CLOSED).select_related("owner")
    if run.risks > len(shares):
        followed = followed.filter(pk__in=by_risk)
    rows = [
        _risk_row(risk, by_risk.get(risk.pk), shares=shares, period=period)
        | {"horizon_months": None if KINDS[risk.kind].runs_to_its_end else months}
        for risk in followed
    ]
    return sorted(rows, key=lambda row: (-(row["expected"] or -1), row["code"]))


def rest(run: PortfolioRun, rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """What the other risks of a large sum come to together."""
    priced = [row for row in rows if row["expected"] is not None]
    others = run.risks - len(priced)
    if run.risks == len(run.largest) or not others:
        return None
    label = ngettext("%(number)s other risk", "%(number)s other risks", others)
    expected = sum(row["expected"] for row in priced)
    share = sum(row["share"] for row in priced)
    return {
        "title": label % {"number": f"{others:,}"},
        "expected": round(float(run.expected) - expected, 2),
        "share": round(float(run.tvar95) - share, 2),
    }


def changes(
    risks: Iterable[str], *, period: Period, scope: Scope
) -> list[dict[str, Any]]:
    """The sentences that say what moved in the period, oldest first."""
    snapshots = Snapshot.objects.within(scope).filter(
        risk__code__in=list(risks),
        valuation_date__range=(period.start, period.end),
    )
    said = snapshots.exclude(change="").select_related("risk")
    return [
        {
            "date": snapshot.valuation_date.isoformat(),
            "code": snapshot.risk.code,
            "title": snapshot.risk.title,
            "title_zh": snapshot.risk.title_zh,
            "sentence": snapshot.change,
        }
        for snapshot in said.order_by("computed_at", "risk__code", "pk")
    ]


def _risk_row(
    risk: Risk, snapshot: Snapshot | None, *, shares: dict[int, float], period: Period
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "code": risk.code,
        "title": risk.title,
        "title_zh": risk.title_zh,
        "kind": risk.get_kind_display(),
        "owner": str(risk.owner),
    }
    names = ("expected", "p95", "tvar95")
    if snapshot is None:
        empty = ("band", "score", "p_positive", "share", "before", *names, *CERTAINTY)
        return {**row, **dict.fromkeys(empty)}
    return {
        **row,
        **{name: float(getattr(snapshot, name)) for name in names},
        "p_positive": snapshot.p_positive,
        "score": snapshot.score,
        "band": band(snapshot.score),
        **certainty(snapshot),
        "share": shares[snapshot.pk],
        "before": _before(snapshot, period=period),
    }


def _before(snapshot: Snapshot, *, period: Period) -> dict[str, Any] | None:
    """The same risk's figures as the period began; the reader sees both or none."""
    known = Snapshot.objects.filter(
        risk=snapshot.risk_id, valuation_date__lte=period.eve
    )
    before = known.order_by("-valuation_date", "-computed_at", "-pk").first()
    if before is None or before == snapshot:
        return None
    return {
        "date": before.valuation_date.isoformat(),
        "expected": float(before.expected),
        "score": before.score,
    }
