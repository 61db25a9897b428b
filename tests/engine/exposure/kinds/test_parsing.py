"""What is wrong with a register file is said in one line: which risk, which field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.portfolio.register_parsing import parse_register
from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    price_war,
    register,
    stage,
    suit,
)

FORMS = ("constant", "pert", "lognormal90", "name")
NAN, INFINITY = float("nan"), float("inf")


def problem(document: object) -> str:
    with pytest.raises(RegisterError) as refused:
        parse_register(document)
    return str(refused.value)


def refusal(document: object) -> RegisterError | None:
    try:
        parse_register(document)
    except RegisterError as error:
        return error
    return None


def claim(name: str, **fields: object) -> Json:
    return {"name": name, "p_liable": 0.4} | fields


def without(fields: Json, name: str) -> Json:
    return {key: value for key, value in fields.items() if key != name}


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ([], "must be a register, not a list"),
        (None, "must be a register, not null"),
        (7, "must be a register, not a number"),
        (register(), "risks: must hold at least one"),
        (register(risks={}), "risks: must be a list, not an object"),
        (register(5), "risks[0]: must be a risk, not a number"),  # type: ignore[arg-type]
        (without(register(event()), "capacity"), "capacity: is missing"),
        (without(register(event()), "risks"), "risks: is missing"),
        (
            register(event(), currency="usd"),
            'currency: must be three capital letters like USD, not "usd"',
        ),
        (register(event(), currency=1), "currency: must be a text, not a number"),
        (
            register(event(), horizon_months=0),
            "horizon_months: must be a whole number from 1 to 1,200, not 0",
        ),
        (
            register(event(), horizon_months=1.5),
            "horizon_months: must be a whole number from 1 to 1,200, not 1.5",
        ),
        (
            register(event(), discount_rate=8),
            "discount_rate: must be from 0 to 1 (0.08 is 8 %), not 8",
        ),
        (
            register(event(), discount_rate="8%"),
            "discount_rate: must be a number, not a text",
        ),
        (
            register(event(), capacity=0),
            "capacity: must be above 0, at most 90,071,992,547,409, not 0",
        ),
        (
            register(event(), capacity=NAN),
            "capacity: must be above 0, at most 90,071,992,547,409, not nan",
        ),
        (
            register(event(), trials=1000),
            "trials: must be a power of two up to 65536, not 1000",
        ),
        (
            register(event(), trials=131072),
            "trials: must be a power of two up to 65536, not 131072",
        ),
        (register(event(), trials=True), "trials: must be a number, not true or false"),
        (register(event(), capcity=1), "capcity: is not known; did you mean capacity?"),
        (register(event("a"), event("a")), 'risk "a", id: is there twice'),
    ],
)
def test_a_bad_register_is_refused_by_its_field(document: object, line: str) -> None:
    assert problem(document).startswith(line)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"probability_horizon": 1.2},
            "probability_horizon: must be from 0 to 1, not 1.2",
        ),
        (
            {"probability_horizon": -0.1},
            "probability_horizon: must be from 0 to 1, not -0.1",
        ),
        (
            {"probability_horizon": NAN},
            "probability_horizon: must be from 0 to 1, not nan",
        ),
        (
            {"probability_horizon": "0.1"},
            "probability_horizon: must be a number or one of lognormal90,",
        ),
        (
            {"probability_horizon": True},
            "probability_horizon: must be a number, not true or false",
        ),
        (
            {"probability_horizon": {"lognormal90": [0.1, 0.2]}},
            "probability_horizon.lognormal90: cannot keep a number from 0 to",
        ),
        (
            {"probability_horizon": {"pert": [0.1, 0.2, 1.3]}},
            "probability_horizon.pert[2]: must be from 0 to 1, not 1.3",
        ),
        ({"rate_per_year": -1}, "rate_per_year: must be 0 or more, not -1"),
        ({"rate_per_year": INFINITY}, "rate_per_year: must be 0 or more, not inf"),
        (
            {"rate_per_year": 34},
            "rate_per_year: may bring more than 100 events over the horizon",
        ),
        (
            {"rate_per_year": {"lognormal90": [1, 90]}},
            "rate_per_year: may bring more than 100 events over the horizon",
        ),
        ({"severity": -5}, "severity: must be from 0 to 90,071,992,547,409, not -5"),
        (
            {"severity": 10**400},
            "severity: must be from 0 to 90,071,992,547,409, not a number",
        ),
        (
            {"severity": None},
            "severity: must be a number or one of lognormal90, pert, table",
        ),
        ({"severity": {}}, "severity: must have exactly one of lognormal90, pert"),
        (
            {"severity": {"constant": 1, "pert": [1, 2, 3]}},
            "severity: must have exactly one of lognormal90, pert, table",
        ),
        (
            {"severity": {"lognormal": [1, 2]}},
            "severity.lognormal: is not known; did you mean lognormal90?",
        ),
        (
            {"severity": {"lognormal90": [2, 1]}},
            "severity.lognormal90: must rise: low, high, not 2.0, 1.0",
        ),
        (
            {"severity": {"lognormal90": [0, 1]}},
            "severity.lognormal90: must start above 0, not at 0.0",
        ),
        (
            {"severity": {"lognormal90": [1]}},
            "severity.lognormal90: must be a list of 2 numbers",
        ),
        (
            {"severity": {"pert": [1, 5, 3]}},
            "severity.pert: must rise: low, likely, high, not 1.0, 5.0, 3.0",
        ),
        ({"severity": {"pert": 7}}, "severity.pert: must be a list of 3 numbers"),
        (
            {"severity": {"pert": [1, "2", 3]}},
            "severity.pert[1]: must be a number, not a text",
        ),
        ({"sevrity": 7}, "sevrity: is not known; did you mean severity?"),
        ({"zzz": 7}, "zzz: is not known; known are id, kind, rate_per_year,"),
        ({"a\nb": 7}, "'a\\nb': is not known; known are id, kind, rate_per_year,"),
    ],
)
def test_a_bad_event_is_refused_by_its_field(fields: Json, line: str) -> None:
    assert problem(register(event("e", **fields))).startswith(f'risk "e", {line}')


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(FORMS), inner, max_size=2
        )
    ),
    max_leaves=6,
)


@given(
    risk=st.sampled_from([event(), contested_suit(), injunction(), price_war()]),
    place=st.integers(min_value=0, max_value=20),
    value=anything,
)
def test_whatever_stands_in_a_field_it_is_read_or_refused_in_one_line(
    risk: Json, place: int, value: object
) -> None:
    name = list(risk)[place % len(risk)]

    refused = refusal(register(risk | {name: value}))

    assert refused is None or refused.risk or refused.field
    assert len(str(refused).splitlines()) == 1


def test_a_bare_probability_is_refused_with_the_three_choices() -> None:
    line = problem(register(event("e", probability=0.1)))

    assert line.startswith('risk "e", probability: does not say over which time')
    assert "probability_horizon" in line
    assert "probability_per_year" in line
    assert "rate_per_year" in line


def test_an_event_says_once_how_often() -> None:
    twice = event("e", rate_per_year=1, probability_horizon=0.5)
    never = without(event("e"), "probability_horizon")

    assert problem(register(twice)) == (
        'risk "e", rate_per_year and probability_horizon: give exactly one of '
        "rate_per_year, probability_per_year, probability_horizon"
    )
    assert problem(register(never)).startswith('risk "e", probability_horizon: give')


@pytest.mark.parametrize(
    ("risk", "line"),
    [
        ({"kind": "event"}, "risks[0].id: is missing"),
        ({"id": 7}, "risks[0].id: must be a text, not a number"),
        ({"id": " "}, "risks[0].id: must have 1 to 200 characters"),
        ({"id": "x" * 201}, "risks[0].id: must have 1 to 200 characters"),
        ({"id": "a\x1fb"}, "risks[0].id: must not have control characters"),
        ({"id": "\ud800"}, "risks[0].id: must not have control characters"),
        ({"id": "a"}, 'risk "a", kind: is missing; known are event, copyright_suit,'),
        (
            {"id": "a", "kind": "evnt"},
            'risk "a", kind: must be one of event, copyright_suit,',
        ),
        (
            {"id": "a", "kind": ["event"]},
            'risk "a", kind: must be one of event, copyright_suit,',
        ),
        (suit(claims=[]), 'risk "suit", claims: must hold at least one'),
        (suit(claims=[{"name": "a"}]), 'risk "suit", claims[0].p_liable: is missing'),
        (
            suit(claims=[{"name": "a", "p_liable": 2}]),
            'risk "suit", claims[0].p_liable: must be from 0 to 1, not 2',
        ),
        (
            suit(claims=[{"name": "a", "p_liable": 0}] * 2),
            'risk "suit", claims: has "a" twice',
        ),
        (
            suit(claims=[claim("a", given="b")]),
            'risk "suit", claims[0].given: no claim is called "b"; known are a',
        ),
        (
            suit(claims=[claim("a", given="a")]),
            'risk "suit", claims[0].given: must not presuppose itself: a → a',
        ),
        (
            suit(claims=[claim("a", given="b"), claim("b", given="a")]),
            'risk "suit", claims[0].given: must not presuppose itself: a → b → a',
        ),
        (
            suit(claims=[claim("a", given=1)]),
            'risk "suit", claims[0].given: must be a text, not a number',
        ),
        (
            suit(
                claims=[claim("a"), claim("b", given="a")],
                decided={"b": "liable", "a": "not_liable"},
            ),
            'risk "suit", decided.b: presupposes "a": decide that it is liable too',
        ),
        (
            suit(stages=[stage("trial"), stage("trial")]),
            'risk "suit", stages: has "trial" twice',
        ),
        (
            suit(stages=[stage("appeal"), stage("trial")]),
            'risk "suit", stages: the appeal must be the last stage',
        ),
        (
            suit(stages=[stage("Appeal")]),
            'risk "suit", stages: must hold a trial before the appeal',
        ),
        (
            suit(stages=[stage("trial", p_settle=0.5)]),
            'risk "suit", stages[0].settlement: is missing',
        ),
        (
            suit(stages=[stage("trial", p_contine=0.5)]),
            'risk "suit", stages[0].p_contine: is not known; did you mean',
        ),
        (suit(works=-1), 'risk "suit", works: must be from 0 to 1,000,000,000, not -1'),
        (suit(decided=[]), 'risk "suit", decided: must be an object, not a list'),
        (
            suit(decided={"tral": "passed"}),
            'risk "suit", decided.tral: is not known; did you mean trial?',
        ),
        (
            suit(decided={"trial": "liable"}),
            'risk "suit", decided.trial: must be one of denied, passed,',
        ),
        (
            suit(on_reversal="retry"),
            'risk "suit", on_reversal: must be one of ends, remand, not',
        ),
        (
            injunction(linked_suit="nobody"),
            'risk "injunction", linked_suit: no copyright_suit has the id',
        ),
        (
            injunction(linked_suit=5),
            'risk "injunction", linked_suit: must be a text, not a number',
        ),
        (
            injunction(filter_built=2),
            'risk "injunction", filter_built: must be from 0 to 1, not 2',
        ),
        (
            injunction(months=-1),
            'risk "injunction", months: must be from 0 to 1,200, not -1',
        ),
        (
            governance(tiers=[{"name": "fine", "q": 0.9, "loss": 1}]),
            'risk "governance", tiers: the q of all tiers must add up to 1,',
        ),
        (
            governance(tiers="fine"),
            'risk "governance", tiers: must be a list, not a text',
        ),
        (
            governance(rate_per_year=40),
            'risk "governance", rate_per_year: may bring more than 100',
        ),
        (
            price_war(own_elasticity=1.5),
            'risk "price-war", own_elasticity: must be below 0, at least',
        ),
        (
            price_war(own_elasticity={"lognormal90": [1, 2]}),
            'risk "price-war", own_elasticity.lognormal90: cannot keep a',
        ),
        (price_war(cut=1), 'risk "price-war", cut: must be from 0 to below 1, not 1'),
        (
            price_war(margin=23.3),
            'risk "price-war", margin: must be from 0 to 1, not 23.3',
        ),
    ],
)
def test_a_bad_risk_is_refused_by_its_field(risk: Json, line: str) -> None:
    assert problem(register(risk)).startswith(line)


def test_the_error_carries_the_risk_and_the_field_apart() -> None:
    with pytest.raises(RegisterError) as refused:
        parse_risk(event("e", severity=-1))

    assert (refused.value.risk, refused.value.field) == ("e", "severity")
