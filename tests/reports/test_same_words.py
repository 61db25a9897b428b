"""Page, mail and report say the same for the same figure."""

import json
import random
import re
from decimal import Decimal
from typing import Any

import pytest

from risks.engine.sentences.change import CurrentExposure, change
from risks.reports.documents.words import in_words
from risks.templatetags.watchbrief import money, percent, score

CENTS = Decimal("0.01")
MONEY = ("expected", "p95", "tvar95", "share")
BORDERS = [
    *("0", "0.50", "999.49", "999.50", "999500", "999949.99", "999950", "999999.99"),
    *("1045000000", "1049999999.99", "1050000000", "1055000000", "99950000"),
]


def random_amounts() -> list[Decimal]:
    chosen = random.Random(20260527)
    spread = (Decimal(10 ** chosen.uniform(0, 12)) for _ in range(10_000))
    return [*map(Decimal, BORDERS), *(each.quantize(CENTS) for each in spread)]


def frozen(amounts: list[Decimal], *, chance: float, points: float) -> dict[str, Any]:
    """A report's figures, read back from the JSON that keeps them."""
    row = {"code": "R-1", "score": points, "p_positive": chance}
    figures = {
        "company": {"currency": "USD", "discount_rate": 0.08},
        "portfolio": {
            **row,
            **dict.fromkeys(
                ("expected", "standard_error", "p50", "p90", "p95", "p99"), 1.0
            ),
            **dict.fromkeys(("tvar95", "tvar99", "capacity"), 1.0),
            "trials": 1024,
        },
        "before": None,
        "measured_against": [],
        "changes": [],
        "deadlines": [],
        "risks": [{**row, **dict.fromkeys(MONEY, float(each))} for each in amounts],
        "sources": [],
    }
    loaded: dict[str, Any] = json.loads(json.dumps(figures))
    return loaded


def on_the_page(amount: Decimal) -> str:
    return re.sub("<[^>]+>", "", money(amount, "USD"))


def in_the_mail(amount: Decimal) -> str:
    told = change(None, CurrentExposure(expected=amount, score=62.25), currency="USD")
    return told.removeprefix("First priced: expected loss ").partition(", score ")[0]


def test_money_reads_the_same_in_every_medium() -> None:
    amounts = random_amounts()

    shown = in_words(frozen(amounts, chance=0.153, points=62.25))["risks"]

    printed = [row["words"]["expected"] for row in shown]
    assert printed == [on_the_page(each) for each in amounts]
    assert printed == [in_the_mail(each) for each in amounts]


@pytest.mark.parametrize("chance", [0.0, 0.004, 0.035, 0.0996, 0.125, 0.153, 1.0])
def test_a_chance_reads_the_same_on_page_and_paper(chance: float) -> None:
    [shown] = in_words(frozen([CENTS], chance=chance, points=1.0))["risks"]

    assert shown["words"]["p_positive"] == percent(chance)


@pytest.mark.parametrize("points", [0.0, 62.25, 62.35, 99.95])
def test_a_score_reads_the_same_on_page_and_paper(points: float) -> None:
    [shown] = in_words(frozen([CENTS], chance=0.1, points=points))["risks"]

    assert shown["words"]["score"] == score(points)
    assert f"score {score(points)}" in change(
        None, CurrentExposure(expected=CENTS, score=points), currency="USD"
    )
