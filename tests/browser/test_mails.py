"""Mails in the narrow window of a telephone."""

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from risks.alerts.models import Notification
from risks.cases.models import Deadline
from tests.alerts.mailbox import html, make_alert, the_row
from tests.alerts.world import make_counsel, make_watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OVERHANG = """() => [...document.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > innerWidth)
    .map(one => one.tagName + ": " + one.textContent.trim().slice(0, 40))"""


def critical(language: str) -> Notification:
    return the_row(
        make_watched(
            days=7,
            owner=make_counsel(language=language),
            severity=Deadline.Severity.CRITICAL,
            title="Answer to " + "x" * 190,
        )
    )


def alert(language: str) -> Notification:
    facts = [["A long label of one fact", "期" * 120], ["Where", "y" * 200]]
    row = make_alert("event", about={"title": "C-1 " + "z" * 190, "facts": facts})
    row.recipient.language = language
    return row


@pytest.mark.parametrize("width", [320, pytest.param(700, marks=pytest.mark.proof)])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("make", [critical, alert])
def test_a_mail_stays_within_its_window(
    chromium: Browser, settings: Settings, make: object, language: str, width: int
) -> None:
    settings.ROOT_URLCONF = "tests.alerts.escalation.answer_pages"
    assert callable(make)
    page = chromium.new_page(viewport={"width": width, "height": 600})

    page.set_content(html(make(language)))

    assert page.evaluate(OVERHANG) == []
    assert page.get_by_role("link").count() >= 2 - (make is alert)
    page.close()
