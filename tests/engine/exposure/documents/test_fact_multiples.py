"""Amounts as multiples of a company's facts."""

import math
from typing import Any

import pytest

from risks.engine.exposure.documents.fact_multiples import facts_used, resolve
from risks.engine.exposure.documents.refusal import Place, RegisterError

FACTS = {"revenue": 30_500_000.0, "cash": 1e9}


def resolved(value: Any) -> Any:
    document = {"tiers": [{"name": "fine", "loss": value}]}
    risk = resolve(document, FACTS, place=Place(risk="vie"))
    assert isinstance(risk, dict)
    return risk["tiers"][0]["loss"]


def of(name: str, times: object) -> dict[str, object]:
    return {"fact": name, "times": times}


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (0.5, 15_250_000.0),
        ({"constant": 2}, {"constant": 61_000_000.0}),
        ({"pert": [0, 0.5, 1]}, {"pert": [0.0, 15_250_000.0, 30_500_000.0]}),
        ({"table": [[1, 0.9], [2, 0.1]]}, {"table": [[3.05e7, 0.9], [6.1e7, 0.1]]}),
        ({"lognormal90": [0.1, 1]}, {"lognormal90": [3_050_000.0, 30_500_000.0]}),
    ],
)
def test_a_multiple_of_a_fact_becomes_plain_numbers(
    times: object, expected: object
) -> None:
    assert resolved(of("revenue", times)) == expected


def test_what_names_no_fact_is_left_as_it_is() -> None:
    plain = {"pert": [1, 2, 3]}

    assert resolved(plain) == plain
    assert resolved(7) == 7


def test_one_update_moves_every_amount_that_uses_the_fact() -> None:
    document = [of("cash", 0.1), {"deep": [of("cash", 0.2)]}]

    before = resolve(document, {"cash": 100.0}, place=Place())
    after = resolve(document, {"cash": 200.0}, place=Place())

    assert before == [10.0, {"deep": [20.0]}]
    assert after == [20.0, {"deep": [40.0]}]


def test_the_facts_that_are_used_are_named_wherever_they_stand() -> None:
    document = {
        "a": of("cash", 1),
        "b": [{"c": of("revenue", {"constant": 1})}],
        "d": 4,
    }

    assert facts_used(document) == {"cash", "revenue"}
    assert facts_used({"name": "fact"}) == frozenset()


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (of("profit", 1), 'loss.fact: no fact is called "profit"; known are cash, rev'),
        ({"fact": "cash"}, "loss.times: is missing"),
        (of("cash", "half"), "loss.times: must be a number, not a text"),
        (of("cash", math.nan), "loss.times: must be a finite number, not nan"),
        (of("cash", {"pert": [1, None, 3]}), "loss.times.pert[1]: must be a number"),
        (of("cash", {"normal": [1, 2]}), "loss.times.normal: is not known"),
        ({**of("cash", 1), "plus": 1}, "loss.plus: is not known"),
    ],
)
def test_what_cannot_be_resolved_names_risk_and_field(
    value: object, problem: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        resolved(value)

    assert str(refused.value).startswith(f'risk "vie", tiers[0].{problem}')
