"""Charts of exposure as the engine's descriptions, with translated labels."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from risks.engine.charts.bars import BarLabels, ExposureRow, exposure_bars
from risks.engine.charts.curves import ExceedanceLabels, exceedance_chart
from risks.engine.charts.parts import Chart
from risks.exposure.models import CurrentExposure, Measures


def bars(
    current_exposures: Sequence[CurrentExposure], *, currency: str
) -> Chart | None:
    rows = [
        ExposureRow(
            name=f"{each.risk.title} · {each.risk.code}",
            expected=float(each.snapshot.expected),
            tail=float(each.snapshot.p95),
        )
        for each in current_exposures
    ]
    return (
        exposure_bars(rows, labels=_bar_labels(), currency=currency) if rows else None
    )


def curve(row: Measures, exceedance: Sequence[tuple[float, float]]) -> Chart | None:
    points = [(loss, chance) for loss, chance in exceedance if loss > 0]
    if not points:
        return None
    return exceedance_chart(
        points,
        labels=_curve_labels(),
        currency=row.currency,
        capacity=float(row.capacity),
    )


def _bar_labels() -> BarLabels:
    return BarLabels(
        title=_("Exposure by risk"),
        amount=_("Loss"),
        measure=_("Measure"),
        expected=_("Expected loss"),
        tail=_("1-in-20 loss (P95)"),
    )


def _curve_labels() -> ExceedanceLabels:
    return ExceedanceLabels(
        title=_("Probability of losing more than an amount"),
        loss=_("Loss"),
        probability=_("Probability of a larger loss"),
        capacity=_("Risk capacity"),
    )
