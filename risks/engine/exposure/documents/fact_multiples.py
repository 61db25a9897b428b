"""Amounts stated as a multiple of a company's fact: one update moves them all.

{"fact": "revenue", "times": {"pert": [0.01, 0.03, 0.05]}} is a PERT of one to five
per cent of the revenue. It is replaced before a risk is read, so that no kind of
risk knows of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import ValidationError
from pydantic_core import core_schema

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.numbers import (
    A_NUMBER,
    CONSTANT,
    IN_A_WAY,
    LOGNORMAL,
    PERT,
    TABLE,
    number,
    number_or_way,
)
from risks.engine.exposure.documents.refusal import Place
from risks.engine.exposure.documents.values import Text
from risks.engine.foreign.documents import Document, Read
from risks.engine.foreign.shown import shown

FACT, TIMES = "fact", "times"
NAMED_BY_PEOPLE = frozenset({"loadings", "decided"})
"""Their keys are names of drivers and claims: one may be called fact."""

_ANY = number(bounds.ANY)
_NUMBERS = core_schema.list_schema(_ANY, strict=True)
_ROW = core_schema.tuple_schema(
    [_ANY, core_schema.any_schema()], variadic_item_index=1, strict=False
)
_WAYS = {
    LOGNORMAL: _NUMBERS,
    PERT: _NUMBERS,
    TABLE: core_schema.list_schema(_ROW, strict=True),
    CONSTANT: _ANY,
}
_NUMBER_LIST = {"type": "array", "items": {"type": "number"}}
FACTOR = Read(
    core=core_schema.tagged_union_schema(
        {
            A_NUMBER: _ANY,
            IN_A_WAY: core_schema.typed_dict_schema(
                {
                    name: core_schema.typed_dict_field(schema, required=False)
                    for name, schema in _WAYS.items()
                },
                extra_behavior="forbid",
                strict=True,
            ),
        },
        discriminator=number_or_way,
    ),
    shape={
        "anyOf": [
            {"type": "number"},
            {
                "type": "object",
                "properties": {
                    LOGNORMAL: _NUMBER_LIST,
                    PERT: _NUMBER_LIST,
                    TABLE: {"type": "array"},
                    CONSTANT: {"type": "number"},
                },
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ]
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPeriod:
    """A figure of which nobody has said over which time: it is no year's."""

    on: date  # its end


FactValue = float | NoPeriod
Facts = Mapping[str, FactValue]
"""By name: `revenue`, or `revenue: API` of a segment."""


class Multiple(Document):
    """A multiple of a fact: its numbers are multiplied by it."""

    fact: Text
    times: Annotated[Any, FACTOR]


def facts_used(document: object) -> frozenset[str]:
    """The names of the facts that a risk, decoded, is stated in."""
    return frozenset(_names(document))


def resolve(document: object, facts: Facts, *, place: Place) -> object:
    """The same document with each multiple of a fact as plain numbers.

    Raises RegisterError where the fact is not known or the multiple is no number.
    """
    if isinstance(document, list):
        return [
            resolve(item, facts, place=place.item(index))
            for index, item in enumerate(document)
        ]
    if not isinstance(document, dict):
        return document
    if FACT in document:
        return _scaled(document, facts, place=place)
    return {
        key: value
        if key in NAMED_BY_PEOPLE
        else resolve(value, facts, place=place.key(str(key)))
        for key, value in document.items()
    }


def _names(document: object) -> Iterator[str]:
    if isinstance(document, list):
        for item in document:
            yield from _names(item)
    if isinstance(document, dict):
        name = document.get(FACT)
        if isinstance(name, str):
            yield name
        for key, value in document.items():
            if key not in NAMED_BY_PEOPLE:
                yield from _names(value)


def _scaled(document: Mapping[str, object], facts: Facts, *, place: Place) -> object:
    try:
        given = Multiple.model_validate(document)
    except ValidationError as error:
        raise place.refused(error, Multiple) from error
    if given.fact not in facts:
        known = ", ".join(sorted(facts)) or "none"
        problem = f"no fact is called {shown(given.fact)}; known are {known}"
        raise place.key(FACT).error(problem)
    value = facts[given.fact]
    if isinstance(value, NoPeriod):
        named = f"{shown(given.fact)} of {value.on}"
        problem = f"{named} has no period: enter its first day"
        raise place.key(FACT).error(problem)
    return _product(given.times, value)


def _product(times: Any, base: float) -> Any:
    """The values of a table are multiplied; its chances are not."""
    if isinstance(times, dict):
        return {
            way: [[base * value, *chance] for value, *chance in rows]
            if way == TABLE
            else _product(rows, base)
            for way, rows in times.items()
        }
    if isinstance(times, list):
        return [base * each for each in times]
    return base * times
