"""The JSON Schema of documents, made from what their models declare."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from risks.engine.foreign.documents import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTHING: tuple[object, ...] = (None, [], {}, "")


class Shapes(GenerateJsonSchema):
    """Names the definitions in small letters: price_war, stage."""

    def normalize_name(self, name: str) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Only where the model gives one."""
        return False

    def encode_default(self, dft: Any) -> Any:
        return None if isinstance(dft, BaseModel) else super().encode_default(dft)


def definitions_of(
    models: Sequence[type[Document]], *, shapes: type[Shapes] = Shapes
) -> dict[str, Any]:
    """Return the definitions of the models and of all that they hold, by name."""
    _, made = models_json_schema(
        [(model, "validation") for model in models], schema_generator=shapes
    )
    return {name: _tidied(_untitled(each)) for name, each in made["$defs"].items()}


def _untitled(shape: dict[str, Any]) -> dict[str, Any]:
    """Without the name of our class."""
    return {key: each for key, each in shape.items() if key != "title"}


def _tidied(shape: Any) -> Any:
    """Without defaults that say nothing."""
    if isinstance(shape, list):
        return [_tidied(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    return {
        key: _tidied(each)
        for key, each in shape.items()
        if key != "default" or each not in NOTHING
    }
