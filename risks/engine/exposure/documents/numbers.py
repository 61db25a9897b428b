"""The numbers of a register file: plain ones, and those that may be uncertain."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.bounds import Bounds
from risks.engine.exposure.sampling.distributions import (
    Constant,
    Distribution,
    Lognormal90,
    Pert,
)
from risks.engine.exposure.sampling.fixed_table import Table
from risks.engine.foreign.documents import Read, after, refuse

Unit = Literal[
    "money", "share", "years", "months", "times a year", "works", "elasticity", ""
]

LOGNORMAL, PERT, TABLE, CONSTANT = WAYS = ("lognormal90", "pert", "table", "constant")
WAYS_IN_WORDS = "lognormal90, pert, table and constant"
CHANCE_TOLERANCE = 1e-9

A_NUMBER, IN_A_WAY, A_WORD, A_FLAG = "<number>", "<way>", "<word>", "<flag>"
TAGS: Mapping[str, Sequence[str]] = {
    A_NUMBER: (),
    IN_A_WAY: WAYS,
    A_WORD: (),
    A_FLAG: (),
}
"""The alternatives of which one is chosen by the type of what is given."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Number(Read):
    """A number with its unit, for `Annotated`."""

    bounds: Bounds
    unit: Unit = ""


def said(within: Bounds, unit: Unit, *, and_plain: str = "") -> str:
    """Return what may be stated, for the documentation."""
    if unit == "money":
        return f"{and_plain}amount of money"
    return f"{and_plain}{unit}, {within.words}" if unit else within.words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Uncertain(Number):
    """A number that may be stated in one of the uncertain ways."""

    name: str  # of its definition in the JSON Schema


def plain(within: Bounds, unit: Unit = "") -> Number:
    """Return a number that is stated as certain."""
    return Number(
        core=number(within),
        shape=within.shape,
        words=said(within, unit, and_plain="plain "),
        bounds=within,
        unit=unit,
    )


def uncertain(name: str, within: Bounds, unit: Unit = "") -> Uncertain:
    return Uncertain(
        core=_one_of_the_ways(within),
        shape={"x-number": name},
        words=said(within, unit),
        bounds=within,
        unit=unit,
        name=name,
    )


def number(within: Bounds, *, wanted: str = "a number") -> CoreSchema:
    """Return how pydantic reads a finite number; neither a text nor true is one."""
    return core_schema.custom_error_schema(
        core_schema.float_schema(strict=True, allow_inf_nan=False, **within.limits),
        "number",
        custom_error_message="must be {words}",
        custom_error_context={"words": within.words, "wanted": wanted},
    )


def _one_of_the_ways(within: Bounds) -> CoreSchema:
    wanted = f"a number or one of {WAYS_IN_WORDS}"
    fields = {
        LOGNORMAL: _lognormal(within),
        PERT: after(_pert, _numbers(3, within)),
        TABLE: after(_table, _pairs(within)),
        CONSTANT: after(_constant, number(within)),
    }
    ways = core_schema.typed_dict_schema(
        {
            name: core_schema.typed_dict_field(schema, required=False)
            for name, schema in fields.items()
        },
        extra_behavior="forbid",
        strict=True,
    )
    return core_schema.tagged_union_schema(
        {
            A_NUMBER: after(_constant, number(within, wanted=wanted)),
            IN_A_WAY: after(_only, ways),
        },
        discriminator=number_or_way,
    )


def number_or_way(value: object) -> str:
    return IN_A_WAY if isinstance(value, dict) else A_NUMBER


def _only(ways: dict[str, Distribution]) -> Distribution:
    if len(ways) != 1:
        raise refuse(f"must have exactly one of {WAYS_IN_WORDS}")
    return next(iter(ways.values()))


def _constant(value: float) -> Constant:
    return Constant(value=value)


def _numbers(count: int, within: Bounds) -> CoreSchema:
    counted = core_schema.custom_error_schema(
        core_schema.list_schema(min_length=count, max_length=count, strict=True),
        "refused",
        custom_error_message="{problem}",
        custom_error_context={"problem": f"must be a list of {count} numbers"},
    )
    return core_schema.chain_schema(
        [counted, core_schema.list_schema(number(within), strict=True)]
    )


