"""What the exposure is measured against, and where each figure comes from."""

from datetime import date
from typing import Any

from risks.access.models import Scope
from risks.exposure.models import PortfolioRun
from risks.register.models import Company, Fact
from risks.register.queries import latest_fact

YARDSTICKS = (
    Fact.Kind.REVENUE,
    Fact.Kind.NET_LOSS,
    Fact.Kind.CASH,
    Fact.Kind.RISK_CAPACITY,
)


def measured_against(run: PortfolioRun, *, on: date) -> list[dict[str, Any]]:
    """The company's latest figures, and the exposure as a share of each."""
    facts = (latest_fact(run.company, kind, on=on) for kind in YARDSTICKS)
    return [
        {
            **fact_row(fact),
            "expected_share": float(run.expected / fact.amount),
            "p95_share": float(run.p95 / fact.amount),
            "tvar95_share": float(run.tvar95 / fact.amount),
        }
        for fact in facts
        if fact is not None and fact.unit == run.currency and fact.amount > 0
    ]


def sources(company: Company, *, on: date, scope: Scope) -> list[dict[str, Any]]:
    facts = Fact.objects.within(scope).filter(company=company, as_of__lte=on)
    return [fact_row(fact) for fact in facts.order_by("kind", "segment", "as_of", "pk")]


def fact_row(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "label": fact.get_kind_display(),
        "segment": fact.segment,
        "amount": float(fact.amount),
        "unit": fact.unit,
        "period_start": fact.period_start.isoformat() if fact.period_start else "",
        "as_of": fact.as_of.isoformat(),
        "source": fact.source,
        "tier": fact.get_tier_display(),
        "note": fact.note,
    }
