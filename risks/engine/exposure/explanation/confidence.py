"""Grade how well a risk is known; the grade never affects the score."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from risks.engine.exposure.explanation.inputs import inputs_of
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.sampling.distributions import Z95, Distribution
from risks.engine.formats import number
from risks.engine.sentences import confidence as words

Grade = Literal["A", "B", "C", "D"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What a grade requires, all three at once."""

    grade: Grade
    most_days: int  # age of the newest evidence
    least_sources: int
    most_width: float  # 95 % quantile over 5 % quantile of the widest amount


# House practice: evidence is reviewed each quarter, half-year or year. An interval
# of one power of ten is usual for a loss; two say little.
STANDARDS = (
    Standard(grade="A", most_days=92, least_sources=3, most_width=10),
    Standard(grade="B", most_days=183, least_sources=2, most_width=30),
    Standard(grade="C", most_days=366, least_sources=1, most_width=100),
)
WORST: Grade = "D"
CERTAIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """A grade and its reasons."""

    grade: Grade
    reasons: tuple[str, ...]  # age, sources and width, in words

    def as_json(self) -> dict[str, object]:
        return {"grade": self.grade, "reasons": list(self.reasons)}


def confidence(*, age_days: int | None, sources: int, width: float) -> Confidence:
    """Return the best grade whose standard is met in full.

    `age_days` is that of the newest evidence (None: there is none), `sources` counts
    independent ones, `width` is from `width_of`.
    """
    grade = next(
        (
            standard.grade
            for standard in STANDARDS
            if age_days is not None
            and age_days <= standard.most_days
            and sources >= standard.least_sources
            and width <= standard.most_width
        ),
        WORST,
    )
    return Confidence(
        grade=grade, reasons=(_age(age_days), _sources(sources), _width(width))
    )


def confidence_of(risk: RiskModel, *, on: date) -> Confidence:
    """Return the grade of a risk; sources with equal names count as one."""
    newest = max((each.on for each in risk.evidence), default=None)
    return confidence(
        age_days=(on - newest).days if newest else None,
        sources=len({each.source.casefold().strip() for each in risk.evidence}),
        width=width_of(risk),
    )


def width_of(risk: RiskModel) -> float:
    """Return the 95 % quantile over the 5 % one of the widest amount; 1 is certain.

    For a lognormal amount these are the stated interval.
    """
    return max(
        (_ratio(each.number) for each in inputs_of(risk) if each.is_money),
        default=CERTAIN,
    )


def _ratio(number: Distribution) -> float:
    low, high = (float(end) for end in number.at(np.array([-Z95, Z95])))
    if low == high:
        return CERTAIN
    return high / low if low > 0 else math.inf


def _age(days: int | None) -> str:
    if days is None:
        return words.NO_EVIDENCE()
    return words.ONE_DAY_OLD() if days == 1 else words.DAYS_OLD(days=f"{days:,}")


def _sources(count: int) -> str:
    return words.ONE_SOURCE() if count == 1 else words.SOURCES(count=count)


def _width(width: float) -> str:
    if width == CERTAIN:
        return words.CERTAIN()
    if math.isinf(width):
        return words.NO_LOWER_END()
    return words.WIDTH(width=number(width, decimals=1))
