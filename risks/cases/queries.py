"""What is due, what was filed, and which case has nothing ahead of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

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
    Event,
)
from risks.register.models import Tier

Kind = Literal["entry", "event", "deadline"]
_TIERS = Tier.values
_ORDER: dict[Kind, int] = {"entry": 0, "event": 1, "deadline": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    when: date
    # The moment in UTC, where there is one: a deadline's.
    at: datetime | None
    kind: Kind
    title: str
    text: str
    row: DocketEntry | Event | Deadline
    # How far the fact may be trusted: a value of Tier.
    tier: str
    past: bool


def timeline(case: Case, *, today: date) -> list[TimelineItem]:
    """Past and future, merged and in order. Three queries, however long it is.

    For a case that the reader was let in to: what hangs on it is behind its wall.
    """
    entries = case.entries.order_by("filed_date", "position", "pk")
    events = case.events.select_related("entry").order_by("date", "pk")
    rows = case.deadlines.select_related("event__entry", "owner").order_by(
        "due_at", "pk"
    )
    items = [
        *(_entry(entry, today=today) for entry in entries),
        *(_event(event, today=today) for event in events),
        *(_deadline(deadline, today=today) for deadline in rows),
    ]
    return sorted(items, key=lambda item: (item.when, _ORDER[item.kind]))


def upcoming(
    reader: Person | AnonymousUser | Scope, *, now: datetime, days: int | None = None
) -> DeadlineQuerySet:
    """Open deadlines that the reader sees, the past due ones first among them."""
    scope = reader if isinstance(reader, Scope) else Scope.of(reader)
    rows = Deadline.objects.within(scope).open()
    if days is not None:
        rows = rows.due_by(now + timedelta(days=days))
    rows = rows.select_related("case", "company", "owner", "event__entry")
    return rows.order_by("due_at", "pk")


def next_date(case: Case, *, today: date) -> date | None:
    """The next day on which something is due or set; None when nothing is ahead."""
    ahead = case.deadlines.open().filter(due_date__gte=today)
    return ahead.order_by("due_at", "pk").values_list("due_date", flat=True).first()


def cases_without_next_date(scope: Scope, *, today: date) -> VisibleQuerySet[Case]:
    """Open cases with nothing ahead: the list that lawyers ask for first."""
    ahead = Deadline.objects.open().filter(case=OuterRef("pk"), due_date__gte=today)
    cases = Case.objects.within(scope).filter(status=Case.Status.OPEN)
    return cases.filter(~Exists(ahead)).order_by("code", "pk")


def conflicting_facts(case: Case) -> list[tuple[str, list[CaseFact]]]:
    """Subjects on which current facts differ, the most trusted source first.

    Letters and spaces that differ only in case or number are no difference.
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
    """The phases that the reader sees, each with `spent` and with what is `left`."""
    nothing = Value(Decimal(0), output_field=BudgetPhase._meta.get_field("budget"))
    return (
        BudgetPhase.objects.within(scope)
        .filter(case=case)
        .annotate(spent=Coalesce(Sum("spend__amount"), nothing))
        .annotate(left=F("budget") - F("spent"))
        .order_by("phase", "currency")
    )


def deemed_admitted(case: Case, *, today: date) -> list[DiscoveryRequest]:
    """Requests for admission unanswered, or answered late, past their due date.

    Rule 36(a)(3). A deadline that moved counts from where it moved to; one that was
    withdrawn, or met without a stated day of the answer, admits nothing.
    """
    due = F("deadline__due_date")
    waiting = Q(answered_on=None, deadline__status=Deadline.Status.OPEN)
    rows = case.discovery_requests.filter(kind=DiscoveryRequest.Kind.ADMISSION).filter(
        Q(answered_on__gt=due) | (waiting & Q(deadline__due_date__lt=today))
    )
    return list(rows.select_related("deadline").order_by("served_on", "pk"))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _entry(entry: DocketEntry, *, today: date) -> TimelineItem:
    return TimelineItem(
        when=entry.filed_date,
        at=None,
        kind="entry",
        title=f"Entry {entry.number}" if entry.number else "Entry",
        text=entry.text,
        row=entry,
        tier=entry.tier,
        past=entry.filed_date < today,
    )


def _event(event: Event, *, today: date) -> TimelineItem:
    subject = event.subject.replace("_", " ")
    name = event.get_kind_display()
    return TimelineItem(
        when=event.date,
        at=None,
        kind="event",
        title=f"{name}: {subject}" if subject else name,
        text=event.words,
        row=event,
        tier=event.entry.tier,
        past=event.date < today,
    )


def _deadline(deadline: Deadline, *, today: date) -> TimelineItem:
    return TimelineItem(
        when=deadline.due_date,
        at=deadline.due_at,
        kind="deadline",
        title=deadline.title,
        text=deadline.close_reason or deadline.reason,
        row=deadline,
        tier=deadline.event.entry.tier if deadline.event else "",
        past=deadline.due_date < today,
    )
