"""The published JSON Schema and the parser agree on the shape of a register file."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from risks.engine.exposure.parsing import KINDS
from risks.engine.exposure.reading import RegisterError
from risks.engine.exposure.register_parsing import parse_register
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
EXAMPLES = sorted(Path("docs/examples").glob("*.json"))

GOOD = [
    register(event()),
    register(event(rate_per_year={"lognormal90": [0.1, 0.2]}), trials=1024.0),
    register(event(severity={"constant": 0}), horizon_months=12.0),
    register(contested_suit(), injunction(linked_suit="suit", filter_built=0.5)),
    register(suit(decided={"trial": "passed"}), injunction(linked_suit=None)),
    register(governance(), price_war(), injunction(filter_built=True)),
    register(price_war(own_elasticity={"pert": [-2, -1.5, -1]})),
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
    register(suit(claims=[])),
    register(suit(stages=[])),
    register(suit(stages=[{"name": "trial"}])),
    register(suit(stages=[stage("trial", other=1)])),
    register(suit(on_reversal="again")),
    register(suit(decided={"trial": "perhaps"})),
    register(injunction(months=-1)),
    register(injunction(filter_built=1.5)),
    register(injunction(filter_built="yes")),
    register(governance(tiers=[{"name": "fine", "q": 2, "loss": 1}])),
    register(price_war(own_elasticity=0)),
    register(price_war(cross_elasticity=0)),
    register(price_war(cut=1)),
]
BAD_SENSE = [
    register(event("a"), event("a")),
    register(event(severity={"pert": [3, 2, 1]})),
    register(event(severity={"lognormal90": [3, 2]})),
    register(event(rate_per_year=1000)),
    register(injunction(linked_suit="nobody")),
    register(governance(tiers=[{"name": "fine", "q": 0.5, "loss": 1}])),
    register(suit(decided={"nowhere": "denied"})),
]


def is_read(document: object) -> bool:
    try:
        parse_register(document)
    except RegisterError:
        return False
    return True


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_knows_the_kinds_and_keys_that_the_parser_knows() -> None:
    known = {kind: set(keys) | {"id", "kind"} for kind, (keys, _) in KINDS.items()}

    assert {kind: set(SCHEMA["$defs"][kind]["properties"]) for kind in KINDS} == known


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
