"""Wordings in which a date stays, falls, was wrong or was only asked for; periods."""

import tomllib
from pathlib import Path

import pytest

from risks.engine.words.relative_periods import stated_periods
from tests.engine.words.test_stated_dates import found

WORDINGS = tomllib.loads(
    Path(__file__).with_name("date_wordings.toml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param(text, dates, id=f"{kind}-{number}")
        for kind, rows in WORDINGS["dates"].items()
        for number, (text, dates) in enumerate(rows.items())
    ],
)
def test_each_wording_sets_and_vacates_the_dates_it_says(text: str, dates: str) -> None:
    read = found(text)

    assert sorted(one.rstrip("!") for one in read) == sorted(dates.split())


@pytest.mark.parametrize(("text", "periods"), WORDINGS["periods"].items())
def test_each_wording_has_the_periods_it_says(text: str, periods: list[str]) -> None:
    read = [f"{one.period}>{one.runs_from}" for one in stated_periods(text)]

    assert read == periods
