"""JSON text to plain values: strictly, with what is wrong named by its place."""

import json
from typing import Any, NoReturn

from risks.engine.foreign.documents import Path
from risks.engine.foreign.refusals import in_words


class Undecodable(ValueError):
    """The text is not JSON, or an object states a key twice; one line."""

    def __init__(self, problem: str, *, path: Path = ()) -> None:
        super().__init__(f"{in_words(path)}: {problem}" if path else problem)
        self.problem = problem
        self.path = path


def decode(text: str | bytes, *, finite: bool = False) -> object:
    """Raises Undecodable.

    NaN and Infinity pass unless all must be `finite`, so that who reads the field can
    refuse it by name.
    """
    repeated: list[tuple[dict[str, Any], str]] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields, names = dict(pairs), [name for name, _ in pairs]
        if len(fields) < len(pairs):
            name = next(name for name in names if names.count(name) > 1)
            repeated.append((fields, name))
        return fields

    try:
        document: object = json.loads(
            text,
            object_pairs_hook=once,
            parse_constant=_not_finite if finite else float,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Undecodable(f"{where}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise Undecodable("is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise Undecodable("is not UTF-8 text") from error
    except ValueError as error:
        raise Undecodable("has a number that is too long or not finite") from error
    for inside, name in repeated:
        path = _path_to(inside, document) or ()
        raise Undecodable("is stated twice", path=(*path, name))
    return document


def _not_finite(word: str) -> NoReturn:
    raise ValueError(word)


def _path_to(inside: dict[str, Any], document: object) -> Path | None:
    """Where in the document the very object stands."""
    if document is inside:
        return ()
    members: list[tuple[str | int, Any]] = []
    if isinstance(document, dict):
        members = list(document.items())
    elif isinstance(document, list):
        members = list(enumerate(document))
    for step, value in members:
        found = _path_to(inside, value)
        if found is not None:
            return (step, *found)
    return None
