"""Every row of dates.toml and periods.toml is needed for its example, and reads it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from risks.engine.words import date_rows, date_subjects, relative_periods
from risks.engine.words.events import Recognised, recognise
from risks.engine.words.relative_periods import StatedPeriod, stated_periods

# In each example the row decides on this day.
DAY, FILED = date(2026, 6, 5), date(2026, 5, 4)
DATED = {
    "hearing_set",
    "court_set_date",
    "trial_set",
    "scheduling_conference_set",
    "date_vacated",
}
DATES: dict[str, Any] = date_rows._table()
PERIODS: dict[str, Any] = relative_periods._table()
CACHED = (
    date_rows.pattern,
    date_rows.silences,
    date_rows.vacating,
    date_rows.cues,
    date_rows.whats,
    date_subjects._named,
    relative_periods._rows,
)
Place = tuple[str, int]
Without = Callable[[Place], None]


def places(table: dict[str, Any]) -> list[Place]:
    lists = [(name, rows) for name, rows in table.items() if isinstance(rows, list)]
    return [(name, number) for name, rows in lists for number in range(len(rows))]


def named(place: Place) -> str:
    return f"{place[0]}-{place[1]}"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Without]:
    """Read from now on without a row."""

    def leave_out(place: Place) -> None:
        name, number = place
        for module, table in ((date_rows, DATES), (relative_periods, PERIODS)):
            if name in table:
                rows = [row for n, row in enumerate(table[name]) if n != number]
                left = {**table, name: rows}
                monkeypatch.setattr(module, "_table", lambda left=left: left)
        forget()

    yield leave_out
    monkeypatch.undo()
    forget()


def forget() -> None:
    for function in CACHED:
        function.cache_clear()


def dates(text: str) -> list[Recognised]:
    return [one for one in recognise(text, filed_date=FILED) if one.kind in DATED]


def periods(text: str) -> list[StatedPeriod]:
    return list(stated_periods(text))


@pytest.mark.parametrize("place", places(DATES), ids=named)
def test_a_row_of_dates_reads_its_example_and_no_other_row_does(
    place: Place, without: Without
) -> None:
    name, number = place
    row = DATES[name][number]
    whole = dates(row["example"])

    without(place)

    assert dates(row["example"]) != whole
    found = {one.kind == "date_vacated" for one in whole if one.date == DAY}
    assert found == {"silent": set(), "vacated": {True}}.get(name, {False})


@pytest.mark.parametrize("place", places(PERIODS), ids=named)
def test_a_row_of_periods_reads_its_example_and_no_other_row_does(
    place: Place, without: Without
) -> None:
    name, number = place
    row = PERIODS[name][number]
    whole = periods(row["example"])

    # Without the last row of "runs" there would be no answer at all.
    if row.get("after") != "^":
        without(place)
        assert periods(row["example"]) != whole

    assert bool(whole) == (name != "ignored")
    if name == "runs":
        assert [one.runs_from for one in whole] == [row["from"]]
