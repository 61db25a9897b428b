"""Reading decoded JSON strictly: what is wrong is named with its risk and field."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import TypeVar
from unicodedata import category

from risks.engine.exposure.sampling.distributions import (
    Constant,
    Distribution,
    Lognormal90,
    Pert,
)
from risks.engine.exposure.sampling.fixed_table import Table
from risks.engine.exposure.sampling.terms import MOST_TRIALS
from risks.engine.money import LARGEST_AMOUNT

WAYS = ("lognormal90", "pert", "table", "constant")
WAYS_IN_WORDS = "lognormal90, pert, table and constant"
CHANCE_TOLERANCE = 1e-9
LONGEST_TEXT = 200
SHOWN = 40

Word = TypeVar("Word")


class RegisterError(ValueError):
    """One line that names the risk and the field."""

    def __init__(
        self, problem: str, *, risk: str | None = None, field: str | None = None
    ) -> None:
        self.problem = problem
        self.risk = risk
        self.field = field
        whose = f"risk {shown(risk)}" if risk is not None else None
        where = ", ".join(part for part in (whose, field) if part)
        super().__init__(f"{where}: {problem}" if where else problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """An interval of numbers; an `open_` end is not part of it."""

    words: str
    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    def hold(self, number: float) -> bool:
        above = number > self.low or (number == self.low and not self.open_low)
        below = number < self.high or (number == self.high and not self.open_high)
        return above and below


PROBABILITY = Bounds(words="from 0 to 1", low=0, high=1)
SHARE = PROBABILITY
BELOW_ONE = Bounds(words="from 0 to below 1", low=0, high=1, open_high=True)
CHANCE = Bounds(words="above 0, at most 1", low=0, high=1, open_low=True)
MONEY = Bounds(words=f"from 0 to {LARGEST_AMOUNT:,}", low=0, high=LARGEST_AMOUNT)
CAPACITY = Bounds(
    words=f"above 0, at most {LARGEST_AMOUNT:,}",
    low=0,
    high=LARGEST_AMOUNT,
    open_low=True,
)
DISCOUNT_RATE = Bounds(words="from 0 to 1 (0.08 is 8 %)", low=0, high=1)
HORIZON = Bounds(words="a whole number from 1 to 1,200", low=1, high=1200)
TRIALS = Bounds(words=f"a power of two up to {MOST_TRIALS}", low=1, high=MOST_TRIALS)
COUNT = Bounds(words="from 0 to 1,000,000,000", low=0, high=1e9)
RATE = Bounds(words="0 or more", low=0)
EXCHANGE_RATE = Bounds(
    words="above 0, at most 1,000,000", low=0, high=1e6, open_low=True
)
LOADING = Bounds(
    words="above -1 and below 1", low=-1, high=1, open_low=True, open_high=True
)
YEARS = Bounds(words="from 0 to 100", low=0, high=100)
MONTHS = Bounds(words="from 0 to 1,200", low=0, high=1200)
NEGATIVE = Bounds(words="below 0, at least -100", low=-100, high=0, open_high=True)
POSITIVE = Bounds(words="above 0, at most 100", low=0, high=100, open_low=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the file a value stands."""

    risk: str | None = None
    path: str = ""

    def error(self, problem: str) -> RegisterError:
        return RegisterError(problem, risk=self.risk, field=self.path or None)

    def key(self, name: str) -> "Place":
        path = f"{self.path}.{name}" if self.path else name
        return Place(risk=self.risk, path=path)

    def item(self, index: int) -> "Place":
        return Place(risk=self.risk, path=f"{self.path}[{index}]")


class Fields:
    """One JSON object whose keys are known."""

    def __init__(
        self, value: object, *, place: Place, known: Sequence[str], what: str = "object"
    ) -> None:
        self.values = read_object(value, place=place, what=what)
        self.place = place
        for key in self.values:
            if key not in known:
                raise place.key(shown_key(key)).error(_unknown(key, known))

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def required(self, name: str) -> object:
        if name not in self.values:
            raise self.place.key(name).error("is missing")
        return self.values[name]

    def number(
        self, name: str, bounds: Bounds, *, default: float | None = None
    ) -> float:
        if default is not None and name not in self.values:
            return float(default)
        return read_number(
            self.required(name), place=self.place.key(name), bounds=bounds
        )

    def whole(self, name: str, bounds: Bounds, *, default: int) -> int:
        number = self.number(name, bounds, default=default)
        if not number.is_integer():
            raise self.place.key(name).error(f"must be {bounds.words}, not {number}")
        return int(number)

    def distribution(
        self, name: str, bounds: Bounds, *, default: float | None = None
    ) -> Distribution:
        if default is not None and name not in self.values:
            return Constant(value=default)
        return read_distribution(
            self.required(name), place=self.place.key(name), bounds=bounds
        )

    def text(self, name: str) -> str:
        return read_text(self.required(name), place=self.place.key(name))

    def items(self, name: str) -> list[tuple[object, Place]]:
        """A list of at least one, each with its place."""
        place, value = self.place.key(name), self.required(name)
        if not isinstance(value, list):
            raise place.error(f"must be a list, not {kind_of(value)}")
        if not value:
            raise place.error("must hold at least one")
        return [(item, place.item(index)) for index, item in enumerate(value)]

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            place = self.place.key(name)
            raise place.error(f"must be true or false, not {kind_of(value)}")
        return value

    def word(self, name: str, words: Mapping[str, Word], *, default: Word) -> Word:
        if name not in self.values:
            return default
        return read_word(self.values[name], place=self.place.key(name), words=words)


