"""Foreign documents are read by declared models: strictly, and by pydantic.

A text is no number, and an unknown key is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from risks.engine.foreign.shown import shown

Path = tuple[str | int, ...]
ItemT = TypeVar("ItemT")

after = core_schema.no_info_after_validator_function


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list, kept as a tuple."""

    least: int

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        item, *_ = get_args(source)
        items = core_schema.list_schema(
            handler.generate_schema(item), min_length=self.least or None, strict=True
        )
        return after(tuple, items)


Many = Annotated[tuple[ItemT, ...], Listed(least=0)]
Several = Annotated[tuple[ItemT, ...], Listed(least=1)]


def refuse(problem: str, *, at: Path = ()) -> PydanticCustomError:
    """Return the error that a validator of ours raises; `at` leads to a part of it."""
    return PydanticCustomError("refused", "{problem}", {"problem": problem, "at": at})


def document_in(annotation: object) -> type[Document] | None:
    """Return the model that an annotation holds, as in a list of stages."""
    if isinstance(annotation, type) and issubclass(annotation, Document):
        return annotation
    found = (document_in(each) for each in get_args(annotation))
    return next((each for each in found if each), None)


def day_of(text: str) -> date:
    """Read a day as 2026-05-27, and in no other way."""
    if not is_day(text):
        raise refuse(f"must be a date like 2026-05-27, not {shown(text)}")
    return date.fromisoformat(text)


def is_day(text: str) -> bool:
    try:
        # Python reads 20260527 and 2026-W22-3 too, which JSON Schema does not.
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
