"""Bars: exposure by risk, and what an uncertain input swings."""

from collections.abc import Sequence
from dataclasses import dataclass

from risks.engine.charts.parts import (
    BAR_STEP,
    BLUE,
    GREY,
    LONGEST_NAME,
    ORANGE,
    WIDTH,
    Chart,
    axis,
    category,
    chart,
    quantity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLabels:
    title: str
    amount: str
    measure: str  # what the colours tell apart
    expected: str
    tail: str  # the large loss that is shown beside, say P95


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRow:
    name: str
    expected: float  # currency units, as is `tail`
    tail: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoLabels:
    title: str
    amount: str
    end: str  # what the colours tell apart
    low: str
    high: str
    stated: str  # the figure with every input as stated


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoRow:
    name: str
    low: float  # currency units: the measure with the input at its P10
    high: float  # at its P90


def exposure_bars(
    rows: Sequence[ExposureRow], *, labels: BarLabels, currency: str
) -> Chart:
    """Expected and tail loss of each risk, in the order of the rows."""
    values = [
        {"risk": row.name, "measure": measure, "amount": amount}
        for row in rows
        for measure, amount in (
            (labels.expected, row.expected),
            (labels.tail, row.tail),
        )
    ]
    measures = [labels.expected, labels.tail]
    names = list(dict.fromkeys(row.name for row in rows))
    return chart(
        labels.title,
        width=WIDTH,
        height={"step": BAR_STEP},
        data={"values": values},
        mark={"type": "bar"},
        encoding={
            "x": quantity("amount", axis(labels.amount, currency)),
            "y": category("risk", names, axis={"labelLimit": LONGEST_NAME}),
            "yOffset": {"field": "measure", "sort": measures},
            "color": {
                "field": "measure",
                "type": "nominal",
                "scale": {"domain": measures, "range": [BLUE, ORANGE]},
                "legend": {"title": labels.measure, "orient": "bottom"},
            },
        },
    )


def tornado_chart(
    rows: Sequence[TornadoRow], *, stated: float, labels: TornadoLabels, currency: str
) -> Chart:
    """Bars from the stated figure to that at each end, in the order of the rows."""
    ends = [labels.low, labels.high]
    values = [
        {"input": row.name, "end": end, "amount": amount, "stated": stated}
        for row in rows
        for end, amount in zip(ends, (row.low, row.high), strict=True)
    ]
    names = list(dict.fromkeys(row.name for row in rows))
    x = quantity("amount", axis(labels.amount, currency), scale={"zero": False})
    bars: Chart = {
        "data": {"values": values},
        "mark": {"type": "bar", "height": {"band": 0.7}},
        "encoding": {
            "x": x,
            "x2": {"field": "stated"},
            "y": category("input", names, axis={"labelLimit": LONGEST_NAME}),
            "color": {
                "field": "end",
                "type": "nominal",
                "scale": {"domain": ends, "range": [BLUE, ORANGE]},
                "legend": {"title": labels.end, "orient": "bottom"},
            },
        },
    }
    rule: Chart = {
        "data": {"values": [{"amount": stated, "label": labels.stated}]},
        "mark": {"type": "rule", "color": GREY},
        "encoding": {"x": quantity("amount", axis(labels.amount, currency))},
    }
    return chart(
        labels.title, width=WIDTH, height={"step": BAR_STEP}, layer=[bars, rule]
    )
