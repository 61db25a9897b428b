"""Charts of an analysis: history, tornado and heat map."""

import json
from datetime import date
from typing import Any

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.charts.bars import TornadoLabels, TornadoRow, tornado_chart
from risks.engine.charts.curves import HistoryLabels, HistoryPoint, history_chart
from risks.engine.charts.heat import HeatLabels, HeatPoint, equivalent_loss, heat_map
from risks.engine.charts.parts import Chart
from risks.engine.exposure.portfolio.score import BANDS, band, money_at, multiple, score

CAPACITY = 1e8
HISTORY_LABELS = HistoryLabels(
    title="Exposure by day",
    amount="Loss",
    measure="Measure",
    expected="Expected",
    p95="P95",
    tvar95="TVaR95",
    method_changed="method changed: engine",
)
TORNADO_LABELS = TornadoLabels(
    title="Which input matters most",
    amount="Expected loss",
    end="Input at its",
    low="P10",
    high="P90",
    stated="as stated",
)
HEAT_LABELS = HeatLabels(
    title="Probability and loss",
    loss="Loss if it happens",
    probability="Chance of any loss",
    bands="Score",
    band={
        "critical": "critical, from 80",
        "high": "high, from 65",
        "moderate": "moderate, from 50",
        "low": "low, from 30",
        "minimal": "minimal",
    },
)


def day(number: int, *, engine: str = "1.0") -> HistoryPoint:
    return HistoryPoint(
        on=date(2026, 5, number),
        expected=1e6 * number,
        p95=4e6 * number,
        tvar95=6e6 * number,
        engine=engine,
    )


def history(*points: HistoryPoint) -> Chart:
    return history_chart(points, labels=HISTORY_LABELS, currency="USD")


def tornado() -> Chart:
    rows = [
        TornadoRow(name="p_wilful", low=2e6, high=9e6),
        TornadoRow(name="works", low=4e6, high=5e6),
    ]
    return tornado_chart(rows, stated=4.5e6, labels=TORNADO_LABELS, currency="USD")


def fixed_loss(name: str, *, probability: float, loss: float) -> HeatPoint:
    """A risk that costs the same whenever it happens."""
    expected = probability * loss
    tvar95 = loss * min(probability / 0.05, 1.0)
    return HeatPoint(
        name=name,
        probability=probability,
        expected=expected,
        tvar95=tvar95,
        band=band(score(expected=expected, tvar95=tvar95, capacity=CAPACITY)),
    )


def heat(*points: HeatPoint) -> Chart:
    return heat_map(points, labels=HEAT_LABELS, currency="USD", capacity=CAPACITY)


def drawn(chart: Chart) -> str:
    svg: str = vl_convert.vegalite_to_svg(chart)
    return svg


def test_the_history_shows_three_measures() -> None:
    svg = drawn(history(day(1), day(2), day(9)))

    for label in ("Exposure by day", "Expected", "P95", "TVaR95", "Loss (USD)"):
        assert label in svg


def test_a_new_engine_is_marked_where_it_takes_over() -> None:
    changed = history(day(1), day(2), day(3, engine="2.0"))

    assert "method changed: engine 2.0" in drawn(changed)
    assert "method changed" not in drawn(history(day(1), day(2)))


def test_the_tornado_keeps_the_order_of_its_rows() -> None:
    svg = drawn(tornado())

    assert svg.index("p_wilful") < svg.index("works")
    for label in ("P10", "P90", "Expected loss (USD)"):
        assert label in svg


def test_a_risk_that_always_costs_the_same_stands_at_that_loss() -> None:
    point = fixed_loss("fine", probability=0.02, loss=3e6)

    assert equivalent_loss(point) == pytest.approx(3e6)


@given(st.floats(min_value=0.001, max_value=1), st.floats(min_value=1e4, max_value=1e9))
def test_colour_and_lines_never_disagree(probability: float, loss: float) -> None:
    point = fixed_loss("any", probability=probability, loss=loss)
    points = score(expected=point.expected, tvar95=point.tvar95, capacity=CAPACITY)
    weight = probability / 2 + min(probability / 0.05, 1.0) / 2

    for least, _ in BANDS:
        line = money_at(least, capacity=CAPACITY) / weight
        if abs(points - least) > 0.1:  # a score is rounded to one decimal
            assert (equivalent_loss(point) > line) == (points > least)


def test_a_risk_without_a_loss_is_not_on_the_heat_map() -> None:
    nothing = HeatPoint(
        name="nothing", probability=0.0, expected=0.0, tvar95=0.0, band="minimal"
    )

    svg = drawn(heat(nothing, fixed_loss("fine", probability=0.2, loss=1e7)))

    assert "fine" in svg
    assert "nothing" not in svg


@pytest.mark.parametrize(
    "chart", [history(day(1)), tornado(), heat(fixed_loss("a", probability=1, loss=1))]
)
def test_a_chart_is_json_and_says_in_words_what_it_shows(chart: Chart) -> None:
    again: Any = json.loads(json.dumps(chart))

    assert again == chart
    assert again["description"] == again["title"]["text"]


def test_beyond_the_capacity_its_multiple_is_told() -> None:
    assert multiple(expected=3e8, tvar95=3e8, capacity=CAPACITY) == 3.0
    assert multiple(expected=1e8, tvar95=1e8, capacity=CAPACITY) is None
