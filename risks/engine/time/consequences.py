"""What an event does besides starting periods, from rules/consequences.toml."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.time.rule_book import place_of
from risks.engine.time.rules import Actor, Rule

# Used as the rule of a deadline whose date the court set.
COURT_SET = "court-set"
# The subject of a rule that reads on every event that names one.
ANY = "any"
# The papers that others answer within a time that runs from them.
_PAPERS = ("motion_filed", "opposition_filed")


def meets(event: str, *, subject: str, rule_id: str, asked: str) -> bool:
    """Say whether an event is the act that a rule requires.

    `subject` is what the event is about, `asked` the subject of the deadline's own
    event.
    """
    rule_id = place_of(rule_id)
    return any(
        row["event"] == event
        and rule_id in row["rules"]
        and row.get("subject", subject) == subject
        and row.get("asked", asked) == asked
        and (not row.get("same_subject") or (subject != "" and subject == asked))
        for row in _table()["meets"]
    )


def may_meet(event: str) -> bool:
    """Say whether an event of this kind can meet any deadline."""
    return any(row["event"] == event for row in _table()["meets"])


def is_set_for(subject: str, *, rule_id: str) -> bool:
    """Say whether a date that the court set replaces a rule's date.

    An answer that is due on a day set by the court is not due 21 days after service.
    """
    return place_of(rule_id) in _table()["sets"].get(subject, ())


def opens(rule: Rule, *, event: str, subject: str) -> bool:
    """Say whether an event about this subject starts a rule."""
    papers = rule.actor in (Actor.MOVANT, Actor.OPPOSING)
    if papers and event in _PAPERS and subject in _table()["unopposed"]["subjects"]:
        return False
    if subject and subject in rule.not_subjects:
        return False
    named = bool(subject) and ANY in rule.subjects
    return not rule.subjects or named or subject in rule.subjects


def also(event: str, *, subject: str) -> tuple[str, ...]:
    """Return the other kinds of events that this one is: an answer is an appearance."""
    return tuple(
        row["kind"]
        for row in _table()["also"]
        if event in row["events"] and subject in row.get("subjects", (subject,))
    )


def tolls(subject: str) -> bool:
    """Say whether a motion of this subject, if timely, tolls the time to appeal.

    Fed. R. App. P. 4(a)(4)(A).
    """
    said = subject.replace("_", " ").casefold()
    return any(words in said for words in _table()["tolling"]["words"])


def survives(rule_id: str, *, trigger: str, title: str) -> bool:
    """Say whether a deadline is owed though its case is dismissed, decided or stayed.

    A rule is asked by its id and its trigger, a date without a rule by its title.
    """
    kept = _table()["survives"]
    if rule_id:
        begins = tuple(kept["rules"])
        return trigger in kept["triggers"] or place_of(rule_id).startswith(begins)
    return _has_word(kept["words"], title)


def is_discovery(rule_id: str, *, title: str) -> bool:
    """Say whether a stay of discovery suspends a deadline, by its rule or its title."""
    named = _table()["discovery"]
    if rule_id:
        return place_of(rule_id).startswith(tuple(named["rules"]))
    return _has_word(named["words"], title)


def _has_word(words: Sequence[str], title: str) -> bool:
    any_of = "|".join(map(re.escape, words))
    return re.search(rf"\b(?:{any_of})\b", title, re.IGNORECASE) is not None


def decides(event: str, *, subject: str) -> str:
    """Return the outcome of a suit's stage that an event decides; empty if none."""
    words = [
        row["word"]
        for row in _table()["decides"]
        if row["event"] == event and row["subject"] == subject
    ]
    return str(words[0]) if words else ""


@cache
def _table() -> Mapping[str, Any]:
    text = files("risks.engine").joinpath("rules/consequences.toml").read_text("utf-8")
    return tomllib.loads(text)
