"""The admin, one file for each capability; every page stands on `ScopedAdmin`."""

from risks.admin import (
    assumptions,
    cases,
    deadlines,
    feeds,
    ledgers,
    people,
    register,
    strangers,
)

__all__ = [
    "assumptions",
    "cases",
    "deadlines",
    "feeds",
    "ledgers",
    "people",
    "register",
    "strangers",
]
