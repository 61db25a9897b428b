"""What several entries say of one date is one date, with one hour."""

from datetime import date, time

import pytest

from risks.cases.models import DeadlineChange, Event
from risks.cases.operations import (
    EventStatement,
    correct_event,
    file_entry,
    import_docket,
    reject_event,
    withdraw,
)
from risks.cases.operations.entries.file_entries import file_entries
from risks.cases.sources.docket import Entry, Source, StatedEvent
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.cases.deadlines.test_supersede import (
    AUTUMN,
    MAY,
    asked,
    file,
    open_dates,
)
from tests.court_files import court_file
from tests.factories import NOW, make_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_hearing_that_several_entries_tell_of_is_one() -> None:
    case = make_case(court_id="cand")
    file(case, "MOTION to Dismiss. Motion Hearing set for 7/6/2026.")
    before = case.deadlines.count()

    file(
        case,
        "Set Hearing re MOTION to Dismiss: Motion Hearing set for 7/6/2026 10:00 AM.",
        on=date(2026, 5, 11),
        number="2",
    )

    row = case.deadlines.get(rule_id="", event__kind="hearing_set")
    assert case.deadlines.count() == before
    assert (row.due_date, row.due_time, row.due_rev) == (date(2026, 7, 6), time(10), 2)


def test_two_entries_of_one_import_have_one_hearing_with_its_hour() -> None:
    case = make_case(court_id="cand")
    texts = ("Hearing set for 7/6/2026.", "Hearing set for 7/6/2026 at 10:00 AM.")
    entries = [
        Entry(filed_date=MAY, text=f"ORDER re MOTION to Dismiss: {text}", number=str(n))
        for n, text in enumerate(texts)
    ]

    file_entries(case, entries, source=Source.JSON, now=NOW)

    row = case.deadlines.get(event__kind="hearing_set", rule_id="")
    assert row.due_time == time(10)
    assert case.events.filter(kind="hearing_set").count() == 2


def test_a_hearing_that_is_set_again_after_it_was_let_go_is_there_again() -> None:
    case = make_case(court_id="cand")
    text = "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM."
    file(case, text)
    row = case.deadlines.get(event__kind="hearing_set")
    withdraw(row, by=case.owner, reason="Vacated.", now=NOW)

    file(case, f"Re-noticed {text}", on=date(2026, 5, 11), number="2")

    rows = case.deadlines.open().filter(event__kind="hearing_set")
    assert [one.due_date for one in rows] == [date(2026, 7, 6)]


def test_a_rejected_telling_of_a_hearing_leaves_it_to_the_other() -> None:
    case = make_case(court_id="cand")
    file(case, "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM.")
    again = "Set Hearing re MOTION to Dismiss: Motion Hearing set for 7/6/2026."
    file(case, again, on=date(2026, 5, 11), number="2")
    first, second = case.events.filter(kind="hearing_set").order_by("pk")

    reject_event(first, by=case.owner, reason="Another motion.", now=NOW)

    row = case.deadlines.get(event__kind="hearing_set", rule_id="")
    assert (row.event, row.status) == (second, "open")
    assert not DeadlineChange.objects.filter(deadline=row).exists()


def test_a_date_long_gone_when_it_is_read_reminds_nobody_and_says_why() -> None:
    case = make_case()

    file(
        case,
        "ORDER: Status report due by 6/30/2025. Answer due by 4/30/2026.",
        on=date(2025, 5, 5),
    )

    long_gone, late = case.deadlines.filter(depends_on=None).order_by("due_at")
    assert (long_gone.status, late.status) == ("withdrawn", "open")
    assert "more than 90 days before its entry was read" in long_gone.close_reason


def test_a_date_that_its_source_states_is_never_guessed_away() -> None:
    case = make_case()
    stated = StatedEvent(kind=Event.Kind.COURT_SET_DATE, date=date(2025, 6, 30))

    file_entry(
        case, filed_date=date(2025, 5, 5), text="Order.", events=[stated], now=NOW
    )

    assert case.deadlines.get().status == "open"


def test_of_entries_that_came_one_by_one_on_a_day_the_later_one_vacates() -> None:
    case = make_case(court_id="cand")
    file(case, "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM.")

    file(case, "CLERK'S NOTICE: the hearing set for 7/6/2026 is VACATED.", number="2")

    assert ("2026-07-06", "withdrawn") in asked(case)


def test_a_corrected_telling_of_a_hearing_leaves_it_to_the_other() -> None:
    case = make_case(court_id="cand")
    file(case, "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM.")
    again = "Set Hearing re MOTION to Dismiss: Motion Hearing set for 7/6/2026."
    file(case, again, on=date(2026, 5, 11), number="2")
    first = case.events.filter(kind="hearing_set").order_by("pk")[0]

    said = EventStatement(Event.Kind.HEARING_SET, date(2026, 8, 3))
    correct_event(first, said, by=case.owner, reason="Another motion.", now=NOW)

    days = open_dates(case, event__kind="hearing_set", rule_id="")
    assert days == [date(2026, 7, 6), date(2026, 8, 3)]
    assert asked(case) == []


def test_two_services_on_one_day_are_two_and_a_rejected_one_asks() -> None:
    case = make_case()
    text = "SUMMONS Returned Executed. Acme served on 5/1/2026."
    file(case, text)
    file(case, f"{text} A second copy.", on=date(2026, 5, 11), number="2")
    first = case.events.filter(kind="served").order_by("pk")[0]

    reject_event(first, by=case.owner, reason="Not Acme.", now=NOW)

    rows = case.deadlines.open().filter(rule_id="frcp-12a-served")
    assert rows.count() == 2
    assert asked(case)


def test_a_day_let_go_and_told_twice_again_is_one() -> None:
    case = make_case(court_id="cand")
    text = "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM."
    file(case, text)
    row = case.deadlines.get(event__kind="hearing_set")
    withdraw(row, by=case.owner, reason="Vacated.", now=NOW)
    entries = [
        Entry(filed_date=date(2026, 5, 11), text=f"{n} {text}", number=n) for n in "23"
    ]

    file_entries(case, entries, source=Source.JSON, now=NOW)

    assert open_dates(case, event__kind="hearing_set") == [date(2026, 7, 6)]


@pytest.mark.parametrize(
    ("name", "court_id", "expected"),
    [
        ("03_set_reset_hearings", "cacd", {"2026-06-29", "2026-07-06", "2026-07-13"}),
        ("05_modified_on", "cacd", set()),
        ("08_run_on_continued", "hid", {"2026-07-06", "2026-07-08", *AUTUMN}),
    ],
)
def test_a_real_docket_sets_its_dates_and_no_others(
    name: str, court_id: str, expected: set[str], sandbox: Sandbox
) -> None:
    path = court_file(f"found/{name}.json")
    (docket,) = read_dockets(path, court_id=court_id, sandbox=sandbox).dockets
    case = make_case(court_id=docket.court_id, docket_number=docket.docket_number)

    import_docket(docket, now=NOW)

    rows = case.deadlines.open().filter(rule_id="", depends_on=None)
    assert {str(row.due_date) for row in rows} == expected
    assert not rows.filter(title__contains="00 AM").exists()
