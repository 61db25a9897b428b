"""Explain a change by splitting the difference of two valuations over its causes.

The causes are applied one after the other, each on top of the last, so that the parts
add up. The joint effect of two changes belongs to the later one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from risks.engine.exposure.explanation.figures import ZERO, Figures
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.portfolio.metrics import Mean
from risks.engine.exposure.portfolio.portfolio import countable
from risks.engine.exposure.portfolio.valuation import measured, value_risk
from risks.engine.exposure.sampling.losses import Losses, total_of
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.formats import CENTS, signed
from risks.engine.money import Vector
from risks.engine.sentences import inputs as words

METHOD = words.METHOD()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A risk after one more change; the first step is the state before."""

    label: str
    risk: RiskModel
    terms: Terms
    linked: CopyrightSuit | None = None

    @property
    def figures(self) -> Figures:
        valued = value_risk(self.risk, terms=self.terms, linked=self.linked)
        return Figures.of(valued.metrics)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Member:
    """A risk that belongs to a sum."""

    label: str
    losses: Losses
    mean: Mean

    def brings_as_much_as(self, other: "Member") -> bool:
        """Say whether two members are equal in every trial and mean."""
        return (
            self.mean == other.mean
            and np.array_equal(self.losses.trial, other.losses.trial)
            and np.array_equal(self.losses.cents, other.losses.cents)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One cause of a change and its effect."""

    label: str
    change: Figures

    @property
    def words(self) -> str:
        """Return it as "summary_judgment p_continue 0.6 → 0.8: expected +1,234.00"."""
        amount = signed(self.change.expected, decimals=CENTS)
        return f"{self.label}: expected {amount}"

    def as_json(self) -> dict[str, object]:
        return {"label": self.label, "words": self.words} | asdict(self.change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The parts of a change and the residual, which add up to the cent."""

    before: Figures
    after: Figures
    parts: tuple[Part, ...]
    residual: Part | None  # the part that no input explains

    @property
    def change(self) -> Figures:
        return self.after - self.before

    @property
    def words(self) -> tuple[str, ...]:
        residual = (self.residual,) if self.residual else ()
        return tuple(part.words for part in (*self.parts, *residual))

    def as_json(self) -> dict[str, object]:
        return {
            "before": asdict(self.before),
            "after": asdict(self.after),
            "change": asdict(self.change),
            "parts": [part.as_json() for part in self.parts],
            "residual": self.residual and self.residual.as_json(),
        }


def explain(
    steps: Sequence[Step],
    *,
    before: Figures | None = None,
    after: Figures | None = None,
    residual: str = METHOD,
) -> Explanation:
    """Explain the change of one risk; the first step is the state before.

    `before` and `after` are the stored figures. Where this engine gives others, the
    residual is the difference.
    """
    reached = [step.figures for step in steps]
    labels = [step.label for step in steps[1:]]
    return _explained(reached, labels, before=before, after=after, residual=residual)


def explain_sum(
    old: Mapping[str, Member],
    new: Mapping[str, Member],
    *,
    terms: Terms,
    before: Figures | None = None,
    after: Figures | None = None,
    residual: str = METHOD,
) -> Explanation:
    """Explain the change of a sum of risks by its members.

    Members that left or changed come in the old order, then new members.
    """
    moves = list(_moves(old, new))
    total = total_of((each.losses for each in old.values()), trials=terms.trials)
    cents = sum(each.mean.cents for each in old.values())
    reached = [_figures_of(total, cents, terms)]
    for _, left, come in moves:
        if left:
            left.losses.take_from(total)
            cents -= left.mean.cents
        if come:
            come.losses.add_to(total)
            cents += come.mean.cents
        reached.append(_figures_of(total, cents, terms))
    labels = [label for label, _, _ in moves]
    return _explained(reached, labels, before=before, after=after, residual=residual)


def _moves(
    old: Mapping[str, Member], new: Mapping[str, Member]
) -> Iterator[tuple[str, Member | None, Member | None]]:
    for risk_id, was in old.items():
        now = new.get(risk_id)
        if now is None:
            yield words.LEFT(risk=was.label), was, None
        elif not now.brings_as_much_as(was):
            yield words.CHANGED(risk=now.label), was, now
    for risk_id, now in new.items():
        if risk_id not in old:
            yield words.CAME(risk=now.label), None, now


def _figures_of(total: Vector, cents: float, terms: Terms) -> Figures:
    losses = Losses.of(countable(total))
    return Figures.of(measured(losses, Mean(cents=cents), terms=terms).metrics)


def _explained(
    reached: Sequence[Figures],
    labels: Sequence[str],
    *,
    before: Figures | None,
    after: Figures | None,
    residual: str,
) -> Explanation:
    before, after = before or reached[0], after or reached[-1]
    moved = zip(labels, reached[:-1], reached[1:], strict=True)
    parts = tuple(Part(label=label, change=new - old) for label, old, new in moved)
    left = (after - before) - sum((part.change for part in parts), ZERO)
    return Explanation(
        before=before,
        after=after,
        parts=parts,
        residual=Part(label=residual, change=left) if left else None,
    )
