"""How many inputs are made up: few and always the same in bin/test, many in bin/proof.

A failure in bin/test is then of the change that is tested. FUZZ=20 makes twenty times
as many, and others each time.
"""

import os

from hypothesis import settings

TIMES = int(os.environ.get("FUZZ", "1"))
EXAMPLES = 50


def examples(number: int = EXAMPLES) -> settings:
    """Return the settings for `number` made-up inputs, or FUZZ times as many."""
    return settings(max_examples=number * TIMES)


# A slow machine is no error, so no example has a deadline.
settings.register_profile(
    "watchbrief", max_examples=EXAMPLES * TIMES, deadline=None, derandomize=TIMES == 1
)
settings.load_profile("watchbrief")
