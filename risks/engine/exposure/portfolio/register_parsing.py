"""Parse a decoded register file, as docs/use/simulate.md describes it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, ValidationError, model_validator

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.bounds import Bounds
from risks.engine.exposure.documents.numbers import (
    Number,
    YearlyRate,
    number,
    plain,
)
from risks.engine.exposure.documents.refusal import Place
from risks.engine.exposure.documents.values import DAY, Currency, Day, Text, asks
from risks.engine.exposure.kinds.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio.rates import ExchangeRate, NoRate, rate_between
from risks.engine.exposure.portfolio.register import Register
from risks.engine.exposure.sampling.terms import (
    DEFAULT_HORIZON_MONTHS,
    MOST_TRIALS,
    Terms,
)
from risks.engine.foreign.documents import Document, Several, after, refuse
from risks.engine.wording import gettext_noop as _


def _whole(value: float) -> int:
    if not value.is_integer():
        raise refuse(f"must be {bounds.HORIZON.words}, not {value}")
    return int(value)


def _power_of_two(value: float) -> int:
    trials = int(value)
    if trials != value or trials.bit_count() != 1:
        raise refuse(f"must be {bounds.TRIALS.words}, not {value:.15g}")
    return trials


def _whole_number(read: Any, within: Bounds, shape: Mapping[str, Any]) -> Number:
    return Number(
        core=after(read, number(within)),
        shape=shape,
        words=within.words,
        bounds=within,
    )


HORIZON = _whole_number(
    _whole, bounds.HORIZON, bounds.HORIZON.shape | {"type": "integer"}
)
TRIALS = _whole_number(
    _power_of_two,
    bounds.TRIALS,
    {"enum": [2**power for power in range(MOST_TRIALS.bit_length())]},
)
FACT = plain(bounds.ANY)


class PublishedRate(Document):
    """One unit of the base is so many units of the quote."""

    noun: ClassVar[str] = "rate"

    base: Currency = asks(_("Base"), "the currency of which one unit is meant")
    quote: Currency = asks(_("Quote"), "another currency, which the rate is in")
    on: Day = asks(_("Date"), "when it was published", alias="date")
    rate: Annotated[float, plain(bounds.EXCHANGE_RATE)] = asks(
        _("Rate"), "so many of `quote` for one of `base`"
    )
    source: Text = asks(_("Source"), "for people: who published it", default="")

    @model_validator(mode="after")
    def _is_between_two(self) -> Self:
        if self.base == self.quote:
            raise refuse("must be another currency than base", at=("quote",))
        return self


class RegisterFile(Document):
    """The input of `manage.py simulate`. Money is a number of currency units."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"rates": ["valuation_date"]}},
    )
    noun: ClassVar[str] = "register"

    currency: Currency = asks(
        _("Currency"),
        "three capital letters; all money in the file is a number of its units",
    )
    capacity: Annotated[float, plain(bounds.ABOVE_0, "money")] = asks(
        _("Risk capacity"), "the loss the company cannot absorb: a score of 100"
    )
    discount_rate: YearlyRate = asks(
        _("Discount rate"), "a year, 0.08 is 8 %", example=0.08
    )
    horizon_months: Annotated[int, HORIZON] = asks(
        _("Horizon in months"),
        "over which events are counted",
        default=DEFAULT_HORIZON_MONTHS,
    )
    appetite: Annotated[float | None, plain(bounds.ABOVE_0, "money")] = asks(
        _("Risk appetite"),
        "the loss the board accepts to run: `p_over_appetite` is the chance of a "
        "larger one, which is left out where no appetite is set",
        default=None,
    )
    drivers: Several[Text] = asks(
        _("Drivers"),
        "names of what moves several risks at once, each named once",
        default=(),
        shape={"uniqueItems": True},
    )
    valuation_date: Annotated[date | None, DAY] = asks(
        _("Valuation date"),
        'the day of the valuation, like `"2026-05-27"`: rates and the age of evidence '
        "are read on it; required with `rates`",
        default=None,
    )
    rates: Several[PublishedRate] = asks(
        _("Exchange rates"),
        "each with `base`, `quote`, `date`, `rate` (one unit of `base` is so many of "
        "`quote`) and its `source`",
        default=(),
    )
    facts: dict[str, Annotated[float, FACT]] = asks(
        _("Facts"),
        'what amounts may be stated in, like `{"revenue": 30500000}`: one update moves '
        "every risk that uses it; a risk with another `currency` cannot",
        default={},
    )
    trials: Annotated[int, TRIALS] = asks(
        _("Trials"), "how many outcomes are simulated", default=MOST_TRIALS
    )
    risks: Several[Any] = asks(
        _("Risks"),
        "a list of at least one risk, each with its own `id` and a `kind`",
    )

    @model_validator(mode="after")
    def _drivers_and_rates_are_sound(self) -> Self:
        for name in self.drivers:
            if self.drivers.count(name) > 1:
                raise refuse(f'has "{name}" twice', at=("drivers",))
        if self.rates and self.valuation_date is None:
            raise refuse("is missing, but there are rates", at=("valuation_date",))
        return self


def parse_register(document: object) -> Register:
    """Return the register of a decoded file; raises RegisterError."""
    try:
        given = RegisterFile.model_validate(document)
    except ValidationError as error:
        raise Place().refused(error, RegisterFile) from error
    risks = tuple(
        parse_risk(
            item,
            place=Place().key("risks").item(index),
            facts=given.facts,
            facts_currency=given.currency,
        )
        for index, item in enumerate(given.risks)
    )
    return Register(
        terms=Terms(
            currency=given.currency,
            capacity=given.capacity,
            appetite=given.appetite,
            discount_rate=given.discount_rate,
            horizon_months=given.horizon_months,
            trials=given.trials,
            rates=_rates(given, risks),
        ),
        valuation_date=given.valuation_date,
        drivers=given.drivers,
        risks=risks,
    )


def _rates(given: RegisterFile, risks: tuple[RiskModel, ...]) -> Mapping[str, float]:
    """Return the rates of the currencies in use, except those without one."""
    if not given.rates or given.valuation_date is None:
        return {}
    known = [
        ExchangeRate(base=each.base, quote=each.quote, on=each.on, rate=each.rate)
        for each in given.rates
    ]
    rates = {}
    for risk in risks:
        if risk.currency is None or risk.currency == given.currency:
            continue
        try:
            rates[risk.currency] = rate_between(
                risk.currency, given.currency, on=given.valuation_date, among=known
            )
        except NoRate as error:
            place = Place(risk=risk.id, path="currency")
            raise place.error(str(error)) from error
    return rates
