"""The fields of a JSON object, read one by one; a wrong one is refused by its path."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any, NoReturn

from risks.cases.sources.docket import Path, SourceRefused

FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_TEXT = 200_000
_SHOWN = 40
_WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Repeating(dict[str, Any]):
    """An object of a file that states one of its fields twice."""

    repeated: str = ""


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For `json.loads(object_pairs_hook=…)`: marks an object with a repeated field."""
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    names = [name for name, _ in pairs]
    marked = Repeating(fields)
    marked.repeated = next(name for name in names if names.count(name) > 1)
    return marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    values: Mapping[str, Any]
    path: Path = ()

    @classmethod
    def of(cls, value: object, *, path: Path, known: Iterable[str]) -> "Fields":
        """The fields of an object that has no others than the known ones."""
        values = plain_object(value, path=path)
        known = tuple(known)
        for name in values:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f'; did you mean "{near[0]}"?' if near else ""
                raise SourceRefused(
                    f"is not a field of a docket file{hint}", path=(*path, name)
                )
        return cls(values=values, path=path)

    def text(self, name: str, *, most: int, required: bool = False) -> str:
        value = self._value(name, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(name, f"{shown(value)} is not text")
        if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
            self.refuse(name, "holds a character that is not text (NUL or surrogate)")
        if len(value) > most:
            self.refuse(name, f"is {len(value):,} characters long; at most {most:,}")
        if required and not value.strip():
            self.refuse(name, "is empty")
        return value.strip()

    def day(self, name: str, *, required: bool = False) -> date | None:
        value = self._value(name, required=required)
        if value is None:
            return None
        day = _day(value)
        if day is None:
            self.refuse(name, f"{shown(value)} is not a date, such as 2026-05-26")
        if not FIRST_DATE <= day <= LAST_DATE:
            self.refuse(name, f"{day} is not between {FIRST_DATE} and {LAST_DATE}")
        return day

    def clock(self, name: str) -> time | None:
        value = self._value(name, required=False)
        if value is None:
            return None
        if not isinstance(value, str) or not _CLOCK.fullmatch(value):
            self.refuse(name, f"{shown(value)} is not a time, such as 14:30")
        return time.fromisoformat(value)

    def moment(self, name: str) -> datetime:
        """In UTC; it must be there, and say how far from UTC it is."""
        value = self._value(name, required=True)
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(name, f"{shown(value)} is not a time")
        if moment.tzinfo is None:
            self.refuse(name, f"{shown(value)} has no time zone")
        if not FIRST_DATE <= moment.date() <= LAST_DATE:
            self.refuse(name, f"{moment.date()} is not of our time")
        return moment.astimezone(UTC)

    def choice(self, name: str, choices: Iterable[str], *, default: str) -> str:
        value = self._value(name, required=False)
        if value is None:
            return default
        choices = tuple(choices)
        if not isinstance(value, str) or value not in choices:
            near = get_close_matches(str(value), choices, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"one of {_or(choices)}"
            self.refuse(name, f"{shown(value)} is not known; {hint}")
        return value

    def flag(self, name: str) -> bool:
        value = self._value(name, required=False)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.refuse(name, f"{shown(value)} is neither true nor false")
        return value

    def items(self, name: str, *, required: bool = False) -> Iterator[tuple[Path, Any]]:
        value = self._value(name, required=required)
        if value is None:
            return
        if not isinstance(value, list):
            self.refuse(name, f"{shown(value)} is not a list")
        for index, item in enumerate(value):
            yield (*self.path, name, index), item

    def tree(self, name: str) -> dict[str, Any] | None:
        """Any JSON object, as long as every number in it is finite."""
        value = self._value(name, required=False)
        if value is None:
            return None
        tree = plain_object(value, path=(*self.path, name))
        _refuse_hidden_nonsense(tree, path=(*self.path, name))
        return tree

    def refuse(self, name: str, message: str) -> NoReturn:
        raise SourceRefused(message, path=(*self.path, name))

    def _value(self, name: str, *, required: bool) -> Any:
        value = self.values.get(name)
        if value is None and required:
            raise SourceRefused("is missing", path=(*self.path, name))
        return value


def plain_object(value: object, *, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SourceRefused(
            f"{shown(value)} is not an object", path=path or ("the file",)
        )
    if isinstance(value, Repeating):
        raise SourceRefused("is stated twice", path=(*path, value.repeated))
    return value


def _day(value: object) -> date | None:
    # The pattern too, for `fromisoformat` alone also takes "20260526".
    if not isinstance(value, str) or not _WRITTEN_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def shown(value: object) -> str:
    """A value as the file has it, cut to fit a line."""
    text = json.dumps(value, ensure_ascii=False)
    text = "".join(letter if letter.isprintable() else "�" for letter in text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _or(choices: tuple[str, ...]) -> str:
    return ", ".join(choices)


def _refuse_hidden_nonsense(value: object, *, path: Path) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        raise SourceRefused(f"{shown(value)} is not a number", path=path)
    if isinstance(value, dict):
        for name, item in plain_object(value, path=path).items():
            _refuse_hidden_nonsense(item, path=(*path, name))
    if isinstance(value, list):
        for index, item in enumerate(value):
            _refuse_hidden_nonsense(item, path=(*path, index))
