"""What is due, what was filed, and which case has nothing ahead of it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal, get_args

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

from risks.access.models import Person, Scope, VisibleQuerySet
from risks.cases.models import (
    BudgetPhase,
    Case,
    CaseFact,
    CaseNote,
    Deadline,
    DeadlineQuerySet,
    DiscoveryRequest,
    Document,
    Event,
    SettlementOffer,
)
from risks.engine.courts import UnknownCourt, court
from risks.engine.wording import money
from risks.register.models import Tier

Kind = Literal[
    "entry",
    "event",
    "service",
    "document",
    "offer",
    "note",
    "mark",
    "hearing",
    "deadline",
]
# Of one day: what happened, then what people made of it, then what is due.
_ORDER: dict[Kind, int] = {kind: place for place, kind in enumerate(get_args(Kind))}
_TIERS = Tier.values


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    when: date
    # The moment in UTC, where there is one: a deadline's.
    at: datetime | None = None
    kind: Kind
    title: str
    text: str
    # The row it tells of; None for a mark, which another capability hands in.
    row: models.Model | None = None
    # How far the fact may be trusted: a value of Tier.
    tier: str = ""
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a capability above has to say on a day: a change of exposure."""

    when: date
    title: str
    text: str


def timeline(
    case: Case,
    *,
    scope: Scope,
    today: date,
    marks: Iterable[Mark] = (),
    without: Collection[Kind] = (),
) -> list[TimelineItem]:
    """Past and future, merged and in order. Seven queries, however long it is.

    For a case that the reader was let in to: what hangs on it is behind its wall, and
    what is privileged is left out by `scope`. `without` names what the reader's role
    does not open.
    """
    read: dict[Kind, Callable[[], Iterable[TimelineItem]]] = {
        "entry": lambda: _entries(case, today=today),
        "event": lambda: _events(case, today=today),
        "service": lambda: _service(case, today=today),
        "document": lambda: _documents(case, scope, today=today),
        "offer": lambda: _offers(case, scope, today=today),
        "note": lambda: _notes(case, scope, today=today),
        "mark": lambda: _marks(marks, today=today),
        "deadline": lambda: _deadlines(case, today=today),
    }
    items = [
        item for kind, rows in read.items() if kind not in without for item in rows()
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


def _entries(case: Case, *, today: date) -> Iterator[TimelineItem]:
    for entry in case.entries.order_by("filed_date", "position", "pk"):
        yield TimelineItem(
            when=entry.filed_date,
            kind="entry",
            title=f"Entry {entry.number}" if entry.number else "Entry",
            text=entry.text,
            row=entry,
            tier=entry.tier,
            past=entry.filed_date < today,
        )


def _events(case: Case, *, today: date) -> Iterator[TimelineItem]:
    for event in case.events.select_related("entry").order_by("date", "pk"):
        subject = event.subject.replace("_", " ")
        name = event.get_kind_display()
        yield TimelineItem(
            when=event.date,
            kind="event",
            title=f"{name}: {subject}" if subject else name,
            text=event.words,
            row=event,
            tier=event.entry.tier,
            past=event.date < today,
        )


def _deadlines(case: Case, *, today: date) -> Iterator[TimelineItem]:
    rows = case.deadlines.select_related("event__entry", "owner")
    for deadline in rows.order_by("due_at", "pk"):
        event = deadline.event
        heard = event is not None and event.kind == Event.Kind.HEARING_SET
        # Papers due before a hearing hang on it too; the hearing itself has no rule.
        yield TimelineItem(
            when=deadline.due_date,
            at=deadline.due_at,
            kind="hearing" if heard and not deadline.rule_id else "deadline",
            title=deadline.title,
            text=deadline.close_reason or deadline.reason,
            row=deadline,
            tier=event.entry.tier if event else "",
            past=deadline.due_date < today,
        )


def _offers(case: Case, scope: Scope, *, today: date) -> Iterator[TimelineItem]:
    rows = SettlementOffer.objects.within(scope).filter(case=case)
    for offer in rows.order_by("made_on", "pk"):
        who = offer.get_offered_by_display().lower()
        amount = money(offer.amount, offer.currency)
        yield TimelineItem(
            when=offer.made_on,
            kind="offer",
            title=f"Settlement offer, {who}: {amount}",
            text=offer.terms,
            row=offer,
            past=offer.made_on < today,
        )


def _notes(case: Case, scope: Scope, *, today: date) -> Iterator[TimelineItem]:
    zone = _zone(case)
    rows = CaseNote.objects.within(scope).filter(case=case).select_related("author")
    for note in rows.order_by("written_at", "pk"):
        when = note.written_at.astimezone(zone).date()
        yield TimelineItem(
            when=when,
            at=note.written_at,
            kind="note",
            title=f"Note by {note.author}",
            text=note.text,
            row=note,
            past=when < today,
        )


def _documents(case: Case, scope: Scope, *, today: date) -> Iterator[TimelineItem]:
    rows = Document.objects.within(scope).filter(case=case).order_by("dated", "pk")
    for document in rows:
        yield TimelineItem(
            when=document.dated,
            kind="document",
            title=f"{document.get_kind_display()}: {document.name}",
            text="",
            row=document,
            past=document.dated < today,
        )


def _service(case: Case, *, today: date) -> Iterator[TimelineItem]:
    rows = case.service_attempts.select_related("party").order_by("requested_on", "pk")
    for attempt in rows:
        steps = (
            ("requested", attempt.requested_on),
            ("accepted", attempt.accepted_on),
            ("served, as its certificate states", attempt.served_on),
            ("certificate", attempt.certificate_on),
            ("certificate filed", attempt.filed_on),
        )
        for step, when in steps:
            if when is not None:
                yield TimelineItem(
                    when=when,
                    kind="service",
                    title=f"Service on {attempt.party.name}: {step}",
                    text=attempt.get_means_display(),
                    row=attempt,
                    past=when < today,
                )


def _marks(marks: Iterable[Mark], *, today: date) -> Iterator[TimelineItem]:
    for mark in marks:
        yield TimelineItem(
            when=mark.when,
            kind="mark",
            title=mark.title,
            text=mark.text,
            past=mark.when < today,
        )


def _zone(case: Case) -> tzinfo:
    """A day of the case is one of its court; of UTC where the court is unknown."""
    try:
        return court(case.court_id).zone
    except UnknownCourt:
        return UTC
