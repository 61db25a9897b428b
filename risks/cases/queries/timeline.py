"""Merge everything that happened or will happen in a case into one timeline."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from django.db import models
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.cases.models import (
    Case,
    CaseNote,
    Document,
    Event,
    SettlementOffer,
)
from risks.engine.formats import money
from risks.sentences import translated

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
# Within one day: what happened, then notes and changes, then what is due.
_ORDER: dict[Kind, int] = {kind: place for place, kind in enumerate(get_args(Kind))}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One item of a timeline, with its day and the row behind it."""

    when: date
    # The moment in UTC, where there is one: a deadline's.
    at: datetime | None = None
    kind: Kind
    title: str
    text: str
    # The row it shows; None for a mark, which another capability passes in.
    row: models.Model | None = None
    # How far the fact may be trusted: a value of Tier.
    tier: str = ""
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An item that a higher capability adds, such as a change of exposure."""

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
    """Return past and future items in order, with at most seven queries.

    The reader must have access to the case; rows of the case have the same access list.
    Privileged rows are left out by `scope`, and `without` names the kinds that the
    reader's role does not open.
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


def _entries(case: Case, *, today: date) -> Iterator[TimelineItem]:
    rows = case.entries.select_related("answered_by")
    for entry in rows.order_by("filed_date", "position", "pk"):
        yield TimelineItem(
            when=entry.filed_date,
            kind="entry",
            title=_("Entry %(number)s") % {"number": entry.number}
            if entry.number
            else _("Entry"),
            text=entry.text,
            row=entry,
            tier=entry.tier,
            past=entry.filed_date < today,
        )


def _events(case: Case, *, today: date) -> Iterator[TimelineItem]:
    rows = case.events.select_related("entry", "corrected_by")
    for event in rows.order_by("date", "pk"):
        subject = event.subject.replace("_", " ")
        name = event.get_kind_display()
        yield TimelineItem(
            when=event.date,
            kind="event",
            title=_titled(f"{name}: {subject}" if subject else name, event),
            text=event.words,
            row=event,
            tier=event.entry.tier,
            past=event.date < today,
        )


def _titled(name: str, event: Event) -> str:
    return f"{name}, {event.clock:%H:%M}" if event.clock else name


def _deadlines(case: Case, *, today: date) -> Iterator[TimelineItem]:
    rows = case.deadlines.select_related("event__entry", "owner")
    for deadline in rows.order_by("due_at", "pk"):
        event = deadline.event
        heard = event is not None and event.kind == Event.Kind.HEARING_SET
        # Papers due before a hearing share its event; the hearing itself has no rule.
        yield TimelineItem(
            when=deadline.due_date,
            at=deadline.due_at,
            kind="hearing" if heard and not deadline.rule_id else "deadline",
            title=deadline.title,
            text=translated(deadline.close_reason or deadline.reason),
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
            title=_("Settlement offer, %(side)s: %(amount)s")
            % {"side": who, "amount": amount},
            text=offer.terms,
            row=offer,
            past=offer.made_on < today,
        )


def _notes(case: Case, scope: Scope, *, today: date) -> Iterator[TimelineItem]:
    rows = CaseNote.objects.within(scope).filter(case=case).select_related("author")
    for note in rows.order_by("written_at", "pk"):
        when = case.today(note.written_at)
        yield TimelineItem(
            when=when,
            at=note.written_at,
            kind="note",
            title=_("Note by %(person)s") % {"person": note.author},
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
            (_("requested"), attempt.requested_on),
            (_("accepted"), attempt.accepted_on),
            (_("served, as its certificate states"), attempt.served_on),
            (_("certificate"), attempt.certificate_on),
            (_("certificate filed"), attempt.filed_on),
        )
        for step, when in steps:
            if when is not None:
                yield TimelineItem(
                    when=when,
                    kind="service",
                    title=_("Service on %(party)s: %(step)s")
                    % {"party": attempt.party.name, "step": step},
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
