"""Convert the frozen values of `docket` to JSON and strictly back.

The JSON comes from a process that has parsed foreign bytes: a field too many, too few
or of another type is refused.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


class Misshapen(ValueError):
    """The value read back is not of the requested type, which the message names."""


def plain(value: Any) -> Any:
    """Return a value that `json.dumps` accepts."""
    if is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name)) for field in fields(value)
        }
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


def rebuilt(kind: Any, value: Any) -> Any:
    """Return the value of this type from what `plain` made; raises Misshapen."""
    if get_origin(kind) is UnionType:
        return _one_of(get_args(kind), value)
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        return tuple(rebuilt(item, one) for one in _only(list, value))
    if get_origin(kind) is Mapping:
        return _only(dict, value)
    if is_dataclass(kind):
        return _dataclass(kind, _only(dict, value))
    if kind in (date, time) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return _spelled(kind, _only(str, value))
    return _only(kind, value)


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """Rebuild "this or None", the only union in the values of `docket`."""
    if value is None:
        return None
    return rebuilt(kinds[0], value)


def _dataclass(kind: Any, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    if value.keys() != hints.keys():
        raise Misshapen(f"the fields are not those of {kind.__name__}")
    return kind(**{name: rebuilt(hints[name], value[name]) for name in hints})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _spelled(kind: Any, text: str) -> Any:
    try:
        return kind.fromisoformat(text) if kind in (date, time) else kind(text)
    except ValueError:
        raise Misshapen(f"is not a {kind.__name__}") from None


def _only(kind: type, value: Any) -> Any:
    # Not isinstance, because in Python True is an int.
    if type(value) is not kind:
        raise Misshapen(f"is not a {kind.__name__}")
    return value
