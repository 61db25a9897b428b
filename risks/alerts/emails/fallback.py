"""The mails that leave when the proper one cannot be written."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from risks.alerts.emails.columns import fold
from risks.alerts.emails.letters import headers
from risks.alerts.emails.wording import one_line, zone_name
from risks.alerts.models import Notification
from risks.cases.models import Deadline
from risks.clock import known_zone


def content_free(row: Notification, *, now: datetime) -> EmailMessage:
    """No template, no title, nothing that anyone typed."""
    subject = one_line(_subject(row))
    lines = _("%(what)s. Sign in:\n%(address)s") % {
        "what": subject,
        "address": settings.BASE_URL,
    }
    return EmailMessage(
        subject=subject,
        body=f"{fold(lines)}\n",
        to=[row.recipient.email],
        headers=headers(row, now=now),
    )


def bare(row: Notification, *, now: datetime) -> EmailMessage:
    """When even its words cannot be found: ASCII, English, the code."""
    code = row.deadline.code if row.deadline else f"{row.kind} {row.object_id}"
    known = code.encode("ascii", "ignore").decode()
    return EmailMessage(
        subject=one_line(f"Watchbrief: {known}"),
        body=f"{known}\n",
        to=[row.recipient.email],
        headers={"Message-ID": row.message_id},
    )


def _subject(row: Notification) -> str:
    if row.deadline is None:
        return _("Watchbrief: %(kind)s") % {"kind": row.get_kind_display()}
    known = {
        "code": row.deadline.code,
        "moment": _moment(row.due_at, row.deadline.tz, hour=row.deadline.has_hour),
    }
    if row.deadline.whose == Deadline.Whose.OPPONENT:
        return _("Their deadline %(code)s: %(moment)s") % known
    if row.deadline.whose == Deadline.Whose.COURT:
        return _("Court date %(code)s: %(moment)s") % known
    return _("Deadline %(code)s is due %(moment)s") % known


def _moment(due_at: datetime, tz: str, *, hour: bool) -> str:
    try:
        local = due_at.astimezone(known_zone(tz))
    except OverflowError:
        # The last hours of the year 9999.
        local = due_at.astimezone(UTC)
    if not hour:
        return f"{local:%Y-%m-%d}"
    return f"{local:%Y-%m-%d %H:%M} {zone_name(local)}"
