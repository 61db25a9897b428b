"""Sensitivity, confidence, drivers and cautions of one risk's figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from risks.engine.charts.bars import TornadoLabels, TornadoRow, tornado_chart
from risks.engine.charts.parts import Chart
from risks.engine.exposure.explanation.confidence import (
    Confidence,
    confidence,
    confidence_of,
    width_of,
)
from risks.engine.exposure.explanation.tornado import Bar, tornado
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.kinds.price_war import PriceWar, least_loss_pass_through
from risks.engine.exposure.portfolio.register import Register, input_hash
from risks.engine.exposure.sampling.distributions import Z95
from risks.engine.exposure.sampling.drivers import LOADING_WORDS, Loading, Tilt
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.formats import number, percent
from risks.engine.money import Vector
from risks.exposure.operations import model_and_suit
from risks.exposure.queries import Inputs
from risks.sentences import translated
from risks.web.assumptions.rows import is_share, label_of, plain
from risks.web.exposure.pricing import value_of

KEPT = 64
BARS = 10
EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    rows: list[dict[str, Any]]
    more: int  # inputs that move less and are not shown
    chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    confidence: Confidence
    sensitivity: Sensitivity
    drivers: tuple[tuple[str, str], ...]
    pass_through: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """Known by the hash of all that moves its losses."""

    hash: str
    risk: RiskModel = field(compare=False, repr=False)
    suit: CopyrightSuit | None = field(compare=False, repr=False)
    terms: Terms = field(compare=False, repr=False)


def analysis_of(inputs: Inputs) -> Analysis:
    """Raises RegisterError."""
    risk, suit = model_and_suit(inputs)
    known = input_hash(risk, terms=inputs.terms, linked=suit)
    subject = _Subject(hash=known, risk=risk, suit=suit, terms=inputs.terms)
    return Analysis(
        confidence=_confidence(inputs, risk),
        sensitivity=_sensitivity(inputs, _bars(subject)),
        drivers=tuple(
            (each.driver, loading_words(risk, each, terms=inputs.terms))
            for each in risk.loadings
        ),
        pass_through=_pass_through(risk),
        cautions=tuple(_cautions(risk)),
    )


def _confidence(inputs: Inputs, risk: RiskModel) -> Confidence:
    """By dated evidence; else each line of what was written with the version counts."""
    if risk.evidence:
        return confidence_of(risk, on=inputs.valuation_date)
    version = inputs.assumptions
    sources = {line.strip() for line in version.evidence.splitlines()} - {""}
    age = (inputs.valuation_date - version.effective_date).days
    return confidence(
        age_days=max(age, 0) if sources else None,
        sources=len(sources),
        width=width_of(risk),
    )


def loading_words(risk: RiskModel, loading: Loading, *, terms: Terms) -> str:
    """Say what a driver's loading implies in a 1-in-20 scenario of that driver."""
    size = abs(loading.loading)
    word = next((word for word, at in LOADING_WORDS.items() if at == size), "")
    named = f"{loading.loading:g}"
    if word:
        named = f"{translated(word)} ({named})"
    tilt = Tilt(variance=size**2, by_trial=np.array([size * Z95]))
    effect = _implied(risk, tilt, terms=terms)
    words = {"loading": named, "effect": effect}
    if loading.loading >= 0:
        return _("%(loading)s: in a bad 1-in-20 scenario, %(effect)s") % words
    return _("%(loading)s: in a good 1-in-20 scenario, %(effect)s") % words


