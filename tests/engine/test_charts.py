"""Charts: one description that becomes a picture with its labels."""

import json

import pytest
import vl_convert

from risks.engine.charts.bars import BarLabels, ExposureRow, exposure_bars
from risks.engine.charts.curves import ExceedanceLabels, exceedance_chart
from risks.engine.charts.parts import Chart

POINTS = [(1e5, 0.3), (1e6, 0.1), (2e9, 0.001)]
ROWS = [
    ExposureRow(name="版權訴訟", expected=5e6, tail=4e7),
    ExposureRow(name="Price war", expected=2e6, tail=1.5e7),
]
CURVE_LABELS = ExceedanceLabels(
    title="超越機率曲線",
    loss="損失",
    probability="達到或超過的機率",
    capacity="可承受損失",
)
BAR_LABELS = BarLabels(
    title="Exposure by risk",
    amount="Loss",
    measure="Measure",
    expected="Expected loss",
    tail="P95",
)


def curve(points: list[tuple[float, float]] | None = None) -> Chart:
    return exceedance_chart(
        POINTS if points is None else points,
        labels=CURVE_LABELS,
        currency="USD",
        capacity=75e6,
    )


def bars(rows: list[ExposureRow]) -> Chart:
    return exposure_bars(rows, labels=BAR_LABELS, currency="HKD")


def drawn(chart: Chart) -> str:
    svg: str = vl_convert.vegalite_to_svg(chart)
    return svg


def test_the_curve_is_drawn_with_its_labels_in_chinese() -> None:
    svg = drawn(curve())

    assert svg.startswith("<svg")
    for label in ("超越機率曲線", "損失 (USD)", "達到或超過的機率", "可承受損失"):
        assert label in svg


def test_billions_are_written_as_billions() -> None:
    svg = drawn(curve())

    assert ">1B<" in svg
    assert ">1G<" not in svg


@pytest.mark.parametrize("points", [[], [(1e6, 0.1)]])
def test_a_curve_of_one_point_or_none_is_still_drawn(
    points: list[tuple[float, float]],
) -> None:
    assert "可承受損失" in drawn(curve(points))


def test_the_bars_are_drawn_with_every_risk_and_both_measures() -> None:
    svg = drawn(bars(ROWS))

    for label in ("Exposure by risk", "Loss (HKD)", "版權訴訟", "Price war"):
        assert label in svg
    for label in ("Measure", "Expected loss", "P95"):
        assert label in svg


def test_the_bars_keep_the_order_of_the_rows() -> None:
    svg = drawn(bars(ROWS[::-1]))

    assert svg.index("Price war") < svg.index("版權訴訟")


def test_the_figures_are_in_the_description_itself() -> None:
    assert bars(ROWS)["data"] == {
        "values": [
            {"risk": "版權訴訟", "measure": "Expected loss", "amount": 5e6},
            {"risk": "版權訴訟", "measure": "P95", "amount": 4e7},
            {"risk": "Price war", "measure": "Expected loss", "amount": 2e6},
            {"risk": "Price war", "measure": "P95", "amount": 1.5e7},
        ]
    }


@pytest.mark.parametrize("chart", [curve(), bars(ROWS)])
def test_a_chart_is_json_and_says_in_words_what_it_shows(chart: Chart) -> None:
    again = json.loads(json.dumps(chart))

    assert again == chart
    assert again["description"] == again["title"]["text"]


def test_a_name_with_markup_is_text() -> None:
    svg = drawn(bars([ExposureRow(name="<b>x</b>", expected=1, tail=2)]))

    assert "<b>x" not in svg
    assert "&lt;b&gt;x" in svg
