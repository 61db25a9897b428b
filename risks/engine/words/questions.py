"""Find entries that look as if they matter and in which nothing was read."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Self

from risks.engine.words.asides import without_asides
from risks.engine.words.events import Reader, Recognised, reader
from risks.engine.words.relative_periods import open_periods
from risks.engine.words.stated_dates import last_years_dates
from risks.engine.words.written_dates import written_dates

_MOST_DATES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of rules/questions.toml with its patterns compiled."""

    about: str
    head: re.Pattern[str]
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    papers: Collection[str]
    answered: Collection[str]
    needs_event: str

    def asks(self, text: str, *, paper: str, kinds: Collection[str]) -> bool:
        """Say whether an entry in which such events were read raises the question."""
        read = set(kinds) & set(self.answered) if self.answered else kinds
        return bool(
            not read
            and (not self.needs_event or self.needs_event in kinds)
            and (not self.papers or paper in self.papers)
            and self.head.match(text)
            and (self.words is None or self.words.search(text))
            and not (self.unless and self.unless.search(text))
        )


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that entries raise."""

    rows: tuple[Row, ...]
    reader: Reader

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], reader: Reader) -> Self:
        """Compile the rows of rules/questions.toml."""
        return cls(
            tuple(
                Row(
                    about=row["about"],
                    head=_compiled(row["head"]),
                    words=_compiled(row["words"]) if "words" in row else None,
                    unless=_compiled(row["unless"]) if "unless" in row else None,
                    papers=frozenset(row.get("paper", ())),
                    answered=frozenset(row.get("answered", ())),
                    needs_event=row.get("needs_event", ""),
                )
                for row in rows
            ),
            reader,
        )

    def about(self, text: str, events: Iterable[Recognised]) -> str:
        """Return what a person is asked about: decision, service, setting, error or "".

        `events` are those that were read in the text.
        """
        head = self.reader.head(text)
        paper = self.reader.rulings.paper(head)
        # That there is an order says nothing of what it orders.
        kinds = {event.kind for event in events} - {"order_entered"}
        found = (r for r in self.rows if r.asks(head, paper=paper, kinds=kinds))
        return next((row.about for row in found), "")


def question_about(text: str, events: Iterable[Recognised], *, filed_date: date) -> str:
    """Return what a person is asked about an entry, or an empty string.

    `events` are those that were recognised in the text. The answer is decision,
    service, setting or error: what the entry looks like.
    """
    asked = _questions().about(text, events)
    # Only a person knows from which day such a period runs, or which year is meant.
    only_a_person_knows = open_periods(text) or _sets_last_year(text, filed_date)
    return asked or ("setting" if only_a_person_knows else "")


def _sets_last_year(text: str, filed_date: date) -> bool:
    head = reader().head(text)
    body = without_asides(head)
    dates = list(written_dates(body, most=_MOST_DATES, since=filed_date))
    return any(True for _ in last_years_dates(head, body, dates, filed_date=filed_date))


@cache
def question_table() -> Mapping[str, Any]:
    """Return the table of rules/questions.toml."""
    text = files("risks.engine").joinpath("rules/questions.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _questions() -> Questions:
    return Questions.of(question_table()["question"], reader())


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
