"""How far a recompute is, and what it found."""

from dataclasses import dataclass

from risks.access.models import Scope
from risks.exposure.models import Recompute
from risks.register.models import Company, Risk

NOT_REPRODUCED, NOT_PRICED = "differs", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """In risks; `reproduced` of `compared` had figures before, and have them again."""

    done: int
    total: int
    state: str
    reproduced: int
    compared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    risk: Risk | None  # None: a sum
    what: str  # NOT_REPRODUCED or NOT_PRICED
    text: str


def latest_recompute(company: Company, *, kind: str = "") -> Recompute | None:
    recomputes = Recompute.objects.filter(company=company)
    if kind:
        recomputes = recomputes.filter(kind=kind)
    return recomputes.order_by("-requested_at", "-pk").first()


def progress(recompute: Recompute) -> Progress:
    """As the row stands now: a full one verifies each figure that was there."""
    row = Recompute.objects.get(pk=recompute.pk)
    found = [each["what"] for each in row.findings if each["risk"] is not None]
    compared = row.done - row.priced - found.count(NOT_PRICED)
    return Progress(
        done=row.done,
        total=row.total,
        state=row.state,
        reproduced=compared - found.count(NOT_REPRODUCED),
        compared=compared,
    )


def findings(recompute: Recompute, *, scope: Scope) -> list[Finding]:
    """Of risks whose figures the scope sees, and of its own sums."""
    seen = Risk.objects.within(scope).filter(company=recompute.company)
    risks = {risk.pk: risk for risk in seen if scope.privileged or not risk.privileged}
    return [
        Finding(risk=risks.get(each["risk"]), what=each["what"], text=each["text"])
        for each in recompute.findings
        if each["risk"] in risks or each.get("scope") == scope.key
    ]
