"""Reviews that are not recorded: the people of the risk are reminded."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from risks.alerts.models import Notification
from risks.alerts.queries.obligation import (
    AlertKind,
    Obligation,
    Planning,
    Source,
    Words,
    due_on,
    of_day,
)
from risks.alerts.queries.policy import NORMAL, Policy, lead_times
from risks.register.models import Review, Risk

KIND = Notification.Kind.REVIEW


def obligations(planning: Planning) -> Iterator[Obligation]:
    """That a review is due is no assessment: whoever sees the risk may know it."""
    rows = Review.objects.open().select_related(
        "risk__owner__supervisor", "risk__backup__supervisor", "risk__company"
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        yield due_on(
            row.due_date,
            kind=KIND,
            of=row,
            risk=risk,
            people=risk,
            seen=risk,
            planning=planning,
            title=risk.title,
        )


def responsible(key: int) -> Risk | None:
    return Risk.objects.filter(reviews=key).select_related("owner", "backup").first()


def revision(key: int) -> int | None:
    row = Review.objects.open().filter(pk=key).first()
    return of_day(row.due_date) if row else None


REVIEW = AlertKind(
    kind=KIND,
    defaults={NORMAL: Policy(offsets=lead_times("P7D P0D +P1D +P7D"))},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
    ),
    words=Words(
        heading=gettext_noop("Review due"),
        overdue=gettext_noop("Review overdue"),
        line=gettext_noop("The review of %(name)s is due."),
    ),
)
