"""Recalculations that failed, or did not reproduce a figure, within the week."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop

from risks.alerts.models import Notification
from risks.alerts.queries.obligation import (
    AlertKind,
    Obligation,
    Planning,
    Source,
    Words,
)
from risks.alerts.queries.policy import NORMAL, Policy, lead_times, policy_for
from risks.alerts.queries.recipients import Responsible, recipients
from risks.exposure.models import Recalculation

KIND = Notification.Kind.RECALCULATION
ONCE = 1
BAD = (Recalculation.State.FAILED, Recalculation.State.DIFFERS)
NEWS = timedelta(days=7)


def obligations(planning: Planning) -> Iterator[Obligation]:
    policy = policy_for(planning.policies, kind=KIND, severity=NORMAL)
    rows = Recalculation.objects.filter(state__in=BAD, ended_at__gt=planning.now - NEWS)
    for row in rows.select_related("company").order_by("pk"):
        ended_at = row.ended_at or row.requested_at
        yield Obligation(
            kind=KIND,
            object_id=row.pk,
            revision=ONCE,
            due_at=ended_at,
            tz=None,
            severity=NORMAL,
            policy=policy,
            people=tuple(
                recipients(Responsible(), policy, audience=planning.audience, seen=row)
            ),
            # Its findings name risks, some of them restricted, so no mail has them.
            about={
                "title": row.company.name,
                "path": reverse("exposure"),
                "facts": [
                    [gettext_noop("Ended"), row.company.today(ended_at).isoformat()]
                ],
            },
        )


def responsible(_key: int) -> Responsible:
    """It has no people of its own: the compliance list stands for them."""
    return Responsible()


def revision(key: int) -> int | None:
    bad = Recalculation.objects.filter(pk=key, state__in=BAD)
    return ONCE if bad.exists() else None


RECALCULATION = AlertKind(
    kind=KIND,
    defaults={NORMAL: Policy(offsets=lead_times("PT0H"), compliance=True)},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
        visible=Recalculation,
    ),
    words=Words(
        heading=gettext_noop("Recalculation failed"),
        line=gettext_noop(
            "The exposure of %(name)s could not be recalculated. The figures shown "
            "are from the last successful recalculation."
        ),
        bare=True,
    ),
)
