"""The mail that leaves when the proper one cannot be written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage

from risks.alerts.emails.letters import headers
from risks.alerts.models import Notification
from risks.alerts.queries.clock import known_zone


def content_free(row: Notification, *, now: datetime) -> EmailMessage:
    """No template, no title, nothing that anyone typed."""
    line = f"{_subject(row)}. Sign in: {settings.BASE_URL}"
    return EmailMessage(
        subject=_subject(row),
        body=f"{line}\n",
        to=[row.recipient.email],
        headers=headers(row, now=now),
    )


def _subject(row: Notification) -> str:
    if row.deadline is None:
        return f"Watchbrief: something new ({row.kind})"
    return f"Deadline {row.deadline.code} is due {_moment(row.due_at, row.deadline.tz)}"


def _moment(due_at: datetime, tz: str) -> str:
    try:
        local = due_at.astimezone(ZoneInfo(known_zone(tz, otherwise="UTC")))
    except OverflowError:
        # The last hours of the year 9999.
        local = due_at.astimezone(UTC)
    return f"{local:%Y-%m-%d %H:%M %Z}"
