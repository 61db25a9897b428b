"""How a person meets, withdraws or moves a deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest

from risks.cases.models import Deadline
from risks.cases.operations import DeadlineRefused, meet, move, withdraw
from tests.factories import NOW, make_deadline, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_met_deadline_says_who_and_why() -> None:
    deadline, person = make_deadline(), make_person()

    met = meet(deadline, by=person, reason=" Filed as entry 44. ", now=NOW)

    assert (met.status, met.closed_by, met.closed_at) == ("met", person, NOW)
    assert met.close_reason == "Filed as entry 44."


def test_a_withdrawn_deadline_is_not_met() -> None:
    row = withdraw(make_deadline(), by=make_person(), reason="Settled.", now=NOW)

    assert row.status == Deadline.Status.WITHDRAWN


def test_a_deadline_is_closed_once_even_by_an_older_copy() -> None:
    deadline, person = make_deadline(), make_person()
    stale = Deadline.objects.get(pk=deadline.pk)
    meet(deadline, by=person, reason="Filed.", now=NOW)

    with pytest.raises(DeadlineRefused, match="is already met"):
        withdraw(stale, by=person, reason="Settled.", now=NOW)


def test_no_deadline_is_closed_without_a_reason() -> None:
    deadline = make_deadline()

    with pytest.raises(DeadlineRefused, match="Enter a reason"):
        meet(deadline, by=make_person(), reason="  ", now=NOW)

    deadline.refresh_from_db()
    assert deadline.status == Deadline.Status.OPEN


def test_a_moved_deadline_keeps_its_old_date_and_counts_the_change() -> None:
    deadline, person = make_deadline(due_date=date(2026, 6, 9)), make_person()

    moved = move(
        deadline, due_date=date(2026, 6, 2), reason="Stipulated.", by=person, now=NOW
    )

    assert moved.due_at == datetime(2026, 6, 3, 6, 59, 59, tzinfo=UTC)
    assert (moved.due_rev, moved.latest_arguable_date) == (2, date(2026, 6, 2))
    assert moved.earlier_due[0]["due_date"] == "2026-06-09"
    assert "Stipulated." in moved.steps[-1]


def test_a_move_across_a_change_of_clocks_keeps_the_wall_clock() -> None:
    deadline = make_deadline(due_date=date(2026, 11, 3))

    moved = move(
        deadline,
        due_date=date(2026, 10, 30),
        reason="Ordered.",
        by=make_person(),
        now=NOW,
    )

    assert deadline.due_at - moved.due_at == timedelta(days=4, hours=1)


def test_a_move_to_the_same_day_is_refused() -> None:
    deadline = make_deadline(due_date=date(2026, 6, 9))

    with pytest.raises(DeadlineRefused, match="is already due on 2026-06-09"):
        move(
            deadline,
            due_date=date(2026, 6, 9),
            reason="Ordered.",
            by=make_person(),
            now=NOW,
        )
