"""Say in words what moved between two valuations, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from risks.engine.formats import money, score


def gettext_noop(text: str) -> str:
    """Mark a text for translation; an interface translates it when it renders."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentExposure:
    """Where a risk stood at one moment; money in currency units."""

    expected: Decimal
    score: float


def change(
    before: CurrentExposure | None, after: CurrentExposure, *, currency: str
) -> str:
    """The move of the expected loss and of the score, without a full stop."""
    at = f"score {score(after.score)}"
    if before is None:
        return f"First priced: expected loss {money(after.expected, currency)}, {at}"
    if before.score != after.score:
        at = f"score {score(before.score)} → {score(after.score)}"
    difference = after.expected - before.expected
    if not difference:
        return f"Expected loss unchanged at {money(after.expected, currency)}, {at}"
    direction = "up" if difference > 0 else "down"
    figures = (abs(difference), before.expected, after.expected)
    size, old, new = (money(figure, currency) for figure in figures)
    return f"Expected loss {direction} {size} ({old} → {new}), {at}"


def because(moved: str, causes: Sequence[str]) -> str:
    """One sentence of what moved and why.

    >>> because("Expected loss unchanged", ["engine 1.0 → 1.1"])
    'Expected loss unchanged: engine 1.0 → 1.1.'
    """
    why = "; ".join(cause.rstrip(" .") for cause in causes)
    return f"{moved}: {why}." if why else f"{moved}."