def _implied(risk: RiskModel, tilt: Tilt, *, terms: Terms) -> str:
    if isinstance(risk, CopyrightSuit):
        return _("a court's probability of 50 %% becomes %(after)s") % {
            "after": _percent(tilt.chance(EVEN))
        }
    if isinstance(risk, Injunction):
        stated = risk.p_granted.mean
        told = _percent(tilt.chance(stated))
        return _(
            "the probability of %(before)s that it is granted becomes %(after)s"
        ) % {"before": _percent(stated), "after": told}
    frequency = risk.frequency
    stated = frequency.expected_events(terms.horizon_years) or frequency.value.mean
    if not frequency.at_most_once:
        times = number(float(tilt.relative_rate[0]), decimals=1)
        return _("it happens %(times)s times as often") % {"times": times}
    with np.errstate(divide="ignore"):  # what is certain is an infinite rate
        rate = tilt.rate(-np.log1p(-np.array([stated])))
    return _("its probability of %(before)s becomes %(after)s") % {
        "before": _percent(stated),
        "after": _percent(-np.expm1(-rate)),
    }


def _percent(chance: float | Vector) -> str:
    return percent(float(np.max(chance)))


@lru_cache(maxsize=KEPT)
def _bars(subject: _Subject) -> tuple[Bar, ...]:
    risks = (subject.risk, *((subject.suit,) if subject.suit else ()))
    drivers = {each.driver for risk in risks for each in risk.loadings}
    register = Register(terms=subject.terms, risks=risks, drivers=tuple(drivers))
    return tornado(register, subject.risk.id)


def _sensitivity(inputs: Inputs, bars: tuple[Bar, ...]) -> Sensitivity:
    moving = [bar for bar in bars if bar.swing or bar.tail_swing]
    shown = moving[:BARS]
    return Sensitivity(
        rows=[_row(bar) for bar in shown],
        more=len(moving) - len(shown),
        chart=_chart(inputs, shown),
    )


def _row(bar: Bar) -> dict[str, Any]:
    name = bar.input.rpartition(".")[-1]
    as_share = is_share(name)
    low, high = (
        plain(float(f"{end.value:.4g}"), as_share=as_share)
        for end in (bar.low, bar.high)
    )
    return {
        "label": input_label(bar),
        "ends": pgettext("range", "%(low)s to %(high)s") % {"low": low, "high": high},
        "assumed": bar.assumed,
        "low": bar.low.expected,
        "high": bar.high.expected,
        "swing": bar.swing,
        "tail_swing": bar.tail_swing,
    }


def input_label(bar: Bar) -> str:
    """Summary judgment: fee."""
    name = bar.input.rpartition(".")[-1].partition("[")[0]
    item = bar.label.removesuffix(name).strip()
    label = label_of(name)
    if not item:
        return label
    return f"{label_of(item)}: {label[0].lower()}{label[1:]}"


def _chart(inputs: Inputs, bars: Sequence[Bar]) -> Chart | None:
    if not bars:
        return None
    rows = [
        TornadoRow(name=input_label(bar), low=bar.low.expected, high=bar.high.expected)
        for bar in bars
    ]
    stated = value_of(inputs).metrics.expected
    return tornado_chart(
        rows, stated=stated, labels=_tornado_labels(), currency=inputs.terms.currency
    )


def _tornado_labels() -> TornadoLabels:
    return TornadoLabels(
        title=_("Effect of each input on the expected loss"),
        amount=_("Expected loss"),
        end=_("Value of the input"),
        low=_("Low (P10)"),
        high=_("High (P90)"),
        stated=_("As entered"),
    )


def _pass_through(risk: RiskModel) -> str:
    if not isinstance(risk, PriceWar):
        return ""
    best, lost = least_loss_pass_through(risk)
    stated = risk.pass_through.mean
    return _(
        "Matching %(best)s of the price cut loses least: %(lost)s of the segment's "
        "revenue as margin, at average inputs. Entered: %(stated)s."
    ) % {
        "best": percent(best),
        "lost": percent(lost),
        "stated": percent(stated),
    }


def _cautions(risk: RiskModel) -> Iterator[str]:
    if isinstance(risk, CopyrightSuit | PriceWar):
        for text in risk.cautions:
            yield f"{text[0].upper()}{text[1:]}."
