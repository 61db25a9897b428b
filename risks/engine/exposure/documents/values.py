"""What a register file holds besides numbers: texts, currencies, days, and words."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import PydanticUndefined, core_schema

from risks.engine.foreign.documents import Read, after, day_of, refuse
from risks.engine.foreign.shown import is_plain, shown

LONGEST_TEXT = 200
TEXT_SHAPE = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_TEXT,
    "pattern": r"\S",
}


def asks(
    label: str,
    meaning: str,
    *,
    example: Any = None,
    default: Any = PydanticUndefined,
    alias: str | None = None,
    remark: str = "",
    shape: Mapping[str, Any] | None = None,
) -> Any:
    """Declare an input: how pages call it, what it means, and a worked example.

    A `remark` is context that a form shows beside the field, and never a default;
    `shape` is what the JSON Schema says besides.
    """
    return Field(
        default,
        alias=alias,
        title=label,
        description=meaning,
        examples=None if example is None else [example],
        json_schema_extra=({"$comment": remark} if remark else {}) | dict(shape or {}),
    )


def _text(text: str) -> str:
    if not text.strip():
        raise refuse(f"must have 1 to {LONGEST_TEXT} characters")
    if not is_plain(text):
        raise refuse("must not have control characters")
    return text


def _currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text):
        raise refuse(f"must be three capital letters like USD, not {shown(text)}")
    return text


READ_TEXT = after(
    _text, core_schema.str_schema(strict=True, min_length=1, max_length=LONGEST_TEXT)
)
TEXT = Read(core=READ_TEXT, shape=TEXT_SHAPE, words="text")
CURRENCY = Read(
    core=after(_currency, READ_TEXT),
    shape={"type": "string", "pattern": "^[A-Z]{3}$"},
    words="currency, like `USD`",
)
DAY = Read(
    core=after(day_of, READ_TEXT),
    shape={"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    words="date, like `2026-05-27`",
)

Text = Annotated[str, TEXT]
Currency = Annotated[str, CURRENCY]
Day = Annotated[date, DAY]
