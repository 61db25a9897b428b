"""Exposure of each company: total, parts, contributors, changes, chart of risks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from risks.access.models import Person, Scope
from risks.engine.charts.parts import Chart
from risks.exposure.models import CurrentExposure, PortfolioRun
from risks.exposure.queries import exposure_by_day, latest_parts
from risks.register.models import Company
from risks.web.charts import curve
from risks.web.exposure.changes import Change, change_of
from risks.web.exposure.portfolio_summary import Outlook, current_exposures, outlook
from risks.web.exposure.recalculate import MAY_ASK, MAY_WATCH, Followed, followed
from risks.web.exposure.totals import (
    HeatRow,
    MemberRow,
    PartRow,
    heat,
    heat_rows,
    history,
    member_rows,
    part_rows,
    total_row,
)
from risks.web.person import reader

DAYS_SHOWN = 60
FOLLOW_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    outlook: Outlook
    curve: Chart | None
    parts: dict[str, list[PartRow]]
    members: list[MemberRow]
    total: MemberRow | None
    days: list[PortfolioRun]  # the newest first
    history: Chart | None
    heat_rows: list[HeatRow]
    heat_more: int  # with lower scores, not drawn
    heat: Chart | None
    change: Change


@login_required
@permission_required("risks.view_portfoliorun", raise_exception=True)
def exposure(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    companies = Company.objects.within(scope).order_by("code")
    exposures = [_exposure(each, scope=scope, asked=request.GET) for each in companies]
    watched = _watched(person, exposures, scope=scope)
    context = {
        "title": _("Exposure"),
        "exposures": [(each, watched.get(each.outlook.company)) for each in exposures],
        "may_recalculate": person.has_perm(MAY_ASK),
        "follow_seconds": FOLLOW_SECONDS
        if any(each.is_under_way for each in watched.values())
        else None,
    }
    refused = any(each.change.form.errors for each in exposures)
    return render(
        request, "web/exposure/exposure.html", context, status=400 if refused else 200
    )


def _watched(
    person: Person, exposures: Sequence[Exposure], *, scope: Scope
) -> dict[Company, Followed]:
    """For those who may: how many risks there are says something of hidden ones."""
    if not person.has_perm(MAY_WATCH):
        return {}
    companies = [each.outlook.company for each in exposures]
    found = ((company, followed(company, scope=scope)) for company in companies)
    return {company: each for company, each in found if each}


def _exposure(company: Company, *, scope: Scope, asked: QueryDict) -> Exposure:
    seen = outlook(company, scope=scope)
    days = list(exposure_by_day(company, scope=scope))
    members = member_rows(seen.run, scope=scope) if seen.run else []
    rows = heat_rows(current_exposures(seen.risks))
    return Exposure(
        outlook=seen,
        curve=curve(seen.run, seen.run.exceedance) if seen.run else None,
        parts=part_rows(company, latest_parts(company, scope=scope)),
        members=members,
        total=total_row(members),
        days=days[: -DAYS_SHOWN - 1 : -1],
        history=history(days),
        heat_rows=rows,
        heat_more=seen.others,
        heat=heat(rows),
        change=change_of(
            days,
            _to_choose(seen, scope=scope, asked=asked),
            scope=scope,
            asked=_asked(company, asked),
        ),
    )


def _to_choose(
    seen: Outlook, *, scope: Scope, asked: QueryDict
) -> list[CurrentExposure]:
    """Those that are shown, and the one that was asked for by its address."""
    shown = current_exposures(seen.risks)
    wanted = asked.get("risk", "")
    if not wanted or any(each.risk.public_id == wanted for each in shown):
        return shown
    rows = CurrentExposure.objects.within(scope).filter(
        risk__company=seen.company, risk__public_id=wanted
    )
    return [*shown, *rows.select_related("risk")]


def _asked(company: Company, asked: QueryDict) -> QueryDict | None:
    """Each company has its own two dates on the page."""
    return asked if asked.get("company") == company.code else None
