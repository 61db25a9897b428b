"""What a docket starts in a case that has ended is open, and on a list that waits."""

from datetime import date

import pytest

from risks.access.models import Person
from risks.cases.models import Case, ClosureRow, Deadline
from risks.cases.operations import (
    ClosureRefused,
    EventStatement,
    add_event,
    ask_to_close,
    confirm_closure,
    file_entry,
    import_docket,
    refuse_closure,
)
from risks.cases.operations.closing.moot import Ending
from risks.cases.sources.docket import Docket, Entry, Source, StatedEvent
from tests.factories import NOW, make_case, make_deadline, make_entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENDED = date(2026, 5, 20)
SERVED = date(2026, 5, 4)
PASSED = date(2026, 5, 22)


def set_date(
    case: Case,
    day: date,
    *,
    filed: date = SERVED,
    whose: str = "ours",
    by: Person | None = None,
) -> Deadline:
    """An entry that states a date of the court; ours is critical."""
    subject = f"Response due {day}"
    event = StatedEvent(kind="court_set_date", date=day, subject=subject, whose=whose)
    file_entry(case, filed_date=filed, text=subject, events=[event], by=by, now=NOW)
    return case.deadlines.get(title=subject)


def row_of(deadline: Deadline) -> ClosureRow:
    return ClosureRow.objects.get(deadline=deadline)


def decide(case: Case, *, by: Person, **fields: list[int]) -> str:
    closure = case.closures.get()
    return confirm_closure(closure, by=by, reason="Read.", now=NOW, **fields).state


@pytest.mark.parametrize("day", [PASSED, date(2026, 6, 9)])
@pytest.mark.parametrize("whose", ["ours", "opponent"])
def test_a_new_deadline_of_a_terminated_case_is_open_and_on_its_list(
    day: date, whose: str
) -> None:
    case = make_case(terminated_date=ENDED)

    deadline = set_date(case, day, whose=whose)

    row = row_of(deadline)
    assert deadline.status == "open"
    assert (row.state, row.closure.kind) == ("proposed", "closed")
    assert (row.closure.state, row.closure.asked_by) == ("asked", None)


def test_later_entries_add_to_the_list_that_waits() -> None:
    case = make_case(terminated_date=ENDED)
    set_date(case, PASSED)

    set_date(case, date(2026, 6, 9))

    assert case.closures.get().rows.filter(deadline__depends_on=None).count() == 2


def test_a_first_import_lists_what_was_open_and_what_is_new() -> None:
    case = make_case()
    make_deadline(case, title="Reply")
    event = StatedEvent(kind="court_set_date", date=PASSED, subject="Report")
    docket = Docket(
        source=Source.PACER,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        terminated_date=ENDED,
        entries=(Entry(filed_date=SERVED, text="ORDER.", events=(event,)),),
    )

    import_docket(docket, case=case, now=NOW)

    rows = case.closures.get().rows.filter(deadline__depends_on=None)
    assert {row.deadline.title for row in rows} == {"Reply", "Report"}
    assert not case.deadlines.exclude(status="open").exists()


def test_what_is_set_after_the_end_stays_open_unless_somebody_chooses_it() -> None:
    case, ann, bo = make_case(terminated_date=ENDED), make_person(), make_person()
    deadline = set_date(case, date(2026, 6, 9), filed=PASSED)
    state = row_of(deadline).state

    decide(case, by=ann)
    decide(case, by=bo) if case.closures.get().state == "asked" else None

    deadline.refresh_from_db()
    assert (state, deadline.status) == ("to_decide", "open")
    assert row_of(deadline).state == "kept"


def test_who_chooses_a_critical_deadline_needs_another_person() -> None:
    case, ann, bo = make_case(terminated_date=ENDED), make_person(), make_person()
    set_date(case, PASSED)
    later = set_date(case, date(2026, 6, 9), filed=PASSED)
    decide(case, by=ann)

    after_two = decide(case, by=bo, chosen=[later.pk])
    with pytest.raises(ClosureRefused, match="another person must confirm"):
        decide(case, by=bo)
    after_three = decide(case, by=ann)

    later.refresh_from_db()
    assert (after_two, after_three) == ("asked", "confirmed")
    assert later.status == "withdrawn"


def test_a_case_that_people_closed_asks_about_what_comes_in_later() -> None:
    case, ann = make_case(), make_person()
    ask_to_close(case, Ending(kind="closed"), by=ann, reason="Over.", now=NOW)
    case.refresh_from_db()

    deadline = set_date(case, PASSED, by=ann)

    row = row_of(deadline)
    assert (deadline.status, row.state) == ("open", "to_decide")
    assert (row.closure.state, row.closure.asked_by) == ("asked", ann)


def test_an_event_that_a_person_adds_is_listed_as_well() -> None:
    case, ann = make_case(terminated_date=ENDED), make_person()
    entry = make_entry(case, filed_date=SERVED)
    said = EventStatement("court_set_date", PASSED, subject="Report", whose="ours")

    add_event(entry, said, by=ann, reason="It says so.", now=NOW)

    assert row_of(case.deadlines.get(title="Report")).closure.asked_by == ann


def test_a_case_that_somebody_kept_open_is_asked_about_no_more() -> None:
    case = make_case(terminated_date=ENDED)
    set_date(case, PASSED)
    closure = case.closures.get()
    refuse_closure(closure, by=make_person(), reason="It goes on.", now=NOW)

    set_date(case, date(2026, 6, 9))

    assert case.closures.get() == closure


def test_an_appeal_from_the_end_is_on_no_list() -> None:
    case = make_case(terminated_date=ENDED)
    event = StatedEvent(kind="judgment_entered", date=ENDED)

    file_entry(case, filed_date=ENDED, text="JUDGMENT.", events=[event], now=NOW)

    appeal = case.deadlines.get(rule_id="frap-4a1")
    assert appeal.status == "open"
    assert not appeal.closure_rows.exists()
