"""What a person reads goes by their own clock, at 01:00 in Hong Kong."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.models import Digest
from risks.alerts.operations import send_digests
from risks.alerts.queries.digest.mornings import morning_of
from risks.alerts.queries.planning.preview import rehearse
from risks.alerts.queries.planning.required import quiet_hours
from risks.alerts.queries.policies import policies
from tests.alerts.mailbox import make_alert, text
from tests.alerts.world import make_watched
from tests.cases.records.case_files import make_hold, make_note
from tests.days.moments import EARLY, MORNING, TUESDAY, WEDNESDAY
from tests.factories import make_case, make_deadline, make_person
from tests.web.reminders.reminders import make_reminder
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

CALIFORNIA = "America/Los_Angeles"
READERS = pytest.mark.parametrize(
    ("time_zone", "today"),
    [("Asia/Hong_Kong", WEDNESDAY), (CALIFORNIA, TUESDAY)],
    ids=["Hong Kong", "California"],
)


@pytest.fixture
def reader(time_zone: str) -> Person:
    roles = [Role.IN_HOUSE_LAWYER, Role.COMPLIANCE_ADMINISTRATOR]
    return make_person("ann", roles=roles, time_zone=time_zone)


def get(reader: Person, name: str, *args: object, **query: str) -> Any:
    with time_machine.travel(EARLY):
        return client_of(reader).get(reverse(name, args=args), query)


@READERS
def test_a_person_s_day_is_that_of_their_clock(reader: Person, today: date) -> None:
    assert reader.today(EARLY) == today


@READERS
def test_a_digest_is_called_after_its_reader_s_morning(
    reader: Person, today: date
) -> None:
    make_watched(owner=reader)

    send_digests(now=EARLY if reader.time_zone == CALIFORNIA else MORNING)

    assert Digest.objects.get().period == str(today)


def test_no_digest_is_due_at_night() -> None:
    assert morning_of(make_person(), now=EARLY) is None


@READERS
def test_a_file_of_reminders_is_named_after_it(reader: Person, today: date) -> None:
    answer = get(reader, "reminder_file", "csv")

    assert f'"reminders-{today}.csv"' in answer["Content-Disposition"]


@READERS
def test_a_reminder_is_snoozed_to_a_day_after_it(reader: Person, today: date) -> None:
    row = make_reminder(make_deadline(make_case(owner=reader)))

    form = get(reader, "snooze_reminder", row.public_id).context["form"]

    assert form.first == today + timedelta(days=1)


@READERS
def test_a_dry_run_counts_mails_by_it(reader: Person, today: date) -> None:
    # Its last reminder leaves four hours before: at two in Hong Kong.
    due = make_watched(owner=reader, days=0, severity="critical")
    due.due_at = EARLY + timedelta(hours=5)
    due.save()

    found = rehearse(
        policies(), kind="deadline", severity="critical", reader=reader, now=EARLY
    )

    assert found.days == {today: 1}


@READERS
def test_the_reminders_page_is_filtered_by_it(reader: Person, today: date) -> None:
    deadline = make_deadline(make_case(owner=reader))
    make_reminder(deadline, fire_at=EARLY)

    page = get(reader, "reminder_list", since=str(today), until=str(today))
    before = get(reader, "reminder_list", until=str(today - timedelta(days=1)))

    assert deadline.code in page.content.decode()
    assert deadline.code not in before.content.decode()


@READERS
def test_quiet_hours_are_on_it(reader: Person, today: date) -> None:
    reader.quiet_from, reader.quiet_until = MORNING.time(), EARLY.time()

    quiet = quiet_hours(reader, tz=reader.zone.key)

    assert quiet
    assert quiet.tz == reader.time_zone


@READERS
def test_a_page_shows_a_moment_as_a_day_of_it(reader: Person, today: date) -> None:
    case = make_case(owner=reader)
    make_note(case, written_at=EARLY)
    hold = make_hold(case)
    hold.acknowledgements.create(person=reader, asked_at=EARLY, acknowledged_at=EARLY)

    page = get(reader, "case", case.public_id).content.decode()

    assert f"acknowledged {today:%-d %b %Y}" in page


@READERS
def test_the_admin_s_shortcut_types_it(reader: Person, today: date) -> None:
    page = get(reader, "admin:risks_fact_add").content.decode()

    hours = 8 if today == WEDNESDAY else -7
    assert f'data-admin-utc-offset="{hours * 3600}"' in page


@READERS
def test_a_mail_names_it_for_a_source_heard_last(reader: Person, today: date) -> None:
    facts = [["Last heard of", EARLY.isoformat()]]
    row = make_alert("source", recipient=reader, about={"title": "R", "facts": facts})

    assert f"{today:%a %-d %b %Y}" in text(row)
