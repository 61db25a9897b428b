"""The admin, one file for each capability; every page stands on `ScopedAdmin`."""

from risks.admin import (
    assumptions,
    cases,
    contingencies,
    deadlines,
    feeds,
    ledgers,
    people,
    recomputes,
    register,
    sources,
    strangers,
)

__all__ = [
    "assumptions",
    "cases",
    "contingencies",
    "deadlines",
    "feeds",
    "ledgers",
    "people",
    "recomputes",
    "register",
    "sources",
    "strangers",
]
