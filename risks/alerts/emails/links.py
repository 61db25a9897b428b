"""Where a mail leads. Each page asks for sign-in, so a forwarded mail opens nothing."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from risks.alerts.models import Notification
from risks.cases.models import Deadline


def on_site(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def case_page(deadline: Deadline) -> str:
    """The case's timeline, the page of the obligation, or else the first page."""
    if period := deadline.period:
        return on_site(_path("obligation", period.obligation.public_id) or "/")
    if deadline.case is None:
        return on_site(_path("dashboard") or "/")
    return on_site(_path("case", deadline.case.public_id) or "/")


def acknowledge_page(row: Notification) -> str:
    return _of_row("reminder", row)


def snooze_page(row: Notification) -> str:
    return _of_row("snooze_reminder", row)


def _of_row(name: str, row: Notification) -> str:
    """Empty where the site has no such page: the mail then goes without the link."""
    path = _path(name, row.public_id)
    return on_site(path) if path else ""


def _path(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
