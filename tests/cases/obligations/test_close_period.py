"""A renewal needs evidence and opens the next period; a mistake is reversed."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from risks.access.models import Person
from risks.cases.models import ComplianceObligation, DeadlineChange, ObligationPeriod
from risks.cases.operations import DeadlineRefused, confirm, refuse
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.obligation_records import (
    close_period,
    reverse_period,
)
from risks.cases.operations.records.obligations import correct_obligation
from tests.cases.obligations.obligations import (
    make_obligation,
    open_deadlines,
    present,
    record,
    stated,
    told,
)
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db


def close(row: ComplianceObligation, **fields: Any) -> ObligationPeriod:
    return close_period(present(row), record(**fields), by=row.owner, now=NOW)


def reverse(row: ComplianceObligation, number: int) -> ObligationPeriod:
    period = row.periods.get(number=number)
    return reverse_period(period, reason="Wrong licence.", by=row.owner, now=NOW)


def the_change() -> DeadlineChange:
    return DeadlineChange.objects.get(state=DeadlineChange.State.ASKED)


def test_a_renewal_opens_the_next_period_by_the_interval() -> None:
    row = make_obligation(interval_months=12)

    close(row)

    (deadline,) = open_deadlines(row)
    assert told(row) == [
        (1, "2027-06-30", "closed", "renewed"),
        (2, "2028-06-30", "open", ""),
    ]
    assert str(deadline.latest_arguable_date) == "2028-04-01"
    assert deadline.steps[0] == "It follows the period that ended on 2027-06-30."


def test_what_was_done_is_kept_with_its_evidence() -> None:
    row = make_obligation(interval_months=12)

    period = close(row, document="https://files.example/icp.pdf")

    assert (period.reference, period.recorded_by) == ("Certificate 31-2026", row.owner)
    assert period.deadline.status == "met"
    assert period.deadline.close_reason == (
        "Done on 2026-05-27: Renewed by the administration. Evidence: Certificate "
        "31-2026, https://files.example/icp.pdf. The next period ends on 2028-06-30."
    )


def test_the_authority_may_grant_another_end() -> None:
    row = make_obligation(interval_months=12)

    close(row, next_ends_on=date(2029, 1, 31))
    close(row)

    assert [end for _, end, *_ in told(row)][1:] == ["2029-01-31", "2030-01-31"]


def test_what_does_not_renew_is_done_with_its_record() -> None:
    row = make_obligation(interval_months=None)

    close(row)

    assert told(row) == [(1, "2027-06-30", "closed", "renewed")]
    assert open_deadlines(row) == []


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"reference": " ", "document": ""}, "reference", "Enter the evidence"),
        ({"note": " "}, "note", "Enter what was done"),
        ({"done_on": date(2026, 5, 28)}, "done_on", "2026-05-28 is in the future"),
        ({"done_on": date(2016, 5, 27)}, "done_on", "more than three years ago"),
        ({"next_ends_on": date(2027, 6, 30)}, "next_ends_on", "after 2027-06-30"),
        ({"next_ends_on": date(2127, 6, 30)}, "next_ends_on", "too far in the future"),
        ({"outcome": "lapsed"}, "outcome", "has not lapsed yet"),
        ({"outcome": "ended", "note": ""}, "note", "Enter a reason"),
    ],
)
def test_a_record_that_lacks_something_changes_nothing(
    fields: dict[str, Any], field: str, says: str
) -> None:
    row = make_obligation()

    with pytest.raises(RegisterRefused, match=says) as refused:
        close(row, **fields)

    assert refused.value.field == field
    assert told(row) == [(1, "2027-06-30", "open", "")]


@pytest.mark.parametrize("outcome", ["lapsed", "ended"])
def test_a_lapse_and_an_end_are_explicit_and_start_no_period(outcome: str) -> None:
    row = make_obligation(ends_on=TODAY - timedelta(days=3), lead_days=0)

    close(row, outcome=outcome, note="The service was closed.", reference="")

    assert told(row) == [(1, "2026-05-24", "closed", outcome)]
    assert open_deadlines(row) == []
    assert not ComplianceObligation.objects.live().exists()


def test_a_record_is_made_once_for_each_period() -> None:
    row = make_obligation()
    period = present(row)
    close_period(period, record(), by=row.owner, now=NOW)

    with pytest.raises(RegisterRefused, match="already closed"):
        close_period(period, record(), by=row.owner, now=NOW)


def test_of_a_critical_obligation_a_second_person_confirms_the_evidence() -> None:
    row, bo = make_obligation(severity="critical", interval_months=12), make_person()
    (deadline,) = open_deadlines(row)

    close(row)

    assert told(row) == [(1, "2027-06-30", "waiting", "renewed")]
    assert open_deadlines(row) == [deadline]
    with pytest.raises(DeadlineRefused, match="another person must confirm"):
        confirm(the_change(), by=row.owner, reason="Mine.", now=NOW)
    confirm(the_change(), by=bo, reason="Seen.", now=NOW)
    assert told(row) == [
        (1, "2027-06-30", "closed", "renewed"),
        (2, "2028-06-30", "open", ""),
    ]


@pytest.mark.parametrize("outcome", ["lapsed", "ended"])
def test_nobody_ends_a_critical_obligation_alone(outcome: str) -> None:
    row = make_obligation(
        severity="critical", ends_on=TODAY - timedelta(days=3), lead_days=0
    )

    close(row, outcome=outcome)

    assert len(open_deadlines(row)) == 1
    confirm(the_change(), by=make_person(), reason="Seen.", now=NOW)
    assert told(row) == [(1, "2026-05-24", "closed", outcome)]
    assert open_deadlines(row) == []


def test_a_record_that_is_not_confirmed_leaves_the_period_open() -> None:
    row = make_obligation(severity="critical")
    close(row)

    refuse(the_change(), by=make_person(), reason="No certificate.", now=NOW)

    assert told(row) == [(1, "2027-06-30", "open", "")]
    refused = DeadlineChange.objects.get()
    assert "Evidence: Certificate 31-2026" in refused.reason
    close(row)
    assert told(row)[0][2] == "waiting"


def test_while_a_record_waits_nothing_else_is_recorded() -> None:
    row = make_obligation(severity="critical")
    close(row)

    with pytest.raises(RegisterRefused, match="already waits"):
        close(row)
    with pytest.raises(RegisterRefused, match="waits for a second person"):
        correct_obligation(
            row, stated(row.owner), reason="Typo.", by=row.owner, now=NOW
        )


def test_a_mistaken_renewal_is_reversed_and_kept() -> None:
    row = make_obligation(interval_months=12)
    close(row)

    opened = reverse(row, 1)

    (deadline,) = open_deadlines(row)
    assert deadline == opened.deadline
    assert str(deadline.due_date) == "2027-04-01"
    assert told(row) == [
        (1, "2027-06-30", "reversed", "renewed"),
        (2, "2028-06-30", "reversed", ""),
        (3, "2027-06-30", "open", ""),
    ]
    assert row.periods.get(number=1).reference == "Certificate 31-2026"


def test_an_end_by_mistake_is_reversed_too() -> None:
    row = make_obligation()
    close(row, outcome="ended")

    reverse(row, 1)

    assert told(row)[-1] == (2, "2027-06-30", "open", "")
    assert len(open_deadlines(row)) == 1


def test_only_the_last_record_is_reversed() -> None:
    row = make_obligation(interval_months=12)
    close(row)
    close(row)

    with pytest.raises(RegisterRefused, match="Reverse that one first"):
        reverse(row, 1)
    with pytest.raises(RegisterRefused, match="Only a record that closed"):
        reverse(row, 3)


def test_a_reversal_needs_a_reason() -> None:
    row = make_obligation()
    period = close(row)

    with pytest.raises(RegisterRefused, match="Enter a reason"):
        reverse_period(period, reason=" ", by=row.owner, now=NOW)

    assert period.state == "closed"


def test_after_a_reversal_the_day_of_the_month_is_still_the_first_one() -> None:
    row = make_obligation(ends_on=date(2027, 1, 31), interval_months=1, lead_days=0)
    close(row)
    close(row)
    reverse(row, 2)

    close(row)

    assert [end for *_, end in [(n, e) for n, e, *_ in told(row)]] == [
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
        "2027-02-28",
        "2027-03-31",
    ]


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory has one connection; the constraint is tested there",
)
@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_renewals_at_once_one_is_recorded() -> None:
    row = make_obligation(interval_months=12)
    period, refused = present(row), list[str]()

    def run(by: Person) -> None:
        try:
            close_period(period, record(), by=by, now=NOW)
        except RegisterRefused as error:
            refused.append(str(error))
        connection.close()

    people = [make_person() for _ in range(4)]
    threads = [threading.Thread(target=run, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == ["The period that ends on 2027-06-30 is already closed."] * 3
    assert [number for number, *_ in told(row)] == [1, 2]
    assert len(open_deadlines(row)) == 1
