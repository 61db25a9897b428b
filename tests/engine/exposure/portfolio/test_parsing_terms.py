"""Terms, and what every kind of risk has, are refused by risk and field too."""

import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.kinds.price_war import PriceWar
from risks.engine.exposure.portfolio.register_parsing import parse_register
from tests.engine.exposure.registers import (
    Json,
    event,
    injunction,
    price_war,
    register,
)

NAN, INFINITY = float("nan"), float("inf")
RATE = {"base": "HKD", "quote": "USD", "date": "2026-05-26", "rate": 0.128}
VALUED = {"valuation_date": "2026-05-27"}


def problem(document: object) -> str:
    with pytest.raises(RegisterError) as refused:
        parse_register(document)
    return str(refused.value)


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        ({"appetite": 0}, "appetite: must be above 0, at most 90,071,992,547,409, not"),
        ({"appetite": NAN}, "appetite: must be above 0, at most 90,071,992,547,409,"),
        ({"capacity": INFINITY}, "capacity: must be above 0, at most 90,071,992,547,"),
        ({"discount_rate": -0.1}, "discount_rate: must be from 0 to 1 (0.08 is 8 %),"),
        ({"horizon_months": -3}, "horizon_months: must be a whole number from 1 to"),
        ({"trials": 0}, "trials: must be a power of two up to 65536, not 0"),
        ({"drivers": []}, "drivers: must hold at least one"),
        ({"drivers": "macro"}, "drivers: must be a list, not a text"),
        ({"drivers": [5]}, "drivers[0]: must be a text, not a number"),
        ({"drivers": ["a", "b", "a"]}, 'drivers: has "a" twice'),
        (
            {"valuation_date": "27.5.2026"},
            'valuation_date: must be a date like 2026-05-27, not "27.5.2026"',
        ),
        ({"valuation_date": "20260527"}, "valuation_date: must be a date like"),
        ({"valuation_date": "2026-02-30"}, "valuation_date: must be a date like"),
        ({"valuation_date": 20260527}, "valuation_date: must be a text, not a number"),
        ({"rates": [RATE]}, "valuation_date: is missing, but there are rates"),
        (VALUED | {"rates": {}}, "rates: must be a list, not an object"),
        (VALUED | {"rates": [[]]}, "rates[0]: must be a rate, not a list"),
        (VALUED | {"rates": [{}]}, "rates[0].base: is missing"),
        (
            VALUED | {"rates": [RATE, RATE | {"rate": 0}]},
            "rates[1].rate: must be above 0, at most 1,000,000, not 0",
        ),
        (
            VALUED | {"rates": [RATE | {"rate": NAN}]},
            "rates[0].rate: must be above 0, at most 1,000,000, not nan",
        ),
        (
            VALUED | {"rates": [RATE | {"quote": "HKD"}]},
            "rates[0].quote: must be another currency than base",
        ),
        (
            VALUED | {"rates": [RATE | {"quote": "usd"}]},
            "rates[0].quote: must be three capital letters like USD",
        ),
        (
            VALUED | {"rates": [RATE | {"source": 5}]},
            "rates[0].source: must be a text, not a number",
        ),
        (
            VALUED | {"rates": [RATE | {"date": "yesterday"}]},
            "rates[0].date: must be a date like 2026-05-27",
        ),
        (
            VALUED | {"rates": [RATE | {"bas": "HKD"}]},
            "rates[0].bas: is not known; did you mean base?",
        ),
    ],
)
def test_a_bad_term_is_refused_by_its_field(terms: Json, line: str) -> None:
    assert problem(register(event(), **terms)).startswith(line)


