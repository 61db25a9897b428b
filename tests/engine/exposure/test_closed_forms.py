"""Closed forms against the trials of the same risks, with drivers and with links."""

from random import Random

import pytest

from risks.engine.exposure.portfolio.register import Priced
from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    is_near,
    price_war,
    priced,
    suit,
)

DRIVERS = ["fair use", "platform", "prices"]
WORDS = ["none", "weak", "moderate", "strong", -0.4, 0.7, 0.95]


def loadings(luck: Random) -> Json:
    """Of one or two drivers, so that most pairs of risks share one."""
    first, second = luck.sample(DRIVERS, 2)
    strength = luck.choice(WORDS)
    others = {} if strength == 0.95 else {second: luck.choice(["weak", -0.6])}
    return {"loadings": {first: strength} | others}


def chance(luck: Random) -> float:
    return round(luck.uniform(0.05, 0.95), 2)


def some_suit(name: str, luck: Random) -> Json:
    claims = [{"name": f"claim {n}", "p_liable": chance(luck)} for n in range(2)]
    return luck.choice([suit, contested_suit])(
        name,
        claims=claims,
        p_wilful=chance(luck),
        p_appeal=chance(luck),
        p_plaintiff_appeal=chance(luck),
        on_reversal=luck.choice(["ends", "remand"]),
        **loadings(luck),
    )


def some_order(name: str, of: str, luck: Random) -> Json:
    return injunction(
        name,
        linked_suit=of,
        p_sought=chance(luck),
        p_granted=chance(luck),
        years_until=luck.choice([0, 2.5]),
        **loadings(luck),
    )


def some_register(luck: Random) -> list[Json]:
    risks = [
        event("once", probability_horizon=chance(luck), **loadings(luck)),
        event("often", rate_per_year=chance(luck), **loadings(luck)),
        governance(rate_per_year=chance(luck), **loadings(luck)),
        price_war(probability_horizon=chance(luck), **loadings(luck)),
    ]
    for name in "ab":
        risks += [
            some_suit(f"suit {name}", luck),
            some_order(f"order {name}", f"suit {name}", luck),
            some_order(f"other order {name}", f"suit {name}", luck),
        ]
    return risks


@pytest.mark.parametrize("seed", range(24))
def test_every_closed_form_lies_within_four_standard_errors_of_its_trials(
    seed: int,
) -> None:
    luck = Random(seed)
    rate = luck.choice([0, 0.08])

    result = priced(*some_register(luck), discount_rate=rate, drivers=DRIVERS)

    assert all(metrics.standard_error == 0 for metrics in result.risks.values())
    far = [
        name
        for name, metrics in result.risks.items()
        if not is_near(result.losses[name].dense(), metrics.expected)
    ]
    assert far == []
    assert is_near(result.total.dense(), result.portfolio.expected)


def whole_cents(amount: float) -> int:
    return round(100 * amount)


def adds_up(result: Priced) -> bool:
    """Whether the parts of the tail and of P95, and the means, make the portfolio's."""
    found = {
        name: sum(map(whole_cents, parts.values()))
        for name, parts in result.shares().items()
    }
    found["expected"] = sum(
        whole_cents(metrics.expected) for metrics in result.risks.values()
    )
    return found == {
        name: whole_cents(getattr(result.portfolio, name)) for name in found
    }


@pytest.mark.parametrize("seed", range(12))
def test_the_parts_of_any_register_make_the_whole_to_the_cent(seed: int) -> None:
    luck = Random(seed)
    risks = some_register(luck)
    suits = [risk for risk in risks if risk["kind"] == "copyright_suit"]

    several = priced(*risks, trials=4096, drivers=DRIVERS)
    alone = priced(luck.choice([risks[0], risks[1], *suits]), drivers=DRIVERS)

    assert adds_up(several)
    assert adds_up(alone)
