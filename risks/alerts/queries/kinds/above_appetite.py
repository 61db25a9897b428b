"""Exposures above appetite, for those who may see the figures."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from risks.alerts.models import Notification
from risks.alerts.queries.obligation import (
    AlertKind,
    Obligation,
    Planning,
    Source,
    Words,
    risk_page,
)
from risks.alerts.queries.policy import CRITICAL, Policy, lead_times, policy_for
from risks.alerts.queries.recipients import recipients
from risks.exposure.models import AppetiteExcess
from risks.register.models import Risk

KIND = Notification.Kind.ABOVE_APPETITE
# An excess happens once: the next one is another row.
ONCE = 1


def obligations(planning: Planning) -> Iterator[Obligation]:
    policy = policy_for(planning.policies, kind=KIND, severity=CRITICAL)
    rows = AppetiteExcess.objects.open().select_related(
        "risk__owner__supervisor", "risk__backup__supervisor"
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        people = recipients(risk, policy, audience=planning.audience, seen=row)
        yield Obligation(
            kind=KIND,
            object_id=row.pk,
            revision=ONCE,
            due_at=row.opened_at,
            tz=None,
            severity=CRITICAL,
            policy=policy,
            people=tuple(people),
            risk=risk,
            # No figure: not by how much, nor of which measure.
            about={
                "title": f"{risk.code} {risk.title}",
                "path": risk_page(risk),
                "facts": [],
            },
        )


def responsible(key: int) -> Risk | None:
    return (
        Risk.objects.filter(appetite_excesses=key)
        .select_related("owner", "backup")
        .first()
    )


def revision(key: int) -> int | None:
    return ONCE if AppetiteExcess.objects.open().filter(pk=key).exists() else None


ABOVE_APPETITE = AlertKind(
    kind=KIND,
    defaults={CRITICAL: Policy(offsets=lead_times("PT0H"), compliance=True)},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
        visible=AppetiteExcess,
    ),
    words=Words(
        heading=gettext_noop("Exposure above appetite"),
        line=gettext_noop(
            "%(name)s is above its risk appetite. Sign in to see the figures."
        ),
        bare=True,
    ),
)
