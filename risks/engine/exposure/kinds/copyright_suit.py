"""Copyright suit: stages, claims, damages and an appeal, as people state them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from risks.engine.exposure.documents.numbers import (
    Money,
    Probability,
    Share,
    Works,
    YearlyRate,
)
from risks.engine.exposure.documents.values import asks
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.kinds.natures import LIABILITY, asks_nature
from risks.engine.exposure.kinds.proceedings import (
    APPEAL,
    DECIDED,
    FEE_AWARD,
    WILFULNESS,
    Claim,
    Stage,
    refuse_twice,
    refuse_unfounded,
    refuse_unfounded_rulings,
    rulings,
    with_amount,
)
from risks.engine.exposure.kinds.risk import Risk
from risks.engine.exposure.sampling.distributions import (
    SURELY,
    ZERO,
    Constant,
    Distribution,
    Lognormal90,
    is_constant,
)
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.foreign.documents import Several, refuse
from risks.engine.formats import number
from risks.engine.wording import gettext_noop as _

DOLLARS = "USD"
INNOCENT_FLOOR, FLOOR = 200, 750  # an award for one work, 17 U.S.C. 504(c)
ORDINARY_CAP, WILFUL_CAP = 30_000, 150_000


class CopyrightSuit(Risk):
    """A suit for statutory damages.

    For a work registered in time the plaintiff elects the larger of the statutory
    award and the actual damages (17 U.S.C. 504(c)(1)); any other brings actual
    damages alone (412). An infringer who is not wilful may be innocent (504(c)(2)).

    The fees that a defendant may recover once he prevails (17 U.S.C. 505, Fogerty v.
    Fantasy, 510 U.S. 517) are left out: a gain that depends on the court's discretion
    lessens no loss before it is awarded.
    """

    runs_to_its_end: ClassVar[bool] = True
    read_as: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "stated_stages": ("stages", "appeal"),
        "stated_rulings": ("decided",),
    }

    kind: Literal["copyright_suit"]
    nature: Literal["liability"] = asks_nature(LIABILITY)
    works: Works = asks(
        _("Works at issue"),
        "works infringed, not copies; parts of one compilation are one work (in the "
        "Ninth Circuit ask whether each has independent economic value)",
        example=500,
        remark=_(
            "Has each part of a compilation independent economic value, as an episode "
            "that is sold by itself? In the Ninth Circuit the answer informs whether "
            "parts are works of their own, and does not decide it alone (Columbia "
            "Pictures v. Krypton, 106 F.3d 284, 1997, reversed on other grounds; "
            "VHT v. Zillow, 918 F.3d 723, 2019)."
        ),
    )
    share_registered: Share = asks(
        _("Share registered in time"),
        "of the works, registered in time for statutory damages (17 U.S.C. § 412); the "
        "others bring actual damages alone",
        example=0.9,
        default=SURELY,
    )
    ordinary_award: Money = asks(
        _("Award per work, ordinary"),
        "for each work (17 U.S.C. § 504(c))",
        example={"pert": [750, 5000, 30_000]},
    )
    wilful_award: Money = asks(
        _("Award per work, wilful"),
        "for each work, where infringement is wilful (17 U.S.C. § 504(c)(2))",
        example={"pert": [750, 30_000, 150_000]},
    )
    p_wilful: Probability = asks(
        _("Probability of wilfulness"),
        "that infringement, once found, is found wilful",
        example=0.25,
        remark=_(
            "For comparison: wilfulness is pleaded in about 80 % of copyright cases "
            "and found in about 2 % of plaintiffs' wins (Depoorter, 66 UCLA L. Rev. "
            "400: all copyright disputes, not cases like this one)."
        ),
    )
    innocent_award: Money = asks(
        _("Award per work, innocent"),
        "for each work, where the infringer is found innocent (§ 504(c)(2)); required "
        "with `p_innocent`",
        default=ZERO,
    )
    p_innocent: Probability = asks(
        _("Probability of innocence"),
        "that an infringer who is not wilful is found innocent",
        default=ZERO,
    )
    actual_damages: Money = asks(
        _("Actual damages per work"),
        "actual damages and profits for each work (§ 504(b)): all that works "
        "registered too late bring; for the others the larger counts",
        default=ZERO,
    )
    fee_award: Money = asks(
        _("The plaintiff's fees"),
        "how much of these fees the judgment makes the defendant pay (§ 505); required "
        "with `p_fee_award`",
        default=ZERO,
    )
    p_fee_award: Probability = asks(
        _("Probability that fees are shifted"),
        "that a judgment of liability shifts the plaintiff's fees; never where "
        "`share_registered` is 0",
        default=ZERO,
    )
    judgment_interest: YearlyRate = asks(
        _("Interest on the judgment, a year"),
        "on a judgment upheld on appeal (28 U.S.C. § 1961)",
        default=0.0,
    )
    claims: Several[Claim] = asks(
        _("Claims"),
        "the suit is lost if any claim is",
        example=[
            {"name": "direct", "p_liable": 0.4},
            {"name": "contributory", "p_liable": 0.1, "given": "direct"},
        ],
    )
    stated_stages: Several[Stage] = asks(
        _("Stages"),
        "in order; the last one is the trial, or is called `appeal` and follows the "
        "trial",
        example=[
            {
                "name": "motion_to_dismiss",
                "years": 0.3,
                "fee": 300_000,
                "p_continue": 0.7,
            },
            {
                "name": "summary_judgment",
                "years": 1.5,
                "fee": 1_500_000,
                "p_continue": 0.6,
                "p_settle": 0.3,
                "settlement": 4_000_000,
            },
            {"name": "trial", "years": 2.5, "fee": 3_000_000},
            {"name": "appeal", "years": 4, "fee": 800_000},
        ],
        alias="stages",
    )
    p_appeal: Probability = asks(
        _("Probability of an appeal"),
        "that the defendant appeals, once found liable",
        example=0.6,
        default=ZERO,
    )
    p_plaintiff_appeal: Probability = asks(
        _("Probability that the plaintiff appeals"),
        "that a plaintiff who lost appeals, at whichever stage",
        default=ZERO,
    )
    p_reversed: Probability = asks(
        _("Probability of reversal"),
        "that an appeal succeeds",
        example=0.2,
        default=ZERO,
    )
    on_reversal: Literal["ends", "remand"] = asks(
        _("On reversal (ends or remand)"),
        "after the defendant's success: `ends` the suit, or `remand` for a second "
        "trial",
        default="ends",
    )
    stated_rulings: Annotated[Mapping[str, object], DECIDED] = asks(
        _("Decided already"),
        "what the court has decided already, by node",
        example={"motion_to_dismiss": "denied"},
        default={},
        alias="decided",
    )
    accounting: AccountingFacts | None = asks(
        _("Accounting"),
        "facts for the accounts; they change no figure of the risk",
        default=None,
    )

    @model_validator(mode="after")
    def _is_a_suit(self) -> Self:
        refuse_twice([claim.name for claim in self.claims], at="claims")
        refuse_unfounded(self.claims)
        self._refuse_other_orders_of_stages()
        with_amount(self, "innocent_award", self.p_innocent)
        with_amount(self, "fee_award", self.p_fee_award)
        refuse_unfounded_rulings(self.claims, self.decided)
        return self

    def _refuse_other_orders_of_stages(self) -> None:
        refuse_twice([stage.name for stage in self.stated_stages], at="stages")
        names = [stage.name.casefold() for stage in self.stated_stages]
        if APPEAL in names[:-1]:
            raise refuse("the appeal must be the last stage", at=("stages",))
        if names == [APPEAL]:
            raise refuse("must hold a trial before the appeal", at=("stages",))

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages up to the trial, where the claims decide."""
        return self.stated_stages[:-1] if self.appeal else self.stated_stages

    @cached_property
    def appeal(self) -> Stage | None:
        last = self.stated_stages[-1]
        return last if last.name.casefold() == APPEAL else None

    @cached_property
    def grounds(self) -> tuple[Claim, ...]:
        """Return the claims of which one suffices to lose the suit.

        A claim that presupposes another succeeds only where that one has, so that it
        adds nothing to the probability that any does.
        """
        return tuple(claim for claim in self.claims if claim.given is None)

    @cached_property
    def decided(self) -> Mapping[str, bool]:
        """Return what the court has decided, by node."""
        return rulings(self.stated_rulings, stages=self.stages, claims=self.claims)

    @property
    def trial(self) -> int:
        return len(self.stages) - 1

    @cached_property
    def appeal_stage(self) -> Stage:
        """Without one of its own the appeal costs nothing and takes no time."""
        if self.appeal:
            return self.appeal
        bare = {"fee": ZERO, "p_continue": SURELY, "p_settle": ZERO}
        return self.stages[-1].model_copy(
            update={**bare, "name": APPEAL, "settlement": ZERO}
        )

    @property
    def p_fees_shifted(self) -> Distribution:
        """Section 412 bars them where no work was registered in time."""
        if self.share_registered.highest == 0:
            return ZERO
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
        free = {"fee": ZERO}
        stages = tuple(stage.model_copy(update=free) for stage in self.stated_stages)
        return self.model_copy(update={"stated_stages": stages})

    @property
    def _chances(self) -> Iterator[Distribution]:
        yield from (claim.p_liable for claim in self.grounds)
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
                yield f"{name} goes down to {number(low)}, below {number(floor)} a work"
            if high > cap:
                yield f"{name} goes up to {number(high)}, above {number(cap)} a work"


def likely_range(number: Distribution) -> tuple[float, float]:
    """From the lowest to the highest, or where nine draws in ten fall."""
    if isinstance(number, Lognormal90):
        return number.low, number.high
    return number.lowest, number.highest
