"""Read what a court decided on motions, by rules/rulings.toml."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

from risks.engine.words.event_rows import NEVER
from risks.engine.words.motions import UNNAMED, Mention, Motions

_DECIDING = ("court", "party")
# The head of an entry says what kind of paper it is.
_HEAD = 160
# The most characters between an outcome and its motion.
_REACH = 300
# The most outcomes that one entry is read for.
_MOST = 60
# A relief that is granted without the word "motion" stands in the order's title.
_TITLE = 120
_CLAUSE = re.compile(r"[;|]|[.:] +(?=[A-Z\[(\"0-9])")
_TOLD = 70
# Behind these a motion is only mentioned: "the hearing on the motion".
_ASIDE = re.compile(
    r"\b(?:on|of|to|in|re:?|regarding|for|with|from|by|concerning|considered|reviewed"
    r"|under|file) (?:[\w'’.,\[\]#()]+ ){0,4}?$",
    re.IGNORECASE,
)
# A further motion of a list: ", 33 Motion to Strike" or "and 34 Motion to Seal".
_LISTED = re.compile(
    r"(?:[,;]|\band\b|&) *(?:\W*\d+[\])]? |(?:plaintiff|defendant)\S* )"
    r"(?:[\w'’.]+ ){0,4}$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d[\])]? (?:[\w'’-]+ ){0,4}$")
_STANDS_ALONE = re.compile(r"(?:^|[.:;)\]–-]) *$")
# "granted" is of a motion: "motion granted", "motion is hereby GRANTED".
_SAID_OF = re.compile(
    r"(?:\b(?:is|are|be|has been|have been|and|hereby|therefore|also|likewise"
    r"|respectfully|motions?|applications?|requests?|petitions?"
    r"|stipulations?)\b|[\])]),? ?$",
    re.IGNORECASE,
)

# Minutes tell what was decided there, where an order tells what was decided before.
_MINUTES = re.compile(r"\b(?:minutes?|minute entry|hearing held)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were) (?:also )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An outcome and the motion that has it."""

    kind: str
    subject: str
    # The place of the words that say so.
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rulings:
    """The words in which courts decide on motions."""

    motions: Motions
    papers: Callable[[str], str]
    asides: re.Pattern[str]
    outcomes: re.Pattern[str]
    # The event and the form of each group of `outcomes`.
    meanings: Mapping[str, tuple[str, str]]
    told: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, table: Mapping[str, Any], motions: Motions) -> Self:
        """Compile the tables of rules/rulings.toml."""
        outcomes = table["outcome"]
        return cls(
            motions,
            _papers(table["paper"]),
            _either((row["words"] for row in table["aside"]), bound=""),
            _either(row["words"] for row in outcomes),
            {f"r{n}": (row["kind"], row["form"]) for n, row in enumerate(outcomes)},
            {
                form: re.compile(
                    "|".join(r["words"] for r in table["told"] if r["form"] == form)
                    or NEVER,
                    re.IGNORECASE,
                )
                for form in ("before", "after")
            },
        )

    def paper(self, text: str) -> str:
        """Return the kind of a paper: court, party, record, or empty."""
        return self.papers(text[:_HEAD])

    def read(self, text: str) -> Iterator[Ruling]:
        """Yield what an entry decides on each motion, in order.

        Of a motion that is granted in part, what is told of its parts is left out.
        """
        rulings = list(self._read(text))
        partly = {one.subject for one in rulings if one.kind.endswith("_in_part")}
        for one in rulings:
            if one.subject not in partly or one.kind.endswith("_in_part"):
                yield one

    def _read(self, text: str) -> Iterator[Ruling]:
        paper = self.paper(text)
        if paper not in _DECIDING:
            return
        text = self.asides.sub(lambda aside: " " * len(aside[0]), text)
        mentions = None
        since = 0
        for number, found in enumerate(self.outcomes.finditer(text)):
            if number == _MOST:
                return
            if mentions is None:
                mentions = self.motions.mentions(text)
            kind, form = self.meanings[str(found.lastgroup)]
            read = self._before if form == "before" else self._after
            for subject, start, end in read(text, found, since, mentions, paper):
                yield Ruling(kind=kind, subject=subject, start=start, end=end)
            since = found.end()

    def _before(
        self,
        text: str,
        found: re.Match[str],
        since: int,
        mentions: list[Mention],
        paper: str,
    ) -> Iterator[tuple[str, int, int]]:
        """Yield the motions behind "granting"."""
        lead = text[max(0, found.start() - _TOLD) : found.start()]
        if paper != "court" or self.told["before"].search(lead):
            return
        following = self.outcomes.search(text, found.end())
        stop = min(following.start() if following else len(text), found.end() + _REACH)
        ahead = [one for one in mentions if found.end() <= one.start < stop]
        clause = text[found.end() : stop]
        first = ahead[0] if ahead else None
        if first is None or _CLAUSE.search(text, found.end(), first.start):
            titled = found.start() <= _TITLE and self.motions.known_in(
                _CLAUSE.split(clause, maxsplit=1)[0][:_TITLE]
            )
            if titled:
                yield titled, found.start(), found.end()
            return
        for one in ahead:
            if one is first or _LISTED.search(text[max(0, one.start - 60) : one.start]):
                for subject in one.subjects or (self._named(text, one, mentions),):
                    yield subject, found.start(), one.name_end

    def _after(
        self,
        text: str,
        found: re.Match[str],
        since: int,
        mentions: list[Mention],
        paper: str,
    ) -> Iterator[tuple[str, int, int]]:
        """Yield the motions before "is GRANTED"."""
        lead = text[max(0, found.start() - _TOLD) : found.start()]
        if self.told["after"].search(lead):
            return
        start = max(since, found.start() - _REACH)
        ends = [end.end() for end in _CLAUSE.finditer(text, start, found.start())]
        start = ends[-1] if ends else start
        behind = [one for one in mentions if start <= one.start < found.start()]
        plain = [one for one in behind if not _ASIDE.search(text[start : one.start])]
        one = next(iter(plain or behind), None)
        said_of = _SAID_OF.search(lead) or (
            _WAS.search(lead) and _MINUTES.search(text[:_HEAD])
        )
        if one and (said_of or not text[one.name_end : found.start()].strip(" :–-")):
            for subject in one.subjects or (self._named(text, one, mentions),):
                yield subject, one.start, found.end()
        elif paper == "court" and found[0][:1].isupper() and _STANDS_ALONE.search(lead):
            named = [one for one in mentions if one.subjects]
            earlier = [one for one in named if one.start < found.start()]
            for one in (earlier or named)[-1:]:
                for subject in one.subjects:
                    yield subject, found.start(), found.end()

    def _named(self, text: str, one: Mention, mentions: list[Mention]) -> str:
        """Return the subject of the motion that "the motion" refers to."""
        if text.startswith(" that ", one.end):
            return UNNAMED
        named = [other for other in mentions if other.subjects]
        earlier = [other for other in named if other.start < one.start]
        # A motion that is named later is meant only if it is referred to by number.
        later = [other for other in named if _NUMBERED.search(text, 0, other.start)]
        for other in (earlier or later)[-1:]:
            return other.subjects[0]
        return UNNAMED


def _papers(rows: Iterable[Mapping[str, Any]]) -> Callable[[str], str]:
    rows = list(rows)
    pattern = _either(row["words"] for row in rows)
    who = {f"r{n}": str(row["who"]) for n, row in enumerate(rows)}

    def paper(head: str) -> str:
        found = pattern.search(head)
        return who[str(found.lastgroup)] if found else ""

    return paper


def _either(patterns: Iterable[str], bound: str = r"\b") -> re.Pattern[str]:
    """Join patterns as groups r0, r1, …, none of which names a group of its own."""
    groups = (f"(?P<r{n}>{words})" for n, words in enumerate(patterns))
    return re.compile(rf"{bound}(?:{'|'.join(groups) or NEVER})", re.IGNORECASE)


@cache
def ruling_table() -> Mapping[str, Any]:
    """Return the tables of rules/rulings.toml."""
    text = files("risks.engine").joinpath("rules/rulings.toml").read_text("utf-8")
    return tomllib.loads(text)
