"""What each ending of a suit can cost: its values, and the least of them."""

import math
from collections.abc import Sequence
from itertools import product

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.distributions import (
    Constant,
    Distribution,
    Lognormal90,
)
from risks.engine.exposure.sampling.fixed_table import Table
from risks.engine.exposure.suit.outcomes import mean_of_larger
from risks.engine.sentences.accounting import (
    DAMAGES,
    DAMAGES_AND_FEES,
    INNOCENT,
    ORDINARY,
    SETTLED,
    WILFUL,
)

MOST_VALUES = 256  # of one ending; with more, tables are as good as continuous

Spread = Sequence[tuple[float, float]]
"""The values that an ending can cost, each with its chance; they add up to 1."""


def spreads(suit: CopyrightSuit) -> dict[str, Spread]:
    """Return what each ending with an outflow can cost, by its name."""
    found: dict[str, Spread] = {
        SETTLED(stage=stage.name): [
            (value.mean, chance) for value, chance in _values(stage.settlement)
        ]
        for stage in (*suit.stages, suit.appeal_stage)
    }
    for name, award in _awards(suit):
        damages = _damages(suit, award)
        found[DAMAGES(found=name)] = damages
        found[DAMAGES_AND_FEES(found=name)] = _with_fees(suit, damages)
    return found


def _damages(suit: CopyrightSuit, award: Distribution) -> Spread:
    numbers = (suit.works, award, suit.actual_damages, suit.share_registered)
    tables = [_values(number) for number in numbers]
    if math.prod(map(len, tables)) > MOST_VALUES:
        return [(_judgment(*numbers), 1.0)]
    return [
        (
            _judgment(*(value for value, _ in row)),
            math.prod(chance for _, chance in row),
        )
        for row in product(*tables)
    ]


def _judgment(
    works: Distribution,
    award: Distribution,
    actual: Distribution,
    registered: Distribution,
) -> float:
    """Return works × (registered × max(award, damages) + the rest × damages)."""
    share = registered.mean
    a_work = share * mean_of_larger(award, actual) + (1 - share) * actual.mean
    return works.mean * a_work


def _with_fees(suit: CopyrightSuit, damages: Spread) -> Spread:
    fees = _values(suit.fee_award)
    if len(fees) * len(damages) > MOST_VALUES:
        fees = [(suit.fee_award, 1.0)]
    return [
        (value + fee.mean, chance * other)
        for (value, chance), (fee, other) in product(damages, fees)
    ]


def _values(number: Distribution) -> list[tuple[Distribution, float]]:
    """Return the values of a table with their chances; any other is one value."""
    if not isinstance(number, Table):
        return [(number, 1.0)]
    pairs = zip(number.values, number.chances, strict=True)
    return [(Constant(value=value), chance) for value, chance in pairs]


def minima(suit: CopyrightSuit) -> dict[str, float | None]:
    """Return the lowest amount of each ending with an outflow, by its name."""
    least: dict[str, float | None] = {
        SETTLED(stage=stage.name): _lowest(stage.settlement)
        for stage in (*suit.stages, suit.appeal_stage)
    }
    for name, award in _awards(suit):
        damages = _least_damages(suit, award)
        fees = _lowest(suit.fee_award)
        least[DAMAGES(found=name)] = damages
        least[DAMAGES_AND_FEES(found=name)] = (
            None if damages is None or fees is None else damages + fees
        )
    return least


def _least_damages(suit: CopyrightSuit, award: Distribution) -> float | None:
    works, statutory, actual = map(_lowest, (suit.works, award, suit.actual_damages))
    if works is None or statutory is None or actual is None:
        return None
    share = suit.share_registered
    return works * min(
        registered * max(statutory, actual) + (1 - registered) * actual
        for registered in (share.lowest, share.highest)
    )


def _lowest(number: Distribution) -> float | None:
    """Return the lowest value that can be drawn above 0, or None if none is stated."""
    if isinstance(number, Lognormal90):
        return None
    if isinstance(number, Table):
        return next((value for value in number.values if value > 0), 0.0)
    return number.lowest


def _awards(suit: CopyrightSuit) -> tuple[tuple[str, Distribution], ...]:
    return (
        (ORDINARY, suit.ordinary_award),
        (WILFUL, suit.wilful_award),
        (INNOCENT, suit.innocent_award),
    )
