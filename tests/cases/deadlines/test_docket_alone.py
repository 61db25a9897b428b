"""What a docket says closes no critical deadline of ours, and its typist confirms none.

An event that its source states, one that makes a deadline needless, and the end of a
case on its docket page are the three places where no person is asked first.
"""

from datetime import date

import pytest

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations import (
    DeadlineRefused,
    EventStatement,
    add_event,
    confirm,
    file_entry,
    import_docket,
)
from risks.cases.sources.docket import Docket, Source, StatedEvent
from tests.factories import NOW, make_case, make_deadline, make_entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

STARTED = date(2026, 5, 4)
DONE = date(2026, 5, 18)
HEARING = "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM."
CONTINUED = "ORDER re MOTION to Dismiss: the hearing is continued to July 27, 2026."


def state(case: Case, kind: str, on: date, *, by: Person | None = None) -> None:
    events = (StatedEvent(kind=kind, date=on),)
    text = f"{kind} of {on}"
    file_entry(case, filed_date=on, events=events, text=text, by=by, now=NOW)


def make_time_to_serve(**fields: object) -> Deadline:
    """Rule 4(m), which an appearance makes needless."""
    case = make_case(our_role=Case.Role.PLAINTIFF)
    state(case, "complaint_filed", STARTED)
    case.deadlines.filter(rule_id="frcp-4m").update(**fields)
    return case.deadlines.get(rule_id="frcp-4m")


def terminate(case: Case) -> None:
    docket = Docket(
        source=Source.PACER,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        terminated_date=DONE,
        entries=(),
    )
    import_docket(docket, case=case, now=NOW)
    case.refresh_from_db()


def test_a_stated_answer_leaves_our_critical_deadline_open() -> None:
    case = make_case()
    state(case, "served", STARTED)
    answer = case.deadlines.get(rule_id="frcp-12a-served")

    state(case, "answer_filed", DONE)

    answer.refresh_from_db()
    assert (answer.severity, answer.whose) == ("critical", "ours")
    assert answer.status == Deadline.Status.OPEN
    assert answer.changes.get().state == "asked"


@pytest.mark.parametrize(
    ("whose", "severity", "status"),
    [
        ("ours", "critical", "open"),
        ("ours", "normal", "open"),
        ("court", "critical", "open"),
        ("court", "normal", "withdrawn"),
        ("opponent", "critical", "withdrawn"),
    ],
)
def test_a_needless_deadline_is_closed_at_once_only_if_not_ours_or_critical(
    whose: str, severity: str, status: str
) -> None:
    deadline = make_time_to_serve(whose=whose, severity=severity)
    assert deadline.case

    state(deadline.case, "appeared", DONE)

    deadline.refresh_from_db()
    assert deadline.status == status
    assert deadline.changes.exists() is (status == "open")


@pytest.mark.parametrize("status", ["open", "suspended"])
def test_a_terminated_case_with_a_deadline_that_may_be_due_is_not_closed(
    status: str,
) -> None:
    deadline = make_deadline(severity=Deadline.Severity.CRITICAL)
    case = deadline.case
    assert case
    if status == "suspended":
        closed = {"status": status, "closed_at": NOW, "close_reason": "Stay."}
        Deadline.objects.update(**closed)

    terminate(case)

    deadline.refresh_from_db()
    assert (deadline.status, case.status) == (status, "open")
    assert case.closures.get().state == "asked"


def test_a_terminated_case_without_any_is_closed() -> None:
    case = make_case()

    terminate(case)

    assert case.status == Case.Status.CLOSED


def refuse_own(change: DeadlineChange, person: Person) -> None:
    assert change.asked_by == person
    with pytest.raises(DeadlineRefused, match="another person must confirm"):
        confirm(change, by=person, reason="Sure.", now=NOW)
    confirm(change, by=make_person("bo"), reason="Seen on the docket.", now=NOW)


def test_whoever_typed_an_entry_cannot_confirm_that_it_met_a_deadline() -> None:
    case, ann = make_case(), make_person("ann")
    state(case, "served", STARTED)

    state(case, "answer_filed", DONE, by=ann)

    answer = case.deadlines.get(rule_id="frcp-12a-served")
    refuse_own(answer.changes.get(), ann)
    answer.refresh_from_db()
    assert answer.status == "met"


def test_nor_that_it_made_a_deadline_needless() -> None:
    deadline, ann = make_time_to_serve(), make_person("ann")
    assert deadline.case

    state(deadline.case, "appeared", DONE, by=ann)

    refuse_own(deadline.changes.get(), ann)


def test_nor_that_it_continued_a_hearing() -> None:
    case, ann = make_case(), make_person("ann")
    file_entry(case, filed_date=STARTED, text=HEARING, number="1", now=NOW)

    file_entry(case, filed_date=DONE, text=CONTINUED, number="2", by=ann, now=NOW)

    old = {"deadline__due_date": date(2026, 7, 6), "deadline__whose": "court"}
    refuse_own(DeadlineChange.objects.get(**old), ann)


def test_nor_does_whoever_states_the_event_of_an_entry() -> None:
    deadline, ann = make_time_to_serve(), make_person("ann")
    assert deadline.case
    entry = make_entry(deadline.case, filed_date=DONE, text="Letter.")
    statement = EventStatement("appeared", DONE)

    add_event(entry, statement, by=ann, reason="By letter.", now=NOW)

    refuse_own(deadline.changes.get(), ann)
