"""One risk: what is believed, what follows from it, and why."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from risks.access.models import Scope
from risks.cases.models import Case
from risks.clock import now
from risks.engine.exposure.documents.fact_multiples import facts_used
from risks.engine.exposure.documents.refusal import RegisterError
from risks.exposure.models import Snapshot
from risks.exposure.queries import history, previous_snapshot, register_rows
from risks.register.models import Assumptions, Proposal, Risk
from risks.register.queries import Figure, UnusableFact, known_figures
from risks.web.assumptions.rows import problem, readable
from risks.web.charts import curve
from risks.web.exposure.analysis import analysis_of
from risks.web.exposure.explained_change import CannotBeSplit, explained_risk, rows_of
from risks.web.exposure.natures import natures_of
from risks.web.exposure.pricing import inputs_in_sight
from risks.web.exposure.totals import over_capacity
from risks.web.forms import DecisionForm
from risks.web.person import reader
from risks.web.risks.treatment import responses_to

SNAPSHOTS = 20


@login_required
@permission_required("risks.view_risk", raise_exception=True)
def risk(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    rows = register_rows(scope, now=now())
    row = get_object_or_404(rows, public_id=public_id)
    context = {
        "title": row.title,
        "risk": row,
        "cases": Case.objects.within(scope).filter(risks=row).order_by("code"),
        "hidden": row.privileged and not scope.privileged,
        **responses_to(row, scope),
    }
    if not context["hidden"]:
        context |= _assessment(row, scope) | _analysis(row, scope)
    return render(request, "web/risks/risk.html", context)


def _assessment(row: Risk, scope: Scope) -> dict[str, object]:
    versions = Assumptions.objects.within(scope).filter(risk=row)
    versions = versions.select_related("author").order_by("-number")
    proposals = Proposal.objects.within(scope).filter(risk=row)
    current = versions.first()
    current_exposure = getattr(row, "current_exposure", None)
    moved = history(row).within(scope).exclude(change="").first()
    return {
        "current_exposure": current_exposure,
        "chart": curve(current_exposure.snapshot, current_exposure.exceedance)
        if current_exposure
        else None,
        "over_capacity": over_capacity(current_exposure.snapshot)
        if current_exposure
        else None,
        "current": current,
        "parameters": readable(current.parameters) if current else (),
        "facts_used": _facts_used(row, current, scope) if current else (),
        "versions": versions,
        "moved": moved,
        "explained": _explained(moved) if moved else (),
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


def _facts_used(row: Risk, current: Assumptions, scope: Scope) -> Sequence[Figure]:
    """Return the company's figures that the amounts are multiples of."""
    names = facts_used(current.parameters)
    if not names or not scope.open_matters:
        return ()
    known = known_figures(row.company, on=row.company.today(now()))
    return [figure for figure in known if figure.name in names]


def _explained(snapshot: Snapshot) -> Sequence[Mapping[str, str]]:
    """What moved the figure; nothing for the first one."""
    before = previous_snapshot(snapshot)
    if before is None:
        return ()
    try:
        return rows_of(explained_risk(before, snapshot), snapshot.currency)
    except CannotBeSplit:
        return ()  # The words of the change stand above, and need no engine.


def _analysis(row: Risk, scope: Scope) -> dict[str, object]:
    today = row.company.today(now())
    try:
        among = inputs_in_sight(row, scope=scope, today=today)
        inputs = next((each for each in among if each.risk.pk == row.pk), None)
        if inputs is None:
            return {}
        return {"analysis": analysis_of(inputs), "natures": natures_of(inputs)}
    except UnusableFact as missing:
        return {"trouble": str(missing)}
    except RegisterError as error:
        return {"trouble": f"{problem(error)}."}
