"""Cases, and one case with all that happened and will happen in it."""

from itertools import groupby

from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Count, F, Min, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.alerts.queries.monitoring.reach import understaffed
from risks.cases.models import Case, Deadline, DeadlineChange, Party, overdue
from risks.cases.queries import closures_shown, disputed_deadlines, timeline, upcoming
from risks.clock import now
from risks.engine.time.courts import Court, UnknownCourt, court
from risks.register.models import Risk
from risks.web.cases.case_records import closed_kinds, exposure_marks, registers
from risks.web.forms import ReasonForm
from risks.web.person import reader

IS_OPEN = Q(deadlines__status=Deadline.Status.OPEN)
# A working date of ours is nothing that anybody is owed, and no next date.
IS_OWED = Q(
    deadlines__basis__in=set(Deadline.Basis.values) - {Deadline.Basis.FOLLOWING.value}
)


@login_required
@permission_required("risks.view_case", raise_exception=True)
def cases(request: HttpRequest) -> HttpResponse:
    moment = now()
    ahead = IS_OPEN & IS_OWED & Q(deadlines__due_at__gte=moment)
    disputed = Q(deadlines__in=disputed_deadlines())
    late = overdue(now=moment, of="deadlines__")
    rows = (
        Case.objects.visible_to(reader(request))
        .select_related("owner", "company")
        .annotate(
            next_date=Min("deadlines__due_date", filter=ahead & ~disputed),
            disputed_date=Min("deadlines__due_date", filter=ahead & disputed),
            overdue=Count("deadlines", filter=late),
        )
        .order_by("status", F("next_date").asc(nulls_last=True), "code")
    )
    seen = Deadline.objects.visible_to(reader(request))
    context = {
        "title": _("Cases"),
        "rows": [(row, known_court(row.court_id)) for row in rows],
        "understaffed_cases": set(
            understaffed(seen.open()).values_list("case", flat=True)
        ),
    }
    return render(request, "web/cases/cases.html", context)


@login_required
@permission_required("risks.view_case", raise_exception=True)
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    rows = Case.objects.within(scope).select_related("owner", "backup", "company")
    row = get_object_or_404(rows, public_id=public_id)
    moment = now()
    # A deadline falls on a day of the court, wherever the reader sits.
    today = row.today(moment)
    items = timeline(
        row,
        scope=scope,
        today=today,
        marks=exposure_marks(row, person, scope),
        without=closed_kinds(person),
    )
    asked = DeadlineChange.objects.within(scope).filter(state="asked")
    deadlines = list(
        upcoming(scope, now=moment)
        .filter(case=row)
        .prefetch_related(
            Prefetch(
                "changes",
                asked.select_related("asked_by", "objected_by", "document__case"),
            )
        )
    )
    seen = Deadline.objects.within(scope).open().filter(case=row)
    ahead = [
        deadline
        for deadline in deadlines
        if deadline.due_at >= moment and deadline.basis != Deadline.Basis.FOLLOWING
    ]
    context = {
        "title": row.caption,
        "case": row,
        "court": known_court(row.court_id),
        "today": today,
        "moment": moment,
        "deadlines": deadlines,
        "understaffed": set(understaffed(seen).values_list("pk", flat=True)),
        "next": next((one for one in ahead if not one.is_disputed), None),
        "disputed": next((one for one in ahead if one.is_disputed), None),
        "overdue": sum(deadline.is_overdue(now=moment) for deadline in deadlines),
        "past": [item for item in items if item.past],
        "future": [item for item in items if not item.past],
        "closures": closures_shown(row, scope),
        "roles": _parties(row),
        "form": ReasonForm(),
    }
    context |= registers(row, person, scope, today=today)
    if person.has_perm("risks.view_risk"):
        context["risks"] = Risk.objects.within(scope).filter(cases=row).order_by("code")
    return render(request, "web/cases/case.html", context)


def known_court(court_id: str) -> Court | None:
    """None for a court that has left the list since the case was made."""
    try:
        return court(court_id)
    except UnknownCourt:
        return None


def _parties(row: Case) -> list[tuple[str, list[Party]]]:
    """Plaintiffs together, defendants together, in the order of the docket."""
    parties = list(row.parties.prefetch_related("counsel").order_by("pk"))
    first = {party.role: party.pk for party in reversed(parties)}
    parties.sort(key=lambda party: (first[party.role], party.pk))
    return [
        (role, list(group)) for role, group in groupby(parties, key=lambda p: p.role)
    ]
