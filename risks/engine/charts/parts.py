"""What every chart is made of.

One description serves the page, the PDF and the mail. Colours are the Okabe-Ito
ones that colour-blind people can tell apart; no figure relies on colour alone.
"""

from collections.abc import Sequence

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
BLUE, ORANGE, RED = "#0072B2", "#E69F00", "#D55E00"
GREEN, SKY, GREY = "#009E73", "#56B4E9", "#6B7280"
WIDTH, HEIGHT = 520, 260
BAR_STEP = 18
LONGEST_NAME = 260  # pixels

Chart = dict[str, object]


def chart(title: str, **parts: object) -> Chart:
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start"},
        "description": title,
        "background": "white",
        **parts,
    }


def axis(title: str, currency: str) -> Chart:
    """Thousands, millions and billions; a G is how physicists write a billion."""
    return {
        "title": f"{title} ({currency})",
        "format": "~s",
        "labelExpr": "replace(datum.label, 'G', 'B')",
        "tickCount": 6,
    }


def quantity(field: str, axis: Chart, **more: object) -> Chart:
    return {"field": field, "type": "quantitative", "axis": axis, **more}


def category(field: str, order: Sequence[str], *, axis: Chart) -> Chart:
    return {
        "field": field,
        "type": "nominal",
        "sort": list(order),
        "axis": {"title": None, **axis},
    }
