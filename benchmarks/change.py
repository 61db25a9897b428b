"""One assumption of a priced register changes, and the sum follows."""

from itertools import cycle

from benchmarks.peers import events_of
from risks.engine.exposure.kinds.event import EventRisk
from risks.engine.exposure.portfolio.metrics import Mean
from risks.engine.exposure.portfolio.register import Register, price_register
from risks.engine.exposure.portfolio.shares import attribution
from risks.engine.exposure.portfolio.valuation import Valuation, moved_sum, value_risk
from risks.engine.exposure.sampling.distributions import Constant


class Change:
    """The first risk is a little likelier each time."""

    def __init__(self, register: Register) -> None:
        self.terms = register.terms
        priced = price_register(register)
        self.losses = dict(priced.losses)
        first = events_of(register)[0]
        self.risk = value_risk(first, terms=self.terms)
        self.sum = Valuation(
            losses=priced.total,
            mean=Mean(cents=sum(each.cents for each in priced.means.values())),
            metrics=priced.portfolio,
            terms=self.terms,
        )
        self.versions = cycle([likelier(first, step) for step in range(1, 8)])

    def measures(self) -> Valuation:
        risk = next(self.versions)
        after = value_risk(risk, terms=self.terms)
        self.sum = moved_sum(self.sum, [(self.risk, after)], terms=self.terms)
        self.risk, self.losses[risk.id] = after, after.losses
        return self.sum

    def parts(self) -> dict[str, float]:
        total = self.measures().losses
        return attribution(self.losses, total=total)


def likelier(risk: EventRisk, percent: int) -> EventRisk:
    chance = Constant(value=risk.frequency.value.mean + percent / 100)
    return risk.model_copy(update={"probability_horizon": chance})
