"""Rules of a company's own, in packs and entered; judge and order are invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from risks.cases.models import Event
from risks.engine.time.entered_rules import Entry
from risks.engine.time.packs import read_packs
from risks.engine.time.rule_book import add_packs
from risks.engine.time.rules import Rule

PACK = """
layer = "judge"
judge = "Jane Doe"

[courts]
ids = ["cacd"]

[[rule]]
id = "doe-opposition"
replaces = "cacd-7-9"
title = "Opposition to the motion"
citation = "Standing Order (invented), para. 4"
trigger = "hearing_set"
actor = "opposing"
period = "28 days"
direction = "before"
counting = "plain"
condition = "Any motion."
critical = true
effective_from = 2026-01-01
grade = "from memory"
"""

# The same rule as a person enters it, who has read the order.
DOE = Entry(
    id="entered-doe",
    number=1,
    court_id="cacd",
    judge="Jane Doe",
    replaces="cacd-7-9",
    title="Opposition to the motion",
    citation="Standing Order (invented), para. 4",
    trigger="hearing_set",
    actor="opposing",
    period="28 days",
    direction="before",
    counting="plain",
    condition="Any motion.",
    critical=True,
    effective_from=date(2026, 1, 1),
    grade="official text",
    quote="Oppositions are due 28 days before the hearing.",
    checked=date(2026, 5, 26),
    source="Standing Order of 5 January 2026",
)


def written(folder: Path, text: str = PACK, *, name: str = "doe.toml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def read(folder: Path) -> tuple[Rule, ...]:
    return read_packs(folder, triggers=frozenset(Event.Kind.values))


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """As a process does that is started with RULE_PACKS."""
    add_packs(partial(read, folder))
    try:
        yield
    finally:
        add_packs(tuple)
