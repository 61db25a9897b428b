"""The obligations of the companies, and one of them with its periods and evidence."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.cases.models import ObligationPeriod
from risks.cases.queries.obligations import (
    live_period,
    obligation_calendar,
    obligation_rows,
    people_left,
)
from risks.clock import now
from risks.web.person import reader


@login_required
@permission_required("risks.view_complianceobligation", raise_exception=True)
def obligations(request: HttpRequest) -> HttpResponse:
    person, moment = reader(request), now()
    calendar = obligation_calendar(Scope.of(person), today=person.today(moment))
    context = {
        "title": _("Obligations"),
        "moment": moment,
        "calendar": calendar,
        "is_empty": not (calendar.due or calendar.later or calendar.ended),
    }
    return render(request, "web/obligations/obligations.html", context)


@login_required
@permission_required("risks.view_complianceobligation", raise_exception=True)
def obligation(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = obligation_rows(Scope.of(reader(request)))
    row = get_object_or_404(rows, public_id=public_id)
    periods = list(row.periods.all())
    closed = [one for one in periods if one.state == ObligationPeriod.State.CLOSED]
    owner_left, backup_left = people_left(row)
    context = {
        "title": row.title,
        "moment": now(),
        "obligation": row,
        "period": live_period(row),
        "periods": periods[::-1],
        "reversible": closed[-1] if closed else None,
        "owner_left": owner_left,
        "backup_left": backup_left,
    }
    return render(request, "web/obligations/obligation.html", context)
