"""Open breaches of appetite, for those who may see the figures."""

from collections.abc import Iterator

from risks.alerts.models import Notification
from risks.alerts.queries.obligations.obligation import Ask, Duty, Source, risk_page
from risks.alerts.queries.policies import CRITICAL, policy_for
from risks.alerts.queries.recipients import recipients
from risks.exposure.models import Breach
from risks.register.models import Risk

KIND = Notification.Kind.BREACH
# A breach happens once: the next one is another row.
ONCE = 1


def duties(ask: Ask) -> Iterator[Duty]:
    policy = policy_for(ask.policies, kind=KIND, severity=CRITICAL)
    rows = Breach.objects.open().select_related(
        "risk__owner__supervisor", "risk__backup__supervisor"
    )
    for row in rows.order_by("pk"):
        risk = row.risk
        people = recipients(risk, policy, sight=ask.sight, seen=row)
        yield Duty(
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


def behind(key: int) -> Risk | None:
    return Risk.objects.filter(breaches=key).select_related("owner", "backup").first()


def revision(key: int) -> int | None:
    return ONCE if Breach.objects.open().filter(pk=key).exists() else None


BREACHES = Source(
    kind=KIND,
    duties=duties,
    revision=revision,
    behind=behind,
    door=Breach,
)
