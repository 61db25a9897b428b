"""The effect of a change as a page tells it."""

from collections.abc import Sequence
from typing import Any

from risks.engine.exposure.explanation.figures import NOUGHT
from risks.engine.exposure.explanation.shifts import Shift
from risks.engine.exposure.explanation.what_if import Treatment
from risks.engine.formats import difference, money, number, score, score_difference
from risks.exposure.queries import Inputs
from risks.web.exposure.pricing import Effect

MEASURES = (("Expected loss", "expected"), ("P95", "p95"), ("TVaR95", "tvar95"))


def told(
    effect: Effect, cost: float, stated: Inputs, changes: Sequence[str]
) -> dict[str, Any]:
    currency = stated.terms.currency
    saved = NOUGHT - effect.portfolio.difference
    return {
        "changes": changes,
        "sums": [
            (stated.risk.code, _rows(effect.risk, currency)),
            ("All that you may see", _rows(effect.portfolio, currency)),
        ],
        "moved": _moved(effect.risk, currency),
        "worth": _worth(
            Treatment(
                cost=cost, expected_saved=saved.expected, tvar95_saved=saved.tvar95
            ),
            currency,
        ),
    }


def _rows(shift: Shift, currency: str) -> list[dict[str, str]]:
    figures = [
        {
            "label": label,
            "before": money(getattr(shift.before, name), currency),
            "after": money(getattr(shift.after, name), currency),
            "difference": difference(getattr(shift.difference, name), currency),
            "error": _error(shift, name, currency),
        }
        for label, name in MEASURES
    ]
    scored = {
        "label": "Score",
        "before": score(shift.before.score),
        "after": score(shift.after.score),
        "difference": score_difference(shift.difference.score),
        "error": "",
    }
    return [*figures, scored]


def _error(shift: Shift, name: str, currency: str) -> str:
    """Of the difference; an expected loss in closed form has none."""
    error = getattr(shift.errors, name) if shift.errors else None
    if error is None:
        return ""
    return money(error, currency) if error or name != "expected" else "exact"


def _worth(treatment: Treatment, currency: str) -> str:
    """What the change brings to all that the reader sees, against its cost."""
    saved, tail = treatment.expected_saved, treatment.tvar95_saved
    if not treatment.cost:
        return (
            "Of all that you may see it moves the expected loss by "
            f"{difference(-saved, currency)}, and the mean of the 5 worst futures of "
            f"100 by {difference(-tail, currency)}."
        )
    return (
        f"It costs {money(treatment.cost, currency)}, and saves "
        f"{money(saved, currency)} of the expected loss of all that you may see "
        f"({number(saved / treatment.cost, decimals=2)} for each 1 spent) and "
        f"{money(tail, currency)} of the mean of the 5 worst futures of 100 "
        f"({number(tail / treatment.cost, decimals=2)} for each 1 spent)."
    )


def _moved(shift: Shift, currency: str) -> str:
    """Of the risk alone: who reads a proposal may see another sum."""
    before, after = (
        money(each.expected, currency) for each in (shift.before, shift.after)
    )
    return f"expected loss {before} → {after}"
