"""A register file, decoded, to a register: docs/simulate.md."""

from collections.abc import Mapping
from datetime import date

from risks.engine.exposure.documents.fact_multiples import ANY_NUMBER
from risks.engine.exposure.documents.reading import (
    CAPACITY,
    DISCOUNT_RATE,
    EXCHANGE_RATE,
    HORIZON,
    TRIALS,
    Fields,
    Place,
    read_currency,
    read_date,
    read_number,
    read_object,
    read_text,
    shown_key,
)
from risks.engine.exposure.kinds.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio.rates import ExchangeRate, NoRate, rate_between
from risks.engine.exposure.portfolio.register import Register
from risks.engine.exposure.sampling.terms import (
    DEFAULT_HORIZON_MONTHS,
    MOST_TRIALS,
    Terms,
)

REGISTER_KEYS = (
    "currency",
    "horizon_months",
    "discount_rate",
    "capacity",
    "appetite",
    "trials",
    "valuation_date",
    "rates",
    "drivers",
    "facts",
    "risks",
)


def parse_register(document: object) -> Register:
    """Raises RegisterError."""
    fields = Fields(document, place=Place(), known=REGISTER_KEYS, what="register")
    currency = read_currency(
        fields.required("currency"), place=fields.place.key("currency")
    )
    valued_on = _valuation_date(fields)
    facts = _facts(fields)
    risks = tuple(
        parse_risk(item, place=place, facts=facts)
        for item, place in fields.items("risks")
    )
    return Register(
        terms=Terms(
            currency=currency,
            capacity=fields.number("capacity", CAPACITY),
            appetite=_appetite(fields),
            discount_rate=fields.number("discount_rate", DISCOUNT_RATE),
            horizon_months=fields.whole(
                "horizon_months", HORIZON, default=DEFAULT_HORIZON_MONTHS
            ),
            trials=_trials(fields),
            rates=_rates(fields, currency=currency, on=valued_on, risks=risks),
        ),
        valuation_date=valued_on,
        drivers=_drivers(fields),
        risks=risks,
    )


def _appetite(fields: Fields) -> float | None:
    return fields.number("appetite", CAPACITY) if "appetite" in fields else None


def _valuation_date(fields: Fields) -> date | None:
    if "valuation_date" not in fields:
        return None
    place = fields.place.key("valuation_date")
    return read_date(fields.values["valuation_date"], place=place)


def _facts(fields: Fields) -> dict[str, float]:
    """What amounts may be stated in, by name."""
    if "facts" not in fields:
        return {}
    place = fields.place.key("facts")
    return {
        name: read_number(value, place=place.key(shown_key(name)), bounds=ANY_NUMBER)
        for name, value in read_object(fields.values["facts"], place=place).items()
    }


def _drivers(fields: Fields) -> tuple[str, ...]:
    if "drivers" not in fields:
        return ()
    names = [read_text(item, place=place) for item, place in fields.items("drivers")]
    for name in names:
        if names.count(name) > 1:
            raise fields.place.key("drivers").error(f'has "{name}" twice')
    return tuple(names)


def _rates(
    fields: Fields, *, currency: str, on: date | None, risks: tuple[RiskModel, ...]
) -> Mapping[str, float]:
    """Of the currencies that risks use; one that has none is refused with its risk."""
    if "rates" not in fields:
        return {}
    if on is None:
        raise fields.place.key("valuation_date").error(
            "is missing, but there are rates"
        )
    known = [_rate(item, place) for item, place in fields.items("rates")]
    rates = {}
    for risk in risks:
        if risk.currency is None or risk.currency == currency:
            continue
        try:
            rates[risk.currency] = rate_between(
                risk.currency, currency, on=on, among=known
            )
        except NoRate as error:
            place = Place(risk=risk.id, path="currency")
            raise place.error(str(error)) from error
    return rates


def _rate(item: object, place: Place) -> ExchangeRate:
    known = ("base", "quote", "date", "rate", "source")
    fields = Fields(item, place=place, known=known, what="rate")
    base, quote = (
        read_currency(fields.required(name), place=place.key(name))
        for name in ("base", "quote")
    )
    if base == quote:
        raise place.key("quote").error("must be another currency than base")
    if "source" in fields:
        fields.text("source")  # for people: who published it
    return ExchangeRate(
        base=base,
        quote=quote,
        on=read_date(fields.required("date"), place=place.key("date")),
        rate=fields.number("rate", EXCHANGE_RATE),
    )


def _trials(fields: Fields) -> int:
    trials = fields.whole("trials", TRIALS, default=MOST_TRIALS)
    if trials.bit_count() != 1:
        raise fields.place.key("trials").error(
            f"must be a power of two up to {MOST_TRIALS}, not {trials}"
        )
    return trials
