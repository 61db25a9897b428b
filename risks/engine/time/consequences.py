"""What an event does besides starting periods, from rules/consequences.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.time.rule_book import place_of

# Used as the rule of a deadline whose date the court set.
COURT_SET = "court-set"


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


def reads_on(rule_id: str, subject: str) -> bool:
    """Say whether a rule applies to an event of this subject; without one, it does."""
    subjects = _table()["subjects"].get(place_of(rule_id))
    return subjects is None or not subject or subject in subjects


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
