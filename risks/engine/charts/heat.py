"""The heat map for those who expect one, on which colour and score cannot disagree.

A matrix of likelihood and severity classes reverses the order of many pairs of
risks (Cox 2008). Here both axes are logarithmic, and the lines between the colours
are lines of equal money: a risk stands at its probability and at the fixed loss
that would have its score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from risks.engine.charts.parts import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    ORANGE,
    RED,
    SKY,
    WIDTH,
    Chart,
    axis,
    chart,
    quantity,
)
from risks.engine.exposure.portfolio.score import BANDS, Band, amount, money_at

TAIL = 0.05
LEAST_CHANCE = 0.0005
POINTS = 60
BAND_COLOURS: dict[Band, str] = {
    "critical": RED,
    "high": ORANGE,
    "moderate": BLUE,
    "low": SKY,
    "minimal": GREEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatLabels:
    title: str
    loss: str
    probability: str
    bands: str
    band: dict[Band, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPoint:
    name: str
    probability: float  # of any loss
    expected: float  # currency units, as is `tvar95`
    tvar95: float
    band: Band


def equivalent_loss(point: HeatPoint) -> float:
    """The fixed loss that, at the same probability, would have the same score."""
    money = amount(expected=point.expected, tvar95=point.tvar95)
    return money / _weight(point.probability)


def heat_map(
    points: Sequence[HeatPoint], *, labels: HeatLabels, currency: str, capacity: float
) -> Chart:
    """Risks that cannot lose anything are left out: a logarithm has no place."""
    shown = [each for each in points if each.probability > 0 and each.expected > 0]
    values = [
        {
            "name": each.name,
            "loss": equivalent_loss(each),
            "chance": max(each.probability, LEAST_CHANCE),
            "band": labels.band[each.band],
        }
        for each in shown
    ]
    x = quantity("loss", axis(labels.loss, currency), scale={"type": "log"})
    y = quantity(
        "chance",
        {"title": labels.probability, "format": "~%"},
        scale={"type": "log", "domain": [LEAST_CHANCE, 1.0]},
    )
    encoding: Chart = {"x": x, "y": y}
    return chart(
        labels.title,
        width=WIDTH,
        height=HEIGHT,
        layer=[
            _lines(capacity, encoding=encoding),
            {
                "data": {"values": values},
                "mark": {"type": "point", "filled": True, "size": 90},
                "encoding": {**encoding, "color": _colour(labels)},
            },
            {
                "data": {"values": values},
                "mark": {"type": "text", "align": "left", "dx": 8},
                "encoding": {**encoding, "text": {"field": "name", "type": "nominal"}},
            },
        ],
    )


def _weight(probability: float) -> float:
    """E for a loss of 1: half its mean, half its mean in the worst 5 %."""
    return probability / 2 + min(probability / TAIL, 1.0) / 2


def _lines(capacity: float, *, encoding: Chart) -> Chart:
    chances = np.geomspace(LEAST_CHANCE, 1.0, POINTS)
    values = [
        {
            "least": least,
            "loss": money_at(least, capacity=capacity) / _weight(float(chance)),
            "chance": float(chance),
        }
        for least, _ in BANDS
        for chance in chances
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "color": GREY, "strokeDash": [4, 3]},
        "encoding": {**encoding, "detail": {"field": "least", "type": "nominal"}},
    }


def _colour(labels: HeatLabels) -> Chart:
    return {
        "field": "band",
        "type": "nominal",
        "scale": {
            "domain": [labels.band[band] for band in BAND_COLOURS],
            "range": list(BAND_COLOURS.values()),
        },
        "legend": {"title": labels.bands, "orient": "bottom"},
    }
