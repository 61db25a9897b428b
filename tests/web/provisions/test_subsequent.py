"""The page on which the controller says what counts at a reporting date."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.register.models import Assumptions
from risks.reports.models import AuthorisationForIssue, SubsequentAssumptions
from tests.exposure.examples import SUIT, assume
from tests.factories import make_person, make_restricted_matter
from tests.reports.contingencies import QUARTER_END, make_suit
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

PAGE = ("ACME", QUARTER_END.isoformat())


def later(code: str = "R-1", **fields: Any) -> Assumptions:
    suit = make_suit(code, **fields)
    return assume(suit, SUIT, reason="A ruling.", effective_date=date(2026, 4, 20))


def test_the_controller_marks_a_version_with_a_reason() -> None:
    version = later()
    who = client_of(make_person(roles=[Role.FINANCE_CONTROLLER]))
    address = reverse("subsequent_events", args=PAGE)
    said = {"act": version.pk, "is_adjusting": "adjusting", "reason": "It is final."}

    before = who.get(address).content.decode()
    empty = who.post(address, {"act": version.pk})
    done = who.post(address, said)

    mark = SubsequentAssumptions.objects.get()
    assert "Not marked yet" in before
    assert (empty.status_code, done.status_code) == (400, 302)
    assert (mark.assumptions, mark.is_adjusting) == (version, True)
    assert "Adjusting." in who.get(address).content.decode()


def test_the_controller_states_the_authorisation_for_issue() -> None:
    later()
    who = client_of(make_person(roles=[Role.FINANCE_CONTROLLER]))
    address = reverse("subsequent_events", args=PAGE)

    early = who.post(address, {"act": "authorise", "authorised_on": "2026-03-01"})
    done = who.post(address, {"act": "authorise", "authorised_on": "2026-04-30"})

    assert "must not be before 31 March 2026" in early.content.decode()
    assert done.status_code == 302
    assert AuthorisationForIssue.objects.get().authorised_on == date(2026, 4, 30)


@pytest.mark.parametrize("role", [Role.IN_HOUSE_LAWYER, Role.AUDITOR])
def test_others_only_read(role: Role) -> None:
    version = later()
    who = client_of(make_person(roles=[role]))
    address = reverse("subsequent_events", args=PAGE)

    text = who.get(address).content.decode()
    posted = who.post(address, {"act": version.pk, "is_adjusting": "adjusting"})

    assert "A ruling." in text
    assert "Mark version" not in text
    assert posted.status_code == 403


def test_what_is_behind_a_wall_is_neither_shown_nor_marked() -> None:
    make_suit("R-1")
    walled = later("R-WALL", restricted_matter=make_restricted_matter())
    who = client_of(make_person(roles=[Role.FINANCE_CONTROLLER]))
    address = reverse("subsequent_events", args=PAGE)

    text = who.get(address).content.decode()
    posted = who.post(
        address, {"act": walled.pk, "is_adjusting": "adjusting", "reason": "Guess."}
    )

    assert "R-WALL" not in text
    assert posted.status_code == 404


def test_the_schedule_says_what_waits_to_be_marked() -> None:
    later()
    who = client_of(make_person(roles=[Role.AUDITOR]))

    text = who.get(reverse("provisions"), {"company": "ACME", "on": PAGE[1]})

    assert reverse("subsequent_events", args=PAGE) in text.content.decode()
    assert "1 later version is not marked" in text.content.decode()
