"""Copyright suit: stages, claims, damages and an appeal, as people state them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from risks.engine.exposure.distributions import Constant, Distribution, is_constant
from risks.engine.exposure.risk import Priceable
from risks.engine.exposure.terms import Terms

WILFULNESS, APPEAL, REVERSAL = "wilfulness", "appeal", "reversal"
REMAND = "remand"


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
    """The last stage is the trial, where the claims decide; the appeal is apart."""

    works: Distribution
    share_registered: Distribution  # in time for statutory damages, 17 U.S.C. 412
    ordinary_award: Distribution  # currency units a work, 17 U.S.C. 504(c)
    wilful_award: Distribution
    p_wilful: Distribution
    claims: tuple[Claim, ...]
    stages: tuple[Stage, ...]
    appeal: Stage | None
    p_appeal: Distribution  # by the defendant, once found liable
    p_plaintiff_appeal: Distribution  # by a plaintiff who lost, at whichever stage
    p_reversed: Distribution
    on_reversal: Literal["ends", "remand"]  # of the defendant's appeal
    decided: Mapping[str, bool]  # by node

    @property
    def trial(self) -> int:
        return len(self.stages) - 1

    @property
    def appeal_stage(self) -> Stage:
        """Without one of its own the appeal costs nothing and takes no time."""
        if self.appeal:
            return self.appeal
        nought, one = Constant(value=0.0), Constant(value=1.0)
        return Stage(
            name=APPEAL,
            years=self.stages[-1].years,
            fee=nought,
            p_continue=one,
            p_settle=nought,
            settlement=nought,
        )

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
        certain = terms.discount_rate == 0 or is_constant(*(s.years for s in timed))
        return (
            certain
            and not self.loadings
            and is_constant(
                *(claim.p_liable for claim in self.claims),
                *(
                    chance
                    for stage in timed
                    for chance in (stage.p_continue, stage.p_settle)
                ),
                self.p_wilful,
                self.p_appeal,
                self.p_plaintiff_appeal,
                self.p_reversed,
            )
        )
