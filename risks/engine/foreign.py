"""Foreign documents are read by declared models, and refused in one clear line.

pydantic reads them strictly: a text is no number, and an unknown key is refused. What
it finds wrong becomes a `Refusal`, which says where and what.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

SHOWN = 40
NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
LARGEST_SHOWN = 10**30
"""Integers may have thousands of digits, which Python would refuse to print."""

Path = tuple[str | int, ...]
ItemT = TypeVar("ItemT")


class Document(BaseModel):
    """A JSON object or a TOML table whose keys are known."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    noun: ClassVar[str] = "object"
    explained_keys: ClassVar[Mapping[str, str]] = {}
    """Unknown keys that people are likely to write, each with what to do instead."""

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Return the keys of the document, as a file spells them."""
        return tuple(each.alias or name for name, each in cls.model_fields.items())

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self:
        """Return a copy, without the cached properties of the original."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """How pydantic reads a value, and the JSON Schema of it; for `Annotated`."""

    core: CoreSchema
    shape: Mapping[str, Any]
    words: str = ""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.core

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.shape)


class AtLeastOne:
    """A list of at least one item, kept as a tuple."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        item, *_ = get_args(source)
        items = core_schema.list_schema(
            handler.generate_schema(item), min_length=1, strict=True
        )
        return core_schema.no_info_after_validator_function(tuple, items)


Several = Annotated[tuple[ItemT, ...], AtLeastOne()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    path: Path
    problem: str
    at: str = ""  # below the path, where the model says so itself

    @property
    def field(self) -> str:
        """stages[1].fee"""
        return ".".join(part for part in (in_words(self.path), self.at) if part)


def refuse(problem: str, *, at: str = "") -> PydanticCustomError:
    """Return the error that a validator of ours raises; `at` names a part of it."""
    return PydanticCustomError("refused", "{problem}", {"problem": problem, "at": at})


def refusal_of(
    error: ValidationError,
    model: type[Document] | None = None,
    *,
    tags: Mapping[str, Sequence[str]] | None = None,
) -> Refusal:
    """Return the first thing that is wrong; an unknown key comes before all else.

    `tags` are the names of alternatives, which pydantic puts into its paths, and the
    keys that each of them knows.
    """
    tags = tags or {}
    details = error.errors(include_url=False)
    first = min(details, key=lambda each: each["type"] != "extra_forbidden")
    path = tuple(step for step in first["loc"] if step not in tags)
    if first["type"] == "extra_forbidden":
        return Refusal(path=path, problem=_unknown_key(first, model, tags=tags))
    at = first.get("ctx", {}).get("at", "")
    return Refusal(path=path, problem=_problem(first, _model_at(model, path)), at=at)


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
            words = ", ".join(re.findall(r"'([^']*)'", context["expected"]))
            return f"must be one of {words}, not {shown(given)}"
    wanted = {
        "string_type": "a text",
        "bool_type": "true or false",
        "list_type": "a list",
        "tuple_type": "a list",
        "dict_type": "an object",
        "model_type": _a(model.noun if model else "object"),
    }.get(error["type"])
    return f"must be {wanted}, not {kind_of(given)}" if wanted else error["msg"]


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


def unknown(key: str, known: Iterable[str]) -> str:
    """Return what is wrong with a key that is none of the known ones."""
    known = tuple(known)
    near = get_close_matches(key, known, n=1)
    if near:
        return f"is not known; did you mean {near[0]}?"
    return f"is not known; known are {', '.join(known)}"


def _model_at(model: type[Document] | None, path: Path) -> type[Document] | None:
    """The model of what stands at a path; that of its items for a list."""
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        fields = {each.alias or name: each for name, each in model.model_fields.items()}
        model = document_in(fields[step].annotation) if step in fields else None
    return model


def document_in(annotation: object) -> type[Document] | None:
    """Return the model that an annotation holds, as in a list of stages."""
    if isinstance(annotation, type) and issubclass(annotation, Document):
        return annotation
    found = (document_in(each) for each in get_args(annotation))
    return next((each for each in found if each), None)


def kind_of(value: object) -> str:
    names = {bool: "true or false", str: "a text", list: "a list", dict: "an object"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")


def shown(value: object) -> str:
    """Return a value of the file, short and on one line."""
    if isinstance(value, list | dict) or value is None:
        return kind_of(value)
    text = str(value)
    if isinstance(value, str):
        text = f'"{value}"' if is_plain(value) else ascii(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def shown_key(key: str) -> str:
    return key if is_plain(key) and len(key) <= SHOWN else shown(key)


def shown_number(value: float) -> str:
    if isinstance(value, int) and abs(value) > LARGEST_SHOWN:
        return "a number that large"
    return str(value)


def is_plain(text: str) -> bool:
    """Whether it has no controls, line separators or halves of a surrogate pair."""
    return not NOT_PLAIN.search(text)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
