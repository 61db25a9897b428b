"""Sources that have been silent for too long: the compliance list is alerted."""

from collections.abc import Iterator
from datetime import UTC

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
from risks.alerts.queries.policy import CRITICAL, Policy, lead_times, policy_for
from risks.alerts.queries.recipients import Responsible, recipients
from risks.cases.models import DocketSource

KIND = Notification.Kind.SOURCE


def obligations(planning: Planning) -> Iterator[Obligation]:
    policy = policy_for(planning.policies, kind=KIND, severity=CRITICAL)
    for row in DocketSource.objects.filter(is_active=True).order_by("pk"):
        if row.silent_from > planning.now:
            continue
        people = recipients(Responsible(), policy, audience=planning.audience, seen=row)
        yield Obligation(
            kind=KIND,
            object_id=row.pk,
            revision=_silence(row),
            due_at=row.silent_from,
            tz=None,
            severity=CRITICAL,
            policy=policy,
            people=tuple(people),
            about={
                "title": row.name,
                "path": reverse("admin:risks_docketsource_change", args=[row.pk]),
                "facts": [
                    [gettext_noop("Source"), str(row.get_kind_display())],
                    [gettext_noop("Last heard of"), _heard(row)],
                ],
            },
        )


def _silence(source: DocketSource) -> int:
    """Another one after each success: the minute at which it began."""
    since = source.last_success_at or source.created_at
    return int(since.timestamp()) // 60


def _heard(source: DocketSource) -> str:
    """The moment in UTC: each reader of the mail sees the day on their own clock."""
    heard = source.last_success_at
    return heard.astimezone(UTC).isoformat() if heard else "–"


def responsible(_key: int) -> Responsible:
    """It has no people of its own: the compliance list stands for them."""
    return Responsible()


def revision(key: int) -> int | None:
    row = DocketSource.objects.filter(pk=key, is_active=True).first()
    return _silence(row) if row else None


SOURCE = AlertKind(
    kind=KIND,
    defaults={CRITICAL: Policy(offsets=lead_times("PT0H"), compliance=True)},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
        visible=DocketSource,
    ),
    words=Words(
        heading=gettext_noop("Docket source not updating"),
        line=gettext_noop(
            "Nothing has arrived from %(name)s for longer than expected. "
            "New entries may be missing."
        ),
    ),
)
