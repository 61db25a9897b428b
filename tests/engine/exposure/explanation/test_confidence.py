"""How well a risk is known is a grade of its own."""

import math
from datetime import date
from itertools import pairwise

import pytest

from risks.engine.exposure.explanation.confidence import (
    STANDARDS,
    confidence,
    confidence_of,
)
from risks.engine.exposure.kinds.parsing import parse_risk
from tests.engine.exposure.registers import event

ON = date(2026, 5, 27)


@pytest.mark.parametrize(
    ("age_days", "sources", "width", "grade"),
    [
        (0, 3, 1, "A"),
        (92, 3, 10, "A"),
        (93, 3, 10, "B"),
        (92, 2, 10, "B"),
        (92, 3, 10.1, "B"),
        (183, 2, 30, "B"),
        (184, 9, 1, "C"),
        (366, 1, 100, "C"),
        (367, 9, 1, "D"),
        (0, 9, 101, "D"),
        (0, 9, math.inf, "D"),
        (0, 0, 1, "D"),
        (None, 0, 1, "D"),
    ],
)
def test_the_weakest_of_age_sources_and_width_sets_the_grade(
    age_days: int | None, sources: int, width: float, grade: str
) -> None:
    assert confidence(age_days=age_days, sources=sources, width=width).grade == grade


def test_each_grade_asks_for_more_than_the_next() -> None:
    for better, worse in pairwise(STANDARDS):
        assert better.most_days < worse.most_days
        assert better.least_sources > worse.least_sources
        assert better.most_width < worse.most_width


def test_the_reasons_are_said_in_words() -> None:
    known = confidence(age_days=1, sources=1, width=9.96)
    unknown = confidence(age_days=None, sources=0, width=math.inf)

    assert known.reasons == (
        "newest evidence 1 day old",
        "1 independent source",
        "widest amount spans 1 to 10.0",
    )
    assert unknown.reasons == (
        "no dated evidence",
        "0 independent sources",
        "widest amount has no lower end",
    )


def test_a_risk_is_graded_by_its_newest_evidence_and_its_own_amounts() -> None:
    evidence = [
        {"source": "Audit", "date": "2024-01-31"},
        {"source": "audit ", "date": "2026-05-17"},
        {"source": "counsel", "date": "2025-11-01"},
    ]

    found = confidence_of(parse_risk(event(evidence=evidence)), on=ON)

    assert found.grade == "B"
    assert found.reasons[:2] == ("newest evidence 10 days old", "2 independent sources")


def test_a_risk_without_evidence_is_known_worst() -> None:
    assert confidence_of(parse_risk(event(severity=5)), on=ON).as_json() == {
        "grade": "D",
        "reasons": [
            "no dated evidence",
            "0 independent sources",
            "amounts stated as certain",
        ],
    }
