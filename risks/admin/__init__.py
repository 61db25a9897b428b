"""The admin, one file for each capability; every page stands on `ScopedAdmin`."""

from risks.admin import (
    assumptions,
    cases,
    contingencies,
    deadlines,
    discovery,
    feeds,
    holds,
    ledgers,
    matters,
    people,
    policies,
    recomputes,
    register,
    service,
    sources,
    strangers,
)

__all__ = [
    "assumptions",
    "cases",
    "contingencies",
    "deadlines",
    "discovery",
    "feeds",
    "holds",
    "ledgers",
    "matters",
    "people",
    "policies",
    "recomputes",
    "register",
    "service",
    "sources",
    "strangers",
]
