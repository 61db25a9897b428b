"""From a notification and three templates of one name to a mail."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from risks.alerts.emails.columns import fold
from risks.alerts.emails.prepared import Letter
from risks.alerts.emails.wording import one_line
from risks.alerts.models import Notification
from risks.alerts.queries.planning.keys import mail_host


def headers(row: Notification, *, now: datetime) -> dict[str, str]:
    """The same identity on every try; one thread for each thing."""
    name = row.deadline.public_id if row.deadline else str(row.object_id)
    thread = f"<{row.kind}-{name}@{mail_host()}>"
    return {
        "Message-ID": row.message_id,
        "In-Reply-To": thread,
        "References": thread,
        "Date": format_datetime(now),
        "Auto-Submitted": "auto-generated",
        "List-Id": f"Watchbrief reminders <reminders.{mail_host()}>",
    }


def write(
    name: str, *, row: Notification, context: Mapping[str, object], now: datetime
) -> Letter:
    """In the language that is switched on."""
    language = get_language() or settings.LANGUAGE_CODE
    known = {"language": language, "demo": settings.DEMO, **context}
    message = Letter(
        subject=one_line(render_to_string(f"emails/{name}-subject.txt", known)),
        body=fold(render_to_string(f"emails/{name}-body.txt", known)),
        to=[row.recipient.email],
        headers={**headers(row, now=now), "Content-Language": language},
    )
    html = render_to_string(f"emails/{name}-body.html", known)
    message.attach_alternative(html, "text/html")
    return message
