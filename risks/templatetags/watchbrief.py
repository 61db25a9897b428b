"""Figures and dates as a board reads them, the exact value always at hand."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Deadline
from risks.clock import today
from risks.engine import formats
from risks.engine.time.readings import END_OF_DAY
from risks.exposure.models import CurrentExposure
from risks.register.models import Fact
from risks.sentences import language, translated

register = template.Library()
register.filter("translated", translated)


@register.simple_tag
def money(amount: formats.Number, currency: str) -> SafeString:
    """US$75.0 m, with US$75,000,000.00 in its title."""
    return format_html(
        '<span class="wb-money" title="{}">{}</span>',
        formats.booked(amount, currency, language=language()),
        formats.money(amount, currency, language=language()),
    )


@register.filter
def cents(amount: formats.Number | str) -> str:
    """A booked amount to the cent, beside a currency that is named once."""
    if isinstance(amount, str):
        return ""  # what the row does not hold
    return formats.number(amount, decimals=formats.CENTS)


@register.filter
def count(number: formats.Number) -> str:
    return formats.number(number)


@register.filter
def score(points: formats.Number) -> str:
    return formats.score(points)


@register.filter
def percent(share: formats.Number) -> str:
    return formats.percent(share, language=language())


@register.filter
def of(part: formats.Number, whole: formats.Number) -> str:
    """How much of `whole` that is: per cent, or times where per cent misleads."""
    return formats.proportion(part, whole, language=language())


@register.filter
def spaced(name: str) -> str:
    """settled: summary_judgment, as people write it."""
    return name.replace("_", " ")


@register.filter
def city(time_zone: str) -> str:
    """America/Los_Angeles is Los Angeles."""
    return time_zone.rpartition("/")[2].replace("_", " ")


@register.simple_tag
def due(at: datetime, deadline: Deadline | None, reader: Person) -> str:
    """When it is due: the court's day, or a time on the reader's clock.

    A deadline of a whole day has no time, which would be another day elsewhere.
    """
    if deadline and is_whole_day(at, deadline):
        return date_format(today(deadline.zone, at))
    own = at.astimezone(reader.zone)
    return _("%(time)s (%(city)s time)") % {
        "time": date_format(own, "DATETIME_FORMAT"),
        "city": city(reader.time_zone),
    }


@register.filter
def is_whole_day(at: datetime, deadline: Deadline | None) -> bool:
    """Whether it is due at the end of a day, and at no time that somebody set."""
    return deadline is not None and at.astimezone(deadline.zone).time() == END_OF_DAY


@register.filter
def band_label(band: str) -> str:
    """The word for a band of scores."""
    return str(CurrentExposure.Band(band).label)


@register.filter
def from_iso(text: str) -> date:
    """The date of a text such as 2026-06-09, as JSON columns keep it."""
    return date.fromisoformat(text)


@register.simple_tag
def fact_amount(fact: Fact, amount: Decimal | None = None) -> SafeString:
    """A fact's figure, or another of its kind: a currency, a ratio or a count."""
    figure = fact.amount if amount is None else amount
    if fact.unit not in formats.UNITS:
        return money(figure, fact.unit)
    words = formats.fact(figure, fact.unit, decimals=fact.decimals, language=language())
    return format_html("{}", words)


@register.filter
def is_overdue(deadline: Deadline, moment: datetime) -> bool:
    """Say whether a deadline is ours and its moment has passed."""
    return deadline.is_overdue(now=moment)


@register.filter
def days_ahead(deadline: Deadline, moment: datetime) -> int:
    """Return the days until a deadline on the calendar of its court."""
    return (deadline.due_date - deadline.today(moment)).days
