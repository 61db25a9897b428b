"""The effect of a what-if change, in words and rows of a table."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.engine.exposure.explanation.figures import ZERO
from risks.engine.exposure.explanation.shifts import Shift
from risks.engine.exposure.explanation.what_if import Treatment
from risks.engine.formats import difference, money, number, score, score_difference
from risks.exposure.queries import Inputs
from risks.web.exposure.pricing import Effect

MEASURES = (
    (gettext_lazy("Expected loss"), "expected"),
    (gettext_lazy("1-in-20 loss (P95)"), "p95"),
    (gettext_lazy("Average of the worst 5 % (TVaR95)"), "tvar95"),
)


def told(
    effect: Effect, cost: float, stated: Inputs, changes: Sequence[str]
) -> dict[str, Any]:
    currency = stated.terms.currency
    saved = ZERO - effect.portfolio.difference
    return {
        "changes": changes,
        "sums": [
            (stated.risk.title, _rows(effect.risk, currency)),
            (
                _("Everything that you have access to"),
                _rows(effect.portfolio, currency),
            ),
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
            "label": str(label),
            "before": money(getattr(shift.before, name), currency),
            "after": money(getattr(shift.after, name), currency),
            "difference": difference(getattr(shift.difference, name), currency),
            "error": _error(shift, name, currency),
        }
        for label, name in MEASURES
    ]
    scored = {
        "label": _("Score"),
        "before": score(shift.before.score, margin=shift.before.score_margin),
        "after": score(shift.after.score, margin=shift.after.score_margin),
        "difference": score_difference(shift.difference.score),
        "error": "",
    }
    return [*figures, scored]


def _error(shift: Shift, name: str, currency: str) -> str:
    """Of the difference; what a formula gives before and after has none."""
    if shift.before.is_exact and shift.after.is_exact:
        return _("exact")
    error = getattr(shift.errors, name) if shift.errors else None
    if error is None:
        return ""
    return money(error, currency) if error or name != "expected" else _("exact")


def _worth(treatment: Treatment, currency: str) -> str:
    """What the change brings to all that the reader sees, against its cost."""
    saved, tail = treatment.expected_saved, treatment.tvar95_saved
    if not treatment.cost:
        return _(
            "Across everything that you have access to, the expected loss changes by "
            "%(expected)s and the average of the worst 5 %% (TVaR95) by %(tail)s."
        ) % {
            "expected": difference(-saved, currency),
            "tail": difference(-tail, currency),
        }
    return _(
        "The change costs %(cost)s. Across everything that you have access to, it "
        "reduces the expected loss by %(saved)s (%(saved_ratio)s for each 1 spent) and "
        "the average of the worst 5 %% (TVaR95) by %(tail)s (%(tail_ratio)s for each "
        "1 spent)."
    ) % {
        "cost": money(treatment.cost, currency),
        "saved": money(saved, currency),
        "saved_ratio": number(saved / treatment.cost, decimals=2),
        "tail": money(tail, currency),
        "tail_ratio": number(tail / treatment.cost, decimals=2),
    }


def _moved(shift: Shift, currency: str) -> str:
    """Of the risk alone: who reads a proposal may see another sum."""
    before, after = (
        money(each.expected, currency) for each in (shift.before, shift.after)
    )
    return _("expected loss %(before)s → %(after)s") % {
        "before": before,
        "after": after,
    }
