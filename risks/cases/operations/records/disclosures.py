"""Create the disclosure deadlines of a listed company."""

from datetime import date, datetime

from django.db import transaction

from risks.access.models import Person
from risks.cases.models import Deadline
from risks.cases.operations.deadlines.computed_date import dated, ruled, severity_of
from risks.engine.time.deadlines import Whose
from risks.engine.time.disclosure import CompanyEvent, disclosure_date, disclosures_for
from risks.engine.time.rules import Rule
from risks.register.models import Company


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

    A second call creates none. Raises DeadlineError for a day too distant to count
    from.
    """
    rows = [
        _row(company, rule, on=on, now=now) for rule in disclosures_for(event, on=on)
    ]
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=company.pk)
        known = set(company.deadlines.values_list("rule_id", "title"))
        fresh = [row for row in rows if (row.rule_id, row.title) not in known]
        for row in fresh:
            row.owner, row.backup = owner, backup
            row.save()
    return fresh


def _row(company: Company, rule: Rule, *, on: date, now: datetime) -> Deadline:
    computed = disclosure_date(rule, on=on)
    return Deadline(
        company=company,
        title=f"{rule.title} ({on.day} {on:%B %Y})",
        severity=severity_of(rule, Whose.OURS),
        created_at=now,
        **dated(computed, local=computed.due_local),
        **ruled(rule),
    )
