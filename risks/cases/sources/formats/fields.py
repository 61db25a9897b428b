"""Field types of a docket in JSON: texts, dates, times and choices."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from pydantic import ConfigDict, GetJsonSchemaHandler, ValidationError, model_validator
from pydantic_core import CoreSchema, core_schema

from risks.cases.sources.docket import FIRST_DATE, LAST_DATE, SourceRefused
from risks.engine.foreign.documents import (
    Document,
    Path,
    Read,
    after,
    day_of,
    refuse,
)
from risks.engine.foreign.refusals import refusal_of
from risks.engine.foreign.shown import shown

LONGEST_TEXT = 200_000
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_TEXT = core_schema.str_schema(strict=True)
SomeDocument = TypeVar("SomeDocument", bound=Document)


class JsonObject(Document):
    """A JSON object of a docket, where null means the same as a missing key."""

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        known = cls.known_keys()
        return {
            key: each
            for key, each in value.items()
            if each is not None or key not in known
        }

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        shape = handler.resolve_ref_schema(handler(core))
        for name, each in shape["properties"].items():
            if name not in shape.get("required", ()):
                shape["properties"][name] = _or_null(each)
        return shape


class ForeignObject(JsonObject):
    """A JSON object of another system, in which unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore")


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    if isinstance(shape.get("type"), str):
        return {**shape, "type": [shape["type"], "null"]}
    return shape


def read_as(model: type[SomeDocument], document: object) -> SomeDocument:
    """Validate a document; raises SourceRefused with the path of the field."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        found = refusal_of(error, model)
        path = found.path or ("the file",)
        raise SourceRefused(found.problem, path=path) from error


def up_to(most: int) -> Read:
    """Return a text field of at most this many characters, trimmed."""

    def trimmed(given: str) -> str:
        if NO_TEXT.search(given):
            raise refuse("must not have control characters")
        if len(given) > most:
            raise refuse(f"is {len(given):,} characters long; at most {most:,}")
        return given.strip()

    return Read(core=after(trimmed, _TEXT), shape={"type": "string", "maxLength": most})


def filled(most: int) -> Read:
    """Return a text field that must not be empty."""
    read = up_to(most)
    return Read(
        core=after(_not_empty, read.core), shape={**read.shape, "pattern": r"\S"}
    )


def _not_empty(trimmed: str) -> str:
    if not trimmed:
        raise refuse("is empty")
    return trimmed


def choice(words: Iterable[str]) -> Read:
    """Return a field that accepts these words only."""
    words = list(words)
    return Read(core=core_schema.literal_schema(words), shape={"enum": words})


def _day(given: str) -> date:
    day = day_of(given)
    if not FIRST_DATE <= day <= LAST_DATE:
        raise refuse(f"must be from {FIRST_DATE} to {LAST_DATE}, not {day}")
    return day


def _clock(given: str) -> time:
    if not _CLOCK.fullmatch(given):
        raise refuse(f"must be a time like 14:30, not {shown(given)}")
    return time.fromisoformat(given)


def _moment(given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise refuse(f"must be a date and time, not {shown(given)}") from None
    if moment.tzinfo is None:
        raise refuse(f"{shown(given)} has no time zone")
    if not FIRST_DATE <= moment.date() <= LAST_DATE:
        raise refuse(f"must be from {FIRST_DATE} to {LAST_DATE}, not {moment.date()}")
    return moment.astimezone(UTC)


def _finite(tree: dict[str, Any]) -> dict[str, Any]:
    for path, value in _leaves(tree, ()):
        if isinstance(value, float) and not math.isfinite(value):
            raise refuse(f"must be a finite number, not {value}", at=path)
    return tree


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path, value


def _of_text(read: Any, **shape: str) -> Read:
    core: CoreSchema = after(read, _TEXT)
    return Read(core=core, shape={"type": "string", **shape})


DAY = _of_text(_day, format="date", pattern="^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$")
CLOCK = _of_text(_clock, pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")
MOMENT = _of_text(_moment, format="date-time")
TREE = Read(
    core=after(_finite, core_schema.dict_schema(strict=True)), shape={"type": "object"}
)
