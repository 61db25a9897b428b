"""What another transaction closed in the meantime stays as that one left it."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction

from risks.cases.models import Case, Deadline
from risks.cases.operations import (
    DeadlineRefused,
    confirm_closure,
    file_entry,
    object_to,
)
from risks.cases.operations.notices.notice import NOTICE, take_effect
from risks.cases.sources.docket import StatedEvent
from tests.cases.notices import make_notice
from tests.factories import (
    NOW,
    make_case,
    make_closure,
    make_deadline,
    make_person,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.database,
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory has one connection, and locks the whole database",
    ),
]
STARTED = date(2026, 5, 4)
DONE = date(2026, 5, 18)


def state(case: Case, kind: str, on: date) -> None:
    event = StatedEvent(kind=kind, date=on)
    file_entry(case, filed_date=on, text=f"{kind} {on}", events=[event], now=NOW)


def while_closing(deadline: Deadline, act: Callable[[], object]) -> None:
    """Start `act` while another transaction has closed the deadline, uncommitted."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        row = Deadline.objects.select_for_update().get(pk=deadline.pk)
        row.status, row.closed_at = Deadline.Status.WITHDRAWN, NOW
        row.close_reason = "Withdrawn by hand."
        row.save()
        thread.start()
        wait_for_a_lock()
    thread.join(timeout=30)
    assert failed == []


def wait_for_a_lock() -> None:
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("nothing waits for the lock")


def was_withdrawn_by_hand(deadline: Deadline) -> bool:
    deadline.refresh_from_db()
    closed = (deadline.status, deadline.close_reason)
    return closed == ("withdrawn", "Withdrawn by hand.")


def test_an_event_that_meets_a_deadline_closes_no_closed_one() -> None:
    case = make_case(our_role=Case.Role.PLAINTIFF)
    state(case, "served", STARTED)
    answer = case.deadlines.get(rule_id="frcp-12a-served")

    while_closing(answer, lambda: state(case, "answer_filed", DONE))

    assert answer.whose == "opponent"
    assert was_withdrawn_by_hand(answer)


def test_an_event_that_makes_a_deadline_needless_closes_no_closed_one() -> None:
    case = make_case(our_role=Case.Role.DEFENDANT)
    state(case, "complaint_filed", STARTED)
    limit = case.deadlines.get(rule_id="frcp-4m")

    while_closing(limit, lambda: state(case, "appeared", DONE))

    assert was_withdrawn_by_hand(limit)


def test_nothing_is_requested_of_a_closed_deadline() -> None:
    case = make_case()
    state(case, "served", STARTED)
    answer = case.deadlines.get(rule_id="frcp-12a-served")

    while_closing(answer, lambda: state(case, "answer_filed", DONE))

    assert was_withdrawn_by_hand(answer)
    assert not answer.changes.exists()


@pytest.mark.parametrize("objects_first", [True, False])
def test_an_objection_and_the_effect_of_a_notice_exclude_each_other(
    *, objects_first: bool
) -> None:
    ann, bo = make_person("ann"), make_person("bo")
    deadline = make_deadline(make_case(owner=ann, backup=bo), owner=ann, backup=bo)
    change = make_notice(deadline)
    acts: list[Callable[[], object]] = [
        lambda: object_to(change, by=bo, reason="No.", now=NOW),
        lambda: take_effect(change, now=NOW + NOTICE),
    ]
    first, second = acts if objects_first else acts[::-1]

    thread = threading.Thread(target=quietly(second))
    with transaction.atomic():
        first()
        thread.start()
        wait_for_a_lock()
    thread.join(timeout=30)

    change.refresh_from_db()
    deadline.refresh_from_db()
    moved = deadline.due_date == change.due_date
    assert (change.objected_by == bo, moved) == (objects_first, not objects_first)
    assert (change.state == "effected") is moved


def quietly(act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            with suppress(DeadlineRefused):
                act()
        finally:
            connection.close()

    return run


def test_a_closing_list_closes_no_closed_deadline() -> None:
    deadline = make_deadline()
    assert deadline.case
    closure, ann = make_closure(deadline.case), make_person()

    while_closing(
        deadline, lambda: confirm_closure(closure, by=ann, reason="Read.", now=NOW)
    )

    assert was_withdrawn_by_hand(deadline)
    assert closure.rows.get().state == "proposed"
