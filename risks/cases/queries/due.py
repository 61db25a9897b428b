"""Queries for what is due, what conflicts and which cases have no next date."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

from risks.access.models import Person, Scope, VisibleQuerySet
from risks.cases.models import (
    BudgetPhase,
    Case,
    CaseFact,
    Deadline,
    DeadlineQuerySet,
    DiscoveryRequest,
    DocketEntry,
)
from risks.cases.queries.disputed import disputed_deadlines
from risks.register.models import Tier

_TIERS = Tier.values


def upcoming(
    reader: Person | AnonymousUser | Scope, *, now: datetime, days: int | None = None
) -> DeadlineQuerySet:
    """Return the open deadlines that a reader may see, earliest first.

    Each says in `is_disputed` whether its withdrawal or a later date was requested.
    """
    scope = reader if isinstance(reader, Scope) else Scope.of(reader)
    rows = Deadline.objects.within(scope).open()
    if days is not None:
        rows = rows.due_by(now + timedelta(days=days))
    disputed = Exists(disputed_deadlines().filter(pk=OuterRef("pk")))
    # By name: the model declares what is annotated here.
    added = {"is_disputed": disputed}
    rows = rows.annotate(**added).select_related(
        "case",
        "company",
        "owner",
        "backup",
        "verified_by",
        "event__entry",
        "depends_on__event__entry",
        "obligation_period__obligation",
    )
    return rows.order_by("due_at", "pk")


def next_date(case: Case, *, today: date) -> date | None:
    """Return the next undisputed day on which something is due or set, or None."""
    ahead = case.deadlines.open().owed().filter(due_date__gte=today)
    ahead = ahead.exclude(pk__in=disputed_deadlines())
    return ahead.order_by("due_at", "pk").values_list("due_date", flat=True).first()


def cases_without_next_date(scope: Scope, *, now: datetime) -> VisibleQuerySet[Case]:
    """Return open cases that have no undisputed date ahead."""
    owed = Deadline.objects.filter(case__isnull=False).open().owed()
    owed = owed.exclude(pk__in=disputed_deadlines())
    ahead = owed.due_from_today(now=now).filter(case=OuterRef("pk"))
    cases = Case.objects.within(scope).filter(status=Case.Status.OPEN)
    return cases.filter(~Exists(ahead)).order_by("code", "pk")


def entries_to_check(scope: Scope) -> VisibleQuerySet[DocketEntry]:
    """Return entries of open cases that look important and were not understood.

    They are ordered by case, and within a case the newest comes first.
    """
    rows = DocketEntry.objects.within(scope).exclude(question="")
    rows = rows.filter(answered_at=None, case__status=Case.Status.OPEN)
    rows = rows.select_related("case")
    return rows.order_by("case__code", "case", "-filed_date", "-position", "-pk")


def conflicting_facts(case: Case) -> list[tuple[str, list[CaseFact]]]:
    """Return the subjects with differing facts, the most trusted first.

    Differences in upper case and spaces are ignored.
    """
    facts = sorted(
        case.facts.filter(current=True).select_related("entry"),
        key=lambda fact: (_plain(fact.subject), _TIERS.index(fact.tier), fact.pk),
    )
    subjects = (
        list(group) for _, group in groupby(facts, key=lambda f: _plain(f.subject))
    )
    return [
        (group[0].subject, group)
        for group in subjects
        if len({_plain(fact.value) for fact in group}) > 1
    ]


def budget_against_spend(case: Case, scope: Scope) -> VisibleQuerySet[Any]:
    """Return the visible budget phases with `spent` and what is `left`."""
    nothing = Value(Decimal(0), output_field=BudgetPhase._meta.get_field("budget"))
    return (
        BudgetPhase.objects.within(scope)
        .filter(case=case)
        .annotate(spent=Coalesce(Sum("spend__amount"), nothing))
        .annotate(left=F("budget") - F("spent"))
        .order_by("phase", "currency")
    )


def deemed_admitted(case: Case, *, today: date) -> list[DiscoveryRequest]:
    """Return requests for admission not answered by their due date.

    Rule 36(a)(3). A moved deadline counts with its new date; one that was withdrawn, or
    met without a recorded day of the answer, admits nothing.
    """
    due = F("deadline__due_date")
    waiting = Q(answered_on=None, deadline__status=Deadline.Status.OPEN)
    rows = case.discovery_requests.filter(kind=DiscoveryRequest.Kind.ADMISSION).filter(
        Q(answered_on__gt=due) | (waiting & Q(deadline__due_date__lt=today))
    )
    return list(rows.select_related("deadline").order_by("served_on", "pk"))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
