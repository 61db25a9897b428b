"""One assumption of a priced register changes, and the sum follows."""

from dataclasses import replace
from itertools import cycle

from benchmarks.peers import events_of
from risks.engine.exposure.book import Book
from risks.engine.exposure.distributions import Constant
from risks.engine.exposure.events import EventRisk
from risks.engine.exposure.metrics import attribution
from risks.engine.exposure.register import Register, price_register
from risks.engine.exposure.valuation import Valuation, measured, value_risk


class Change:
    """A book in which the first risk is a little likelier each time."""

    def __init__(self, register: Register) -> None:
        self.terms = register.terms
        priced = price_register(register)
        self.book = Book.of(priced.losses, priced.means)
        first = events_of(register)[0]
        self.versions = cycle([likelier(first, step) for step in range(1, 8)])

    def measures(self) -> Valuation:
        risk = next(self.versions)
        valued = value_risk(risk, terms=self.terms)
        self.book.replace(risk.id, valued.losses, valued.mean)
        return measured(self.book.total(), self.book.mean(), terms=self.terms)

    def parts(self) -> dict[str, float]:
        return attribution(self.book.losses, total=self.measures().losses)


def likelier(risk: EventRisk, percent: int) -> EventRisk:
    chance = Constant(value=risk.frequency.value.mean + percent / 100)
    return replace(risk, frequency=replace(risk.frequency, value=chance))
