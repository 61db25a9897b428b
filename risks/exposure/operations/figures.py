"""Convert losses to the columns of a row and to the basis that rows share."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from risks.engine.exposure.portfolio.environment import environment
from risks.engine.exposure.portfolio.metrics import Metrics, exceedance, measure
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.sampling.streams import STREAM_VERSION
from risks.exposure.models import Basis
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.queries import Inputs, digest

UNITLESS = frozenset({"p_positive", "p_over_appetite", "score", "is_exact"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The columns that describe losses on the terms of their inputs."""

    # Columns of `Measures`, without the basis, the input hash and the time.
    measures: dict[str, Any]
    # The curve and the interval of each quantile, too long to store for each day.
    shape: dict[str, Any]

    @property
    def loss_hash(self) -> str:
        return str(self.measures["loss_hash"])


class Bases:
    """The rows of `Basis`, created when first needed and read once."""

    def __init__(self) -> None:
        self._known: dict[str, Basis] = {}

    def of(self, terms: dict[str, Any]) -> Basis:
        """Return the basis with these terms in the present environment."""
        found = environment()
        content = {
            "numpy_version": found["numpy"],
            "scipy_version": found["scipy"],
            "processor": found["processor"],
            "streams": STREAM_VERSION,
            "terms": terms,
        }
        key = digest(content)
        if key not in self._known:
            basis, _ = Basis.objects.get_or_create(digest=key, defaults=content)
            self._known[key] = basis
        return self._known[key]


def figures_of(drawn: Drawn, *, like: Inputs) -> Figures:
    """Return the figures of losses that were drawn on these inputs."""
    terms = like.terms
    metrics = measure(
        drawn.losses,
        capacity=terms.capacity,
        appetite=terms.appetite,
        mean=drawn.mean,
        law=drawn.law,
    )
    columns = {
        "engine": environment()["engine"],
        "trials": terms.trials,
        "valuation_date": like.valuation_date,
        "currency": terms.currency,
        "capacity": money(terms.capacity),
        "loss_hash": loss_hash(drawn.losses),
        **_amounts(metrics),
    }
    return Figures(measures=columns, shape=_shape(drawn, metrics))


def money(units: float) -> Decimal:
    """Convert an amount that the engine has rounded to the cent to a Decimal."""
    return Decimal(str(units)).quantize(Decimal("0.01"))


def _amounts(metrics: Metrics) -> dict[str, Any]:
    figures = {
        each.name: getattr(metrics, each.name)
        for each in fields(metrics)
        if each.name != "intervals"
    }
    return {
        name: figure if name in UNITLESS else money(figure)
        for name, figure in figures.items()
    }


def _shape(drawn: Drawn, metrics: Metrics) -> dict[str, Any]:
    curve = exceedance(drawn.losses, law=drawn.law)
    return {
        # Six digits of a probability are more than a chart shows.
        "exceedance": [[loss, float(f"{chance:.6g}")] for loss, chance in curve],
        "intervals": {level: list(ends) for level, ends in metrics.intervals.items()},
    }
