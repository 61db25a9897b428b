"""The reminder of a deadline: what, by when, why, and why to you."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, reverse

from risks.alerts.emails.letters import write
from risks.alerts.emails.wording import (
    days_left,
    long_day,
    on_clock,
    one_line,
    short_day,
)
from risks.alerts.models import Notification
from risks.alerts.queries.clock import known_zone
from risks.alerts.queries.duties import working_day, working_moment
from risks.alerts.queries.policy import pace
from risks.cases.models import Deadline
from risks.engine.courts import UnknownCourt, court
from risks.engine.reminders import Offset

UNCHECKED = "unchecked"


def deadline_due(
    row: Notification, deadline: Deadline, *, calendar: bytes, now: datetime
) -> EmailMessage:
    """Titles only where no wall stands: behind one the mail carries codes."""
    day = working_day(deadline)
    today = now.astimezone(ZoneInfo(deadline.tz)).date()
    context = {
        "code": deadline.code,
        "title": _title(deadline),
        "matter": deadline.case.code if deadline.case else str(deadline.company),
        "critical": row.critical,
        "late": row.late or now - row.fire_at > pace().late_after,
        "overdue": working_moment(deadline) <= now,
        "ours": deadline.whose == Deadline.Whose.OURS,
        "day": long_day(day),
        "short_day": short_day(day),
        "left": days_left(day, today=today),
        "facts": list(
            _facts(
                deadline,
                reader_tz=known_zone(row.recipient.time_zone, otherwise=deadline.tz),
            )
        ),
        "basis": _basis(deadline),
        "cause": _cause(deadline),
        "reason_for_you": _reason(row, deadline),
        "address": address(deadline),
    }
    message = write("deadline_due", row=row, context=context, now=now)
    message.attach(f"{deadline.code}.ics", calendar, "text/calendar")
    return message


def address(deadline: Deadline) -> str:
    """Of the case's timeline, or of the first page while there is none to show."""
    try:
        path = (
            reverse("case", args=[deadline.case.public_id])
            if deadline.case
            else reverse("dashboard")
        )
    except NoReverseMatch:
        path = "/"
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def _walled(deadline: Deadline) -> bool:
    return bool(deadline.case and deadline.case.compartment_id)


def _title(deadline: Deadline) -> str:
    """A rule's title says nothing of the matter; one that a person wrote might."""
    if _walled(deadline) and deadline.basis != Deadline.Basis.COMPUTED:
        return f"Deadline {deadline.code}"
    return one_line(deadline.title) or f"Deadline {deadline.code}"


def _facts(deadline: Deadline, *, reader_tz: str) -> Iterator[tuple[str, str]]:
    moment = working_moment(deadline)
    yield "At the court", on_clock(moment, tz=deadline.tz)
    if reader_tz != deadline.tz:
        yield "For you", on_clock(moment, tz=reader_tz)
    if deadline.case and not _walled(deadline):
        yield "Case", f"{deadline.case.code} {one_line(deadline.case.caption)}"
        number = one_line(deadline.case.docket_number)
        yield "Court", f"{_court(deadline.case.court_id)}, {number}"
    elif deadline.case:
        yield "Case", f"{deadline.case.code} (restricted: details after sign-in)"
    elif deadline.company:
        yield "Company", one_line(deadline.company.name)
    if deadline.whose != Deadline.Whose.OURS:
        yield "Whose act", deadline.get_whose_display()
    yield "Deadline", f"{deadline.code}, {deadline.get_severity_display().lower()}"


def _court(court_id: str) -> str:
    try:
        return court(court_id).short
    except UnknownCourt:
        return court_id


def _basis(deadline: Deadline) -> str:
    if not deadline.citation:
        return f"{deadline.get_basis_display()}."
    checked = deadline.rule_checked
    if checked in ("", UNCHECKED):
        state = "its text has not been checked against the official source"
    else:
        state = f"its text was checked: {one_line(checked)}"
    return f"{one_line(deadline.citation)}; {state}."


def _cause(deadline: Deadline) -> str:
    """By number and date: what an entry says stays behind the sign-in."""
    event = deadline.cause
    if event is None:
        return ""
    entry = event.entry
    name = (
        f"docket entry {one_line(entry.number)}" if entry.number else "a docket entry"
    )
    mark = " (illustrative)" if entry.illustrative else ""
    return f"Set off by {name} of {short_day(entry.filed_date)}{mark}."


def _reason(row: Notification, deadline: Deadline) -> str:
    role = "are its supervisor"
    if row.recipient_id == deadline.owner_id:
        role = "own this deadline"
    elif row.recipient_id == deadline.backup_id:
        role = "are the backup for this deadline"
    reason = f"You {role}. This is its reminder {_ahead(row.offset)}."
    if row.step:
        reason += " It comes to you because somebody before you could not be reached."
    return reason


def _ahead(offset: str) -> str:
    lead = Offset.parse(offset)
    number, unit = (lead.days, "day") if lead.days else (lead.hours, "hour")
    return f"for {number} {unit}{'s' * (number != 1)} before"
