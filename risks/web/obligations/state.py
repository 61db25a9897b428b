"""Record an obligation, or correct what was recorded of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.access.queries import who_see
from risks.cases.models import ComplianceObligation
from risks.cases.operations.records.obligations import (
    correct_obligation,
    record_obligation,
)
from risks.cases.queries.obligations import live_period, obligation_rows
from risks.clock import now
from risks.register.models import Company, Entity
from risks.web.early_dispatch import dispatch_early
from risks.web.obligations.refused import explained
from risks.web.obligations.state_forms import CorrectionForm, ObligationForm
from risks.web.person import reader


@login_required
@permission_required("risks.add_complianceobligation", raise_exception=True)
def new_obligation(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    form = ObligationForm(
        request.POST or None,
        people=who_see(None),
        companies=Company.objects.visible_to(person).order_by("code"),
        entities=Entity.objects.visible_to(person).order_by("company", "code"),
        initial={"owner": person},
    )
    if request.method == "POST" and form.is_valid():
        company = form.cleaned_data["company"]
        row = explained(
            form, lambda: record_obligation(company, form.stated, by=person, now=now())
        )
        if row is not None:
            return _said(request, row)
    context = {"title": _("Record obligation"), "form": form}
    status = 400 if form.errors else 200
    return render(request, "web/obligations/record.html", context, status=status)


@login_required
@permission_required("risks.change_complianceobligation", raise_exception=True)
def edit_obligation(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = obligation_rows(Scope.of(person))
    row = get_object_or_404(rows, public_id=public_id)
    period = live_period(row)
    form = CorrectionForm(
        request.POST or None,
        people=who_see(None),
        companies=Company.objects.none(),
        entities=Entity.objects.visible_to(person).filter(company=row.company),
        initial=_initial(row) | {"ends_on": period.ends_on if period else None},
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        changed = explained(
            form,
            lambda: correct_obligation(
                row, form.stated, reason=reason, by=person, now=now()
            ),
        )
        if changed is not None:
            return _said(request, changed)
    context = {
        "title": _("Correct obligation"),
        "obligation": row,
        "period": period,
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(request, "web/obligations/correct.html", context, status=status)


def _initial(row: ComplianceObligation) -> dict[str, Any]:
    names = (name for name in CorrectionForm.base_fields if hasattr(row, name))
    return {name: getattr(row, name) for name in names}


def _said(request: HttpRequest, row: ComplianceObligation) -> HttpResponse:
    dispatch_early()
    period = row.periods.select_related("deadline").order_by("-number")[0]
    known = {"title": row.title, "date": date_format(period.deadline.due_date)}
    messages.success(request, _("Saved: %(title)s, to act on by %(date)s.") % known)
    return redirect("obligation", row.public_id)
