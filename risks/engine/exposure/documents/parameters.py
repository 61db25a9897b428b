"""The parameters of a risk as a document: where each stands, and changing some."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from risks.engine.exposure.documents.fact_multiples import FACT, TIMES
from risks.engine.exposure.documents.refusal import Place

Json = dict[str, Any]

NUMBER_WAYS = frozenset({"constant", "lognormal90", "pert", "table", FACT, TIMES})
_STEP = re.compile(r"[^.\[\]]+")
_PATH = re.compile(r"[^.\[\]]+(\[\d+\])?(\.[^.\[\]]+(\[\d+\])?)*")


def is_number(value: object) -> bool:
    """Whether an object is one number, said in one of the uncertain ways."""
    return isinstance(value, Mapping) and not value.keys() - NUMBER_WAYS


def changed(
    document: Mapping[str, Any], changes: Mapping[str, Any], *, place: Place
) -> Json:
    """`changes` over the document, which stays as it is; null takes a value out.

    Objects merge one level deep, except one that is a number; all else replaces. A
    key may be a path to a part of a list: stages[1].fee. Raises RegisterError for a
    path that leads nowhere.
    """
    result: Json = deepcopy(dict(document))
    for path, value in changes.items():
        inside, name = _parent(result, path, place=place)
        old = inside.get(name)
        if isinstance(old, dict) and isinstance(value, dict) and not is_number(value):
            for key, item in value.items():
                _put(old, key, item)
        else:
            _put(inside, name, value)
    return result


def _put(inside: Json, name: str, value: object) -> None:
    if value is None:
        inside.pop(name, None)
        return
    inside[name] = value


def _parent(document: Json, path: str, *, place: Place) -> tuple[Json, str]:
    """The object that holds the value, and the value's name in it."""
    if path in document or "[" not in path or not _PATH.fullmatch(path):
        return document, path
    *steps, name = _STEP.findall(path)
    inside: Any = document
    for step in steps:
        if isinstance(inside, list) and step.isdecimal() and int(step) < len(inside):
            inside = inside[int(step)]
        elif isinstance(inside, dict) and step in inside:
            inside = inside[step]
        else:
            raise place.key(path).error("is not in the risk")
    if not isinstance(inside, dict):
        raise place.key(path).error("names a whole list item; change one of its keys")
    return inside, name
