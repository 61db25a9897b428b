"""Read the rows of rules/events.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# A pattern that matches nothing.
NEVER = r"(?!)"
# A head has a few notes, and stars, before what was filed.
_MOST_PREFIXES = 40
# After these a full stop ends no sentence, unless the next word begins one.
_ABBREVIATED = re.compile(
    r"\b(Inc|Corp|Co|Ltd|LLC|L\.P|Nos?|NOS?|Dkt|Docs?|DOC|Mr|Ms|Mrs|Dr|Hon|Jr|Sr|St|vs?"
    r"|et al|Civ|Fed|P|[A-Z])\.(?=\S| )"
    r"(?! (?:The|This|These|That|Its?|If|On|Upon|Having|Pursuant|Accordingly|After)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of rules/events.toml with its patterns compiled."""

    kind: str
    head: re.Pattern[str]
    # The words that say so; without them, `before` stands before the date that counts.
    pattern: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    papers: tuple[str, ...]
    on: str
    subject: str
    names_its_motion: bool
    undecided: bool
    confidence: float

    def reads(self, text: str, paper: str) -> bool:
        """Say whether the row is for such an entry."""
        return bool(
            (not self.papers or paper in self.papers)
            and self.head.match(text)
            and (self.needs is None or self.needs.search(text))
            and not (self.unless and self.unless.search(text))
        )


def unbroken(text: str) -> str:
    """Replace full stops that end no sentence; the text keeps its length."""
    return _ABBREVIATED.sub(r"\1·", text)


def rows_of(table: Mapping[str, Any]) -> tuple[Row, ...]:
    """Compile the rows of events."""
    return tuple(
        Row(
            kind=row["kind"],
            head=_compiled(row["head"]),
            pattern=_maybe(row, "pattern"),
            before=_maybe(row, "before"),
            after=_maybe(row, "after"),
            needs=_maybe(row, "needs"),
            unless=_maybe(row, "unless"),
            papers=tuple(row.get("paper", ())),
            on=row.get("on", "filed"),
            subject=row.get("subject", ""),
            names_its_motion=row.get("names_its_motion", False),
            undecided=row.get("undecided", False),
            confidence=row["confidence"],
        )
        for row in table["event"]
    )


def prefix_of(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Return what stands before the head of an entry and is none of it."""
    words = "|".join(row["words"] for row in table["prefix"])
    return _compiled(rf"^(?:{words}|\W){{0,{_MOST_PREFIXES}}}")


def void_of(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Return how an entry begins that was made in error."""
    return _compiled("|".join(row["words"] for row in table["void"]) or NEVER)


@cache
def event_table() -> Mapping[str, Any]:
    """Return the tables of rules/events.toml."""
    text = files("risks.engine").joinpath("rules/events.toml").read_text("utf-8")
    return tomllib.loads(text)


def _maybe(row: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    return _compiled(row[name]) if name in row else None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
