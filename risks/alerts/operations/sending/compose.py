"""Write the mail of one row; whatever goes wrong, there is a mail."""

import logging
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import translation

from risks.alerts.documents import calendar_of
from risks.alerts.emails.alert_due import alert_due
from risks.alerts.emails.deadline_due import deadline_due
from risks.alerts.emails.fallback import bare, content_free
from risks.alerts.emails.return_path import returning
from risks.alerts.models import Notification
from risks.alerts.queries.policies import policies
from risks.alerts.queries.policy import CRITICAL, NORMAL, policy_for
from risks.sentences import known_language

log = logging.getLogger(__name__)


def compose(row: Notification, *, now: datetime) -> EmailMessage:
    """A line break in a title or a missing template must not silence a reminder."""
    for write in (_written, content_free):
        try:
            with translation.override(known_language(row.recipient.language)):
                message = returning(write(row, now=now), key=row.key)
            # Headers are refused only when the message is put together.
            message.message().as_bytes()
        except Exception:
            log.exception("notification %s: %s failed", row.pk, write.__name__)
        else:
            return message
    return bare(row, now=now)


def _written(row: Notification, *, now: datetime) -> EmailMessage:
    titles = _may_carry_titles(row)
    if row.deadline is None:
        return alert_due(row, titles=titles, now=now)
    calendar = calendar_of([row.deadline])
    return deadline_due(row, row.deadline, titles=titles, calendar=calendar, now=now)


def _may_carry_titles(row: Notification) -> bool:
    severity = CRITICAL if row.critical else NORMAL
    return policy_for(policies(), kind=row.kind, severity=severity).titles
