"""What an event does beyond starting periods: rules/consequences.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.time.rule_book import place_of

# Stands for the rule of a deadline whose date the court itself named.
COURT_SET = "court-set"


def meets(event: str, *, subject: str, rule_id: str, asked: str) -> bool:
    """Whether an event does what a rule asks for.

    `subject` is what the event is about, `asked` what the deadline's own event was.
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
    return any(row["event"] == event for row in _table()["meets"])


def is_set_for(subject: str, *, rule_id: str) -> bool:
    """Whether a date that the court set for this takes the place of a rule's.

    An answer that is due on a day named by the court is not due 21 days after service.
    """
    return place_of(rule_id) in _table()["sets"].get(subject, ())


def reads_on(rule_id: str, subject: str) -> bool:
    """Whether a rule reads on an event of this subject; unnamed, it may."""
    subjects = _table()["subjects"].get(place_of(rule_id))
    return subjects is None or not subject or subject in subjects


def decides(event: str, *, subject: str) -> str:
    """The word for the stage of that name in a suit against us; empty: nothing."""
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
