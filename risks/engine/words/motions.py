"""Name the motions that a docket entry speaks of, by rules/motions.toml."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

# The subject of a motion that the entry mentions without a name.
UNNAMED = "other motion"
# The relief follows the word at once: "motion for partial summary judgment".
_REACH = 120
_MOTION = re.compile(
    r"\b(?:motions?|applications?|requests?|petitions?|stipulations?)\b", re.IGNORECASE
)
# A number of the docket between "motion" and its relief: "Motion [12] to dismiss".
# A stipulation is named behind the order that it proposes.
_NUMBERS = (
    r"(?:,? (?:and|&|with) (?:an? )?\W?proposed\W? order\W?)?"
    r"(?:[ #-]*(?:\[[^\]]{1,12}\]|\([^()]{1,20}\)|#?\d+(?:-\d+)?)){0,4}"
)
_NAMED = re.compile(
    rf"{_NUMBERS}[\W]{{0,3}}(?=(?:to|for|of|pursuant|re|seeking|requesting)\b"
    r"|(?!is\b|are\b|be\b|was\b|were\b|by\b|filed\b|and\b|in\b|on\b|hearing|held\b|set\b"
    r"|grant|den(?:y|ied)|allowed|as\b|the\b|has\b|that\b|with|shall\b|will\b)"
    r"(?-i:[A-Z])[a-z]+ )",
    re.IGNORECASE,
)
# Where the name of a motion ends.
_END = re.compile(
    r"(?<!U\.S\.C)\.(?= |$)|[;:\[\]#]| \(|,? filed\b| \d+\b(?!\(| U\.S\.C)| re:? "
    r"|,? (?:by|is|are|shall|was|has|have) |,? (?:granted|denied|allowed)\b"
    r"|\b(?:motions?|applications?)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[^,;.]{0,70}?,? (?:and|or|and/or)(?:,? in the alternative,?)?"
    r" (?:(?:to|for|an?|the|motion) )*",
    re.IGNORECASE,
)
# "MOTION to Stay, Emergency MOTION to Seal": what stands before the second.
_BESIDE = re.compile(
    r"(?:[,;&]|\b(?:and|or))"
    r"(?: (?:in the alternative,?|alternatively,?|an?|[A-Z][a-z]+)){0,2} ?$"
)
# Words that name no relief themselves, before it and behind it.
_LEADING = re.compile(
    r"\W*(?:(?:to|for|of|re:?|an?|the|order|leave|entry) )+", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w'’/-]*")
_STOP = {
    "about", "against", "and", "as", "at", "from", "in", "of", "on", "or", "regarding",
    "that", "this", "to", "under", "upon", "with", "within", "which", "for", "pursuant",
}  # fmt: skip
_MOST_WORDS = 4
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A kind of motion and the words that name it."""

    subject: str
    pattern: re.Pattern[str]
    # The side that makes such motions; empty where either may.
    movant: str
    # The event that granting it is as well, or empty, and the date that it has.
    granted: str
    granted_on: str


# They move a hearing, and are not what it is on.
OF_TIME = ("extension of time", "continue", "extend order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a text speaks of a motion, and what the motion asks for."""

    start: int
    end: int
    # Where its name ends; `end` if it has none.
    name_end: int
    # Empty where it is mentioned without a name.
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Motions:
    """The kinds of motions that have a subject of their own."""

    rows: tuple[Motion, ...]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Compile the rows of rules/motions.toml."""
        return cls(
            tuple(
                Motion(
                    subject=row["subject"],
                    pattern=re.compile(row["pattern"], re.IGNORECASE),
                    movant=row.get("movant", ""),
                    granted=row.get("granted", ""),
                    granted_on=row.get("granted_on", "filed"),
                )
                for row in rows
            )
        )

    def mentions(
        self, text: str, start: int = 0, end: int | None = None
    ) -> list[Mention]:
        """Return where a part of a text speaks of a motion, in order."""
        stop = len(text) if end is None else end
        found = _MOTION.finditer(text, start, stop)
        return [self._mention(text, noun.start(), noun.end()) for noun in found]

    def _mention(self, text: str, start: int, end: int) -> Mention:
        after = text[end : end + _REACH]
        named = _NAMED.match(after)
        if named is None:
            return Mention(start=start, end=end, name_end=end, subjects=())
        name = after[named.end() :]
        if cut := _END.search(name, 1):
            name = name[: cut.start()]
        return Mention(
            start=start,
            end=end,
            name_end=end + named.end() + len(name.rstrip()),
            subjects=tuple(self._known(name)) or _own_words(name),
        )

    def named_in(self, words: str) -> tuple[str, ...]:
        """Return what the first motion asks for that words name, and those beside it.

        Clerks print "MOTION to Stay, MOTION to Seal" for a paper that makes both.
        """
        found: list[str] = []
        for one in self.mentions(words):
            if found and not _beside(words, one):
                break
            found += [each for each in one.subjects if each not in found]
        return tuple(found)

    def knows(self, subject: str) -> bool:
        """Say whether a subject has a row."""
        return any(row.subject == subject for row in self.rows)

    def known_in(self, text: str) -> str:
        """Return the subject of the first motion with a row that a text names."""
        return next(self._known(text), "")

    def heard_in(self, text: str) -> str:
        """Return the subject of the first motion in a text that a hearing is on."""
        found = [
            (match.start(), place, row.subject)
            for place, row in enumerate(self.rows)
            if row.subject not in OF_TIME and (match := row.pattern.search(text))
        ]
        return min(found)[2] if found else ""

    def movant(self, subject: str) -> str:
        """Return the side that makes such motions; empty where either may."""
        return next((row.movant for row in self.rows if row.subject == subject), "")

    def granted(self, subject: str) -> tuple[str, str] | None:
        """Return the event that granting such a motion is as well, and its date."""
        found = (row for row in self.rows if row.granted and row.subject == subject)
        return next(((row.granted, row.granted_on) for row in found), None)

    def _known(self, name: str) -> Iterator[str]:
        """Yield the first known relief of a name, and those joined to it."""
        found = [
            (match.start(), place, match, row)
            for place, row in enumerate(self.rows)
            if (match := row.pattern.search(name))
        ]
        if not found:
            return
        *_, match, row = min(found, key=lambda one: one[:2])
        yield row.subject
        seen = {row.subject}
        while joined := _AND.match(name, match.end()):
            at = joined.end()
            nexts = ((row, row.pattern.match(name, at)) for row in self.rows)
            row, following = next(((r, m) for r, m in nexts if m), (row, None))
            if following is None or row.subject in seen:
                return
            match = following
            seen.add(row.subject)
            yield row.subject


def _beside(words: str, one: Mention) -> bool:
    """Say whether a motion is another one of the same paper, as clerks print it."""
    printed = words[one.start : one.end].isupper()
    return printed and _BESIDE.search(words[: one.start]) is not None


def _own_words(name: str) -> tuple[str, ...]:
    if lead := _LEADING.match(name):
        name = name[lead.end() :]
    words: list[str] = []
    for word in _WORD.findall(name[:_REACH]):
        if word.lower() in _STOP or len(words) == _MOST_WORDS:
            break
        words.append(word.lower())
    said = " ".join(words)[:_LONGEST].strip()
    return (said,) if said else ()


@cache
def motions() -> Motions:
    """Return the motions of rules/motions.toml."""
    text = files("risks.engine").joinpath("rules/motions.toml").read_text("utf-8")
    return Motions.of(tomllib.loads(text)["motion"])
