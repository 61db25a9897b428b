"""Wordings in which a date stays, falls, was wrong or was only asked for."""

import tomllib
from pathlib import Path

import pytest

from tests.engine.words.test_stated_dates import found

WORDINGS = tomllib.loads(
    Path(__file__).with_name("date_wordings.toml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param(text, dates, id=f"{kind}-{number}")
        for kind, rows in WORDINGS.items()
        for number, (text, dates) in enumerate(rows.items())
    ],
)
def test_each_wording_sets_and_vacates_the_dates_it_says(text: str, dates: str) -> None:
    read = found(text)

    assert sorted(one.rstrip("!") for one in read) == sorted(dates.split())
