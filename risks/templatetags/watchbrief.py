"""Figures and dates as a board reads them, the exact value always at hand."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from risks.engine.wording import SYMBOLS
from risks.engine.wording import money as rounded

register = template.Library()

HUNDRED = Decimal(100)


@register.simple_tag
def money(amount: Decimal | float, currency: str) -> SafeString:
    """US$75.0 m, with US$75,000,000.00 in its title."""
    exact = f"{SYMBOLS.get(currency, f'{currency} ')}{Decimal(str(amount)):,.2f}"
    text = rounded(amount, currency)
    return format_html('<span class="wb-money" title="{}">{}</span>', exact, text)


@register.filter
def percent(share: float | Decimal) -> str:
    """0.153 is 15 %; below one per cent it keeps a digit."""
    points = Decimal(str(share)) * HUNDRED
    if points and abs(points) < 1:
        return f"{points:.1f} %"
    return f"{points:,.0f} %"


@register.filter
def spaced(name: str) -> str:
    """settled: summary_judgment, as people write it."""
    return name.replace("_", " ")


@register.filter
def of(part: Decimal | float, whole: Decimal | float) -> str:
    """How much of `whole` that is: per cent, or times where per cent misleads."""
    ratio = Decimal(str(part)) / Decimal(str(whole))
    return f"{ratio:,.1f} ×" if ratio >= HUNDRED / 10 else percent(ratio)


@register.filter
def city(time_zone: str) -> str:
    """America/Los_Angeles is Los Angeles."""
    return time_zone.rpartition("/")[2].replace("_", " ")


@register.simple_tag
def fact_amount(amount: Decimal, unit: str) -> SafeString:
    """A fact's figure in its unit: a currency, a ratio or a count."""
    if unit == "ratio":
        return format_html("{}", percent(amount))
    if unit == "count":
        return format_html("{}", f"{amount:,.0f}")
    return money(amount, unit)
