"""Reviews that are not recorded: the people of the risk are told."""

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
from risks.alerts.queries.people import Sight, intended, recipients
from risks.alerts.queries.policy import NORMAL, Policy, policy_for
from risks.register.models import Review, Risk

KIND = Notification.Kind.REVIEW


def duties(ask: Ask) -> Iterator[Duty]:
    """That a review is due is no assessment: whoever sees the risk may know it."""
    policy = policy_for(ask.policies, kind=KIND, severity=NORMAL)
    rows = Review.objects.open().select_related(
        "risk__owner__supervisor", "risk__backup__supervisor", "risk__company"
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        people = recipients(risk, policy, sight=ask.sight, seen=risk)
        yield Duty(
            kind=KIND,
            object_id=row.pk,
            revision=of_day(row.due_date),
            due_at=end_of_day(row.due_date, tz=risk.company.time_zone),
            tz=risk.company.time_zone,
            severity=NORMAL,
            policy=policy,
            people=tuple(people),
            risk=risk,
            about={
                "title": f"{risk.code} {risk.title}",
                "path": risk_page(risk),
                "facts": [["Risk", f"{risk.code} {risk.title}"]],
            },
        )


def behind(key: int) -> Risk | None:
    return Risk.objects.filter(reviews=key).select_related("owner", "backup").first()


def meant(key: int, policy: Policy, sight: Sight) -> Collection[Person]:
    risk = behind(key)
    return intended(risk, policy, sight=sight) if risk else ()


def revision(key: int) -> int | None:
    row = Review.objects.open().filter(pk=key).first()
    return of_day(row.due_date) if row else None


REVIEWS = Source(
    kind=KIND, duties=duties, revision=revision, meant=meant, behind=behind
)
