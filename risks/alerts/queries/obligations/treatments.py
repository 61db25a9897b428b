"""Treatments that are not done: their owner is told, and the risk's owner beside."""

from collections.abc import Iterator

from risks.alerts.models import Notification
from risks.alerts.queries.obligations.obligation import (
    Ask,
    Duty,
    Source,
    due_on,
    of_day,
)
from risks.alerts.queries.policies import NORMAL, policy_for
from risks.alerts.queries.recipients import Behind, recipients
from risks.register.models import Treatment

KIND = Notification.Kind.TREATMENT


def duties(ask: Ask) -> Iterator[Duty]:
    policy = policy_for(ask.policies, kind=KIND, severity=NORMAL)
    rows = Treatment.objects.open().select_related(
        "owner__supervisor",
        "risk__owner__supervisor",
        "risk__backup__supervisor",
        "risk__company",
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        yield due_on(
            row.due_date,
            kind=KIND,
            key=row.pk,
            risk=risk,
            policy=policy,
            people=recipients(people_of(row), policy, sight=ask.sight, seen=risk),
            title=row.title,
            facts=[("Treatment", row.title), ("Treated by", str(row.owner))],
        )


def people_of(treatment: Treatment) -> Behind:
    risk = treatment.risk
    beside = risk.backup if risk.owner_id == treatment.owner_id else risk.owner
    return Behind(owner=treatment.owner, backup=beside)


def behind(key: int) -> Behind | None:
    rows = Treatment.objects.select_related("owner", "risk__owner", "risk__backup")
    row = rows.filter(pk=key).first()
    return people_of(row) if row else None


def revision(key: int) -> int | None:
    row = Treatment.objects.open().filter(pk=key).first()
    return of_day(row.due_date) if row else None


TREATMENTS = Source(kind=KIND, duties=duties, revision=revision, behind=behind)
