"""What pydantic finds wrong with a document becomes one clear line: where, and what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from risks.engine.foreign.documents import Document, Path, document_in
from risks.engine.foreign.shown import (
    kind_of,
    near,
    shown,
    shown_key,
    shown_number,
    unknown,
    with_article,
)

FEW = 12
"""Words that a message can list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    path: Path
    problem: str

    @property
    def field(self) -> str:
        """stages[1].fee"""
        return in_words(self.path)


def refusal_of(
    error: ValidationError,
    model: type[Document] | None = None,
    *,
    tags: Mapping[str, Sequence[str]] | None = None,
) -> Refusal:
    """Return the first thing that is wrong; an unknown key comes before all else."""
    return refusals_of(error, model, tags=tags)[0]


def refusals_of(
    error: ValidationError,
    model: type[Document] | None = None,
    *,
    tags: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Refusal, ...]:
    """Return all that is wrong, unknown keys first.

    `tags` are the names of alternatives, which pydantic puts into its paths, and the
    keys that each of them knows.
    """
    details = sorted(
        error.errors(include_url=False),
        key=lambda each: each["type"] != "extra_forbidden",
    )
    return tuple(_refusal(each, model, tags=tags or {}) for each in details)


def _refusal(
    error: ErrorDetails,
    model: type[Document] | None,
    *,
    tags: Mapping[str, Sequence[str]],
) -> Refusal:
    path = tuple(step for step in error["loc"] if step not in tags)
    if error["type"] == "extra_forbidden":
        return Refusal(path=path, problem=_unknown_key(error, model, tags=tags))
    at = error.get("ctx", {}).get("at", ())
    return Refusal(path=(*path, *at), problem=_problem(error, _model_at(model, path)))


def in_words(path: Path) -> str:
    """Return a path as people write it: stages[1].fee."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            words += f".{shown_key(step)}" if words else shown_key(step)
    return words


def _problem(error: ErrorDetails, model: type[Document] | None) -> str:
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "refused":
            return str(context["problem"])
        case "other_kind":
            return f"must be {context['wanted']}, not {kind_of(given)}"
        case "missing":
            return "is missing"
        case "number":
            return _no_number(given, context)
        case "too_short":
            return "must hold at least one"
        case "string_too_short" | "string_too_long":
            return "must have 1 to 200 characters"
        case "string_unicode":
            return "must not have control characters"
        case "literal_error":
            return _no_such_word(given, context["expected"])
    wanted = {
        "string_type": "a text",
        "bool_type": "true or false",
        "list_type": "a list",
        "tuple_type": "a list",
        "dict_type": "an object",
        "int_type": "a whole number",
        "date_type": "a date without quotes, such as 2026-05-26",
        "model_type": with_article(model.noun if model else "object"),
    }.get(error["type"])
    return f"must be {wanted}, not {kind_of(given)}" if wanted else error["msg"]


def _no_such_word(given: object, expected: str) -> str:
    """`expected` is pydantic's: 'ends' or 'remand'."""
    words = expected.replace("'", "").replace(" or ", ", ").split(", ")
    if len(words) > FEW:
        return f"{shown(given)} is not known{near(given, words)}"
    listed = f"one of {', '.join(words)}" if words[1:] else words[0]
    return f"must be {listed}, not {shown(given)}{near(given, words)}"


def _no_number(given: object, context: Mapping[str, Any]) -> str:
    """Out of its bounds, or no number at all."""
    if isinstance(given, bool):
        return f"must be a number, not {kind_of(given)}"
    if isinstance(given, int | float):
        return f"must be {context['words']}, not {shown_number(given)}"
    return f"must be {context['wanted']}, not {kind_of(given)}"


def _unknown_key(
    error: ErrorDetails,
    model: type[Document] | None,
    *,
    tags: Mapping[str, Sequence[str]],
) -> str:
    *outer, key = error["loc"]
    of_tag = tags.get(str(outer[-1]), ()) if outer else ()
    within = _model_at(model, tuple(step for step in outer if step not in tags))
    if within and key in within.explained_keys:
        return within.explained_keys[str(key)]
    known = of_tag or (within.known_keys() if within else ())
    return unknown(str(key), known)


def _model_at(model: type[Document] | None, path: Path) -> type[Document] | None:
    """The model of what stands at a path; that of its items for a list."""
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        fields = {each.alias or name: each for name, each in model.model_fields.items()}
        model = document_in(fields[step].annotation) if step in fields else None
    return model
