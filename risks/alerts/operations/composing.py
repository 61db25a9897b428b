"""Write the mail of one row; whatever goes wrong, there is a mail."""

import logging
from datetime import datetime

from django.core.mail import EmailMessage

from risks.alerts.documents import calendar_of
from risks.alerts.emails.deadline_due import deadline_due
from risks.alerts.emails.fallback import content_free
from risks.alerts.emails.report_ready import report_ready
from risks.alerts.models import Notification

log = logging.getLogger(__name__)


def compose(row: Notification, *, now: datetime) -> EmailMessage:
    """A line break in a title or a missing template must not silence a reminder."""
    try:
        message = _written(row, now=now)
        # Headers are refused only when the message is put together.
        message.message().as_bytes()
    except Exception:
        log.exception("notification %s: sent without content", row.pk)
        return content_free(row, now=now)
    return message


def _written(row: Notification, *, now: datetime) -> EmailMessage:
    if row.kind == Notification.Kind.REPORT:
        return report_ready(row, now=now)
    if row.deadline is None:
        return content_free(row, now=now)
    calendar = calendar_of([row.deadline])
    return deadline_due(row, row.deadline, calendar=calendar, now=now)
