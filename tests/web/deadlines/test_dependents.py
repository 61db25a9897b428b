"""Chains on the pages: shown, added to, changed, and cut."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from risks.access.models import Role
from risks.cases.models import Deadline
from risks.cases.operations import add_dependent
from risks.engine.time.dependent_deadlines import Interval
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)
from tests.web.world import client_of, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of(make_person("ann", roles=[Role.IN_HOUSE_LAWYER], first_name="Ann"))


@pytest.fixture
def deadline() -> Deadline:
    """Far enough ahead for the clock of the pages."""
    case = make_case()
    event = make_event(make_entry(case, number="43"))
    return make_deadline(case, due_date=date(2099, 6, 9), event=event, title="Answer")


@pytest.fixture
def link(deadline: Deadline) -> Deadline:
    interval = Interval.parse("7 days before")
    return add_dependent(
        deadline, title="Draft", interval=interval, by=deadline.owner, now=NOW
    )


SPAN = {"number": "3", "unit": "court_days", "direction": "before"}


def test_the_case_shows_what_follows_what_and_the_entry_behind_it(
    client: Client, deadline: Deadline, link: Deadline
) -> None:
    assert deadline.case is not None
    address = reverse("case", args=[deadline.case.public_id])

    page = client.get(address).content.decode()

    assert "7 days before" in page
    assert f'<a class="wb-link" href="#{deadline.code}">{deadline.title}</a>' in page
    assert f'id="{deadline.code}"' in page
    entry = deadline.event.entry if deadline.event else None
    assert entry is not None
    assert page.count(f'href="#entry-{entry.public_id}"') == 2
    assert page.count(f'id="entry-{entry.public_id}"') == 1


def test_a_dependent_deadline_is_added(client: Client, deadline: Deadline) -> None:
    address = reverse("add_dependent_deadline", args=[deadline.public_id])

    answer = client.post(address, {**SPAN, "title": "Call the expert"}, follow=True)

    made = deadline.dependents.get()
    assert (made.interval, made.title) == ("3 court days before", "Call the expert")
    assert (
        f"{made.title} is due on {date_format(made.due_date)}"
        in answer.content.decode()
    )


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"number": "0"}, "Enter at least 1."),
        ({"number": "400"}, "Enter at most 366."),
        ({"number": "x"}, "Enter a whole number."),
        ({"title": ""}, "Enter what is due."),
        ({"unit": "weeks"}, "Choose days or court days."),
        ({"direction": "beside"}, "Choose before or after."),
    ],
)
def test_a_slip_is_told_in_the_form(
    client: Client, deadline: Deadline, sent: dict[str, str], told: str
) -> None:
    address = reverse("add_dependent_deadline", args=[deadline.public_id])

    answer = client.post(address, {**SPAN, "title": "Call", **sent})

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not deadline.dependents.exists()


def test_a_longer_period_is_taken_and_a_shorter_one_waits(
    client: Client, link: Deadline
) -> None:
    address = reverse("change_interval", args=[link.public_id])
    longer = {"number": "9", "unit": "days", "direction": "before", "reason": "Busy."}

    client.post(address, longer)
    shorter = client.post(address, {**SPAN, "reason": "Late."}, follow=True)

    row = Deadline.objects.get(pk=link.pk)
    assert row.due_date == date(2099, 5, 29)
    assert row.changes.get().kind == "postponed"
    assert "until a second person confirms" in shorter.content.decode()


def test_a_link_is_removed_with_a_reason_and_stays_in_the_register(
    client: Client, link: Deadline
) -> None:
    address = reverse("remove_dependent", args=[link.public_id])

    empty = client.post(address, {"reason": ""})
    client.post(address, {"reason": "Not needed."})

    row = Deadline.objects.get(pk=link.pk)
    assert (empty.status_code, row.status) == (400, "withdrawn")
    assert row.close_reason == "Not needed."


def test_what_follows_nothing_is_not_removed_here(
    client: Client, deadline: Deadline
) -> None:
    address = reverse("remove_dependent", args=[deadline.public_id])

    answer = client.post(address, {"reason": "Away with it."})

    deadline.refresh_from_db()
    assert (answer.status_code, deadline.status) == (400, "open")
    assert "does not depend on another" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["add_dependent_deadline", "change_interval", "remove_dependent"]
)
def test_a_form_sent_past_the_wall_changes_nothing(name: str) -> None:
    world = make_world()
    sent = {**SPAN, "title": "Call", "reason": "Because."}
    address = reverse(name, args=[world.walled_deadline.public_id])

    answer = client_of(world.people["walled"]).post(address, sent)

    world.walled_deadline.refresh_from_db()
    assert answer.status_code == 404
    assert world.walled_deadline.status == "open"
    assert not world.walled_deadline.dependents.exists()
