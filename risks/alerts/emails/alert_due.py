"""The mail of every kind of alert but a deadline's: three templates for all."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.alerts.emails.columns import table
from risks.alerts.emails.letters import write
from risks.alerts.emails.links import acknowledge_page, on_site
from risks.alerts.emails.reasons import (
    escalated,
    policy_of,
    role_of,
)
from risks.alerts.emails.wording import days_left, one_line, short_day
from risks.alerts.models import Notification
from risks.alerts.queries.kinds import kind_of
from risks.alerts.queries.obligation import Words
from risks.cases.models import Case
from risks.register.models import Risk

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(_DAY.pattern + r"T[0-9:.]+\+00:00", re.ASCII)
_CODE = re.compile(r"[A-Z]{1,4}-[A-Z0-9-]+\b", re.ASCII)
MOST_FACTS = 12
# Facts whose value is a word of ours, and not what somebody typed.
IN_WORDS = {"Note", "Source", "Type"}


def alert_due(row: Notification, *, titles: bool, now: datetime) -> EmailMessage:
    """Of a restricted matter a code alone; never what an assessment says."""
    words = kind_of(row.kind).words
    assert words, "a deadline has a mail of its own"
    walled = _walled(row)
    code = _code(row)
    name = _name(row, code, shown=titles and not walled and not words.bare)
    facts = list(_facts(row, words, shown=not walled and not words.bare, now=now))
    context = {
        "heading": _(
            words.overdue if words.overdue and row.due_at <= now else words.heading
        ),
        "name": name,
        "line": _(words.line) % {"name": code or name or _("This item")},
        "opening": _(words.opening),
        "critical": row.critical,
        "facts": facts,
        "fact_table": table(facts),
        "why_you": list(_why_you(row, words)),
        "acknowledge": acknowledge_page(row) if row.critical else "",
        "address": on_site(str(row.about.get("path") or "/")),
    }
    return write("alert_due", row=row, context=context, now=now)


def _thing(row: Notification) -> Risk | Case | None:
    """Return what it is about, for its access list and its people."""
    return row.risk or row.case


def _walled(row: Notification) -> bool:
    thing = _thing(row)
    return bool(thing and thing.restricted_matter_id)


def _code(row: Notification) -> str:
    """How a risk or a case is known to its readers and to nobody else."""
    thing = _thing(row)
    if thing:
        return one_line(thing.code)
    written = _CODE.match(_title(row))
    return written[0] if written else ""


def _title(row: Notification) -> str:
    return one_line(str(row.about.get("title") or ""))


def _name(row: Notification, code: str, *, shown: bool) -> str:
    if code and not shown:
        return code
    title = _title(row)
    return title if code in title else f"{code} {title}"


def _facts(
    row: Notification, words: Words, *, shown: bool, now: datetime
) -> Iterator[tuple[str, str]]:
    if words.overdue:
        yield _("Due"), _due(row, now=now)
    if not shown:
        return
    for label, value in list(row.about.get("facts") or ())[:MOST_FACTS]:
        label, value = one_line(str(label)), one_line(str(value))
        if label in IN_WORDS:
            yield _(label), _(value)
        else:
            yield _(label), _day_or_words(value, reader=row.recipient)


def _due(row: Notification, *, now: datetime) -> str:
    # What is due about a risk is due on a day of its company.
    where = row.risk.company if row.risk else row.recipient
    day = where.today(row.due_at)
    left = days_left(day, today=where.today(now))
    return _("%(day)s (%(left)s)") % {"day": short_day(day), "left": left}


def _day_or_words(value: str, *, reader: Person) -> str:
    """A date as it is, a moment as its day on the reader's clock."""
    try:
        if _DAY.fullmatch(value):
            return short_day(date.fromisoformat(value))
        if _MOMENT.fullmatch(value):
            return short_day(reader.today(datetime.fromisoformat(value)))
    except ValueError:
        pass
    return value


def _why_you(row: Notification, words: Words) -> Iterator[str]:
    if words.why:
        yield _(words.why)
        return
    yield role_of(row, _thing(row))
    yield policy_of(row, name=_(words.heading))
    if row.step:
        yield escalated(row)
