"""Copyright suit: stages, claims, damages and an appeal, as people state them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.kinds.risk import Priceable
from risks.engine.exposure.sampling.distributions import (
    Constant,
    Distribution,
    Lognormal90,
    is_constant,
)
from risks.engine.exposure.sampling.terms import Terms

WILFULNESS, INNOCENCE = "wilfulness", "innocence"
APPEAL, REVERSAL, FEE_AWARD = "appeal", "reversal", "fee_award"
REMAND = "remand"

NOUGHT, SURELY = Constant(value=0.0), Constant(value=1.0)

DOLLARS = "USD"
INNOCENT_FLOOR, FLOOR = 200, 750  # an award for one work, 17 U.S.C. 504(c)
ORDINARY_CAP, WILFUL_CAP = 30_000, 150_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    name: str
    years: Distribution  # from today
    fee: Distribution  # currency units, own costs of the stage
    p_continue: Distribution  # that the plaintiff gets past it
    p_settle: Distribution  # that the case then settles
    settlement: Distribution  # currency units

    @property
    def node(self) -> str:
        return f"stage {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    name: str
    p_liable: Distribution

    @property
    def node(self) -> str:
        return f"claim {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyrightSuit(Priceable):
    """The last stage is the trial, where the claims decide; the appeal is apart.

    For a work registered in time the plaintiff elects the larger of the statutory
    award and the actual damages (17 U.S.C. 504(c)(1)); any other brings actual
    damages alone (412). An infringer who is not wilful may be innocent (504(c)(2)).

    The fees that a defendant may recover once he prevails (17 U.S.C. 505, Fogerty v.
    Fantasy, 510 U.S. 517) are left out: a gain that depends on the court's discretion
    lessens no loss before it is awarded.
    """

    works: Distribution
    share_registered: Distribution  # in time for statutory damages, 17 U.S.C. 412
    ordinary_award: Distribution  # currency units a work, 17 U.S.C. 504(c)
    wilful_award: Distribution
    p_wilful: Distribution
    innocent_award: Distribution
    p_innocent: Distribution  # among those who are not wilful
    actual_damages: Distribution  # and profits, units a work, 17 U.S.C. 504(b)
    fee_award: Distribution  # currency units, the plaintiff's fees, 17 U.S.C. 505
    p_fee_award: Distribution  # once liability stands
    judgment_interest: float  # a year, 28 U.S.C. 1961
    claims: tuple[Claim, ...]
    stages: tuple[Stage, ...]
    appeal: Stage | None
    p_appeal: Distribution  # by the defendant, once found liable
    p_plaintiff_appeal: Distribution  # by a plaintiff who lost, at whichever stage
    p_reversed: Distribution
    on_reversal: Literal["ends", "remand"]  # of the defendant's appeal
    decided: Mapping[str, bool]  # by node
    accounting: AccountingFacts | None = None

    @property
    def trial(self) -> int:
        return len(self.stages) - 1

    @property
    def appeal_stage(self) -> Stage:
        """Without one of its own the appeal costs nothing and takes no time."""
        if self.appeal:
            return self.appeal
        return Stage(
            name=APPEAL,
            years=self.stages[-1].years,
            fee=NOUGHT,
            p_continue=SURELY,
            p_settle=NOUGHT,
            settlement=NOUGHT,
        )

    @property
    def p_fees_shifted(self) -> Distribution:
        """Section 412 bars them where no work was registered in time."""
        if self.share_registered.highest == 0:
            return NOUGHT
        return self.chance(FEE_AWARD, self.p_fee_award)

    def chance(self, node: str, stated: Distribution) -> Distribution:
        """What is stated, unless the court has decided the node."""
        if node not in self.decided:
            return stated
        return Constant(value=float(self.decided[node]))

    def is_loaded(self, node: str) -> bool:
        """Drivers move what a court decides on the merits in the first instance."""
        stages = {stage.node for stage in self.stages}
        claims = {claim.node for claim in self.claims}
        return node == WILFULNESS or node in stages | claims

    def is_exact(self, terms: Terms) -> bool:
        """Whether enumeration gives the mean: only amounts may be uncertain."""
        timed = (*self.stages, self.appeal_stage)
        timeless = terms.discount_rate == 0 == self.judgment_interest
        certain = timeless or is_constant(*(stage.years for stage in timed))
        return certain and self._elects_surely and is_constant(*self._chances)

    @property
    def cautions(self) -> tuple[str, ...]:
        """Awards that section 504(c) does not allow; the figures are in dollars."""
        if self.currency not in (None, DOLLARS):
            return ()
        return tuple(self._unlawful_awards())

    def without_fees(self) -> "CopyrightSuit":
        """The same suit, in which one's own counsel costs nothing."""
        return replace(
            self,
            stages=tuple(replace(stage, fee=NOUGHT) for stage in self.stages),
            appeal=self.appeal and replace(self.appeal, fee=NOUGHT),
        )

    @property
    def _chances(self) -> Iterator[Distribution]:
        yield from (claim.p_liable for claim in self.claims)
        for stage in (*self.stages, self.appeal_stage):
            yield from (stage.p_continue, stage.p_settle)
        yield from (self.p_wilful, self.p_innocent, self.p_fee_award)
        yield from (self.p_appeal, self.p_plaintiff_appeal, self.p_reversed)

    @property
    def _elects_surely(self) -> bool:
        """Whether one of award and actual damages is the larger whatever is drawn."""
        actual = self.actual_damages
        return self.share_registered.highest == 0 or all(
            actual.highest <= award.lowest or award.highest <= actual.lowest
            for award, *_ in self._awards
        )

    @property
    def _awards(self) -> Iterator[tuple[Distribution, str, int, int]]:
        """Each with its name and what the statute allows for a work."""
        yield self.ordinary_award, "ordinary_award", FLOOR, ORDINARY_CAP
        yield self.wilful_award, "wilful_award", FLOOR, WILFUL_CAP
        if self.p_innocent.highest > 0:
            yield self.innocent_award, "innocent_award", INNOCENT_FLOOR, ORDINARY_CAP

    def _unlawful_awards(self) -> Iterator[str]:
        for award, name, floor, cap in self._awards:
            low, high = likely_range(award)
            if low < floor:
                yield f"{name} goes down to {low:,.0f}, below {floor:,} a work"
            if high > cap:
                yield f"{name} goes up to {high:,.0f}, above {cap:,} a work"


def likely_range(number: Distribution) -> tuple[float, float]:
    """From the lowest to the highest, or where nine draws in ten fall."""
    if isinstance(number, Lognormal90):
        return number.low, number.high
    return number.lowest, number.highest
