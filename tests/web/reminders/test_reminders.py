"""The page where a mail's links lead: seen by many, answered by one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.models import Notification, State
from tests.factories import make_case, make_person, make_restricted_matter
from tests.web.reminders.reminders import make_critical, make_reminder
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Person:
    return make_person("ann", roles=[Role.IN_HOUSE_LAWYER], first_name="Ann")


@pytest.fixture
def row(ann: Person) -> Notification:
    chief = make_person("chief", roles=[Role.IN_HOUSE_LAWYER], first_name="Chief")
    ann.supervisor = chief
    ann.save()
    return make_reminder(make_critical(owner=ann))


def page_of(row: Notification, name: str = "reminder") -> str:
    return reverse(name, args=[row.public_id])


def state_of(row: Notification) -> str:
    row.refresh_from_db()
    return row.state


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_opening_it_changes_nothing(ann: Person, row: Notification) -> None:
    answer = client_of(ann).get(page_of(row))

    assert answer.status_code == 200
    assert state_of(row) == State.SENT


def test_its_reader_acknowledges_it_and_sees_so(ann: Person, row: Notification) -> None:
    make_reminder(row.deadline, state=State.SCHEDULED, offset="P1D")  # type: ignore[arg-type]

    answer = client_of(ann).post(page_of(row), follow=True)

    assert state_of(row) == State.ACKNOWLEDGED
    assert "You acknowledged this reminder on 27 May 2026" in text(answer)
    assert "1 day before" in text(answer)


def test_a_forwarded_mail_stops_no_escalation(row: Notification) -> None:
    other = make_person("other", roles=[Role.IN_HOUSE_LAWYER])

    answer = client_of(other).post(page_of(row))

    assert answer.status_code == 403
    assert "This reminder was sent to Ann" in text(answer)
    assert state_of(row) == State.SENT


def test_without_a_sign_in_it_leads_there_and_back(
    row: Notification, client: Client
) -> None:
    answer = client.post(page_of(row))

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={page_of(row)}"
    assert state_of(row) == State.SENT


def test_who_may_not_see_the_matter_finds_nothing(ann: Person) -> None:
    case = make_case(owner=ann, restricted_matter=make_restricted_matter(members=[ann]))
    row = make_reminder(make_critical(case=case, owner=ann))
    other = client_of(make_person("other", roles=[Role.IN_HOUSE_LAWYER]))

    answers = [other.get(page_of(row)), other.post(page_of(row))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_forged_form_is_refused(ann: Person, row: Notification) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(page_of(row))

    assert answer.status_code == 403
    assert state_of(row) == State.SENT


def test_it_says_to_whom_it_goes_on(ann: Person, row: Notification) -> None:
    told = text(client_of(ann).get(page_of(row)))

    assert "Acknowledge by 27 May 2026, 12:00" in told
    assert "the owner and the backup again (Ann)" in told


def test_a_whole_day_is_shown_without_a_time(ann: Person, row: Notification) -> None:
    told = text(client_of(ann).get(page_of(row)))

    assert "Tue 9 Jun 2026" in told
    assert "23:59" not in told
    assert "10 Jun" not in told  # the same moment on the reader's clock
    assert f"#{row.deadline.code}" in told  # type: ignore[union-attr]


def test_a_time_that_the_court_set_is_shown_on_both_clocks(
    ann: Person, row: Notification
) -> None:
    row.due_at -= timedelta(hours=6)
    row.save()

    told = text(client_of(ann).get(page_of(row)))

    assert "Tue 9 Jun 2026, 17:59" in told
    assert "Wed 10 Jun 2026, 08:59" in told


def test_no_browser_keeps_a_copy(ann: Person, row: Notification) -> None:
    answer = client_of(ann).get(page_of(row))

    assert "no-store" in answer["Cache-Control"]


def test_what_has_not_left_cannot_be_answered(ann: Person) -> None:
    row = make_reminder(make_critical(owner=ann), state=State.SCHEDULED)

    answer = client_of(ann).post(page_of(row))

    assert answer.status_code == 400
    assert "This reminder is scheduled: there is nothing to answer." in text(answer)


def test_a_title_is_shown_as_it_is_written(ann: Person) -> None:
    deadline = make_critical(owner=ann, title="{{ 7|add:7 }} <script>alert(1)</script>")

    told = text(client_of(ann).get(page_of(make_reminder(deadline))))

    assert "{{ 7|add:7 }} &lt;script&gt;" in told


def snooze(person: Person, row: Notification, until: str) -> Any:
    return client_of(person).post(page_of(row, "snooze_reminder"), {"until": until})


def test_it_is_heard_of_again_on_a_chosen_day(ann: Person, row: Notification) -> None:
    answer = snooze(ann, row, "2026-06-05")

    again = Notification.objects.get(created_by=Notification.Origin.SNOOZE)
    assert answer.status_code == 302
    assert again.offset == "2026-06-05"
    assert state_of(row) == State.ACKNOWLEDGED


@pytest.mark.parametrize(
    "until",
    ["2026-05-27", "2026-05-01", "2026-06-10", "9999-12-31", "soon", ""],
)
def test_a_day_that_does_not_fit_is_refused_and_kept(
    until: str, ann: Person, row: Notification
) -> None:
    answer = snooze(ann, row, until)

    assert answer.status_code == 400
    assert f'value="{until}"' in text(answer) or not until
    assert state_of(row) == State.SENT


def test_the_days_that_fit_are_offered(ann: Person, row: Notification) -> None:
    answer = client_of(ann).get(page_of(row, "snooze_reminder"))

    form = answer.context["form"]
    assert (form.first, form.last) == (date(2026, 5, 28), date(2026, 6, 9))


def test_nobody_snoozes_for_another(row: Notification) -> None:
    other = make_person("other", roles=[Role.IN_HOUSE_LAWYER])

    answer = snooze(other, row, "2026-06-05")

    assert answer.status_code == 403
    assert state_of(row) == State.SENT
