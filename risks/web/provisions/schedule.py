"""Provisions and contingent liabilities at a reporting date, as page and workbook."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from risks.access.models import Disclosure, Scope
from risks.clock import now
from risks.register.models import Company
from risks.reports.documents.schedule import schedule_workbook
from risks.reports.models import Contingency
from risks.reports.queries.contingencies import (
    ReportingDate,
    reporting_dates,
    schedule,
    totals,
    unprepared,
)
from risks.reports.queries.inference import warnings
from risks.reports.queries.periods import completed_quarter
from risks.reports.queries.schedules import schedule_figures
from risks.reports.queries.subsequent import subsequent_versions
from risks.web.download import download
from risks.web.person import reader
from risks.web.provisions.days import day_in_address
from risks.web.provisions.forms import ScheduleForm


@login_required
@permission_required("risks.view_contingency", raise_exception=True)
def provisions(request: HttpRequest) -> HttpResponse:
    scope = Scope.of(reader(request))
    dates = reporting_dates(scope)
    companies = Company.objects.within(scope).order_by("code")
    form = ScheduleForm(request.GET or None)
    form.fields["company"].queryset = companies  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "title": _("Provisions and contingent liabilities"),
        "dates": dates,
        "form": form,
    }
    if form.is_valid():
        company, on = form.cleaned_data["company"], form.cleaned_data["on"]
        context |= _schedule(company, on=on, scope=scope)
    elif first := companies.first():
        on = _newest(dates, first)
        context |= _schedule(first, on=on, scope=scope)
        if not form.is_bound:
            form.initial = {"company": first.code, "on": on}
    return render(request, "web/provisions/schedule.html", context)


@login_required
@permission_required("risks.view_contingency", raise_exception=True)
def provision_file(request: HttpRequest, company: str, on: str) -> HttpResponse:
    person = reader(request)
    scope, moment = Scope.of(person), now()
    row = get_object_or_404(Company.objects.within(scope), code=company)
    rows = list(schedule(row, on=day_in_address(on), scope=scope))
    if not rows:
        raise Http404
    figures = schedule_figures(row, on=day_in_address(on), rows=rows, now=moment)
    return download(
        schedule_workbook(figures),
        name=f"{row.code}-provisions-{on}.xlsx",
        person=person,
        channel=Disclosure.Channel.EXPORT,
        shown=[f"contingency {each.public_id}" for each in rows],
        now=moment,
    )


def _schedule(company: Company, *, on: date, scope: Scope) -> dict[str, Any]:
    rows: Sequence[Contingency] = list(schedule(company, on=on, scope=scope))
    later = subsequent_versions(company, on=on, scope=scope)
    return {
        "company": company,
        "on": on,
        "rows": rows,
        "totals": totals(rows),
        "warnings": warnings(rows),
        "unmarked": sum(each.mark is None for each in later),
        "later": later,
        "missing": unprepared(company, on=on, scope=scope),
        "is_future": on > company.today(now()),
    }


def _newest(dates: Sequence[ReportingDate], company: Company) -> date:
    """Of its last schedule; where there is none, the end of the last quarter."""
    ours = (each.on for each in dates if each.company_code == company.code)
    return next(ours, completed_quarter(company.today(now())).end)
