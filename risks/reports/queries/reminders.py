"""Reminders as an insurer reads them: codes and moments, no words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from risks.alerts.emails.wording import lead_time
from risks.alerts.models import Attempt, Notification, NotificationQuerySet, State
from risks.alerts.queries.monitoring.reminder_rows import DELIVERED
from risks.clock import known_zone

# Rows in memory at once.
CHUNK = 2000

Row = dict[str, Any]


def reminder_figures(rows: NotificationQuerySet) -> Iterator[Row]:
    """The soonest due first. No titles: one may be privileged."""
    tries = Attempt.objects.order_by("number", "pk")
    wanted = rows.select_related(
        "deadline__case",
        "deadline__company",
        "risk",
        "case",
        "recipient",
        "acknowledged_by",
        "escalated_to__recipient",
    ).prefetch_related(Prefetch("tries", tries))
    for row in wanted.order_by("due_at", "pk").iterator(chunk_size=CHUNK):
        yield _figures(row)


def _figures(row: Notification) -> Row:
    deadline = row.deadline
    tz = known_zone(deadline.tz).key if deadline else "UTC"
    return {
        "kind": row.get_kind_display(),
        "deadline": deadline.code if deadline else "",
        "subject": _subject(row),
        "citation": deadline.citation if deadline else "",
        "severity": _("Critical") if row.critical else _("Normal"),
        "revision": row.revision,
        "due": _on(row.due_at, "UTC"),
        "due_local": _on(row.due_at, tz) if deadline else None,
        "tz": tz if deadline else "",
        "lead": lead_time(row.offset),
        "late": _("Late") if row.late else "",
        "step": row.step,
        "person": str(row.recipient),
        "address": row.recipient.email,
        "state": row.get_state_display(),
        "planned": _on(row.fire_at, "UTC"),
        "sent": _on(row.sent_at, "UTC"),
        "sent_local": _on(row.sent_at, tz) if deadline else None,
        "delivered": _on(row.sent_at, "UTC") if row.state in DELIVERED else None,
        "bounced": _on(row.bounced_at, "UTC"),
        "answer_by": _on(row.ack_by, "UTC"),
        "acknowledged": _on(row.acknowledged_at, "UTC"),
        "acknowledged_by": str(row.acknowledged_by or ""),
        "escalated_to": _escalated_to(row),
        "attempts": row.attempts,
        "answers": " ".join(_codes(row)),
        "message_id": row.message_id if row.state not in _UNWRITTEN else "",
    }


_UNWRITTEN = (State.SCHEDULED, State.CANCELLED, State.SUPERSEDED)


def _subject(row: Notification) -> str:
    if row.deadline:
        deadline = row.deadline
        return deadline.case.code if deadline.case else str(deadline.company)
    thing = row.case or row.risk
    return thing.code if thing else ""


def _escalated_to(row: Notification) -> str:
    if row.escalated_to:
        return str(row.escalated_to.recipient)
    return _("alarm") if row.alarm_id else ""


def _codes(row: Notification) -> Iterator[str]:
    for one in row.tries.all():
        yield str(one.smtp_code or one.outcome)


def _on(moment: datetime | None, tz: str) -> datetime | None:
    """As a clock there shows it, without its zone: the heading names that."""
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(tz))
    return local.replace(tzinfo=None, microsecond=0)
