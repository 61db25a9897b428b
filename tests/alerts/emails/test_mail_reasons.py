"""Why do I get this?"""

from datetime import timedelta
from typing import Any

import pytest

from risks.access.models import Person, Role
from risks.alerts.models import Notification, ReminderPolicy, State
from risks.cases.models import Deadline
from tests.alerts.mailbox import letter, make_alert, text, the_row
from tests.alerts.world import make_counsel, make_watched
from tests.factories import NOW, make_person, make_restricted_matter, make_risk

pytestmark = pytest.mark.django_db
CRITICAL = Deadline.Severity.CRITICAL


def escalated(first: Notification, *, to: Person, **before: Any) -> Notification:
    """The mail of the next step, after what became of the first."""
    row = Notification.objects.create(
        key="next",
        message_id="<next@localhost>",
        kind=first.kind,
        object_id=first.object_id,
        deadline=first.deadline,
        revision=first.revision,
        offset=first.offset,
        step=2,
        recipient=to,
        critical=True,
        due_at=first.due_at,
        fire_at=NOW,
        created_by=Notification.Origin.ESCALATION,
        created_at=NOW,
    )
    Notification.objects.filter(pk=first.pk).update(escalated_to=row, **before)
    return row


@pytest.fixture
def grace() -> Person:
    supervisor = make_counsel("iris", time_zone="Asia/Hong_Kong")
    return make_counsel(
        "grace", first_name="Grace", last_name="Lee", supervisor=supervisor
    )


def test_the_owner_reads_that_the_deadline_is_theirs_and_by_which_policy() -> None:
    body = text(the_row(make_watched(days=20, severity=CRITICAL)))

    assert "- You own this deadline.\n" in body
    assert "- Policy: Deadlines · Critical · 14 days before." in body


def test_the_backup_reads_that_they_are_one() -> None:
    backup = make_counsel()
    row = the_row(make_watched(days=20, backup=backup))
    row.recipient = backup

    assert "You are the backup." in text(row)


def test_the_supervisor_reads_whose(grace: Person) -> None:
    row = the_row(make_watched(days=20, owner=grace))
    assert grace.supervisor is not None
    row.recipient = grace.supervisor

    assert "You are the supervisor of Grace Lee." in text(row)


def test_anybody_else_is_on_the_compliance_list() -> None:
    row = the_row(make_watched(days=20))
    row.recipient = make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR])

    assert "You are on the compliance list." in text(row)


def test_silence_is_named_with_its_person_and_its_moment(grace: Person) -> None:
    first = the_row(make_watched(days=20, owner=grace, severity=CRITICAL))
    assert grace.supervisor is not None

    row = escalated(first, to=grace.supervisor, state=State.SENT, sent_at=NOW)

    # The reader's clock.
    wanted = "Grace Lee has not acknowledged the reminder of Wed 27 May 2026, 09:00 HKT"
    assert wanted in text(row).replace("\n  ", " ")


def test_who_is_asked_again_reads_that_they_did_not_answer(grace: Person) -> None:
    first = the_row(make_watched(days=20, owner=grace, severity=CRITICAL))

    row = escalated(first, to=grace, state=State.SENT, sent_at=NOW)

    assert "You have not acknowledged the reminder of" in text(row)


def test_a_mail_that_came_back_is_named(grace: Person) -> None:
    first = the_row(make_watched(days=20, owner=grace))

    row = escalated(
        first, to=make_counsel(), state=State.BOUNCED, sent_at=NOW, bounced_at=NOW
    )

    assert "The mail to Grace Lee bounced." in text(row)


def test_a_person_without_an_address_is_named(grace: Person) -> None:
    first = the_row(make_watched(days=20, owner=grace))
    Person.objects.filter(pk=grace.pk).update(email="")

    row = escalated(first, to=make_counsel(), state=State.FAILED)

    assert "Grace Lee has no usable mail address." in text(row)


def test_a_refused_mail_is_named(grace: Person) -> None:
    first = the_row(make_watched(days=20, owner=grace))

    row = escalated(first, to=make_counsel(), state=State.FAILED)

    assert "Grace Lee could not be reached." in text(row)


def test_a_row_that_replaces_no_other_says_so_in_general() -> None:
    row = the_row(make_watched(days=20))
    row.step = 2

    assert "the person before you could not be reached" in text(row)


def test_the_owner_of_a_risk_reads_that_it_is_theirs() -> None:
    risk = make_risk(owner=make_counsel())

    body = text(make_alert("review", risk=risk, recipient=risk.owner, offset="P7D"))

    assert "You own this risk." in body
    assert "Policy: Review due · Normal · 7 days before." in body


def test_a_policy_keeps_titles_out_of_mails() -> None:
    ReminderPolicy.objects.create(
        kind="deadline", severity="normal", offsets="P7D", titles=False
    )
    row = the_row(make_watched(days=20, title="Quiet settlement talks"))

    message = letter(row)

    assert row.deadline is not None
    assert row.deadline.code in message.subject
    assert "Quiet" not in message.message().as_string()


def test_a_policy_keeps_the_titles_of_alerts_out_of_mails() -> None:
    ReminderPolicy.objects.create(
        kind="review", severity="normal", offsets="P7D", titles=False
    )
    row = make_alert("review", risk=make_risk("R-9"), about={"title": "R-9 Quiet"})

    message = letter(row)

    assert message.subject == "Review overdue: R-9"
    assert "Quiet" not in message.message().as_string()


def test_behind_a_wall_an_alert_says_a_code() -> None:
    risk = make_risk("R-9", restricted_matter=make_restricted_matter())
    about = {"title": "R-9 Quiet", "path": "/risks/x/", "facts": [["Reason", "Secret"]]}

    message = letter(make_alert("review", risk=risk, about=about))

    whole = message.message().as_string()
    assert "R-9" in message.subject
    assert "Quiet" not in whole
    assert "Secret" not in whole


def test_the_due_day_of_an_alert_is_shown_with_the_days_left() -> None:
    row = make_alert("acceptance", due_at=NOW + timedelta(days=3))

    assert "Due  Sat 30 May 2026 (in 3 days)" in text(row)
