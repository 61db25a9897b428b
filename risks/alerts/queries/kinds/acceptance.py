"""Acceptances that end: who accepted renews it, withdraws it or treats the risk."""

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
from risks.register.models import RiskAcceptance

KIND = Notification.Kind.ACCEPTANCE


def obligations(planning: Planning) -> Iterator[Obligation]:
    """Of a privileged risk it is counsel's: who sees the acceptance may know of it."""
    rows = RiskAcceptance.objects.in_force().select_related(
        "accepted_by__supervisor",
        "risk__owner__supervisor",
        "risk__backup__supervisor",
        "risk__company",
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        yield due_on(
            row.until,
            kind=KIND,
            of=row,
            risk=risk,
            people=with_owner_of(risk, row.accepted_by),
            seen=row,
            planning=planning,
            title=risk.title,
            facts=[(gettext_noop("Accepted by"), str(row.accepted_by))],
        )


def responsible(key: int) -> Responsible | None:
    rows = RiskAcceptance.objects.select_related(
        "accepted_by", "risk__owner", "risk__backup"
    )
    row = rows.filter(pk=key).first()
    return with_owner_of(row.risk, row.accepted_by) if row else None


def revision(key: int) -> int | None:
    row = RiskAcceptance.objects.in_force().filter(pk=key).first()
    return of_day(row.until) if row else None


ACCEPTANCE = AlertKind(
    kind=KIND,
    defaults={NORMAL: Policy(offsets=lead_times("P30D P7D P0D"))},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
        visible=RiskAcceptance,
    ),
    words=Words(
        heading=gettext_noop("Risk acceptance expires"),
        overdue=gettext_noop("Risk acceptance expired"),
        line=gettext_noop(
            "The risk acceptance of %(name)s is ending. Renew it or let it expire."
        ),
    ),
)
