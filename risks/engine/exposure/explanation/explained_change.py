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
from risks.engine.exposure.portfolio.valuation import (
    Valuation,
    measured,
    on_one_route,
    value_risk,
)
from risks.engine.exposure.sampling.at_most_once import NEVER, AtMostOnce
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
    def valued(self) -> Valuation:
        return value_risk(self.risk, terms=self.terms, linked=self.linked)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Member:
    """A risk that belongs to a sum."""

    label: str
    losses: Losses
    mean: Mean
    law: AtMostOnce | None = None

    def brings_as_much_as(self, other: "Member") -> bool:
        """Say whether two members are equal in every trial, mean and law."""
        return (
            (self.mean, self.law) == (other.mean, other.law)
            and np.array_equal(self.losses.trial, other.losses.trial)
            and np.array_equal(self.losses.cents, other.losses.cents)
        )


Move = tuple[str, Member | None, Member | None]
"""What a change of one member is called, and the member before and after it."""


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
    valued = on_one_route([step.valued for step in steps])
    reached = [Figures.of(each.metrics) for each in valued]
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
    laws = _laws(old, moves)
    total = total_of((each.losses for each in old.values()), trials=terms.trials)
    cents = sum(each.mean.cents for each in old.values())
    reached = [_figures_of(total, cents, terms, law=laws[0])]
    for (_, left, come), law in zip(moves, laws[1:], strict=True):
        if left:
            left.losses.take_from(total)
            cents -= left.mean.cents
        if come:
            come.losses.add_to(total)
            cents += come.mean.cents
        reached.append(_figures_of(total, cents, terms, law=law))
    labels = [label for label, _, _ in moves]
    return _explained(reached, labels, before=before, after=after, residual=residual)


def _moves(old: Mapping[str, Member], new: Mapping[str, Member]) -> Iterator[Move]:
    for risk_id, was in old.items():
        now = new.get(risk_id)
        if now is None:
            yield words.LEFT(risk=was.label), was, None
        elif not now.brings_as_much_as(was):
            yield words.CHANGED(risk=now.label), was, now
    for risk_id, now in new.items():
        if risk_id not in old:
            yield words.CAME(risk=now.label), None, now


def _laws(old: Mapping[str, Member], moves: Sequence[Move]) -> list[AtMostOnce | None]:
    """Return the law of each sum on the way, or no law where one has none.

    The sum of one member has that member's law, the sum of none never loses.
    """
    members = list(old.values())
    laws = [_law(members)]
    for _, left, come in moves:
        members = [each for each in members if each is not left]
        members += [come] if come else []
        laws.append(_law(members))
    return laws if all(laws) else [None] * len(laws)


def _law(members: Sequence[Member]) -> AtMostOnce | None:
    if not members:
        return NEVER
    return members[0].law if len(members) == 1 else None


def _figures_of(
    total: Vector, cents: float, terms: Terms, *, law: AtMostOnce | None
) -> Figures:
    losses, mean = Losses.of(countable(total)), Mean(cents=cents)
    return Figures.of(measured(losses, mean, terms=terms, law=law).metrics)


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
