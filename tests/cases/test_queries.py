"""Reads over several tables: scoped, ordered, and in few queries."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from risks.access.models import Role, Scope
from risks.cases.models import Case, Deadline
from risks.cases.queries import (
    Mark,
    cases_without_next_date,
    next_date,
    timeline,
    upcoming,
)
from tests.cases.records.case_files import (
    make_document,
    make_note,
    make_offer,
    make_service,
)
from tests.factories import (
    NOW,
    TODAY,
    make_case,
    make_change,
    make_deadline,
    make_entry,
    make_event,
    make_person,
    make_restricted_matter,
)

IN_HOUSE_LAWYER = Scope(restricted_matters=(), open_matters=True, privileged=True)
VIEWER = Scope(restricted_matters=(), open_matters=True, privileged=False)
# Of the courts in California, too, it is the 27th.
AFTERNOON = NOW + timedelta(hours=12)
pytestmark = [pytest.mark.django_db, pytest.mark.database]


def make_busy_case(days: int) -> Case:
    case = make_case()
    for day in range(days):
        entry = make_entry(case, filed_date=TODAY - timedelta(days=day))
        event = make_event(entry)
        due = TODAY + timedelta(days=day)
        make_deadline(case, event=event, rule_id="frcp-4m", due_date=due)
    return case


def close(deadline: Deadline) -> None:
    deadline.status, deadline.closed_at = Deadline.Status.MET, NOW
    deadline.close_reason = "Filed."
    deadline.save()


def test_the_timeline_merges_past_and_future_in_order() -> None:
    case = make_case()
    entry = make_entry(case, filed_date=date(2026, 5, 20), number="4", tier="press")
    make_event(entry, date=date(2026, 5, 20), subject="motion_to_dismiss")
    make_deadline(case, due_date=date(2026, 6, 9))
    make_entry(case, filed_date=date(2026, 5, 4))

    items = timeline(case, scope=IN_HOUSE_LAWYER, today=TODAY)

    assert [item.title for item in items] == [
        "Entry",
        "Entry 4",
        "Motion denied: motion to dismiss",
        "Answer to the complaint",
    ]
    assert [item.past for item in items] == [True, True, True, False]
    assert [item.tier for item in items] == ["docket", "press", "press", ""]
    assert items[3].at is not None


@pytest.mark.parametrize("days", [1, 12])
def test_the_timeline_takes_seven_queries_however_long(
    days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = make_busy_case(days)
    for day in range(days):
        make_offer(case)
        make_note(case, author=make_person())
        make_document(case, sha256=f"{day:064x}")
        party = case.parties.create(name=f"Acme {day}", role="Defendant")
        make_service(case, party=party)

    with django_assert_num_queries(7):
        items = timeline(case, scope=IN_HOUSE_LAWYER, today=TODAY)

    assert len(items) == 7 * days


def make_registers(case: Case) -> None:
    make_document(case, dated=date(2026, 5, 20))
    make_offer(case, made_on=date(2026, 5, 21))
    make_note(case, text="Call the insurer.")
    make_service(case, means="court_4f3", requested_on=date(2026, 5, 19))


def test_registers_and_marks_stand_in_the_timeline() -> None:
    case = make_case()
    make_registers(case)
    mark = Mark(when=date(2026, 5, 22), title="R-1 was priced", text="Up by US$1.0 m.")

    items = timeline(case, scope=IN_HOUSE_LAWYER, today=TODAY, marks=[mark])

    assert [(item.kind, item.title) for item in items] == [
        ("service", "Service on Acme: requested"),
        ("document", "Contract: Licence.pdf"),
        ("offer", "Settlement offer, the other side: US$4.00 m"),
        ("mark", "R-1 was priced"),
        ("note", f"Note by {case.owner}"),
    ]


def test_a_note_stands_on_the_court_s_day() -> None:
    case = make_case()
    make_note(case, written_at=NOW)

    items = timeline(case, scope=IN_HOUSE_LAWYER, today=TODAY)

    assert [item.when for item in items] == [date(2026, 5, 26)]


def test_the_timeline_leaves_out_what_is_privileged() -> None:
    case = make_case()
    make_registers(case)

    items = timeline(case, scope=VIEWER, today=TODAY)

    assert {item.kind for item in items} == {"service"}


def test_the_timeline_leaves_out_what_a_role_does_not_open() -> None:
    case = make_case()
    make_registers(case)

    items = timeline(
        case, scope=IN_HOUSE_LAWYER, today=TODAY, without={"note", "offer"}
    )

    assert {item.kind for item in items} == {"service", "document"}


def test_a_hearing_is_told_from_the_papers_due_before_it() -> None:
    case = make_case()
    event = make_event(make_entry(case), kind="hearing_set", date=date(2026, 7, 6))
    make_deadline(case, event=event, title="Hearing")
    make_deadline(case, event=event, title="Opposition", rule_id="cacd-7-9")

    items = timeline(case, scope=IN_HOUSE_LAWYER, today=TODAY)

    kinds = {item.title: item.kind for item in items}
    assert (kinds["Hearing"], kinds["Opposition"]) == ("hearing", "deadline")


def test_what_is_upcoming_begins_with_what_is_past_due() -> None:
    case = make_case()
    later = make_deadline(case, due_date=date(2026, 6, 9))
    overdue = make_deadline(case, due_date=date(2026, 5, 1))
    close(make_deadline(case, due_date=date(2026, 5, 30)))

    found = upcoming(make_person(), now=NOW)

    assert list(found) == [overdue, later]


def test_upcoming_looks_as_many_days_ahead_as_it_is_asked() -> None:
    case = make_case()
    near = make_deadline(case, due_date=date(2026, 6, 1))
    make_deadline(case, due_date=date(2026, 6, 4))

    assert list(upcoming(make_person(), now=NOW, days=7)) == [near]


@pytest.mark.parametrize("days", [1, 12])
def test_the_upcoming_are_read_in_one_query(
    days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_busy_case(days)
    scope = Scope(restricted_matters=(), open_matters=True, privileged=False)

    with django_assert_num_queries(1):
        shown = [
            (
                row.case and row.case.code,
                row.owner.username,
                row.event and row.event.entry,
            )
            for row in upcoming(scope, now=NOW)
        ]

    assert len(shown) == days


def test_a_walled_case_is_in_nobody_else_s_list() -> None:
    insider, outsider = make_person(), make_person()
    case = make_case(restricted_matter=make_restricted_matter(members=[insider]))
    deadline = make_deadline(case)

    assert list(upcoming(insider, now=NOW)) == [deadline]
    assert list(upcoming(outsider, now=NOW)) == []


def test_outside_counsel_sees_the_dates_of_own_matters_only() -> None:
    person = make_person(roles=[Role.EXTERNAL_LAWYER])
    own = make_deadline(
        make_case(restricted_matter=make_restricted_matter(members=[person]))
    )
    make_deadline(make_case())

    assert list(upcoming(person, now=NOW)) == [own]


def test_the_next_date_is_the_next_open_one_today_included() -> None:
    case = make_case()
    make_deadline(case, due_date=TODAY - timedelta(days=1))
    close(make_deadline(case, due_date=TODAY))
    make_deadline(case, due_date=date(2026, 6, 9))

    assert next_date(case, today=TODAY) == date(2026, 6, 9)
    assert next_date(case, today=date(2026, 6, 9)) == date(2026, 6, 9)
    assert next_date(case, today=date(2026, 6, 10)) is None


def test_a_vacated_hearing_is_not_the_next_date() -> None:
    scope = Scope(restricted_matters=(), open_matters=True, privileged=False)
    case = make_case()
    vacated = make_deadline(case, whose="court", due_date=date(2026, 6, 9))
    make_change(vacated, kind="withdrawn", reason="Vacated.")
    before = list(cases_without_next_date(scope, now=AFTERNOON))

    make_deadline(case, due_date=date(2026, 6, 23))

    assert before == [case]
    assert next_date(case, today=TODAY) == date(2026, 6, 23)


def test_an_open_case_with_nothing_ahead_is_listed() -> None:
    scope = Scope(restricted_matters=(), open_matters=True, privileged=False)
    overdue_only = make_case("C-A")
    make_deadline(overdue_only, due_date=TODAY - timedelta(days=1))
    make_deadline(make_case("C-B"), due_date=TODAY)
    make_case("C-C", status=Case.Status.CLOSED)
    make_case("C-D", restricted_matter=make_restricted_matter())
    empty = make_case("C-E")

    found = cases_without_next_date(scope, now=AFTERNOON)

    assert list(found) == [overdue_only, empty]
