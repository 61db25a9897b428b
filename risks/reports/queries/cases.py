"""Who sues where, how far it is, and what comes next: a suit's line in the schedule."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case as CaseWhen
from django.db.models import Value, When

from risks.access.models import Scope
from risks.cases.models import Case
from risks.cases.queries import next_date
from risks.engine.time.courts import UnknownCourt, court
from risks.register.models import Risk

LONGEST = 300  # characters of the counterparties' names


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    case: Case | None = None
    court: str = ""
    counterparty: str = ""
    stage: str = ""
    next_date: date | None = None


def linked_case(risk: Risk, *, on: date, scope: Scope) -> LinkedCase:
    """From the first open case that is linked to the risk, among those seen."""
    open_first = CaseWhen(When(status=Case.Status.OPEN, then=Value(0)), default=1)
    cases = Case.objects.within(scope).filter(risks=risk)
    case = cases.order_by(open_first, "code").first()
    if case is None:
        return LinkedCase()
    return LinkedCase(
        case=case,
        court=_court(case),
        counterparty=_counterparty(case),
        stage=case.stage,
        next_date=next_date(case, today=on),
    )


def _court(case: Case) -> str:
    try:
        return court(case.court_id).short
    except UnknownCourt:
        return case.court_id


def _counterparty(case: Case) -> str:
    """The other side by name; by the caption where the docket lists nobody."""
    we_sue = case.our_role == Case.Role.PLAINTIFF
    side = "defendant" if we_sue else "plaintiff"
    parties = case.parties.filter(role__icontains=side).order_by("pk")
    names = "; ".join(parties.values_list("name", flat=True))
    return (names or case.caption)[:LONGEST]
