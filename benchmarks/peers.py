"""The same job the way others do it: no layers, no streams of their own, no reuse.

Frequency, severity, sum, P95 and TVaR95 of the sum; no measures of single risks,
which the engine's own figure holds as well.
"""

import math
import random
from collections.abc import Sequence

import numpy as np

from risks.engine.exposure.kinds.event import EventRisk
from risks.engine.exposure.portfolio.register import Register
from risks.engine.exposure.sampling.distributions import Constant, Lognormal90
from risks.engine.exposure.sampling.terms import MOST_TRIALS

CHUNK = 50  # risks of a dense matrix: 26 MB of each of its columns

Figures = tuple[float, float]
"""P95 and TVaR95, currency units."""


def python_loop(register: Register, *, trials: int) -> Figures:
    """Trial by trial and risk by risk; its time grows with the trials."""
    luck = random.Random(1)
    terms = [_terms(risk) for risk in events_of(register)]
    totals = []
    for _ in range(trials):
        total = 0.0
        for chance, mu, sigma in terms:
            if luck.random() < chance:
                total += luck.lognormvariate(mu, sigma)
        totals.append(total * register.terms.mean_factor)
    return figures(totals)


def dense_matrix(register: Register) -> Figures:
    """Trials × risks, in chunks of risks so that it fits."""
    luck = np.random.default_rng(1)
    risks = events_of(register)
    totals = np.zeros(MOST_TRIALS)
    for first in range(0, len(risks), CHUNK):
        terms = np.array([_terms(risk) for risk in risks[first : first + CHUNK]])
        chance, mu, sigma = terms.T
        shape = MOST_TRIALS, len(terms)
        happens = luck.random(shape) < chance
        severity = np.exp(mu + sigma * luck.standard_normal(shape))
        totals += (happens * severity).sum(axis=1)
    return figures((totals * register.terms.mean_factor).tolist())


def events_of(register: Register) -> list[EventRisk]:
    return [risk for risk in register.risks if isinstance(risk, EventRisk)]


def figures(totals: Sequence[float]) -> Figures:
    worst = sorted(totals)
    rank = math.ceil(0.95 * len(worst))
    beyond = worst[rank:]
    return worst[rank - 1], sum(beyond) / len(beyond)


def _terms(risk: EventRisk) -> tuple[float, float, float]:
    """Chance over the horizon, and mu and sigma of the severity."""
    chance, severity = risk.frequency.value, risk.severity
    if not isinstance(chance, Constant) or not isinstance(severity, Lognormal90):
        raise TypeError("only certain chances and lognormal severities")
    return chance.value, severity.mu, severity.sigma
