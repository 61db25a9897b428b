"""Read a rule that a person entered exactly as a pack of one row is read."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from risks.engine.foreign.refusals import refusals_of
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.pack_conflicts import conflicts_of, meet_in_time, share
from risks.engine.time.pack_file import PackFile, read_pack, version_of
from risks.engine.time.rule_book import own_rules, shipped_rules
from risks.engine.time.rules import Layer, Rule, RuleFields

PACK = "entered"
# How many rules are kept as they were read.
_KEPT = 1024
_OF_PACK = ("court_id", "judge", "number")


class EntryRefused(ValueError):
    """A rule cannot be entered like this.

    `problems` has the name of each wrong field with what is wrong; the name is empty
    where it is the rule as a whole.
    """

    def __init__(self, problems: Collection[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{at}: {it}" if at else it for at, it in problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A rule as a person enters it, of one court and of one judge or of every judge.

    The fields are those of a row of a pack, in the words of a pack.
    """

    id: str
    # Which text of this id it is, from 1.
    number: int
    court_id: str
    # The whole name without a title; empty for a local rule.
    judge: str = ""
    replaces: str = ""
    title: str
    citation: str
    trigger: str
    actor: str
    period: str
    direction: str
    counting: str
    condition: str
    critical: bool
    effective_from: date
    effective_to: date | None = None
    grade: str
    quote: str = ""
    checked: date | None = None
    source: str = ""

    @property
    def table(self) -> dict[str, Any]:
        """Return the pack that states this rule alone, as its TOML is decoded."""
        row = {name: value for name, value in asdict(self).items() if value is not None}
        for name in _OF_PACK:
            del row[name]
        layer = Layer.JUDGE if self.judge else Layer.LOCAL
        return {
            "layer": layer.name.lower(),
            "judge": self.judge,
            "country": court(self.court_id).country,
            "courts": {"ids": [self.court_id]},
            "rule": [row],
        }


@lru_cache(maxsize=_KEPT)
def rule_of(entry: Entry) -> Rule:
    """Return the rule that an entry states; raises EntryRefused."""
    try:
        [read] = read_pack(PACK, entry.table)
    except UnknownCourt as error:
        raise EntryRefused([("court_id", str(error))]) from None
    except ValidationError as error:
        found = refusals_of(error, PackFile)
        raise EntryRefused(
            [(_field(each.path), each.problem) for each in found]
        ) from None
    return read.model_copy(update={"version": _version(entry)})


def checked(entry: Entry, *, triggers: Collection[str]) -> Rule:
    """Return the rule, checked beside the rule book; raises EntryRefused.

    Other texts of its own id are left out, because it ends them.
    """
    rule = rule_of(entry)
    others = [each for each in own_rules() if each.id != rule.id]
    known = (*shipped_rules(), *others, rule)
    lines = dict.fromkeys(conflicts_of(rule, known=known, triggers=triggers))
    problems = [*map(_split, lines), *_twins(rule, others)]
    if problems:
        raise EntryRefused(problems)
    return rule


def _twins(rule: Rule, others: Collection[Rule]) -> Iterator[tuple[str, str]]:
    """Yield the rules beside which both would count the same act."""
    for other in others:
        same = rule.replaces or rule.citation
        is_same = same == (other.replaces if rule.replaces else other.citation)
        if (
            is_same
            and (rule.trigger, rule.layer) == (other.trigger, other.layer)
            and meet_in_time(rule, other)
            and share(rule, other)
        ):
            named = f"{other.citation}, {other.title},"
            line = f"{named} is in force on the same days; correct that rule instead"
            yield "effective_from", line


def _version(entry: Entry) -> str:
    """Return a version of the text; the day on which it ends is no part of it."""
    text = asdict(entry) | {"effective_to": None}
    words = json.dumps(text, default=str, ensure_ascii=False, sort_keys=True)
    return version_of(f"{PACK}-{entry.number}", words)


def _field(path: tuple[str | int, ...]) -> str:
    """Return the field of the entry that a path into its pack leads to."""
    match path:
        case ("rule", int(), str() as name, *_):
            return name
        case ("judge", *_):
            return "judge"
    return "court_id" if "courts" in path else ""


def _split(line: str) -> tuple[str, str]:
    """Return the field that a line names first, and the rest."""
    name, colon, what = line.partition(": ")
    if name == "courts":
        return "court_id", what
    return (name, what) if colon and name in RuleFields.model_fields else ("", line)
