"""The figures of a page as the engine's chart descriptions, with their words."""

from collections.abc import Sequence

from risks.engine.charts.bars import BarLabels, ExposureRow, exposure_bars
from risks.engine.charts.curves import ExceedanceLabels, exceedance_chart
from risks.engine.charts.parts import Chart
from risks.exposure.models import CurrentExposure, Measures

BARS = BarLabels(
    title="Exposure by risk",
    amount="Loss",
    measure="Measure",
    expected="Expected",
    tail="P95 (worse in 5 of 100 futures)",
)
CURVE = ExceedanceLabels(
    title="Chance of losing more than an amount",
    loss="Loss",
    probability="Chance of a greater loss",
    capacity="Loss capacity",
)


def bars(
    current_exposures: Sequence[CurrentExposure], *, currency: str
) -> Chart | None:
    rows = [
        ExposureRow(
            name=f"{each.risk.code} {each.risk.title}",
            expected=float(each.snapshot.expected),
            tail=float(each.snapshot.p95),
        )
        for each in current_exposures
    ]
    return exposure_bars(rows, labels=BARS, currency=currency) if rows else None


def curve(row: Measures, exceedance: Sequence[tuple[float, float]]) -> Chart | None:
    points = [(loss, chance) for loss, chance in exceedance if loss > 0]
    if not points:
        return None
    return exceedance_chart(
        points,
        labels=CURVE,
        currency=row.currency,
        capacity=float(row.capacity),
    )
