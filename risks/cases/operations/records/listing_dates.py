"""Keep the dates of a listing: thirteen months ahead, as its profile says.

What a changed profile no longer makes due is withdrawn with a reason, a critical date
when a second person confirms it. What was met stays, and so does what is overdue.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from risks.access.models import Person, VisibleQuerySet
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations.deadlines.decide_changes import close_as, confirm, refuse
from risks.cases.operations.records.disclosures import drafted, store_deadlines
from risks.engine.sentences import docket as docket_words
from risks.engine.sentences import listing as words
from risks.engine.time.disclosure import company_rule
from risks.engine.time.listing.profile import Listing
from risks.engine.time.listing.recurring import needed_by, recurring_dates
from risks.engine.time.rule_book import place_of
from risks.register.models import Company, ListingProfile
from risks.register.operations import ListingStatement, store_listing

Status, State = Deadline.Status, DeadlineChange.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What stating a listing profile changed among the dates of the company."""

    profile: ListingProfile
    created: int
    withdrawn: int
    # Critical dates whose withdrawal waits for a second person.
    asked: int


def state_listing(
    company: Company, stated: ListingStatement, *, by: Person, now: datetime
) -> Renewed:
    """Store a listing profile and renew the company's dates by it.

    Raises RegisterRefused, and then changes nothing.
    """
    with transaction.atomic():
        locked = Company.objects.select_for_update().get(pk=company.pk)
        before = ListingProfile.objects.filter(company=locked).first()
        profile = store_listing(locked, stated, now=now)
        if before is not None:
            _hand_over(before, profile, by=by)
        withdrawn, asked = _let_go(profile, by=by, now=now)
        again = _take_up(profile, by=by, now=now)
        created = _add_missing(profile, now=now)
    return Renewed(
        profile=profile, created=again + created, withdrawn=withdrawn, asked=asked
    )


def renew_listing_dates(*, now: datetime) -> int:
    """Add what has come within thirteen months for each company; return how many."""
    created = 0
    keys = ListingProfile.objects.order_by("company").values_list("company", flat=True)
    for key in list(keys):
        with transaction.atomic():
            company = Company.objects.select_for_update().get(pk=key)
            created += _add_missing(company.listing_profile, now=now)
    return created


def waiting_withdrawals(company: Company) -> VisibleQuerySet[DeadlineChange]:
    """Return the withdrawals that a changed profile asks for, the soonest first."""
    rows: VisibleQuerySet[DeadlineChange] = DeadlineChange.objects.filter(
        deadline__company=company,
        state=State.ASKED,
        kind=DeadlineChange.Kind.WITHDRAWN,
        reason=words.NO_LONGER(),
    )
    rows = rows.select_related("deadline", "asked_by")
    return rows.order_by("deadline__due_at", "pk")


def confirm_withdrawals(
    company: Company, *, by: Person, reason: str, now: datetime
) -> int:
    """Confirm all withdrawals that a changed profile asks for; return how many.

    Raises DeadlineRefused for the person who changed the profile.
    """
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=company.pk)
        rows = list(waiting_withdrawals(company))
        for row in rows:
            confirm(row, by=by, reason=reason, now=now)
    return len(rows)


def _add_missing(profile: ListingProfile, *, now: datetime) -> int:
    company = profile.company
    stored = company.deadlines.filter(event_date__isnull=False)
    known = {
        (place_of(rule_id), day)
        for rule_id, day in stored.values_list("rule_id", "event_date")
    }
    rows = [
        drafted(company, each.rule, each.computed, on=each.on, now=now)
        for each in recurring_dates(profile.listing, today=company.today(now))
        if (place_of(each.rule.id), each.on) not in known
    ]
    if rows:
        store_deadlines(rows, owner=profile.owner, backup=profile.backup)
    return len(rows)


def _let_go(profile: ListingProfile, *, by: Person, now: datetime) -> tuple[int, int]:
    """Withdraw what is ahead and no longer due; return how many, and how many wait."""
    company = profile.company
    rows = company.deadlines.open().filter(
        event_date__isnull=False, latest_arguable_date__gte=company.today(now)
    )
    waiting = set(
        DeadlineChange.objects.filter(deadline__in=rows, state=State.ASKED).values_list(
            "deadline", flat=True
        )
    )
    withdrawn = asked = 0
    for row in rows.order_by("due_at", "pk"):
        if _is_needed(row, profile.listing):
            continue
        if row.severity != Deadline.Severity.CRITICAL:
            close_as(row, Status.WITHDRAWN, by=by, reason=words.NO_LONGER(), now=now)
            withdrawn += 1
        elif row.pk not in waiting:
            DeadlineChange.objects.create(
                deadline=row,
                kind=DeadlineChange.Kind.WITHDRAWN,
                reason=words.NO_LONGER(),
                asked_by=by,
                asked_at=now,
            )
            asked += 1
    return withdrawn, asked


def _take_up(profile: ListingProfile, *, by: Person, now: datetime) -> int:
    """Keep open, or open again, what an earlier profile let go; return how many."""
    company = profile.company
    why = words.AGAIN(person=by)
    for change in waiting_withdrawals(company):
        if _is_needed(change.deadline, profile.listing):
            refuse(change, by=by, reason=why, now=now)
    rows = company.deadlines.filter(
        status=Status.WITHDRAWN,
        # Alone, or followed by who confirmed it.
        close_reason__startswith=words.NO_LONGER(),
        event_date__isnull=False,
        latest_arguable_date__gte=company.today(now),
    )
    reopened = [row for row in rows if _is_needed(row, profile.listing)]
    for row in reopened:
        row.status, row.closed_at, row.closed_by = Status.OPEN, None, None
        row.close_reason = ""
        row.owner, row.backup = profile.owner, profile.backup
        row.steps = [*row.steps, why]
        row.save()
    return len(reopened)


def _hand_over(before: ListingProfile, profile: ListingProfile, *, by: Person) -> None:
    """Give the open dates that were the profile's own people's to the new ones."""
    people = (before.owner, before.backup)
    if people == (profile.owner, profile.backup):
        return
    rows = profile.company.deadlines.open().filter(
        event_date__isnull=False, owner=before.owner, backup=before.backup
    )
    said = docket_words.OWNER_AND_BACKUP(
        owner=profile.owner,
        backup=profile.backup,
        person=by,
        reason=words.PEOPLE_CHANGED(),
    )
    for row in rows:
        row.owner, row.backup = profile.owner, profile.backup
        row.steps = [*row.steps, said]
        row.save()


def _is_needed(row: Deadline, listing: Listing) -> bool:
    """Say whether a date is still due; one whose rule is unknown here is."""
    assert row.event_date is not None
    rule = company_rule(row.rule_id, on=row.event_date)
    return rule is None or needed_by(rule, on=row.event_date, listing=listing)
