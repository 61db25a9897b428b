"""The rules that turn an event into deadlines: packs of TOML rows, read once."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.courts import Court, Kind, court
from risks.engine.deadlines import Direction, Period, Whose

# Raised whenever a row changes: a stored deadline names the version it came from.
PACK_VERSION = "2026.1"
# National layers first, then local ones.
_PACKS = ("frcp", "frap", "cacd")


class UnknownRule(LookupError):
    """No rule has this id, or none was in force on the day."""


class Counting(StrEnum):
    # The period runs from being served, so service by mail adds three days.
    FROM_SERVICE = "from_service"
    # It runs from filing, entry, notice, sending, a hearing, or service of process.
    PLAIN = "plain"


class Actor(StrEnum):
    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    MOVANT = "movant"
    OPPOSING = "opposing"
    ANY_PARTY = "any_party"


_OPPOSITE_SIDES = (("plaintiff", Actor.DEFENDANT), ("defendant", Actor.PLAINTIFF))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    pack: str
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
    version: str
    court_ids: frozenset[str]
    court_kinds: frozenset[Kind]

    @property
    def whose(self) -> Whose:
        """As a defendant sees it who does not know who moved."""
        return self.whose_for("defendant")

    def whose_for(self, our_role: str, *, we_moved: bool | None = None) -> Whose:
        """Ours unless it is certainly the other side's: then the safe date is later."""
        if we_moved is not None and self.actor in {Actor.MOVANT, Actor.OPPOSING}:
            ours = we_moved is (self.actor is Actor.MOVANT)
            return Whose.OURS if ours else Whose.OPPONENT
        theirs = (our_role, self.actor) in _OPPOSITE_SIDES
        return Whose.OPPONENT if theirs else Whose.OURS

    def in_force(self, on: date) -> bool:
        ended = self.effective_to is not None and on > self.effective_to
        return self.effective_from <= on and not ended

    def binds(self, tribunal: Court) -> bool:
        return tribunal.id in self.court_ids or tribunal.kind in self.court_kinds


def all_rules() -> tuple[Rule, ...]:
    return _rules()


def rules_for(trigger: str, *, court_id: str, on: date) -> tuple[Rule, ...]:
    """The rules an event starts in a court: national, then local, in force that day.

    Raises risks.engine.courts.UnknownCourt.
    """
    tribunal = court(court_id)
    return tuple(
        rule
        for rule in _rules()
        if rule.trigger == trigger and rule.binds(tribunal) and rule.in_force(on)
    )


def rule(rule_id: str, *, on: date | None = None) -> Rule:
    """The rule in force on a day, or its newest text; raises UnknownRule."""
    found = [
        rule
        for rule in _rules()
        if rule.id == rule_id and (on is None or rule.in_force(on))
    ]
    if not found:
        when = "" if on is None else f" in force on {on}"
        raise UnknownRule(f"{rule_id!r} is not the id of a rule{when}")
    return max(found, key=lambda rule: rule.effective_from)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for pack in _PACKS for rule in _read_pack(pack))


def _read_pack(pack: str) -> Iterator[Rule]:
    text = files("risks.engine").joinpath(f"rules/{pack}.toml").read_text("utf-8")
    read = tomllib.loads(text)
    for row in read["rule"]:
        yield _rule(pack, read["courts"] | row.pop("courts", {}), row)


def _rule(pack: str, courts: dict[str, list[str]], row: dict[str, Any]) -> Rule:
    return Rule(
        **row
        | {
            "pack": pack,
            "version": PACK_VERSION,
            "actor": Actor(row["actor"]),
            "period": Period.parse(row["period"]),
            "direction": Direction(row["direction"]),
            "counting": Counting(row["counting"]),
            "effective_to": row.get("effective_to"),
            "flags": tuple(row.get("flags", ())),
            "court_ids": frozenset(courts.get("ids", ())),
            "court_kinds": frozenset(map(Kind, courts.get("kinds", ()))),
        }
    )
