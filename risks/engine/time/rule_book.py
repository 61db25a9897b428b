"""The rules that turn an event into deadlines: packs of TOML rows, read once."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.time.courts import Court, Kind, court
from risks.engine.time.deadlines import Direction, Period, Whose

# Raised whenever a row changes: a stored deadline names the version it came from.
PACK_VERSION = "2026.2"
# In the order in which a page lists what an event starts.
_PACKS = ("frcp", "frcp_pleadings", "frcp_discovery", "frap", "copyright", "cacd")
# These bind a listed company, in no court.
_COMPANY_PACKS = ("hk_listing", "csrc")


class UnknownRule(LookupError):
    """No rule has this id, or none was in force on the day."""


class Layer(IntEnum):
    """A rule of a higher layer may replace one of a lower. Orders are dates certain."""

    NATIONAL = 1
    LOCAL = 2
    JUDGE = 3


class Counting(StrEnum):
    # The period runs from being served, so service by mail adds three days.
    FROM_SERVICE = "from_service"
    # It runs from filing, entry, notice, sending, a hearing, or service of process.
    PLAIN = "plain"
    # Whole calendar months: from the last day of a month to the last day of another.
    MONTH_END = "month_end"
    # Only days that the country works, make-up weekends among them.
    WORKING_DAYS = "working_days"


class Actor(StrEnum):
    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    MOVANT = "movant"
    OPPOSING = "opposing"
    ANY_PARTY = "any_party"
    COURT = "court"
    ISSUER = "issuer"


_OPPOSITE_SIDES = (("plaintiff", Actor.DEFENDANT), ("defendant", Actor.PLAINTIFF))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    pack: str
    layer: Layer
    # Whose calendar it counts on: US, HK or CN.
    country: str
    # The judge whose order it is; empty in the other layers.
    judge: str
    # The id of the rule in whose place it stands; empty where it adds to the others.
    replaces: str
    title: str
    citation: str
    # The kind of event that starts the period.
    trigger: str
    # Whose act the deadline is.
    actor: Actor
    period: Period
    direction: Direction
    counting: Counting
    condition: str
    critical: bool
    effective_from: date
    # The last day in force; None while it is.
    effective_to: date | None
    # The day and the text it was checked against, or "unchecked".
    checked: str
    flags: tuple[str, ...]
    # Other rules that ask for the same act: the latest of the dates counts, or the
    # earliest.
    later_of: tuple[str, ...]
    earlier_of: tuple[str, ...]
    # What must be cleared before the act: "prc_export", or nothing.
    gate: str
    version: str
    court_ids: frozenset[str]
    court_kinds: frozenset[Kind]

    @property
    def whose(self) -> Whose:
        """As a defendant sees it who does not know who moved."""
        return self.whose_for("defendant")

    def whose_for(self, our_role: str, *, we_moved: bool | None = None) -> Whose:
        """Ours unless it is certainly the other side's: then the safe date is later."""
        if self.actor is Actor.COURT:
            return Whose.COURT
        if we_moved is not None and self.actor in {Actor.MOVANT, Actor.OPPOSING}:
            ours = we_moved is (self.actor is Actor.MOVANT)
            return Whose.OURS if ours else Whose.OPPONENT
        theirs = (our_role, self.actor) in _OPPOSITE_SIDES
        return Whose.OPPONENT if theirs else Whose.OURS

    def in_force(self, on: date) -> bool:
        ended = self.effective_to is not None and on > self.effective_to
        return self.effective_from <= on and not ended

    def binds(self, tribunal: Court, *, judge: str) -> bool:
        """A name such as "Hon. Jane Doe" is of the judge called "Jane Doe"."""
        here = tribunal.id in self.court_ids or tribunal.kind in self.court_kinds
        # In whole words: an order of Ann Lee is not one of Joann Lee.
        return here and (not self.judge or _words(self.judge) in _words(judge))


def _words(name: str) -> str:
    words = " ".join(re.findall(r"\w+", name.casefold()))
    return f" {words} "


def all_rules() -> tuple[Rule, ...]:
    return (*_read(_PACKS), *(rule for rule in _own() if is_of_courts(rule)))


def company_rules() -> tuple[Rule, ...]:
    own = (rule for rule in _own() if not is_of_courts(rule))
    return (*_read(_COMPANY_PACKS), *own)