def _pert(points: list[float]) -> Pert:
    low, mode, high = points
    if not low <= mode <= high:
        raise refuse(f"must rise: low, likely, high, not {low}, {mode}, {high}")
    return Pert(low=low, mode=mode, high=high)


def _lognormal(within: Bounds) -> CoreSchema:
    if -math.inf < within.low < 0 or within.high <= 1:
        return core_schema.no_info_plain_validator_function(_has_no_lognormal(within))
    return after(_interval, _numbers(2, within))


def _has_no_lognormal(within: Bounds) -> Any:
    def refused(_: object) -> Lognormal90:
        raise refuse(f"cannot keep a number {within.words}; use pert")

    return refused


def _interval(ends: list[float]) -> Lognormal90:
    low, high = ends
    if low <= 0:
        raise refuse(f"must start above 0, not at {low}")
    if low > high:
        raise refuse(f"must rise: low, high, not {low}, {high}")
    return Lognormal90(low=low, high=high)


def _pairs(within: Bounds) -> CoreSchema:
    counted = core_schema.custom_error_schema(
        core_schema.list_schema(min_length=2, max_length=2, strict=True),
        "refused",
        custom_error_message="{problem}",
        custom_error_context={
            "problem": "must be a list of 2 numbers: a value and its chance"
        },
    )
    pair = core_schema.tuple_schema(
        [number(within), number(bounds.CHANCE)], strict=False
    )
    return core_schema.list_schema(
        core_schema.chain_schema([counted, pair]), min_length=1, strict=True
    )


def _table(pairs: list[tuple[float, float]]) -> Table:
    values, chances = zip(*pairs, strict=True)
    for low, high in pairwise(values):
        if not low < high:
            raise refuse(f"the values must rise, not {low}, {high}")
    total = math.fsum(chances)
    if abs(total - 1) > CHANCE_TOLERANCE:
        raise refuse(f"the chances must add up to 1, not {total:g}")
    return Table(values=values, chances=chances)


MONEY = uncertain("money", bounds.AMOUNT, "money")
PROBABILITY = uncertain("probability", bounds.FROM_0_TO_1, "share")
BELOW_ONE = uncertain("below_one", bounds.BELOW_1, "share")
RATE = uncertain("rate", bounds.FREQUENCY, "times a year")
YEARS = uncertain("years", bounds.YEARS, "years")
MONTHS = uncertain("months", bounds.MONTHS, "months")
WORKS = uncertain("count", bounds.COUNT, "works")
NEGATIVE = uncertain("negative", bounds.NEGATIVE, "elasticity")
POSITIVE = uncertain("positive", bounds.POSITIVE, "elasticity")
UNCERTAIN = (
    *(MONEY, PROBABILITY, BELOW_ONE, RATE, YEARS, MONTHS, WORKS),
    *(NEGATIVE, POSITIVE),
)

ANY = uncertain("any", bounds.ANY)
_ANY_NUMBER: TypeAdapter[Distribution] = TypeAdapter(Annotated[Distribution, ANY])


def as_stated(value: object) -> Distribution | None:
    """Return a number of whatever bounds; None where it is no number."""
    try:
        return _ANY_NUMBER.validate_python(value)
    except ValidationError:
        return None


Money = Annotated[Distribution, MONEY]
Probability = Annotated[Distribution, PROBABILITY]
Share = Annotated[Distribution, PROBABILITY]
ShareBelowOne = Annotated[Distribution, BELOW_ONE]
Rate = Annotated[Distribution, RATE]
Years = Annotated[Distribution, YEARS]
Months = Annotated[Distribution, MONTHS]
Works = Annotated[Distribution, WORKS]
Negative = Annotated[Distribution, NEGATIVE]
Positive = Annotated[Distribution, POSITIVE]

PlainMoney = Annotated[float, plain(bounds.AMOUNT, "money")]
PlainShare = Annotated[float, plain(bounds.FROM_0_TO_1, "share")]
YearlyRate = Annotated[float, plain(bounds.YEARLY_RATE, "share")]
