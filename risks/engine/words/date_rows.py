"""Read the rows of rules/dates.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """A thing that a date may be for, and the words that name it."""

    pattern: re.Pattern[str]
    kind: str
    # appearance or due.
    act: str
    subject: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Words before a date that binds nobody."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    unless_sentence: re.Pattern[str] | None
    head: re.Pattern[str] | None
    # Words that the whole entry must have.
    text: re.Pattern[str] | None
    asked_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacating:
    """Words that vacate a date; of those given each must match."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    head: re.Pattern[str] | None
    not_head: re.Pattern[str] | None
    # Words that the whole entry must have.
    text: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words before a date that bind somebody to it."""

    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    act: str
    confidence: float
    printed: bool
    moves: bool
    behind_what: bool
    # Words that the whole entry must have.
    text: re.Pattern[str] | None
    # The date was set before and stays.
    kept: bool


@cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern that stands in its table alone."""
    return _compiled(_table()[table][name])


@cache
def vacating() -> tuple[Vacating, ...]:
    """Return the words that vacate a date."""
    fields = ("before", "after", "sentence", "head", "not_head", "text")
    return tuple(
        Vacating(**{field: _optional(row, field) for field in fields})
        for row in _table()["vacated"]
    )


@cache
def silences() -> tuple[Silence, ...]:
    """Return the rows of dates that bind nobody."""
    return tuple(
        Silence(
            pattern=_compiled(row["words"]),
            unless=_optional(row, "unless"),
            unless_sentence=_optional(row, "unless_sentence"),
            head=_optional(row, "head"),
            text=re.compile(row["text"]) if "text" in row else None,
            asked_only=row.get("asked_only", False),
        )
        for row in _table()["silent"]
    )


@cache
def cues() -> tuple[Cue, ...]:
    """Return the words that bind, the surest first."""
    return tuple(
        Cue(
            pattern=_compiled(row["cue"]),
            after=_optional(row, "after"),
            needs=_optional(row, "needs"),
            act=row.get("act", ""),
            confidence=row["confidence"],
            printed=row.get("printed", False),
            moves=row.get("moves", False),
            behind_what=row.get("behind_what", False),
            text=_optional(row, "text"),
            kept=row.get("kept", False),
        )
        for row in _table()["cue"]
    )


@cache
def whats() -> tuple[What, ...]:
    """Return what a date may be for."""
    return tuple(
        What(
            pattern=_compiled(row["words"]),
            kind=row.get("kind", "court_set_date"),
            act=row["act"],
            subject=row["subject"],
            whose=row.get("whose", ""),
        )
        for row in _table()["what"]
    )


@cache
def _table() -> Any:
    text = files("risks.engine").joinpath("rules/dates.toml").read_text("utf-8")
    return tomllib.loads(text)


def _optional(row: Any, field: str) -> re.Pattern[str] | None:
    return _compiled(row[field]) if field in row else None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
