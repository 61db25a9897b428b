"""Entries to check: listed by case, behind its wall, and answered with one button."""

import pytest
from django.urls import reverse

from risks.cases.models import DocketEntry
from tests.web.world import HIDDEN, World, client_of

pytestmark = pytest.mark.django_db


def asked(entry: DocketEntry) -> DocketEntry:
    entry.question = DocketEntry.Question.DECISION
    entry.save()
    return entry


def test_an_entry_to_check_is_listed_for_those_who_may_see_its_case(
    world: World,
) -> None:
    asked(world.walled_entry)
    page = reverse("missing_items")

    seen = client_of(world.people["counsel"]).get(page).content.decode()
    hidden = client_of(world.people["walled"]).get(page).content.decode()

    assert f"{HIDDEN} moves." in seen
    assert "may be a decision" in seen
    assert HIDDEN not in hidden


def test_one_button_answers_and_the_timeline_says_who(world: World) -> None:
    entry, client = asked(world.walled_entry), client_of(world.people["counsel"])
    answer = reverse("record_no_event", args=[entry.public_id])

    said, again = client.post(answer), client.post(answer)

    listed = client.get(reverse("missing_items")).content.decode()
    case = client.get(reverse("case", args=[entry.case.public_id])).content.decode()
    assert (said.status_code, again.status_code) == (302, 302)
    assert "any more" in listed
    assert "may be a decision" not in listed
    assert "Checked by counsel" in case


def test_nobody_answers_past_the_wall_or_without_the_right(world: World) -> None:
    entry = asked(world.walled_entry)
    answer = reverse("record_no_event", args=[entry.public_id])

    walled = client_of(world.people["walled"]).post(answer)
    outside = client_of(world.people["outside"]).post(answer)

    entry.refresh_from_db()
    assert (walled.status_code, outside.status_code) == (404, 403)
    assert entry.answered_at is None


def test_the_dashboard_counts_entries_to_check(world: World) -> None:
    asked(world.walled_entry)

    page = client_of(world.people["counsel"]).get(reverse("dashboard"))

    assert "1 docket entry to check" in page.content.decode()
