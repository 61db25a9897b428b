"""The page on which a scheduling order's table becomes deadlines."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.cases.models import Case, Deadline
from tests.factories import make_entry
from tests.web.world import World, client_of

pytestmark = pytest.mark.django_db
TABLE = """Event\tDate
Expert disclosures\tSeptember 1, 2026
Plaintiff's rebuttal reports\t10/1/2026
Final Pretrial Conference\tNovember 2, 2026 at 10:00 a.m.
Close of discovery\t12/15
"""


@pytest.fixture
def case(world: World) -> Case:
    return world.open_case


@pytest.fixture
def client(world: World) -> Client:
    return client_of(world.people["counsel"])


def post(client: Client, case: Case, **said: Any) -> Any:
    entry = make_entry(case, number="41", text="SCHEDULING ORDER.")
    address = reverse("scheduling_order", args=[case.public_id])
    return client.post(address, {"entry": entry.pk, "text": TABLE, **said})


def ticked(answer: Any) -> dict[str, Any]:
    """What the preview would send back as it stands."""
    sent = {"confirm": "yes"}
    for row in answer.context["rows"]:
        for field in row.form:
            value = field.value()
            if value not in (None, False, ""):
                sent[field.html_name] = "on" if value is True else str(value)
    return sent


def test_the_preview_says_what_each_row_becomes(client: Client, case: Case) -> None:
    answer = post(client, case)

    rows = [row.form.initial for row in answer.context["rows"]]
    assert [(one["whose"], one["use"]) for one in rows] == [
        ("ours", True),
        ("opponent", True),
        ("court", True),
    ]
    assert "The date has no year." in answer.content.decode()
    assert "Line 1: Event Date" in answer.content.decode()
    assert case.deadlines.count() == 1


def test_the_ticked_rows_are_stored_together(client: Client, case: Case) -> None:
    sent = ticked(post(client, case))

    answer = post(client, case, **sent)

    made = Deadline.objects.filter(basis="court_set").order_by("due_at")
    assert answer.status_code == 302
    assert [one.title for one in made] == [
        "Expert disclosures",
        "Plaintiff's rebuttal reports",
        "Final Pretrial Conference",
    ]
    assert f"{made[2].due_time:%H:%M}" == "10:00"


def test_a_wrong_row_keeps_what_was_typed(client: Client, case: Case) -> None:
    sent = {**ticked(post(client, case)), "row-0-day": "31 June", "row-1-title": "Mine"}

    answer = post(client, case, **sent)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter a date, for example" in page
    assert 'value="Mine"' in page
    assert case.deadlines.count() == 1


def test_a_table_that_is_there_already_is_refused(client: Client, case: Case) -> None:
    sent = ticked(post(client, case))
    post(client, case, **sent)

    answer = post(client, case, **sent)

    assert answer.status_code == 400
    assert "is already on that day" in answer.content.decode()


def test_no_table_is_sent_past_a_wall(world: World) -> None:
    answer = post(client_of(world.people["walled"]), world.walled_case)

    assert answer.status_code == 404
