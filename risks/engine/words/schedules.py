"""Tell an order that sets the schedule of a case by the stages it gives a date."""

import re
from collections.abc import Iterable

# A case has one schedule for these; an order that dates fewer moves or sets a step.
_ENOUGH = 3
_STAGES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"^trial$",
        r"^(final )?pre-?trial (conference|order)",
        r"^((fact|all|non-?expert) )?discovery cut-?off",
        r"^expert ",
        r"^dispositive motions",
        r"^amend pleadings",
        r"^motions in limine",
    )
)
TRIAL = "trial"


def sets_schedule(subjects: Iterable[str]) -> bool:
    """Say whether dates for these subjects are the schedule of a case."""
    dated = list(subjects)
    stages = sum(any(stage.search(one) for one in dated) for stage in _STAGES)
    return stages >= _ENOUGH
