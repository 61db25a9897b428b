"""Create the deadlines that follow from an event of a company."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import ask_all, asked
from risks.cases.operations.deadlines.computed_date import dated, ruled, severity_of
from risks.engine.sentences import listing as words
from risks.engine.time.deadlines import Computed, Direction, Whose
from risks.engine.time.disclosure import (
    CompanyEvent,
    company_rule,
    disclosure_date,
    disclosures_for,
)
from risks.engine.time.listing.recurring import RECURRING, needed_by
from risks.engine.time.rules import Rule
from risks.register.models import Company, ListingProfile
from risks.register.operations import RegisterRefused


def set_disclosure_deadlines(
    company: Company,
    *,
    event: CompanyEvent,
    on: date,
    owner: Person,
    backup: Person | None = None,
    now: datetime,
) -> list[Deadline]:
    """Create the deadlines that an event starts and return the new ones.

    A second call creates none, and nothing is due before an event that has passed.
    Raises DeadlineError for a day too distant to count from, and RegisterRefused where
    the company's listing profile makes nothing due.
    """
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=company.pk)
        rules = _binding(company, event, on=on)
        if on < company.today(now):
            rules = [rule for rule in rules if rule.direction is Direction.AFTER]
        drafts = [
            (rule, drafted(company, rule, disclosure_date(rule, on=on), on=on, now=now))
            for rule in rules
        ]
        awaited = _awaited(company, event, on=on)
        later = {row for rule, new in drafts for row in _later(rule, new, awaited)}
        same_day = company.deadlines.filter(event_date=on)
        known = set(same_day.values_list("rule_id", flat=True))
        fresh = [
            new
            for rule, new in drafts
            if rule.id not in known and not _later(rule, new, awaited)
        ]
        store_deadlines(fresh, owner=owner, backup=backup)
        _close(set(awaited) - later, on=on, now=now)
    return fresh


def drafted(
    company: Company, rule: Rule, computed: Computed, *, on: date, now: datetime
) -> Deadline:
    """Build the deadline that a rule sets from the day of an event, without people."""
    return Deadline(
        company=company,
        event_date=on,
        title=f"{rule.title} ({on.day} {on:%B %Y})",
        severity=severity_of(rule, Whose.OURS),
        created_at=now,
        **dated(computed, local=computed.due_local),
        **ruled(rule),
    )


def store_deadlines(
    rows: list[Deadline], *, owner: Person, backup: Person | None
) -> None:
    """Store new deadlines of a company with the people who are responsible."""
    for row in rows:
        row.owner, row.backup = owner, backup
    bulk_create_with_history(rows, Deadline, batch_size=500)


def _binding(company: Company, event: CompanyEvent, *, on: date) -> list[Rule]:
    """Return the rules that bind; without a listing profile, all of them do."""
    rules = list(disclosures_for(event, on=on))
    profile = ListingProfile.objects.filter(company=company).first()
    if profile is None:
        return rules
    listing = profile.listing
    binding = [rule for rule in rules if needed_by(rule, on=on, listing=listing)]
    if rules and not binding:
        raise RegisterRefused(_irrelevant(profile, event, on), field="event")
    return binding


def _irrelevant(profile: ListingProfile, event: CompanyEvent, on: date) -> str:
    said = {
        "company": profile.company,
        "status": profile.get_status_display(),
        "day": date_format(on),
    }
    days = RECURRING.get(event)
    if days is not None and on not in days(profile.listing, on, on):
        return (
            _("By the listing profile of %(company)s, this does not happen on %(day)s.")
            % said
        )
    return (
        _(
            "By the listing profile of %(company)s (%(status)s), nothing becomes due "
            "from this on %(day)s."
        )
        % said
    )


def _awaited(company: Company, event: CompanyEvent, *, on: date) -> list[Deadline]:
    """Return the open deadlines that stand only until this event is recorded."""
    rows = company.deadlines.open().filter(event_date__lte=on).order_by("pk")
    return [row for row in rows if event in _unless(row)]


def _unless(row: Deadline) -> tuple[str, ...]:
    assert row.event_date is not None
    rule = company_rule(row.rule_id, on=row.event_date)
    return rule.unless if rule else ()


def _later(rule: Rule, new: Deadline, awaited: Iterable[Deadline]) -> list[Deadline]:
    """Return what counts instead of a new date, where the later of them counts."""
    return [
        row
        for row in awaited
        if row.rule_id in rule.later_of and row.calendared_date >= new.calendared_date
    ]


def _close(rows: Iterable[Deadline], *, on: date, now: datetime) -> None:
    """Withdraw what the event makes needless; of a critical date it is asked."""
    why, changes = words.RECORDED(day=on), []
    for row in sorted(rows, key=lambda row: row.pk):
        if row.severity == Deadline.Severity.CRITICAL:
            kind = DeadlineChange.Kind.WITHDRAWN
            changes.append(asked(row, kind, reason=why, now=now))
            continue
        row.status, row.closed_at = Deadline.Status.WITHDRAWN, now
        row.close_reason = why
        row.save()
    ask_all(changes)
