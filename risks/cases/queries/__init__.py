"""Queries about cases, their deadlines and the sources of their entries."""

from risks.cases.queries.closures import closures_shown, waiting_closures
from risks.cases.queries.disputed import disputed_deadlines
from risks.cases.queries.due import (
    budget_against_spend,
    cases_without_next_date,
    conflicting_facts,
    deemed_admitted,
    entries_to_check,
    next_date,
    upcoming,
)
from risks.cases.queries.on_notice import changes_on_notice
from risks.cases.queries.sources import (
    SWEEP_BUDGET,
    cases_of_court,
    cases_to_sweep,
    docket_numbers,
    feeds_to_poll,
    requests_left,
    requests_of_the_day,
    silent_sources,
    sources_with_counts,
    token_hash,
    webhook_of,
)
from risks.cases.queries.timeline import Kind, Mark, TimelineItem, timeline

__all__ = [
    "SWEEP_BUDGET",
    "Kind",
    "Mark",
    "TimelineItem",
    "budget_against_spend",
    "cases_of_court",
    "cases_to_sweep",
    "cases_without_next_date",
    "changes_on_notice",
    "closures_shown",
    "conflicting_facts",
    "deemed_admitted",
    "disputed_deadlines",
    "docket_numbers",
    "entries_to_check",
    "feeds_to_poll",
    "next_date",
    "requests_left",
    "requests_of_the_day",
    "silent_sources",
    "sources_with_counts",
    "timeline",
    "token_hash",
    "upcoming",
    "waiting_closures",
    "webhook_of",
]
