"""What stands around every page: banners, the sidebar, errors, headers."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from risks.access.models import Role
from risks.alerts.models import Heartbeat
from risks.alerts.queries import ReminderHealth
from risks.web.page_context import trouble
from tests.factories import NOW, make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

DEMO = "every probability, award and loss range is illustrative"
PAGES = ("dashboard", "register", "cases", "reports", "calendar", "admin:index")


def read(client: Client, name: str) -> str:
    return client.get(reverse(name)).content.decode()


def beat(**ago: int) -> None:
    Heartbeat.objects.create(name="dispatch", at=NOW - timedelta(**ago))


@pytest.mark.parametrize("name", [*PAGES, "account_login"])
def test_the_demo_says_so_on_every_page(name: str, settings: Settings) -> None:
    settings.DEMO = True
    reader = None if name == "account_login" else make_person()

    assert DEMO in read(client_of(reader), name)


@pytest.mark.parametrize("name", PAGES)
def test_an_installation_that_is_no_demo_does_not(name: str) -> None:
    assert DEMO not in read(client_of(make_person()), name)


@pytest.mark.parametrize("name", PAGES)
def test_a_silent_dispatcher_shows_on_every_page(name: str) -> None:
    beat(minutes=30)

    page = read(client_of(make_person()), name)

    assert "Reminders may not be going out." in page
    assert "The reminder dispatcher last ran 30 minutes ago." in page


def test_a_healthy_one_is_not_mentioned() -> None:
    beat(seconds=5)

    assert "Reminders may not" not in read(client_of(make_person()), "dashboard")


def test_an_overdue_reminder_is_the_trouble_named() -> None:
    seen = ReminderHealth(
        healthy=False,
        heartbeat_age_seconds=5,
        oldest_overdue_seconds=3600,
        open_alarms=0,
    )

    assert trouble(seen) == "The oldest unsent reminder is 60 minutes overdue."


def test_the_watchdog_reads_503_and_then_200(client: Client) -> None:
    silent = client.get(reverse("healthz_reminders"))
    beat(seconds=5)

    healthy = client.get(reverse("healthz_reminders"))

    assert (silent.status_code, healthy.status_code) == (503, 200)
    assert healthy.json()["healthy"] is True


def test_the_sidebar_offers_what_a_role_may_open() -> None:
    outside = read(client_of(make_person(roles=[Role.EXTERNAL_LAWYER])), "dashboard")
    viewer = read(client_of(make_person(roles=[Role.VIEWER])), "dashboard")

    assert reverse("register") not in outside
    assert reverse("register") in viewer
    assert reverse("admin:risks_person_changelist") not in viewer


def test_a_page_that_is_absent_looks_like_one_of_ours() -> None:
    answer = client_of(make_person()).get("/nowhere/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_page_beyond_one_s_role_says_so() -> None:
    answer = client_of(make_person(roles=[Role.EXTERNAL_LAWYER])).get("/register/")

    assert answer.status_code == 403
    assert "No access to this page" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_failure_needs_neither_the_theme_nor_a_person(name: str) -> None:
    page = render_to_string(name)

    assert "risks/app.css" in page
    assert '<a class="wb-button" href="/">' in page


def test_a_form_without_its_token_is_refused_in_our_words() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(reverse("account_login"), {"login": "a", "password": "b"})

    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


@pytest.mark.parametrize("name", [*PAGES, "account_login"])
def test_every_page_carries_the_headers(name: str) -> None:
    reader = None if name == "account_login" else make_person()

    answer = client_of(reader).get(reverse(name))

    policy = answer["Content-Security-Policy"]
    scripts = next(part for part in policy.split(";") if "script-src" in part)
    assert "'unsafe-inline'" not in scripts
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_sends_its_referrer_keeps_the_forms_working() -> None:
    """With "no-referrer" browsers send "Origin: null", which the CSRF check refuses."""
    answer = client_of(None).get(reverse("account_login"))

    assert answer["Referrer-Policy"] == "same-origin"


def test_nobody_signs_up() -> None:
    page = client_of(None).post(
        reverse("account_signup"),
        {
            "username": "eve",
            "email": "e@example.com",
            "password1": "x",
            "password2": "x",
        },
    )

    assert "closed" in page.content.decode().lower()


def test_the_admin_s_own_form_leads_to_the_one_sign_in() -> None:
    answer = client_of(None).get("/admin/login/?next=/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