@pytest.mark.parametrize(
    ("fields", "terms", "line"),
    [
        ({"loadings": []}, {}, "loadings: must be an object, not a list"),
        (
            {"loadings": {"macro": "strng"}},
            {"drivers": ["macro"]},
            'loadings.macro: must be one of none, weak, moderate, strong, not "strng"',
        ),
        (
            {"loadings": {"macro": 1}},
            {"drivers": ["macro"]},
            "loadings.macro: must be above -1 and below 1, not 1",
        ),
        (
            {"loadings": {"macro": NAN}},
            {"drivers": ["macro"]},
            "loadings.macro: must be above -1 and below 1, not nan",
        ),
        (
            {"loadings": {"macro": True}},
            {"drivers": ["macro"]},
            "loadings.macro: must be a number, not true or false",
        ),
        (
            {"loadings": {"a": 0.8, "b": -0.6}},
            {"drivers": ["a", "b"]},
            "loadings: the squares of all loadings must add up to less than 1",
        ),
        (
            {"loadings": {"macro": "weak"}},
            {"drivers": ["law", "price"]},
            'loadings: no driver of the register is called "macro"; known are law, pr',
        ),
        (
            {"loadings": {"macro": "weak"}},
            {},
            'loadings: no driver of the register is called "macro"; known are none',
        ),
        ({"currency": "hkd"}, {}, "currency: must be three capital letters like USD"),
        ({"currency": None}, {}, "currency: must be a text, not null"),
        ({"currency": "HKD"}, {}, "currency: no rate HKD to USD"),
        ({"currency": "HKD"}, VALUED, "currency: no rate HKD to USD on 2026-05-27"),
        (
            {"currency": "EUR"},
            VALUED | {"rates": [RATE]},
            "currency: no rate EUR to USD on 2026-05-27",
        ),
        (
            {"currency": "HKD"},
            {"valuation_date": "2026-06-03", "rates": [RATE]},
            "currency: no rate HKD to USD on 2026-06-03; the latest is of 2026-05-26",
        ),
        (
            {"currency": "HKD"},
            {"valuation_date": "2026-05-25", "rates": [RATE]},
            "currency: no rate HKD to USD on 2026-05-25",
        ),
        ({"entity": " "}, {}, "entity: must have 1 to 200 characters"),
        ({"category": 5}, {}, "category: must be a text, not a number"),
        ({"evidence": []}, {}, "evidence: must hold at least one"),
        ({"evidence": ["audit"]}, {}, "evidence[0]: must be a source, not a text"),
        ({"evidence": [{"source": "a"}]}, {}, "evidence[0].date: is missing"),
        (
            {"evidence": [{"source": "a", "date": "May"}]},
            {},
            "evidence[0].date: must be a date like 2026-05-27",
        ),
        (
            {"evidence": [{"source": "a", "date": "2026-05-28"}]},
            VALUED,
            "evidence[0].date: is after the valuation date of 2026-05-27",
        ),
    ],
)
def test_what_every_kind_of_risk_has_is_refused_by_its_field(
    fields: Json, terms: Json, line: str
) -> None:
    for risk in (event("r", **fields), injunction("r", **fields)):
        assert problem(register(risk, **terms)).startswith(f'risk "r", {line}')


@pytest.mark.parametrize(
    ("rate", "worth"),
    [
        (RATE, 0.128),
        (RATE | {"date": "2026-05-20"}, 0.128),
        ({"base": "USD", "quote": "HKD", "date": "2026-05-27", "rate": 8}, 0.125),
    ],
)
def test_a_rate_of_the_last_seven_days_holds_either_way(
    rate: Json, worth: float
) -> None:
    read = parse_register(register(event(currency="HKD"), rates=[rate], **VALUED))

    assert read.terms.rate_of("HKD") == worth


def test_a_risk_in_the_currency_of_the_register_needs_no_rate() -> None:
    read = parse_register(register(event(currency="USD")))

    assert read.terms.rate_of("USD") == 1


def test_there_is_no_appetite_unless_it_is_stated() -> None:
    assert parse_register(register(event())).terms.appetite is None
    assert parse_register(register(event(), appetite=2e6)).terms.appetite == 2e6


def test_labels_loadings_and_evidence_are_read() -> None:
    risk = event(
        loadings={"macro": "strong", "law": -0.2},
        entity="WFOE",
        category="合規",
        evidence=[{"source": "audit", "date": "2026-05-01"}],
    )

    read = parse_register(register(risk, drivers=["law", "macro"])).risks[0]

    assert (read.entity, read.category) == ("WFOE", "合規")
    assert {each.driver: each.loading for each in read.loadings} == {
        "macro": 0.6,
        "law": -0.2,
    }
    assert (read.evidence[0].source, str(read.evidence[0].on)) == (
        "audit",
        "2026-05-01",
    )


@pytest.mark.parametrize("measure", ["rate_per_year", "probability_per_year"])
def test_a_price_war_says_how_often_in_any_of_the_three_ways(measure: str) -> None:
    stated = price_war() | {measure: 0.2}
    del stated["probability_horizon"]

    read = parse_risk(stated)

    assert isinstance(read, PriceWar)
    assert read.frequency.measure == measure
    assert problem(register(price_war(rate_per_year=0.2))).startswith(
        'risk "price-war", rate_per_year and probability_horizon: give exactly one of'
    )


def test_a_gain_from_a_price_war_is_allowed_only_in_so_many_words() -> None:
    usual, gaining = parse_risk(price_war()), parse_risk(price_war(gain_allowed=True))

    assert isinstance(usual, PriceWar)
    assert isinstance(gaining, PriceWar)
    assert (usual.gain_allowed, gaining.gain_allowed) == (False, True)
    assert problem(register(price_war(gain_allowed=1))) == (
        'risk "price-war", gain_allowed: must be true or false, not a number'
    )
