"""The published JSON Schema and the parser agree on the shape of a register file."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.portfolio.register_parsing import (
    RegisterFile,
    parse_register,
)
from risks.engine.exposure.portfolio.register_schema import register_schema
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

SCHEMA: dict[str, Any] = json.loads(
    files("risks.engine.exposure").joinpath("simulate.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = [
    file
    for file in sorted(Path("docs/examples").glob("*.json"))
    if not file.name.startswith("what-if-")
]
RATE = {"base": "USD", "quote": "HKD", "date": "2026-05-26", "rate": 7.8, "source": "a"}

GOOD = [
    register(event()),
    register(event(rate_per_year={"lognormal90": [0.1, 0.2]}), trials=1024.0),
    register(event(severity={"constant": 0}), horizon_months=12.0),
    register(event(severity={"table": [[5, 0.5], [7, 0.5]]})),
    register(
        event(severity={"fact": "revenue", "times": {"pert": [0, 0.1, 0.2]}}),
        facts={"revenue": 3e7},
    ),
    register(contested_suit(), injunction(linked_suit="suit", filter_built=0.5)),
    register(suit(decided={"trial": "passed"}), injunction(linked_suit=None)),
    register(suit(p_innocent=0.1, innocent_award=500, actual_damages=90)),
    register(suit(p_fee_award=0.5, fee_award=9e5, judgment_interest=0.04)),
    register(suit(decided={"innocence": "innocent", "fee_award": "not_awarded"})),
    register(suit(accounting={"present_obligation": None, "fx": -5, "claimed": 1e6})),
    register(suit(accounting={"insurance": {"amount": 5}, "measurement": "range"})),
    register(suit(accounting={"exemption": {"reason": "a", "approved_by": "b"}})),
    register(governance(), price_war(), injunction(filter_built=True)),
    register(price_war(own_elasticity={"pert": [-2, -1.5, -1]})),
    register(
        event(loadings={"macro": "strong", "law": -0.2}), drivers=["law", "macro"]
    ),
    register(
        event(currency="HKD"), rates=[RATE], valuation_date="2026-05-27", appetite=5e6
    ),
    register(
        event(
            entity="Cayman",
            category="cyber",
            evidence=[{"source": "audit", "date": "2026-05-01"}],
        )
    ),
]
BAD_SHAPES: list[object] = [
    [],
    {},
    register(),
    register(event(), capacity=0),
    register(event(), capacity="1"),
    register(event(), currency="US"),
    register(event(), discount_rate=-0.1),
    register(event(), horizon_months=0),
    register(event(), horizon_months=1.5),
    register(event(), trials=1000),
    register(event(), trials=0),
    register(event(), nonsense=1),
    register({"id": "a"}),
    register({"id": "a", "kind": "other"}),
    register({"kind": "event", "rate_per_year": 1, "severity": 1}),
    register(event(probability=0.1)),
    register(event(rate_per_year=1, probability_horizon=0.1)),
    register(event(probability_horizon=1.1)),
    register(event(probability_horizon=True)),
    register(event(probability_horizon={"lognormal90": [0.1, 0.2]})),
    register(event(severity="5")),
    register(event(severity=-5)),
    register(event(severity=1e14)),
    register(event(severity={"lognormal90": [0, 5]})),
    register(event(severity={"pert": [1, 2]})),
    register(event(severity={"pert": [1, 2, 3], "constant": 4})),
    register(event(severity={"uniform": [1, 2]})),
    register(event(severity={"table": []})),
    register(event(severity={"table": [[5, 2]]})),
    register(event(severity={"fact": "revenue"})),
    register(event(severity={"fact": "revenue", "times": "half"})),
    register(event(), facts={"revenue": "much"}),
    register(suit(claims=[])),
    register(suit(stages=[])),
    register(suit(stages=[{"name": "trial"}])),
    register(suit(stages=[stage("trial", other=1)])),
    register(suit(on_reversal="again")),
    register(suit(judgment_interest=1.5)),
    register(suit(judgment_interest={"pert": [0, 0.1, 0.2]})),
    register(suit(actual_damages=-1)),
    register(suit(accounting=[])),
    register(suit(accounting={"claimed": -1})),
    register(suit(accounting={"present_obligation": "yes"})),
    register(suit(accounting={"measurement": "guess"})),
    register(suit(accounting={"insurance": {"virtually_certain": True}})),
    register(suit(accounting={"insurance": {"amount": 1, "virtually_certain": 1}})),
    register(suit(accounting={"exemption": {"reason": "a"}})),
    register(suit(accounting={"provision": 1})),
    register(suit(decided={"trial": "perhaps"})),
    register(injunction(months=-1)),
    register(injunction(filter_built=1.5)),
    register(injunction(filter_built="yes")),
    register(governance(tiers=[{"name": "fine", "q": 2, "loss": 1}])),
    register(price_war(own_elasticity=0)),
    register(price_war(cross_elasticity=0)),
    register(price_war(cut=1)),
    register(price_war(rate_per_year=0.1)),
    register(event(), appetite=0),
    register(event(), drivers=[]),
    register(event(), drivers=["macro", "macro"]),
    register(event(), drivers="macro"),
    register(event(), rates=[RATE]),
    register(event(), rates=[RATE | {"rate": 0}], valuation_date="2026-05-27"),
    register(event(), rates=[RATE | {"base": "usd"}], valuation_date="2026-05-27"),
    register(event(), rates=[RATE | {"by": "me"}], valuation_date="2026-05-27"),
    register(event(), valuation_date="27 May 2026"),
    register(event(), valuation_date="20260527"),
    register(event(loadings={"macro": 1}), drivers=["macro"]),
    register(event(loadings={"macro": "huge"}), drivers=["macro"]),
    register(event(loadings=["macro"]), drivers=["macro"]),
    register(event(currency="HK")),
    register(event(entity="")),
    register(event(category=5)),
    register(event(evidence=[])),
    register(event(evidence=[{"source": "audit"}])),
]
BAD_SENSE = [
    register(event("a"), event("a")),
    register(event(severity={"pert": [3, 2, 1]})),
    register(event(severity={"lognormal90": [3, 2]})),
    register(event(rate_per_year=1000)),
    register(injunction(linked_suit="nobody")),
    register(governance(tiers=[{"name": "fine", "q": 0.5, "loss": 1}])),
    register(suit(decided={"nowhere": "denied"})),
    register(suit(p_innocent=0.1)),
    register(suit(p_fee_award=0.1)),
    register(event(loadings={"macro": "weak"})),
    register(event(loadings={"a": 0.8, "b": 0.8}), drivers=["a", "b"]),
    register(event(currency="HKD")),
    register(event(currency="HKD"), rates=[RATE], valuation_date="2026-06-27"),
    register(event(), valuation_date="2026-02-30"),
    register(
        event(evidence=[{"source": "audit", "date": "2026-06-01"}]),
        valuation_date="2026-05-27",
    ),
]


def is_read(document: object) -> bool:
    try:
        parse_register(document)
    except RegisterError:
        return False
    return True


def test_the_published_schema_is_the_one_that_the_models_make() -> None:
    assert register_schema() == SCHEMA, "run manage.py publish_inputs"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_knows_the_kinds_and_keys_that_the_parser_knows() -> None:
    known = {kind: set(model.known_keys()) for kind, model in KINDS.items()}

    assert {kind: set(SCHEMA["$defs"][kind]["properties"]) for kind in KINDS} == known
    assert set(SCHEMA["properties"]) == set(RegisterFile.known_keys())


@pytest.mark.parametrize("document", GOOD)
def test_both_accept_what_is_good(document: Json) -> None:
    VALIDATOR.validate(document)

    assert is_read(document)


@pytest.mark.parametrize("document", BAD_SHAPES)
def test_both_refuse_a_bad_shape(document: object) -> None:
    assert not VALIDATOR.is_valid(document)
    assert not is_read(document)


@pytest.mark.parametrize("document", BAD_SENSE)
def test_the_parser_refuses_what_a_schema_cannot_see(document: Json) -> None:
    VALIDATOR.validate(document)

    assert not is_read(document)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_of_the_documentation_is_valid(example: Path) -> None:
    document = json.loads(example.read_text("utf-8"))

    VALIDATOR.validate(document)

    assert is_read(document)
