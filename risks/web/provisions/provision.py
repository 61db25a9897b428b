"""The provision of one suit: the proposal, its basis and its signatures."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.access.models import Person, Scope
from risks.clock import now
from risks.reports.models import Contingency
from risks.reports.operations import (
    ContingencyRefused,
    Judgment,
    Statement,
    approve,
    prepare,
    review,
    send_back,
)
from risks.reports.queries.contingencies import (
    contingencies,
    current_contingency,
    previous_row,
    returned_row,
    suits,
)
from risks.reports.queries.proposed import NotAccountable, Proposed, proposed
from risks.web.forms import ReasonForm
from risks.web.person import reader
from risks.web.provisions.days import day_in_address
from risks.web.provisions.forms import SignatureForm, StatementForm

Status = Contingency.Status
# Status -> what its next signature is called, and the permission that it takes.
SIGNATURES: dict[str, tuple[str, str]] = {
    Status.PREPARED: ("review", "risks.change_contingency"),
    Status.REVIEWED: ("approve", "risks.approve_contingency"),
}
SEND_BACK = "send_back"
# What the approval of a row says besides.
APPROVALS = ("approves_exemption", "approves_no_estimate")
DONE = {
    "review": gettext_lazy("Provision reviewed: %(risk)s."),
    "approve": gettext_lazy("Provision approved: %(risk)s."),
    SEND_BACK: gettext_lazy("Provision sent back: %(risk)s."),
}


@login_required
@permission_required("risks.view_contingency", raise_exception=True)
def provision(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    row = get_object_or_404(contingencies(Scope.of(person)), public_id=public_id)
    acts = _acts(row, person)
    act = request.POST.get("act", "")
    if request.method == "POST" and act not in acts:
        raise PermissionDenied
    back = ReasonForm(request.POST if act == SEND_BACK else None, auto_id="back_%s")
    said = request.POST if act and act != SEND_BACK else None
    signature = SignatureForm(said, initial=_signed(row))
    form = back if act == SEND_BACK else signature
    if act and form.is_valid() and _done(act, row, form, by=person):
        messages.success(request, DONE[act] % {"risk": row.risk.title})
        return redirect("provision", row.public_id)
    context = {
        "title": _("Provision at %(date)s: %(risk)s")
        % {"risk": row.risk.title, "date": date_format(row.reporting_date)},
        "row": row,
        "figures": row.figures,
        "standard": row.standard,
        "acts": acts,
        "signing": next((each for each in acts if each != SEND_BACK), ""),
        "is_own": person in (row.prepared_by, row.reviewed_by),
        "signature": signature,
        "back": back,
    }
    status = 400 if form.errors else 200
    return render(request, "web/provisions/provision.html", context, status=status)


@login_required
@permission_required("risks.add_contingency", raise_exception=True)
def prepare_provision(request: HttpRequest, public_id: str, on: str) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    risk = get_object_or_404(suits(scope), public_id=public_id)
    day = day_in_address(on)
    context: dict[str, Any] = {
        "title": _("Prepare provision: %(risk)s") % {"risk": risk.title},
        "risk": risk,
        "on": day,
        "previous": previous_row(risk, before=day),
        "corrected": current_contingency(risk, on=day),
        "returned": returned_row(risk, on=day),
        "standard": risk.company.standard,
    }
    try:
        proposal = proposed(risk, on=day)
    except NotAccountable as refused:
        context["refusal"] = str(refused)
        return render(request, "web/provisions/prepare.html", context, status=400)
    initial = _stated(context["returned"] or context["corrected"], proposal)
    form = StatementForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            statement = Statement(**form.cleaned_data)
            row = prepare(risk, on=day, statement=statement, by=person, now=now())
        except ContingencyRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            done = _("Provision prepared: %(risk)s.")
            messages.success(request, done % {"risk": risk.title})
            return redirect("provision", row.public_id)
    context |= {
        "form": form,
        "proposal": proposal,
        "opening": proposal.money(proposal.facts.opening),
        "figures": proposal.figures,
    }
    status = 400 if form.errors else 200
    return render(request, "web/provisions/prepare.html", context, status=status)


def _acts(row: Contingency, person: Person) -> list[str]:
    """What this person may do next: nobody signs twice."""
    if row.status not in SIGNATURES:
        return []
    act, permission = SIGNATURES[row.status]
    has_signed = person in (row.prepared_by, row.reviewed_by)
    signs = [act] if person.has_perm(permission) and not has_signed else []
    returns = [SEND_BACK] if person.has_perm("risks.change_contingency") else []
    return [*signs, *returns]


def _done(act: str, row: Contingency, form: Form, *, by: Person) -> bool:
    """Whether it was; else the form says why not."""
    said = dict(form.cleaned_data)
    try:
        if act == SEND_BACK:
            send_back(row, by=by, reason=said["reason"], now=now())
            return True
        approves = {name: said.pop(name) for name in APPROVALS}
        judgment = Judgment(**said)
        if act == "review":
            review(row, judgment=judgment, by=by, now=now())
        else:
            approve(row, judgment=judgment, by=by, now=now(), **approves)
    except ContingencyRefused as refused:
        form.add_error(refused.field or None, str(refused))
        return False
    return True


def _signed(row: Contingency) -> dict[str, Any]:
    names = ("ifrs_class", "us_gaap_class", "closing")
    return {name: getattr(row, name) for name in names}


def _percentage(share: float) -> Decimal:
    return round(100 * Decimal(str(share)), 3)


def _stated(row: Contingency | None, proposal: Proposed) -> dict[str, Any]:
    """As in the row that this one is prepared instead of; else as the suit says."""
    if row is not None:
        names = StatementForm.base_fields.keys() - {"pre_tax_rate"}
        rate = _percentage(row.figures.get("pre_tax_rate", 0))
        return {**{name: getattr(row, name) for name in names}, "pre_tax_rate": rate}
    facts = proposal.facts
    stated: dict[str, Any] = {
        "cannot_be_estimated": facts.cannot_be_estimated or "",
        "public_statements": facts.public_statements or "",
        "expected_on": proposal.expected_on,
        "pre_tax_rate": _percentage(facts.pre_tax_rate),
        "used": proposal.money(facts.used),
        "exchange": proposal.money(facts.fx),
        "insurance": proposal.money(facts.insurance.amount if facts.insurance else 0),
    }
    if facts.insurance:
        certain = facts.insurance.virtually_certain
        stated["insurance_is_virtually_certain"] = certain
    if facts.exemption:
        stated |= {"is_exempt": True, "exemption_reason": facts.exemption.reason}
    return stated
