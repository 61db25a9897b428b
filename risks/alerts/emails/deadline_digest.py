"""Each morning: what is overdue, what is due soon, and that nobody was left out."""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from risks.access.models import Person
from risks.alerts.emails.wording import one_line, short_day
from risks.alerts.queries.digest.digest import DigestRow
from risks.alerts.queries.digest.mornings import Morning
from risks.alerts.queries.planning.keys import mail_host
from risks.clock import known_zone, today
from risks.sentences import known_language

log = logging.getLogger(__name__)


def deadline_digest(
    person: Person, morning: Morning, rows: Sequence[DigestRow], *, now: datetime
) -> EmailMessage:
    """Of a restricted matter there are no titles: `rows` bring none."""
    try:
        with translation.override(known_language(person.language)):
            return _written(person, morning, rows, now=now)
    except Exception:
        log.exception("digest of person %s: sent without templates", person.pk)
        return _bare(person, morning, rows, now=now)


def _written(
    person: Person, morning: Morning, rows: Sequence[DigestRow], *, now: datetime
) -> EmailMessage:
    passed = [row for row in rows if _has_passed(row, now=now)]
    overdue = [row for row in passed if row.ours]
    context = {
        "number": morning.number,
        "weekly": morning.weekly,
        "days": morning.days_ahead,
        "overdue": [_shown(row) for row in overdue],
        "coming": [_shown(row) for row in rows[len(passed) :]],
        "passed": [_shown(row) for row in passed if not row.ours],
        "base_url": settings.BASE_URL,
        "demo": settings.DEMO,
        "language": translation.get_language(),
    }
    message = EmailMultiAlternatives(
        subject=one_line(
            render_to_string("emails/deadline_digest-subject.txt", context)
        ),
        body=render_to_string("emails/deadline_digest-body.txt", context),
        to=[person.email],
        headers={
            **_headers(person, morning, now=now),
            "Content-Language": translation.get_language() or settings.LANGUAGE_CODE,
        },
    )
    html = render_to_string("emails/deadline_digest-body.html", context)
    message.attach_alternative(html, "text/html")
    # Headers are refused only when the message is put together.
    message.message().as_bytes()
    return message


def _bare(
    person: Person, morning: Morning, rows: Sequence[DigestRow], *, now: datetime
) -> EmailMessage:
    lines = [f"{row.day} {row.code}" for row in rows] or ["Nothing due."]
    return EmailMessage(
        subject=f"Digest {morning.number} of this year",
        body="\n".join([*lines, "", settings.BASE_URL, ""]),
        to=[person.email],
        headers=_headers(person, morning, now=now),
    )


def _headers(person: Person, morning: Morning, *, now: datetime) -> dict[str, str]:
    """The same identity when it is sent again."""
    name = hashlib.sha256(f"digest|{person.pk}|{morning.period}".encode()).hexdigest()
    return {
        "Message-ID": f"<digest-{name[:32]}@{mail_host()[:80]}>",
        "Date": format_datetime(now),
        "Auto-Submitted": "auto-generated",
        "List-Id": f"Watchbrief digests <digests.{mail_host()}>",
    }


def _has_passed(row: DigestRow, *, now: datetime) -> bool:
    return row.day < today(known_zone(row.tz), now)


def _shown(row: DigestRow) -> dict[str, object]:
    return {
        "code": row.code,
        "title": one_line(row.title),
        "subject": one_line(row.subject),
        "day": short_day(row.day),
        "critical": row.critical,
        "ours": row.ours,
        "owner": one_line(row.owner),
    }
