"""A number as a person types it, to and from the JSON of docs/use/simulate.md.

0.35 or 35 %; 3,000,000 to 15,000,000 for a 90 % interval; 750, 5000, 30000 for low,
likely and high; 0.01, 0.03, 0.05 × revenue for a multiple of a fact.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from risks.engine.exposure.documents.fact_multiples import FACT, TIMES

INTERVAL, RANGE, TABLE = "lognormal90", "pert", "table"
ANSWERS = {"yes": True, "no": False, "true": True, "false": False}
UNITS = {"": 1, "k": 10**3, "m": 10**6, "bn": 10**9}
MULTIPLE = re.compile(r"^(?P<times>.+?)\s*[×*]\s*(?P<fact>[a-z_]\w*(: \S.*)?)$")
NUMBER = re.compile(
    r"(?P<number>[-−+]?(\d+(,\d{3})+|\d+)?(\.\d+)?(e[-+]?\d+)?)\s*(?P<unit>%|k|m|bn)?",
    re.IGNORECASE,
)
VALUE_AND_CHANCE = re.compile(r"(?P<value>[^()]+)\((?P<chance>[^()]+)\)")
THREE_OR_ONE = re.compile(r"\d{1,3},[1-9]\d{2},[1-9]\d{2}")


class NotANumber(ValueError):
    """One line that says how to type it."""


def typed(value: object) -> str:
    """As a person would type it; JSON where there is no such way."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _plain(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _distribution(value) or json.dumps(value, ensure_ascii=False)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def read_typed(text: str, *, like: object = None) -> Any:
    """What was typed, as JSON; a word stays one where `like` is a word.

    Raises NotANumber. Whether the number may stand there is for the engine to say.
    """
    text = text.strip()
    if text[:1] in ("{", "["):
        return _json(text)
    if text.casefold() in ANSWERS and not isinstance(like, str):
        return ANSWERS[text.casefold()]
    if _is_a_word(text) and (like is None or isinstance(like, str)):
        return text
    if many := MULTIPLE.match(text):
        return {FACT: many["fact"], TIMES: _number(many["times"])}
    return _number(text)


def _number(text: str) -> Any:
    ends = re.split(r"\s+to\s+|\s*–\s*", text)
    if len(ends) == 2:
        return {INTERVAL: [_one(each) for each in ends]}
    if THREE_OR_ONE.fullmatch(text):
        spaced, whole = text.replace(",", ", "), text.replace(",", "")
        either = {"whole": whole, "spaced": spaced}
        raise NotANumber(
            _("Is it one number or three? Type %(whole)s, or %(spaced)s.") % either
        )
    parts = re.split(r"\s*;\s*|,\s+", text)
    pairs = [VALUE_AND_CHANCE.fullmatch(part) for part in parts]
    if all(pairs):
        found = [(pair["value"], pair["chance"]) for pair in pairs if pair]
        return {TABLE: [[_one(each) for each in pair] for pair in found]}
    if len(parts) == 3:
        return {RANGE: [_one(each) for each in parts]}
    if len(parts) == 1:
        return _one(text)
    raise NotANumber(_how(text))


def _one(text: str) -> float:
    found = NUMBER.fullmatch(text.strip())
    digits = found["number"].replace(",", "").replace("−", "-") if found else ""
    if found is None or not any(each.isdigit() for each in digits):
        raise NotANumber(_how(text))
    number, unit = float(digits), (found["unit"] or "").casefold()
    number = number / 100 if unit == "%" else number * UNITS[unit]
    return int(number) if number.is_integer() else number


def _how(text: str) -> str:
    return _(
        "“%(text)s” is no number. Type one (0.35), low, likely and high "
        "(750, 5000, 30000), or a 90 %% interval (3000000 to 15000000)."
    ) % {"text": text[:40]}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise NotANumber(_("This is not JSON: %(error)s.") % {"error": error}) from None


def _is_a_word(text: str) -> bool:
    return bool(re.match(r"[^\W\d_]", text))


def _distribution(value: Mapping[str, Any]) -> str:
    match dict(value):
        case {"constant": int() | float() as number, **rest} if not rest:
            return _plain(number)
        case {"lognormal90": [low, high], **rest} if not rest:
            return f"{_plain(low)} to {_plain(high)}"
        case {"pert": [*points], **rest} if not rest:
            return ", ".join(_plain(each) for each in points)
        case {"table": [[_, _], *_] as pairs, **rest} if not rest:
            return ", ".join(f"{_plain(at)} ({_plain(chance)})" for at, chance in pairs)
        case {"fact": str() as fact, "times": times, **rest} if not rest:
            return f"{typed(times)} × {fact}"
    return ""


def _plain(number: object) -> str:
    """Exact, without an exponent where people write none."""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return str(number)
