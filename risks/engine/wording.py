"""Figures in words: money as a board reads it, and what moved between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SYMBOLS = {"USD": "US$", "HKD": "HK$", "CNY": "RMB ", "EUR": "€", "GBP": "£"}
SCALES = ((10**3, " k"), (10**6, " m"), (10**9, " bn"))


def gettext_noop(text: str) -> str:
    """Mark a text for translation; an interface translates it when it renders."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentExposure:
    """Where a risk stood at one moment; money in currency units."""

    expected: Decimal
    score: float


def money(amount: Decimal | float, currency: str) -> str:
    """Rounded for reading, halves to even: never for adding up.

    >>> money(Decimal("53400000"), "USD")
    'US$53.4 m'
    >>> money(999_960, "HKD")
    'HK$1.0 m'
    >>> money(-1250, "JPY")
    '−JPY 1.2 k'
    """
    value = Decimal(str(amount))
    sign = "−" if value < 0 else ""
    return f"{sign}{SYMBOLS.get(currency, f'{currency} ')}{_scaled(abs(value))}"


def difference(amount: Decimal | float, currency: str) -> str:
    """With its sign, so that more cannot be read as less.

    >>> difference(1_234_567, "USD")
    '+US$1.2 m'
    >>> difference(0, "USD")
    'none'
    """
    if not amount:
        return "none"
    return f"{'+' if amount > 0 else ''}{money(amount, currency)}"


def points(score: float) -> str:
    """A difference of scores, with its sign.

    >>> points(-1.25)
    '−1.2'
    >>> points(0.0)
    'none'
    """
    return f"{score:+.1f}".replace("-", "−") if score else "none"


def change(
    before: CurrentExposure | None, after: CurrentExposure, *, currency: str
) -> str:
    """The move of the expected loss and of the score, without a full stop."""
    score = f"score {after.score:.1f}"
    if before is None:
        return f"First priced: expected loss {money(after.expected, currency)}, {score}"
    if before.score != after.score:
        score = f"score {before.score:.1f} → {after.score:.1f}"
    difference = after.expected - before.expected
    if not difference:
        return f"Expected loss unchanged at {money(after.expected, currency)}, {score}"
    direction = "up" if difference > 0 else "down"
    figures = (abs(difference), before.expected, after.expected)
    size, old, new = (money(figure, currency) for figure in figures)
    return f"Expected loss {direction} {size} ({old} → {new}), {score}"


def because(moved: str, causes: Sequence[str]) -> str:
    """One sentence of what moved and why.

    >>> because("Expected loss unchanged", ["engine 1.0 → 1.1"])
    'Expected loss unchanged: engine 1.0 → 1.1.'
    """
    why = "; ".join(cause.rstrip(" .") for cause in causes)
    return f"{moved}: {why}." if why else f"{moved}."


def _scaled(amount: Decimal) -> str:
    rounded, unit = Decimal(round(amount)), ""
    for scale, name in SCALES:
        if rounded < 1_000:
            break
        rounded, unit = round(amount / scale, 1), name
    return f"{rounded:,}{unit}"
