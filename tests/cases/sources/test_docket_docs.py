"""docs/use/dockets.md: its examples are read, and every field and word is on it."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from risks.cases.sources.formats.json_docket import read_json

PAGE = (Path(settings.BASE_DIR) / "docs" / "use" / "dockets.md").read_text("utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
SCHEMA = json.loads(
    files("risks.cases.sources").joinpath("docket.schema.json").read_text("utf-8")
)


def named(schema: Any) -> Iterator[str]:
    """Every field and every choice that a schema names."""
    if isinstance(schema, list):
        for item in schema:
            yield from named(item)
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (word for word in schema.get("enum", []) if word)
        for value in schema.values():
            yield from named(value)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read_and_fits_the_schema(example: str) -> None:
    read_json(example)

    assert Draft202012Validator(SCHEMA).is_valid(json.loads(example))


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) == 2


def test_every_field_and_choice_of_the_schema_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", PAGE))

    assert set(named(SCHEMA)) - explained == set()


def test_one_example_uses_every_field() -> None:
    fields = {name for name in named(SCHEMA) if f'"{name}"' in EXAMPLES[1]}
    choices = {word for word in named(SCHEMA) if f'"{word}"' not in EXAMPLES[1]}

    assert fields >= set(SCHEMA["properties"])
    for definition in ("entry", "event"):
        assert not choices & set(SCHEMA["$defs"][definition]["properties"])
