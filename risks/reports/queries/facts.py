"""What the exposure is measured against, and where each figure comes from."""

from datetime import date
from typing import Any

from risks.access.models import Scope
from risks.exposure.models import PortfolioRun
from risks.register.models import Company, Fact
from risks.register.queries import Figure, known_figures, yardsticks


def measured_against(run: PortfolioRun, *, on: date) -> list[dict[str, Any]]:
    """The company's latest figures, and the exposure as a share of each.

    A flow is a year's, with how it became one; without a period it is no measure.
    """
    return [
        {
            **figure_row(each),
            "expected_share": float(run.expected / each.amount),
            "p95_share": float(run.p95 / each.amount),
            "tvar95_share": float(run.tvar95 / each.amount),
        }
        for each in yardsticks(known_figures(run.company, on=on))
        if each.fact.unit == run.currency and each.amount > 0 and not each.lacks_period
    ]


def figure_row(figure: Figure) -> dict[str, Any]:
    """Return a fact's row; of a year's flow with what is stated and how it is used."""
    row, year = fact_row(figure.fact), figure.year
    if year is None:
        return row
    return {
        **row,
        "amount": float(figure.amount),
        "period_start": year.start.isoformat(),
        "as_of": year.end.isoformat(),
        "year": {
            "how": year.how,
            "parts": len(year.parts),
            "months": year.months,
            "days": year.days,
        },
    }


def sources(company: Company, *, on: date, scope: Scope) -> list[dict[str, Any]]:
    facts = Fact.objects.within(scope).select_related("contradicts")
    facts = facts.filter(company=company, as_of__lte=on)
    return [fact_row(fact) for fact in facts.order_by("kind", "segment", "as_of", "pk")]


def fact_row(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "label": fact.get_kind_display(),
        "segment": fact.segment,
        "amount": float(fact.amount),
        "unit": fact.unit,
        "decimals": fact.decimals,
        "contradicts": fact_row(fact.contradicts) if fact.contradicts else None,
        "period_start": fact.period_start.isoformat() if fact.period_start else "",
        "as_of": fact.as_of.isoformat(),
        "source": fact.source,
        "tier": fact.get_tier_display(),
        "note": fact.note,
    }
