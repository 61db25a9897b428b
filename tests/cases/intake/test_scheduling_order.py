"""The rows of a scheduling order become deadlines together, or none does."""

from datetime import date, time
from typing import Any

import pytest

from risks.cases.models import Case, Deadline, DocketEntry
from risks.cases.operations.intake.scheduling_order import (
    ScheduledDate,
    ScheduleRefused,
    set_schedule,
)
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def row(title: str, day: date, **fields: Any) -> ScheduledDate:
    return ScheduledDate(
        **{"line": 1, "whose": "ours", "title": title, "day": day, **fields}
    )


EXPERTS = row("Expert disclosures", date(2026, 9, 1), subject="Expert disclosures")
TRIAL = row("Jury trial", date(2027, 2, 2), kind="trial_set", whose="court", line=2)


def put(case: Case, *rows: ScheduledDate, text: str = "") -> list[Deadline]:
    entry = case.entries.first() or make_entry(case, number="41")
    person = make_person(first_name="Ann")
    return set_schedule(case, rows, entry=entry, text=text, by=person, now=NOW)


def entry_of(deadline: Deadline) -> DocketEntry:
    assert deadline.event is not None
    return deadline.event.entry


def test_each_row_becomes_a_deadline_of_the_order_s_entry() -> None:
    case = make_case()

    made = put(case, EXPERTS, row("Conference", date(2026, 7, 1), clock=time(10)))

    first, second = made
    assert (first.title, first.basis, first.severity) == (
        "Expert disclosures",
        "court_set",
        "critical",
    )
    assert (second.due_date, second.due_time) == (date(2026, 7, 1), time(10))
    assert entry_of(first).number == "41"
    assert first.steps[-1] == (
        "Scheduling order, entry 41 of 2026-05-26; entered by Ann."
    )


def test_a_date_of_the_court_or_the_other_side_is_not_ours() -> None:
    theirs = row("Plaintiff's reports", date(2026, 9, 1), whose="opponent")

    made = put(make_case(), TRIAL, theirs)

    assert {one.title: (one.whose, one.severity) for one in made} == {
        "Jury trial": ("court", "normal"),
        "Plaintiff's reports": ("opponent", "normal"),
    }


def test_a_counted_date_that_the_order_replaces_waits_for_a_second_person() -> None:
    case = make_case()
    served = make_event(make_entry(case), kind="served")
    rule = {"rule_id": "frcp-12a-served", "basis": "computed", "event": served}
    counted = make_deadline(case, title="Answer", **rule)

    put(case, row("Answer due", date(2026, 7, 1), subject="Answer"))

    counted.refresh_from_db()
    assert counted.status == "open"
    assert "The court set a date" in counted.changes.get().reason


@pytest.mark.parametrize(
    ("rows", "text", "problem"),
    [
        ([], "", "Tick at least one row"),
        ([EXPERTS, EXPERTS], "", "Line 1 repeats another row"),
        ([row(" ", date(2026, 9, 1))], "", "enter what is due"),
        ([row("Reply", date(2026, 6, 9))], "", "Reply is already on that day"),
        ([EXPERTS], "Case No.\n2:24-cv-99999-ABC", "Line 2 names case 2:24-cv-99999"),
    ],
)
def test_one_bad_row_stores_nothing(
    rows: list[ScheduledDate], text: str, problem: str
) -> None:
    case = make_case()
    make_deadline(case, title="Reply", due_date=date(2026, 6, 9))

    with pytest.raises(ScheduleRefused, match=problem):
        put(case, TRIAL, *rows, text=text) if rows else put(case, text=text)

    assert case.deadlines.count() == 1
    assert not case.events.exists()


def test_the_number_of_this_case_and_dates_are_no_other_case() -> None:
    case = make_case(docket_number="2:25-cv-08768-ABC")

    made = put(case, EXPERTS, text="Case 2:25-cv-08768 | 2026-09-01 | 9-1-2026")

    assert len(made) == 1
