"""Format figures in columns for a terminal."""

from collections.abc import Iterable, Sequence

from risks.engine import formats
from risks.engine.exposure.kinds.natures import VALUE
from risks.engine.exposure.portfolio.metrics import Metrics
from risks.engine.exposure.portfolio.register import Priced, Register
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.formats import CENTS, number, percent, score

MEASURES = (
    "expected", "P(loss > 0)", "P50", "P90", "P95", "P99", "TVaR95", "TVaR99",
)  # fmt: skip

RANGE_HEADS = ("TVaR95 from", "to", "TVaR99 from", "to", "score from", "to", "risk")


BORNE_BY_OTHERS = f"nature: {VALUE}"
"""The shareholders' row: it is not measured against cash."""


def register_table(register: Register, priced: Priced) -> Iterable[str]:
    terms = register.terms
    yield (
        f"{terms.currency}, {terms.horizon_months} months, "
        f"discounted at {percent(terms.discount_rate, decimals=2)}, "
        f"capacity {money(terms.capacity)}, {_appetite(terms.appetite)}"
        f"{number(terms.trials)} trials"
    )
    rows = _named(priced)
    yield ""
    yield from aligned(
        [
            _heads(terms),
            *(
                _cells(metrics, name=name, scored=name != BORNE_BY_OTHERS)
                for name, metrics in rows.items()
            ),
        ]
    )
    yield ""
    yield "95 % confidence of what is simulated"
    ranges = (_ranges(metrics, name=name) for name, metrics in rows.items())
    yield from aligned([RANGE_HEADS, *ranges])
    yield ""
    if any(risk.runs_to_its_end for risk in register.risks):
        yield "suits and injunctions are valued to their end, whatever the horizon"
    yield f"engine {priced.engine}, hash {priced.hash}"


def _named(priced: Priced) -> dict[str, Metrics]:
    groups = {
        f"{grouping}: {label}": metrics
        for grouping, labels in priced.groups.items()
        for label, metrics in labels.items()
    }
    natures = {f"nature: {each}": metrics for each, metrics in priced.natures.items()}
    return priced.risks | groups | natures | {"= portfolio": priced.portfolio}


def aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Align columns, the name last, so that wide letters do not disturb the others."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for *figures, name in rows:
        cells = zip(figures, widths, strict=False)
        yield "  ".join([*(cell.rjust(width) for cell, width in cells), name])


def money(amount: float) -> str:
    return number(amount, decimals=CENTS)


def signed(amount: float) -> str:
    return formats.signed(amount, decimals=CENTS)


def _heads(terms: Terms) -> list[str]:
    over = [] if terms.appetite is None else ["P(> appetite)"]
    return [*MEASURES, *over, "score", "risk"]


def _ranges(metrics: Metrics, *, name: str) -> list[str]:
    """Return where the tail means and the score lie, or that they are exact."""
    if metrics.is_exact:
        return ["exact", "", "exact", "", "exact", "", name]
    found = metrics.intervals
    amounts = (*found["tvar95"], *found["tvar99"])
    ends = ("", "") if name == BORNE_BY_OTHERS else map(score, found["score"])
    return [*map(money, amounts), *ends, name]


def _appetite(amount: float | None) -> str:
    return "" if amount is None else f"appetite {money(amount)}, "


def _over_appetite(metrics: Metrics, *, scored: bool) -> list[str]:
    chance = metrics.p_over_appetite
    if chance is None:
        return []
    return [percent(chance, decimals=2) if scored else ""]


def _cells(metrics: Metrics, *, name: str, scored: bool = True) -> list[str]:
    """An effect on value is not measured against cash: it has no score."""
    amounts = (
        metrics.p50,
        metrics.p90,
        metrics.p95,
        metrics.p99,
        metrics.tvar95,
        metrics.tvar99,
    )
    return [
        money(metrics.expected),
        percent(metrics.p_positive, decimals=2),
        *(money(amount) for amount in amounts),
        *_over_appetite(metrics, scored=scored),
        score(metrics.score, margin=metrics.score_margin) if scored else "",
        name,
    ]
