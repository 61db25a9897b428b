"""A report can be read; what it says stays behind the sign-in."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from risks.alerts.emails.letters import write
from risks.alerts.emails.wording import one_line
from risks.alerts.models import Notification


def report_ready(row: Notification, *, now: datetime) -> EmailMessage:
    context = {
        "title": one_line(row.about["title"]),
        "address": f"{settings.BASE_URL.rstrip('/')}{row.about['path']}",
    }
    return write("report_ready", row=row, context=context, now=now)
