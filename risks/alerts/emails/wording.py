"""Words and moments as mails show them, in the language that is switched on."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from risks.engine.time.reminders import AT_ONCE, Offset

# Marks that turn the reading direction, and halves of broken characters.
_DROPPED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
SUBJECT_LIMIT = 200
# Abbreviations of zones on two continents: CST is Chicago's and Shanghai's.
_SEVERAL_ZONES = frozenset(("AST", "BST", "CDT", "CST", "IST", "SST", "WST"))


def one_line(text: str, *, limit: int = SUBJECT_LIMIT) -> str:
    """Text that can neither end a header nor forge a second line."""
    line = _CONTROL.sub(" ", _DROPPED.sub("", text)).strip()
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def long_day(day: date) -> str:
    return dateformat.format(day, pgettext("a day in full", "l j F Y"))


def short_day(day: date) -> str:
    return dateformat.format(day, pgettext("a day in short", "D j M Y"))


def zone_name(local: datetime) -> str:
    """Return the zone's abbreviation, or its offset where that names several zones.

    >>> zone_name(datetime(2026, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai")))
    'UTC+8'
    """
    name, offset = local.strftime("%Z"), local.strftime("%z")
    if name.isalpha() and name not in _SEVERAL_ZONES:
        return name
    hours, minutes = int(offset[1:3]), offset[3:5]
    return f"UTC{offset[0]}{hours}" + (f":{minutes}" if minutes != "00" else "")


def on_clock(moment: datetime, *, tz: str) -> str:
    """`Tue 9 Jun 2026, 23:59 PDT`: seconds are cut, never rounded up to the next."""
    local = moment.astimezone(ZoneInfo(tz))
    return _("%(day)s, %(time)s") % {
        "day": short_day(local.date()),
        "time": f"{local:%H:%M} {zone_name(local)}",
    }


def days_left(day: date, *, today: date, ours: bool = True) -> str:
    """Only what is ours is overdue: a day of others was some days ago."""
    days = (day - today).days
    if days < 0 and not ours:
        ago = ngettext("%(days)d day ago", "%(days)d days ago", -days)
        return ago % {"days": -days}
    if days < 0:
        overdue = ngettext("overdue by %(days)d day", "overdue by %(days)d days", -days)
        return overdue % {"days": -days}
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def lead_time(written: str) -> str:
    """`P7D` is "7 days before"; the forms are those of a notification's offset."""
    try:
        lead = Offset.parse(written)
    except ValueError:
        return _("on the chosen day")
    if lead == AT_ONCE:
        return _("immediately")
    days, hours = lead.days or 0, lead.hours or 0
    if hours:
        before = ngettext("%(count)d hour before", "%(count)d hours before", hours)
        return before % {"count": hours}
    if not days:
        return _("on the day")
    if days < 0:
        past = ngettext("%(count)d day after", "%(count)d days after", -days)
        return past % {"count": -days}
    before = ngettext("%(count)d day before", "%(count)d days before", days)
    return before % {"count": days}
