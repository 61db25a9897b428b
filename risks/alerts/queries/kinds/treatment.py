"""Treatments that are not done: their owner is reminded, with the risk's owner."""

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
from risks.alerts.queries.recipients import Responsible, with_owner_of
from risks.register.models import Treatment

KIND = Notification.Kind.TREATMENT


def obligations(planning: Planning) -> Iterator[Obligation]:
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
            of=row,
            risk=risk,
            people=with_owner_of(risk, row.owner),
            seen=risk,
            planning=planning,
            title=row.title,
            facts=[
                (gettext_noop("Treatment"), row.title),
                (gettext_noop("Treated by"), str(row.owner)),
            ],
        )


def responsible(key: int) -> Responsible | None:
    rows = Treatment.objects.select_related("owner", "risk__owner", "risk__backup")
    row = rows.filter(pk=key).first()
    return with_owner_of(row.risk, row.owner) if row else None


def revision(key: int) -> int | None:
    row = Treatment.objects.open().filter(pk=key).first()
    return of_day(row.due_date) if row else None


TREATMENT = AlertKind(
    kind=KIND,
    defaults={NORMAL: Policy(offsets=lead_times("P7D P0D +P1D +P7D"))},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
    ),
    words=Words(
        heading=gettext_noop("Treatment due"),
        overdue=gettext_noop("Treatment overdue"),
        line=gettext_noop("A treatment of %(name)s is due."),
    ),
)
