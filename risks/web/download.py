"""Hand a file to a person, and record the disclosure."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from risks.access.models import Disclosure, Person
from risks.access.operations import disclose

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UNSAFE = re.compile(r"[^\w.-]+")


def download(
    content: bytes,
    *,
    name: str,
    person: Person,
    channel: Disclosure.Channel,
    shown: Sequence[str],
    now: datetime,
) -> HttpResponse:
    """Record that the person got this file, and return it as an attachment.

    The end of `name` says its type. No other module makes an attachment, so none can
    forget the record.
    """
    safe = UNSAFE.sub("-", name).strip(".-")
    content_type = CONTENT_TYPES[safe.rpartition(".")[2]]
    disclose(
        content,
        channel=channel,
        person=person,
        address=person.email,
        objects_shown=shown,
        now=now,
    )
    disposition = content_disposition_header(as_attachment=True, filename=safe)
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": str(disposition),
            "X-Content-Type-Options": "nosniff",
        },
    )
