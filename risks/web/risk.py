"""One risk: what is believed, what follows from it, and why."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from risks.access.models import Scope
from risks.cases.models import Case
from risks.exposure.queries import history, register_rows
from risks.register.models import Assumptions, Proposal, Risk
from risks.web.charts import curve
from risks.web.clock import today_in
from risks.web.forms import DecisionForm
from risks.web.person import reader
from risks.web.readable import readable

SNAPSHOTS = 20


@login_required
@permission_required("risks.view_risk", raise_exception=True)
def risk(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    rows = register_rows(scope, today=today_in(person.time_zone))
    row = get_object_or_404(rows, public_id=public_id)
    context = {
        "title": row.code,
        "risk": row,
        "cases": Case.objects.within(scope).filter(risks=row).order_by("code"),
        "hidden": row.privileged and not scope.privileged,
    }
    if not context["hidden"]:
        context |= _assessment(row, scope)
    return render(request, "web/risk.html", context)


def _assessment(row: Risk, scope: Scope) -> dict[str, object]:
    versions = Assumptions.objects.within(scope).filter(risk=row)
    versions = versions.select_related("author").order_by("-number")
    proposals = Proposal.objects.within(scope).filter(risk=row)
    current = versions.first()
    standing = getattr(row, "standing", None)
    return {
        "standing": standing,
        "chart": curve(standing.snapshot) if standing else None,
        "current": current,
        "parameters": readable(current.parameters) if current else (),
        "versions": versions,
        "snapshots": history(row).within(scope)[:SNAPSHOTS],
        "proposals": [
            (proposal, readable(proposal.change))
            for proposal in proposals.filter(status=Proposal.Status.OPEN)
        ],
        "decided": proposals.exclude(status=Proposal.Status.OPEN).select_related(
            "decided_by"
        ),
        "decision": DecisionForm(),
    }