def shipped_rules() -> tuple[Rule, ...]:
    return _read((*_PACKS, *_COMPANY_PACKS))


def is_of_courts(rule: Rule) -> bool:
    """A rule of no court binds a listed company."""
    return bool(rule.court_ids or rule.court_kinds)


# What a company adds to the rules that are shipped: risks/engine/time/packs.py.
_own: Callable[[], tuple[Rule, ...]] = tuple


def add_packs(read: Callable[[], tuple[Rule, ...]]) -> None:
    """Read once, at the first use; whatever `read` raises, each use raises."""
    global _own
    _own = cache(read)


def place_of(rule_id: str) -> str:
    """The id of the shipped rule in whose place it stands, or else its own."""
    for each in _own():
        if each.id == rule_id and each.replaces not in {"", rule_id}:
            return place_of(each.replaces)
    return rule_id


def stands_among(rule_id: str, rules: Collection[str]) -> bool:
    """Whether it, or the rule in whose place it stands, is one of these."""
    return rule_id in rules or place_of(rule_id) in rules


def in_place_of(rule_id: str) -> frozenset[str]:
    """The ids of a shipped rule and of those that stand in its place."""
    own = {each.id for each in _own() if place_of(each.id) == rule_id}
    return frozenset({rule_id, *own})


def rules_for(
    trigger: str, *, court_id: str, on: date, judge: str = ""
) -> tuple[Rule, ...]:
    """The rules an event starts in a court, before a judge, in force that day.

    Raises risks.engine.time.courts.UnknownCourt.
    """
    return binding(
        (rule for rule in all_rules() if rule.trigger == trigger),
        tribunal=court(court_id),
        judge=judge,
        on=on,
    )


def binding(
    rules: Iterable[Rule], *, tribunal: Court, judge: str, on: date
) -> tuple[Rule, ...]:
    """Those in force there that day, without what a higher layer replaces."""
    return governing(
        r for r in rules if r.binds(tribunal, judge=judge) and r.in_force(on)
    )


def governing(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Of those that bind, the ones that no other replaces."""
    bound = tuple(rules)
    replaced = {(r.replaces, r.layer) for r in bound if r.replaces}
    return tuple(
        rule
        for rule in bound
        if not any(rule.id == name and rule.layer < layer for name, layer in replaced)
    )


def rule(rule_id: str, *, on: date | None = None) -> Rule:
    """The rule in force on a day, or its newest text; raises UnknownRule.

    Where a rule of a higher layer has taken its id, the general one.
    """
    found = [
        rule
        for rule in all_rules()
        if rule.id == rule_id and (on is None or rule.in_force(on))
    ]
    if not found:
        when = "" if on is None else f" in force on {on}"
        raise UnknownRule(f"{rule_id!r} is not the id of a rule{when}")
    return max(found, key=lambda rule: (-rule.layer, rule.effective_from))


@cache
def _read(packs: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for pack in packs for rule in read_pack(pack, _text_of(pack)))


def _text_of(pack: str) -> str:
    return files("risks.engine").joinpath(f"rules/{pack}.toml").read_text("utf-8")


def read_pack(pack: str, text: str) -> Iterator[Rule]:
    """The rows of a pack of TOML."""
    read = tomllib.loads(text)
    whole = {
        "pack": pack,
        "layer": Layer[read["layer"].upper()],
        "country": read.get("country", "US"),
        "judge": read.get("judge", ""),
        "version": PACK_VERSION,
    }
    for row in read["rule"]:
        yield _rule(whole, read["courts"] | row.pop("courts", {}), row)


def _rule(
    whole: dict[str, Any], courts: dict[str, list[str]], row: dict[str, Any]
) -> Rule:
    return Rule(
        **row
        | whole
        | {
            "replaces": row.get("replaces", ""),
            "actor": Actor(row["actor"]),
            "period": Period.parse(row["period"]),
            "direction": Direction(row["direction"]),
            "counting": Counting(row["counting"]),
            "effective_to": row.get("effective_to"),
            "flags": tuple(row.get("flags", ())),
            "later_of": tuple(row.get("later_of", ())),
            "earlier_of": tuple(row.get("earlier_of", ())),
            "gate": row.get("gate", ""),
            "court_ids": frozenset(courts.get("ids", ())),
            "court_kinds": frozenset(map(Kind, courts.get("kinds", ()))),
        }
    )
