"""Acceptances that end: who accepted renews it, withdraws it or treats the risk."""

from collections.abc import Collection, Iterator

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.duties.duty import (
    Ask,
    Duty,
    Source,
    end_of_day,
    of_day,
    risk_page,
)
from risks.alerts.queries.people import Behind, Sight, intended, recipients
from risks.alerts.queries.policy import NORMAL, Policy, policy_for
from risks.register.models import Acceptance

KIND = Notification.Kind.ACCEPTANCE


def duties(ask: Ask) -> Iterator[Duty]:
    """Of a privileged risk it is counsel's: who sees the acceptance may know of it."""
    policy = policy_for(ask.policies, kind=KIND, severity=NORMAL)
    rows = Acceptance.objects.standing().select_related(
        "accepted_by__supervisor",
        "risk__owner__supervisor",
        "risk__backup__supervisor",
        "risk__company",
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        people = recipients(people_of(row), policy, sight=ask.sight, seen=row)
        yield Duty(
            kind=KIND,
            object_id=row.pk,
            revision=of_day(row.until),
            due_at=end_of_day(row.until, tz=risk.company.time_zone),
            tz=risk.company.time_zone,
            severity=NORMAL,
            policy=policy,
            people=tuple(people),
            risk=risk,
            about={
                "title": f"{risk.code} {risk.title}",
                "path": risk_page(risk),
                "facts": [
                    ["Risk", f"{risk.code} {risk.title}"],
                    ["Accepted by", str(row.accepted_by)],
                ],
            },
        )


def people_of(acceptance: Acceptance) -> Behind:
    risk = acceptance.risk
    same = risk.owner_id == acceptance.accepted_by_id
    return Behind(
        owner=acceptance.accepted_by, backup=risk.backup if same else risk.owner
    )


def behind(key: int) -> Behind | None:
    rows = Acceptance.objects.select_related(
        "accepted_by", "risk__owner", "risk__backup"
    )
    row = rows.filter(pk=key).first()
    return people_of(row) if row else None


def meant(key: int, policy: Policy, sight: Sight) -> Collection[Person]:
    people = behind(key)
    return intended(people, policy, sight=sight) if people else ()


def revision(key: int) -> int | None:
    row = Acceptance.objects.standing().filter(pk=key).first()
    return of_day(row.until) if row else None


ACCEPTANCES = Source(
    kind=KIND,
    duties=duties,
    revision=revision,
    meant=meant,
    behind=behind,
    door=Acceptance,
)
