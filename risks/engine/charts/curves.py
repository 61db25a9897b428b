"""Curves: the chance of exceeding a loss, and exposure from day to day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from risks.engine.charts.parts import (
    BLUE,
    GREY,
    HEIGHT,
    ORANGE,
    RED,
    WIDTH,
    Chart,
    axis,
    chart,
    quantity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceedanceLabels:
    title: str
    loss: str
    probability: str
    capacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLabels:
    title: str
    amount: str
    measure: str  # what the colours tell apart
    expected: str
    p95: str
    tvar95: str
    method_changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPoint:
    on: date
    expected: float  # currency units, as are the others
    p95: float
    tvar95: float
    engine: str


def exceedance_chart(
    points: Sequence[tuple[float, float]],
    *,
    labels: ExceedanceLabels,
    currency: str,
    capacity: float,
) -> Chart:
    """Points as `metrics.exceedance` gives them; both scales are logarithmic."""
    values = [{"loss": loss, "probability": chance} for loss, chance in points]
    amount = axis(labels.loss, currency)
    curve = {
        "data": {"values": values},
        "mark": {
            "type": "line",
            "color": BLUE,
            "interpolate": "step-before",
            "point": {"color": BLUE, "size": 14},  # a single loss has no line
        },
        "encoding": {
            "x": quantity("loss", amount, scale={"type": "log"}),
            "y": quantity(
                "probability",
                {"title": labels.probability, "format": "~%"},
                scale={"type": "log"},
            ),
        },
    }
    return chart(
        labels.title,
        width=WIDTH,
        height=HEIGHT,
        layer=[curve, *_capacity_rule(labels.capacity, capacity, axis=amount)],
    )


def history_chart(
    points: Sequence[HistoryPoint], *, labels: HistoryLabels, currency: str
) -> Chart:
    """Three measures by day; a rule where another engine version takes over."""
    measures = {
        labels.expected: BLUE,
        labels.p95: ORANGE,
        labels.tvar95: RED,
    }
    values = [
        {"on": point.on.isoformat(), "measure": measure, "amount": amount}
        for point in points
        for measure, amount in zip(
            measures, (point.expected, point.p95, point.tvar95), strict=True
        )
    ]
    lines = {
        "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after", "point": {"size": 16}},
        "encoding": {
            "x": _day(),
            "y": quantity("amount", axis(labels.amount, currency)),
            "color": {
                "field": "measure",
                "type": "nominal",
                "scale": {
                    "domain": list(measures),
                    "range": list(measures.values()),
                },
                "legend": {"title": labels.measure, "orient": "bottom"},
            },
        },
    }
    return chart(
        labels.title,
        width=WIDTH,
        height=HEIGHT,
        layer=[lines, *_method_rules(points, label=labels.method_changed)],
    )


def _day() -> Chart:
    return {"field": "on", "type": "temporal", "axis": {"title": None, "tickCount": 6}}


def _method_rules(points: Sequence[HistoryPoint], *, label: str) -> list[Chart]:
    changed = [
        {"on": after.on.isoformat(), "label": f"{label} {after.engine}"}
        for before, after in pairwise(points)
        if before.engine != after.engine
    ]
    if not changed:
        return []
    source = {"values": changed}
    rule = {"type": "rule", "color": GREY, "strokeDash": [4, 4]}
    text = {"type": "text", "color": GREY, "align": "left", "dx": 4, "baseline": "top"}
    return [
        {"data": source, "mark": rule, "encoding": {"x": _day()}},
        {
            "data": source,
            "mark": text,
            "encoding": {
                "x": _day(),
                "y": {"value": 4},
                "text": {"field": "label", "type": "nominal"},
            },
        },
    ]


def _capacity_rule(label: str, capacity: float, *, axis: Chart) -> list[Chart]:
    """A dashed line with its name, at the loss that cannot be absorbed."""
    source = {"values": [{"capacity": capacity, "label": label}]}
    x = quantity("capacity", axis, scale={"type": "log"})
    rule = {"type": "rule", "color": RED, "strokeDash": [6, 4], "strokeWidth": 2}
    text = {"type": "text", "color": RED, "align": "right", "dx": -6, "baseline": "top"}
    return [
        {"data": source, "mark": rule, "encoding": {"x": x}},
        {
            "data": source,
            "mark": text,
            "encoding": {
                "x": x,
                "y": {"value": 4},
                "text": {"field": "label", "type": "nominal"},
            },
        },
    ]
