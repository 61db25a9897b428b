"""The rules that turn an event into deadlines: packs of TOML rows, read once."""

import tomllib
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.time.courts import Court, court
from risks.engine.time.pack_file import read_pack
from risks.engine.time.rules import Rule

# In the order in which a page lists what an event starts.
_PACKS = ("frcp", "frcp_pleadings", "frcp_discovery", "frap", "copyright", "cacd")
# These bind a listed company, in no court.
_COMPANY_PACKS = ("hk_listing", "csrc")


class UnknownRule(LookupError):
    """No rule has this id, or none was in force on the day."""


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
    return tuple(rule for pack in packs for rule in read_pack(pack, _table_of(pack)))


def _table_of(pack: str) -> dict[str, Any]:
    file = files("risks.engine").joinpath(f"rules/{pack}.toml")
    return tomllib.loads(file.read_text("utf-8"))