def read_object(
    value: object, *, place: Place, what: str = "object"
) -> dict[str, object]:
    if not isinstance(value, dict):
        raise place.error(f"must be {_a(what)}, not {kind_of(value)}")
    return value


def read_number(value: object, *, place: Place, bounds: Bounds) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise place.error(f"must be a number, not {kind_of(value)}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not (math.isfinite(number) and bounds.hold(number)):
        raise place.error(f"must be {bounds.words}, not {shown_number(value)}")
    return number


def read_distribution(value: object, *, place: Place, bounds: Bounds) -> Distribution:
    """A number, or one of the ways to say an uncertain one."""
    if not isinstance(value, dict):
        if isinstance(value, int | float):
            number = read_number(value, place=place, bounds=bounds)
            return Constant(value=number)
        raise place.error(
            f"must be a number or one of {WAYS_IN_WORDS}, not {kind_of(value)}"
        )
    fields = Fields(value, place=place, known=WAYS)
    if len(value) != 1:
        raise place.error(f"must have exactly one of {WAYS_IN_WORDS}")
    if "constant" in fields:
        return Constant(value=fields.number("constant", bounds))
    if "pert" in fields:
        return _pert(value["pert"], place=place.key("pert"), bounds=bounds)
    if "table" in fields:
        return _table(fields.items("table"), place=place.key("table"), bounds=bounds)
    return _lognormal(
        value["lognormal90"], place=place.key("lognormal90"), bounds=bounds
    )


def read_text(value: object, *, place: Place) -> str:
    if not isinstance(value, str):
        raise place.error(f"must be a text, not {kind_of(value)}")
    if not value.strip() or len(value) > LONGEST_TEXT:
        raise place.error(f"must have 1 to {LONGEST_TEXT} characters")
    if not _is_plain(value):
        raise place.error("must not have control characters")
    return value


def read_currency(value: object, *, place: Place) -> str:
    currency = read_text(value, place=place)
    if not re.fullmatch("[A-Z]{3}", currency):
        raise place.error(
            f"must be three capital letters like USD, not {shown(currency)}"
        )
    return currency


def read_date(value: object, *, place: Place) -> date:
    text = read_text(value, place=place)
    try:
        read = date.fromisoformat(text)
    except ValueError:
        read = None
    # Python reads 20260527 and 2026-W22-3 too, which JSON Schema does not.
    if read is None or text != read.isoformat():
        raise place.error(f"must be a date like 2026-05-27, not {shown(text)}")
    return read


def read_word(value: object, *, place: Place, words: Mapping[str, Word]) -> Word:
    if not isinstance(value, str) or value not in words:
        known = ", ".join(words)
        raise place.error(f"must be one of {known}, not {shown(value)}")
    return words[value]


def _pert(value: object, *, place: Place, bounds: Bounds) -> Pert:
    low, mode, high = _list(value, count=3, place=place, bounds=bounds)
    if not low <= mode <= high:
        raise place.error(f"must rise: low, likely, high, not {low}, {mode}, {high}")
    return Pert(low=low, mode=mode, high=high)


def _lognormal(value: object, *, place: Place, bounds: Bounds) -> Lognormal90:
    if bounds.low < 0 or bounds.high <= 1:
        raise place.error(f"cannot keep a number {bounds.words}; use pert")
    low, high = _list(value, count=2, place=place, bounds=bounds)
    if low <= 0:
        raise place.error(f"must start above 0, not at {low}")
    if low > high:
        raise place.error(f"must rise: low, high, not {low}, {high}")
    return Lognormal90(low=low, high=high)


def _table(
    items: Sequence[tuple[object, Place]], *, place: Place, bounds: Bounds
) -> Table:
    pairs = [_pair(item, place=where, bounds=bounds) for item, where in items]
    values, chances = zip(*pairs, strict=True)
    for low, high in pairwise(values):
        if not low < high:
            raise place.error(f"the values must rise, not {low}, {high}")
    if abs(math.fsum(chances) - 1) > CHANCE_TOLERANCE:
        total = math.fsum(chances)
        raise place.error(f"the chances must add up to 1, not {total:g}")
    return Table(values=values, chances=chances)


def _pair(item: object, *, place: Place, bounds: Bounds) -> tuple[float, float]:
    if not isinstance(item, list) or len(item) != 2:
        raise place.error("must be a list of 2 numbers: a value and its chance")
    value, chance = item
    return (
        read_number(value, place=place.item(0), bounds=bounds),
        read_number(chance, place=place.item(1), bounds=CHANCE),
    )


def _list(value: object, *, count: int, place: Place, bounds: Bounds) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise place.error(f"must be a list of {count} numbers")
    return [
        read_number(item, place=place.item(index), bounds=bounds)
        for index, item in enumerate(value)
    ]


def _unknown(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=1)
    if near:
        return f"is not known; did you mean {near[0]}?"
    return f"is not known; known are {', '.join(known)}"


def kind_of(value: object) -> str:
    names = {bool: "true or false", str: "a text", list: "a list", dict: "an object"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")


def shown(value: object) -> str:
    """A value of the file, short and on one line."""
    if isinstance(value, list | dict) or value is None:
        return kind_of(value)
    text = str(value)
    if isinstance(value, str):
        text = f'"{value}"' if _is_plain(value) else ascii(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def shown_key(key: str) -> str:
    return key if _is_plain(key) and len(key) <= SHOWN else shown(key)


def shown_number(value: float) -> str:
    """Integers may have thousands of digits, which Python would refuse to print."""
    if isinstance(value, int) and abs(value) > LARGEST_AMOUNT**2:
        return "a number that large"
    return str(value)


def _is_plain(text: str) -> bool:
    """Without controls, line separators and halves of a surrogate pair."""
    return not any(category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text)


def _a(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"
