"""An obligation is recorded with one dated period, and corrected with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from risks.access.models import Role
from risks.alerts.models import Notification
from risks.alerts.operations import plan
from risks.cases.models import ComplianceObligation, DeadlineChange
from risks.cases.operations import DeadlineRefused, assign, confirm, meet, move
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.obligations import (
    correct_obligation,
    record_obligation,
)
from tests.cases.obligations.obligations import (
    make_obligation,
    open_deadlines,
    present,
    stated,
    told,
)
from tests.factories import NOW, make_company, make_entity, make_person

pytestmark = pytest.mark.django_db


def correct(row: ComplianceObligation, **fields: Any) -> ComplianceObligation:
    told = {"title": row.title, **fields}
    by = make_person("bo", first_name="Bo")
    return correct_obligation(
        row,
        stated(row.owner, **told),
        reason="The certificate says so.",
        by=by,
        now=NOW,
    )


def test_it_has_one_deadline_of_the_company_by_which_to_act() -> None:
    ann = make_person("ann", first_name="Ann")

    row = make_obligation(owner=ann, backup=make_person())

    (deadline,) = open_deadlines(row)
    assert deadline.company == row.company
    assert deadline.title == "ICP licence"
    assert str(deadline.due_date) == "2027-04-01"
    assert deadline.tz == "Asia/Shanghai"
    assert (deadline.owner, deadline.backup) == (row.owner, row.backup)
    assert deadline.steps[:3] == [
        "Entered by Ann.",
        "The period ends on Wednesday 30 June 2027.",
        "90 days before the end of the period: Thursday 1 April 2027.",
    ]


def test_its_owner_and_backup_are_reminded_by_the_policy_of_deadlines() -> None:
    ann, bo = make_person("ann"), make_person("bo")
    make_obligation(owner=ann, backup=bo, ends_on=date(2026, 9, 10), lead_days=90)

    plan(now=NOW)

    rows = Notification.objects.values_list("recipient__username", "offset")
    assert set(rows) == {("ann", "P7D"), ("ann", "P2D"), ("bo", "P7D"), ("bo", "P2D")}


@pytest.mark.parametrize(
    ("field", "wrong", "says"),
    [
        ("title", "  ", "Enter what it is."),
        ("ends_on", date(2127, 6, 30), "2127-06-30 is too far from today"),
        ("ends_on", date(2020, 6, 30), "2020-06-30 is too far from today"),
        ("interval_months", 0, "from 1 to 120"),
        ("interval_months", 121, "from 1 to 120"),
        ("lead_days", -1, "from 0 to 1679"),
        ("lead_days", 1680, "from 0 to 1679"),
        ("backup", None, "needs a backup"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    field: str, wrong: object, says: str
) -> None:
    known: dict[str, Any] = {"severity": "critical", "backup": make_person()}

    with pytest.raises(RegisterRefused, match=says) as refused:
        make_obligation(**known | {field: wrong})

    assert refused.value.field == field
    assert not ComplianceObligation.objects.exists()


def test_an_entity_of_another_company_is_refused() -> None:
    other = make_entity(make_company())

    with pytest.raises(RegisterRefused, match="not an entity of") as refused:
        make_obligation(entity=other)

    assert refused.value.field == "entity"


@pytest.mark.parametrize("field", ["owner", "backup"])
@pytest.mark.parametrize(
    "person", [{"is_active": False}, {"roles": [Role.EXTERNAL_LAWYER]}]
)
def test_a_person_whom_no_reminder_could_reach_is_refused(
    field: str, person: dict[str, Any]
) -> None:
    people: dict[str, Any] = {field: make_person(**person)}

    with pytest.raises(RegisterRefused, match="does not have access") as refused:
        make_obligation(**people)

    assert refused.value.field == field


def test_the_owner_is_not_their_own_backup() -> None:
    ann = make_person()

    with pytest.raises(RegisterRefused, match="other than the owner"):
        make_obligation(owner=ann, backup=ann)


def test_the_same_one_is_not_recorded_twice() -> None:
    row = make_obligation()

    with pytest.raises(RegisterRefused, match="already recorded"):
        record_obligation(
            row.company, stated(row.owner, title="icp  LICENCE"), by=row.owner, now=NOW
        )


def test_a_corrected_owner_and_title_are_those_of_the_deadline() -> None:
    row, cleo = make_obligation(), make_person()

    correct_obligation(
        row, stated(cleo, title="EDI licence"), reason="Moved.", by=cleo, now=NOW
    )

    (deadline,) = open_deadlines(row)
    assert (deadline.title, deadline.owner) == ("EDI licence", cleo)
    assert deadline.due_rev == 1


def test_an_earlier_date_takes_effect_at_once() -> None:
    row = make_obligation()

    correct(row, ends_on=date(2027, 5, 31))

    (deadline,) = open_deadlines(row)
    assert str(deadline.due_date) == "2027-03-02"
    assert deadline.earlier_due[0]["due_date"] == "2027-04-01"
    assert "Corrected by Bo: The certificate says so." in deadline.steps
    assert told(row) == [(1, "2027-05-31", "open", "")]


def test_a_later_date_waits_for_a_second_person() -> None:
    row = make_obligation()

    correct(row, ends_on=date(2027, 7, 30))

    (deadline,) = open_deadlines(row)
    (change,) = DeadlineChange.objects.all()
    assert str(deadline.due_date) == "2027-04-01"
    assert str(change.due_date) == "2027-04-30"
    confirm(change, by=make_person(), reason="Compared.", now=NOW)
    (deadline,) = open_deadlines(row)
    assert str(deadline.due_date) == "2027-04-30"


def test_while_a_later_date_waits_no_other_date_is_stated() -> None:
    row = make_obligation()
    correct(row, ends_on=date(2027, 7, 30))

    with pytest.raises(RegisterRefused, match="waits for a second person"):
        correct_obligation(
            row,
            stated(row.owner, ends_on=date(2027, 8, 30)),
            reason="Again.",
            by=row.owner,
            now=NOW,
        )


def test_a_correction_needs_a_reason() -> None:
    row = make_obligation()

    with pytest.raises(RegisterRefused, match="Enter a reason") as refused:
        correct_obligation(row, stated(row.owner), reason=" ", by=row.owner, now=NOW)

    assert refused.value.field == "reason"


def test_one_person_makes_no_critical_obligation_normal() -> None:
    row = make_obligation(severity="critical")

    with pytest.raises(RegisterRefused, match="stays critical") as refused:
        correct(row, severity="normal")

    assert refused.value.field == "severity"


def test_a_closed_day_is_kept_and_named() -> None:
    row = make_obligation(ends_on=date(2026, 10, 1), lead_days=0)

    (deadline,) = open_deadlines(row)
    assert str(deadline.due_date) == "2026-09-30"
    assert str(deadline.latest_arguable_date) == "2026-10-01"
    assert "1 October 2026 is not a working day" in deadline.reason
    assert str(present(row).ends_on) == "2026-10-01"


def test_its_deadline_is_changed_on_its_own_page_only() -> None:
    row, bo = make_obligation(), make_person()
    (deadline,) = open_deadlines(row)
    said: dict[str, Any] = {"by": bo, "reason": "Because."}

    with pytest.raises(DeadlineRefused, match="the date of an obligation"):
        meet(deadline, now=NOW, **said)
    with pytest.raises(DeadlineRefused, match="the date of an obligation"):
        move(deadline, due_date=date(2028, 1, 1), now=NOW, **said)
    with pytest.raises(DeadlineRefused, match="the date of an obligation"):
        assign(deadline, owner=bo, backup=None, **said)

    assert open_deadlines(row) == [deadline]


def test_one_that_is_overdue_from_the_start_is_accepted() -> None:
    row = make_obligation(ends_on=NOW.date() + timedelta(days=10))

    (deadline,) = open_deadlines(row)
    assert deadline.is_overdue(now=NOW)
