"""What a document declares of its inputs: for forms, pages and the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from risks.engine.exposure.documents.numbers import Number, Unit
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.foreign.documents import Document, Read, document_in

REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One input: its key, its words, its unit and its worked example."""

    key: str
    label: str
    meaning: str
    unit: Unit
    allowed: str  # share, from 0 to 1
    left_out: str  # what holds then, or that it is required
    example: Any
    remark: str


def declared(document: type[Document]) -> tuple[Declared, ...]:
    """Return the inputs of a document, in the order of its keys."""
    by_key = {
        field.alias or name: field for name, field in document.model_fields.items()
    }
    return tuple(_declared(key, by_key[key]) for key in document.known_keys())


def parts_of(document: type[Document]) -> Iterator[tuple[str, type[Document]]]:
    """Yield the documents within a document, each with its key."""
    for name, field in document.model_fields.items():
        if part := document_in(field.annotation):
            yield field.alias or name, part


def unit_of(field: FieldInfo) -> Unit:
    numbers = (each for each in field.metadata if isinstance(each, Number))
    return next((each.unit for each in numbers), "")


def _declared(key: str, field: FieldInfo) -> Declared:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return Declared(
        key=key,
        label=field.title or key,
        meaning=field.description or "",
        unit=unit_of(field),
        allowed=_allowed(field),
        left_out=REQUIRED if field.is_required() else _left_out(field.default),
        example=field.examples[0] if field.examples else None,
        remark=str(extra.get("$comment", "")),
    )


def _allowed(field: FieldInfo) -> str:
    """In the words of the refusal that a wrong value meets."""
    said = [each.words for each in _read_of(field) if isinstance(each, Read)]
    if said:
        return said[0]
    annotation = field.annotation
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{each}`" for each in get_args(annotation))
    if annotation is bool:
        return "`true` or `false`"
    return "list" if get_origin(annotation) is tuple else "object"


def _read_of(field: FieldInfo) -> Iterator[object]:
    """Yield what says how a field is read; `Text | None` has it inside."""
    yield from field.metadata
    ways = get_args(field.annotation)
    if NoneType in ways:
        yield from chain.from_iterable(getattr(way, "__metadata__", ()) for way in ways)


def _left_out(default: Any) -> str:
    if isinstance(default, Constant):
        return f"{default.value}".removesuffix(".0")
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, str):
        return f"`{default}`"
    if isinstance(default, int | float):
        return f"{default}".removesuffix(".0")
    return "–"
