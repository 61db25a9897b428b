"""Queries for closing lists: what waits, and what is in force."""

from django.db.models import Count, Q

from risks.access.models import Scope, VisibleQuerySet
from risks.cases.models import Case, Closure, ClosureRow


def closures_shown(case: Case, scope: Scope) -> VisibleQuerySet[Closure]:
    """Return the waiting lists and those in force, with how many rows they closed."""
    shown = (Closure.State.ASKED, Closure.State.CONFIRMED)
    rows = Closure.objects.within(scope).filter(case=case, state__in=shown)
    closed = Q(rows__state=ClosureRow.State.CLOSED)
    rows = rows.exclude(event__is_rejected=True, state=Closure.State.ASKED)
    return rows.annotate(closed=Count("rows", filter=closed)).order_by("asked_at", "pk")


def waiting_closures(scope: Scope) -> VisibleQuerySet[Closure]:
    """Return the lists that a person must confirm or refuse."""
    rows = Closure.objects.within(scope).filter(state=Closure.State.ASKED)
    return rows.exclude(event__is_rejected=True).order_by("asked_at", "pk")
