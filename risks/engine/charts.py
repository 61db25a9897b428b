"""Figures and translated labels in, a Vega-Lite description out.

One description serves the page, the PDF and the mail. Colours are the Okabe-Ito
ones that colour-blind people can tell apart; no figure relies on colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
BLUE, ORANGE, RED = "#0072B2", "#E69F00", "#D55E00"
WIDTH, HEIGHT = 520, 260
BAR_STEP = 18
LONGEST_NAME = 260  # pixels

Chart = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceedanceLabels:
    title: str
    loss: str
    probability: str
    capacity: str


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


def exceedance_chart(
    points: Sequence[tuple[float, float]],
    *,
    labels: ExceedanceLabels,
    currency: str,
    capacity: float,
) -> Chart:
    """Points as `metrics.exceedance` gives them; both scales are logarithmic."""
    values = [{"loss": loss, "probability": chance} for loss, chance in points]
    amount = _axis(labels.loss, currency)
    curve = {
        "data": {"values": values},
        "mark": {
            "type": "line",
            "color": BLUE,
            "interpolate": "step-before",
            "point": {"color": BLUE, "size": 14},  # a single loss has no line
        },
        "encoding": {
            "x": _quantity("loss", amount, scale={"type": "log"}),
            "y": _quantity(
                "probability",
                {"title": labels.probability, "format": "~%"},
                scale={"type": "log"},
            ),
        },
    }
    return _chart(
        labels.title,
        width=WIDTH,
        height=HEIGHT,
        layer=[curve, *_capacity_rule(labels.capacity, capacity, axis=amount)],
    )


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
    return _chart(
        labels.title,
        width=WIDTH,
        height={"step": BAR_STEP},
        data={"values": values},
        mark={"type": "bar"},
        encoding={
            "x": _quantity("amount", _axis(labels.amount, currency)),
            "y": _category("risk", names, axis={"labelLimit": LONGEST_NAME}),
            "yOffset": {"field": "measure", "sort": measures},
            "color": {
                "field": "measure",
                "type": "nominal",
                "scale": {"domain": measures, "range": [BLUE, ORANGE]},
                "legend": {"title": labels.measure, "orient": "bottom"},
            },
        },
    )


def _capacity_rule(label: str, capacity: float, *, axis: Chart) -> list[Chart]:
    """A dashed line with its name, at the loss that cannot be absorbed."""
    source = {"values": [{"capacity": capacity, "label": label}]}
    x = _quantity("capacity", axis, scale={"type": "log"})
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


def _chart(title: str, **parts: object) -> Chart:
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start"},
        "description": title,
        "background": "white",
        **parts,
    }


def _axis(title: str, currency: str) -> Chart:
    """Thousands, millions and billions; a G is how physicists write a billion."""
    return {
        "title": f"{title} ({currency})",
        "format": "~s",
        "labelExpr": "replace(datum.label, 'G', 'B')",
        "tickCount": 6,
    }


def _quantity(field: str, axis: Chart, **more: object) -> Chart:
    return {"field": field, "type": "quantitative", "axis": axis, **more}


def _category(field: str, order: Sequence[str], *, axis: Chart) -> Chart:
    return {
        "field": field,
        "type": "nominal",
        "sort": list(order),
        "axis": {"title": None, **axis},
    }
