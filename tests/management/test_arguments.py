"""A day is read the same way by every command."""

from argparse import ArgumentTypeError
from datetime import date

import pytest

from risks.management.arguments import day


def test_a_day_is_read_in_iso_8601() -> None:
    assert day("2026-05-27") == date(2026, 5, 27)


@pytest.mark.parametrize("text", ["tomorrow", "27/05/2026", "2026-02-30", ""])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a date such as 2026-05-27"):
        day(text)
