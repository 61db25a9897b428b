"""Queries for the progress and the findings of a recalculation."""

from dataclasses import dataclass

from risks.access.models import Scope
from risks.exposure.models import Recalculation
from risks.register.models import Company, Risk

NOT_REPRODUCED, NOT_PRICED = "differs", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The progress of a recalculation, in risks.

    `reproduced` of `compared` had figures before and have the same ones again.
    """

    done: int
    total: int
    state: str
    reproduced: int
    compared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A risk or a sum that could not be priced or was not reproduced."""

    risk: Risk | None  # None: a sum
    what: str  # NOT_REPRODUCED or NOT_PRICED
    text: str


def latest_recalculation(company: Company, *, kind: str = "") -> Recalculation | None:
    """Return the newest recalculation of a company."""
    recalculations = Recalculation.objects.filter(company=company)
    if kind:
        recalculations = recalculations.filter(kind=kind)
    return recalculations.order_by("-requested_at", "-pk").first()


def progress(recalculation: Recalculation) -> Progress:
    """Return the progress so far; a full one checks each figure that existed."""
    row = Recalculation.objects.get(pk=recalculation.pk)
    found = [each["what"] for each in row.findings if each["risk"] is not None]
    compared = row.done - row.priced - found.count(NOT_PRICED)
    return Progress(
        done=row.done,
        total=row.total,
        state=row.state,
        reproduced=compared - found.count(NOT_REPRODUCED),
        compared=compared,
    )


def findings(recalculation: Recalculation, *, scope: Scope) -> list[Finding]:
    """Return the findings about risks and sums that the scope may see."""
    seen = Risk.objects.within(scope).filter(company=recalculation.company)
    risks = {risk.pk: risk for risk in seen if scope.privileged or not risk.privileged}
    return [
        Finding(risk=risks.get(each["risk"]), what=each["what"], text=each["text"])
        for each in recalculation.findings
        if each["risk"] in risks or scope.key in each.get("scopes", ())
    ]
