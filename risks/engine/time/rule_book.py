"""The rule book: the shipped packs, the company's own, and what people entered."""

import tomllib
from collections.abc import Callable, Collection, Iterable
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.time.courts import Court, court
from risks.engine.time.pack_file import read_pack
from risks.engine.time.rules import Rule

# In the order in which a page lists what an event starts.
_PACKS = (
    "frcp",
    "frcp_pleadings",
    "frcp_discovery",
    "frcp_motions",
    "removal",
    "frap",
    "copyright",
    "cacd",
    "cand",
    "ded",
    "nysd",
    "txed",
    "hk_court",
    "prc_court",
)
# These bind a listed company, in no court.
_COMPANY_PACKS = ("hk_listing", "csrc")


# What a replacing rule takes over from the replaced one unless it says otherwise.
_OPENING = ("subjects", "not_subjects", "once", "unless", "restarts")


class UnknownRule(LookupError):
    """No rule has this id, or none was in force on the day."""


def all_rules() -> tuple[Rule, ...]:
    """Return the rules of courts."""
    return (*_read(_PACKS), *(rule for rule in own_rules() if is_of_courts(rule)))


def company_rules() -> tuple[Rule, ...]:
    """Return the rules of listed companies."""
    own = (rule for rule in own_rules() if not is_of_courts(rule))
    return (*_read(_COMPANY_PACKS), *own)


def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules that come with the product."""
    return _read((*_PACKS, *_COMPANY_PACKS))


def own_rules() -> tuple[Rule, ...]:
    """Return the rules that do not come with the product."""
    return (*_own(), *_entered.get())


def is_of_courts(rule: Rule) -> bool:
    """Say whether a rule is for courts; others are for a listed company."""
    return bool(rule.court_ids or rule.court_kinds)


# The company's own rules, from risks/engine/time/packs.py.
_own: Callable[[], tuple[Rule, ...]] = tuple
# What people entered and others confirmed. Not shared between threads: one that is
# about to confirm a rule must not let others count by it before it is stored.
_entered: ContextVar[tuple[Rule, ...]] = ContextVar("entered rules", default=())


def add_packs(read: Callable[[], tuple[Rule, ...]]) -> None:
    """Set the function that reads the company's rules, once, at the first use.

    What `read` raises, each use raises.
    """
    global _own
    _own = cache(read)


def take_entered(rules: Iterable[Rule]) -> None:
    """Let these entered rules count in this thread, in place of those before."""
    _entered.set(tuple(rules))


def place_of(rule_id: str) -> str:
    """Return the id of the shipped rule that this one replaces, or its own id."""
    for each in own_rules():
        if each.id == rule_id and each.replaces not in {"", rule_id}:
            return place_of(each.replaces)
    return rule_id


def stands_among(rule_id: str, rules: Collection[str]) -> bool:
    """Say whether a rule, or the one that it replaces, is among these."""
    return rule_id in rules or place_of(rule_id) in rules


def in_place_of(rule_id: str) -> frozenset[str]:
    """Return the ids of a shipped rule and of the rules that replace it."""
    own = {each.id for each in own_rules() if place_of(each.id) == rule_id}
    return frozenset({rule_id, *own})


def rules_for(
    trigger: str, *, court_id: str, on: date, judge: str = ""
) -> tuple[Rule, ...]:
    """Return the rules in force that an event starts in a court and for a judge.

    Raises risks.engine.time.courts.UnknownCourt.
    """
    bound = binding(
        (rule for rule in all_rules() if rule.trigger == trigger),
        tribunal=court(court_id),
        judge=judge,
        on=on,
    )
    return tuple(map(_with_inherited, bound))


def _with_inherited(one: Rule) -> Rule:
    """Return a rule with what it does not say itself of when it opens."""
    if not one.replaces:
        return one
    try:
        replaced = rule(place_of(one.id))
    except UnknownRule:  # It was of a pack that is gone, and this rule is entered.
        return one
    unsaid = {
        name: getattr(replaced, name) for name in _OPENING if not getattr(one, name)
    }
    return one.model_copy(update=unsaid)


def binding(
    rules: Iterable[Rule], *, tribunal: Court, judge: str, on: date
) -> tuple[Rule, ...]:
    """Return the rules in force in a court, without those that others replace."""
    return governing(
        r for r in rules if r.binds(tribunal, judge=judge) and r.in_force(on)
    )


def governing(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that no other of these rules replaces.

    A rule replaces one of a lower layer, or another one of its own layer.
    """
    bound = tuple(rules)
    replacing = {(r.replaces, r.layer, r.id) for r in bound if r.replaces}
    return tuple(
        rule
        for rule in bound
        if not any(
            rule.id == name and (rule.layer, rule.id) != (layer, by)
            for name, layer, by in replacing
            if rule.layer <= layer
        )
    )


def rule(rule_id: str, *, on: date | None = None) -> Rule:
    """Return the rule in force on a day, or its newest text; raises UnknownRule.

    Where a rule of a higher layer has the same id, the general one is returned.
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
