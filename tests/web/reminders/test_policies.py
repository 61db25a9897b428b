"""Choosing when to remind whom, with a dry run before it."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.models import Notification, ReminderPolicy
from risks.alerts.operations import plan
from risks.alerts.queries.policies import DEFAULTS
from risks.cases.models import Deadline
from tests.alerts.world import make_counsel, make_watched, wall_off
from tests.factories import NOW, make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

NORMAL = ("deadline", "normal")
WANTED = {"offsets": "P14D P7D P2D", "owner": "on", "titles": "on"}


@pytest.fixture
def officer() -> Person:
    return make_person("officer", roles=[Role.COMPLIANCE_ADMINISTRATOR])


@pytest.fixture
def client(officer: Person) -> Client:
    return client_of(officer)


def page(*key: str) -> str:
    return reverse("reminder_policy", args=key or NORMAL)


def test_the_list_shows_the_defaults_before_anybody_chose(client: Client) -> None:
    text = client.get(reverse("reminder_policies")).content.decode()

    assert (
        "14 days before, 7 days before, 3 days before, 1 day before, 4 hours before"
        in text
    )
    assert text.count(">Default<") == len(DEFAULTS)


def test_a_dry_run_counts_before_and_after_and_changes_nothing(client: Client) -> None:
    for _ in range(3):
        make_watched(days=20)
    plan(now=NOW)

    answer = client.post(page(), {**WANTED, "rehearse": "1"})

    before, after = answer.context["before"], answer.context["after"]
    assert (before.total, after.total) == (6, 9)
    assert (before.at_once, after.at_once) == (0, 0)
    assert not ReminderPolicy.objects.exists()
    assert Notification.objects.count() == 6
    assert mail.outbox == []


def test_the_dry_run_says_what_would_leave_at_once(client: Client) -> None:
    for _ in range(3):
        make_watched(days=20)

    answer = client.post(page(), {**WANTED, "offsets": "P30D", "rehearse": "1"})

    assert answer.context["after"].at_once == 3
    assert b"Preview only. Nothing was saved or sent." in answer.content


def test_what_the_dry_run_counts_is_what_is_sent(client: Client) -> None:
    for days in (1, 3, 9, 20):
        make_watched(days=days)
    plan(now=NOW)
    wanted = {**WANTED, "offsets": "P30D P5D P1D"}
    counted = client.post(page(), {**wanted, "rehearse": "1"}).context["after"]

    client.post(page(), wanted)
    plan(now=NOW)

    waiting = Notification.objects.filter(state="scheduled")
    assert waiting.count() == counted.total
    assert waiting.filter(fire_at__lte=NOW).count() == counted.at_once


def test_a_walled_matter_is_not_counted_for_who_may_not_see_it(client: Client) -> None:
    deadline = make_watched(days=20)
    wall_off(deadline, leaving=[deadline.owner])

    answer = client.post(page(), {**WANTED, "rehearse": "1"})

    assert answer.context["after"].total == 0
    assert deadline.owner.username not in answer.content.decode()


def test_a_saved_policy_holds_and_its_history_says_who_chose_it(
    client: Client, officer: Person
) -> None:
    answer = client.post(page(), WANTED)

    policy = ReminderPolicy.objects.get()
    assert answer.status_code == 302
    assert (policy.kind, policy.severity, policy.offsets) == (*NORMAL, "P14D P7D P2D")
    assert policy.history.get().history_user == officer


def test_saving_again_changes_the_same_row(client: Client) -> None:
    client.post(page(), WANTED)

    client.post(page(), {**WANTED, "offsets": "P1D"})

    assert ReminderPolicy.objects.get().offsets == "P1D"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("7 days", "P7D"),
        ("14 days before, 1 day, 4 hours", "P14D P1D PT4H"),
        ("On the day; 1 day after", "P0D +P1D"),
        ("immediately", "PT0H"),
        ("p7d pt4h, 2 days", "P7D PT4H P2D"),
    ],
)
def test_lead_times_are_written_in_words(
    client: Client, written: str, stored: str
) -> None:
    client.post(page(), {**WANTED, "offsets": written})

    assert ReminderPolicy.objects.get().offsets == stored


def test_what_the_page_shows_can_be_saved_again(client: Client) -> None:
    client.post(page(), {**WANTED, "offsets": "P14D PT4H P0D +P1D"})
    shown = client.get(page()).context["form"]["offsets"].value()

    client.post(page(), {**WANTED, "offsets": shown})

    assert shown == "14 days before, 4 hours before, on the day, 1 day after"
    assert ReminderPolicy.objects.get().offsets == "P14D PT4H P0D +P1D"


def test_the_default_can_be_put_back(client: Client) -> None:
    client.post(page(), WANTED)

    client.post(page(), {"restore": "1"})

    assert not ReminderPolicy.objects.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"offsets": "7 weeks"}, "is not a lead time"),
        ({"offsets": ""}, "Enter at least one"),
        ({"owner": ""}, "Choose at least one"),
        ({"offsets": "P7D P7D"}, "only once"),
        ({"offsets": "7 days, P7D"}, "only once"),
    ],
)
@pytest.mark.parametrize("button", ["rehearse", "save"])
def test_what_cannot_be_read_is_said_in_one_line_and_kept(
    client: Client, sent: dict[str, str], says: str, button: str
) -> None:
    answer = client.post(page(), {**WANTED, **sent, button: "1"})

    text = answer.content.decode()
    assert says in text
    assert answer.context["form"]["offsets"].value() == {**WANTED, **sent}["offsets"]
    assert not ReminderPolicy.objects.exists()


def test_a_kind_or_severity_that_is_none_is_absent(client: Client) -> None:
    assert client.get(page("meteor", "normal")).status_code == 404
    assert client.get(page("deadline", "lethal")).status_code == 404


@pytest.mark.parametrize("role", [Role.IN_HOUSE_LAWYER, Role.AUDITOR, Role.RISK_OWNER])
def test_others_choose_no_policy(role: Role) -> None:
    other = client_of(make_person(roles=[role]))

    assert other.post(page(), WANTED).status_code == 403
    assert not ReminderPolicy.objects.exists()


def test_the_auditor_reads_what_is_in_force() -> None:
    auditor = client_of(make_person(roles=[Role.AUDITOR]))

    assert auditor.get(reverse("reminder_policies")).status_code == 200


def test_a_dry_run_asks_no_more_for_more_deadlines(
    client: Client, django_assert_max_num_queries: object
) -> None:
    owner = make_counsel()
    for _ in range(30):
        make_watched(days=20, owner=owner)

    with django_assert_max_num_queries(60):  # type: ignore[operator]
        client.post(page(), {**WANTED, "rehearse": "1"})

    assert Deadline.objects.count() == 30
