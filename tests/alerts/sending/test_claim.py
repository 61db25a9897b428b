from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from risks.alerts.models import Notification
from risks.alerts.operations.planning.plan import plan
from risks.alerts.operations.sending.claim import claim, renew
from risks.alerts.queries.limits import sending_limits
from risks.cases.models import Deadline
from risks.clock import Clock, read_clock
from tests.alerts.world import States, claim_one, make_watched
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PRESENT = Clock(bare=NOW, shown=NOW)


def later(**span: float) -> Clock:
    return Clock(bare=NOW + timedelta(**span), shown=NOW + timedelta(**span))


def test_a_reminder_is_not_claimed_before_its_moment() -> None:
    make_watched(days=20)
    plan(now=NOW)

    assert claim(later(days=5)) == []


def test_a_due_reminder_is_claimed_with_a_lease_and_a_token() -> None:
    make_watched(days=2)
    plan(now=NOW)

    (row,) = claim(PRESENT)

    assert (row.state, row.claims) == (States.SENDING, 1)
    assert row.lease_until == NOW + sending_limits().lease


def test_a_claimed_reminder_is_not_claimed_again_while_its_lease_runs() -> None:
    make_watched(days=2)
    plan(now=NOW)
    claim(PRESENT)

    assert claim(later(seconds=119)) == []


def test_a_reminder_whose_sender_died_is_claimed_after_the_lease() -> None:
    make_watched(days=2)
    plan(now=NOW)
    (dead,) = claim(PRESENT)

    (row,) = claim(later(seconds=121))

    assert row.pk == dead.pk
    assert (row.claims, row.lease_token != dead.lease_token) == (2, True)


def test_critical_reminders_go_first_then_the_soonest_due() -> None:
    late, soon = make_watched(days=6), make_watched(days=1)
    critical = make_watched(days=9, severity=Deadline.Severity.CRITICAL)
    plan(now=NOW)

    rows = claim(PRESENT)

    assert [row.deadline for row in rows] == [critical, soon, late]


def test_ten_are_claimed_at_a_time() -> None:
    owner = make_watched(days=2).owner
    for _ in range(11):
        make_watched(days=2, owner=owner)
    plan(now=NOW)

    sizes = [len(claim(PRESENT)) for _ in range(3)]

    assert sizes == [10, 2, 0]


def test_a_wait_after_a_failure_is_measured_on_the_bare_clock() -> None:
    make_watched(days=2)
    plan(now=NOW)
    Notification.objects.update(not_before=NOW + timedelta(seconds=15))

    shifted = Clock(bare=NOW, shown=NOW + timedelta(hours=1))

    assert claim(shifted) == []
    assert len(claim(later(seconds=15))) == 1


def test_a_lease_lost_to_another_sender_is_not_renewed(at_now: None) -> None:
    row = claim_one(make_watched(days=2))
    claim(later(days=1000))

    assert renew(row, read_clock()) is None


def test_renewing_gives_a_full_lease(at_now: None) -> None:
    row = claim_one(make_watched(days=2))
    Notification.objects.update(lease_until=NOW)

    renewed = renew(row, read_clock())

    assert renewed is not None
    assert renewed.lease_until is not None
    assert renewed.lease_until > read_clock().bare + sending_limits().lease / 2


def test_a_claim_reads_no_table_whole(at_now: None) -> None:
    """It is made every few seconds, and the table only grows."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by how many rows there are: benchmarks/")
    make_watched(days=2)
    plan(now=NOW)

    with CaptureQueriesContext(connection) as asked:
        claim(read_clock())
    statements = [one["sql"] for one in asked if "risks_notification" in one["sql"]]

    assert len(statements) == 4
    assert [one for one in statements if reads_all_rows(one)] == []


def reads_all_rows(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        steps = [step for *_, step in cursor.fetchall()]
    return any(step.startswith("SCAN risks_notification") for step in steps)
