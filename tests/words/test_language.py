"""The language that a page or a mail declares is the language of its words."""

import re

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from risks.alerts.operations import send_digests
from tests.alerts.digest.test_send_digests import MORNING
from tests.alerts.mailbox import html, the_row
from tests.alerts.world import make_counsel, make_watched
from tests.factories import make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
CHINESE = re.compile("[\u4e00-\u9fff]")
DECLARED = re.compile(r'<html lang="([^"]*)"')


def declared(page: str) -> str:
    found = DECLARED.search(page)
    return found[1] if found else ""


@pytest.mark.parametrize("address", ["/", "/cases/", "/nowhere/", "/accounts/email/"])
def test_a_page_is_in_english_whatever_its_reader_and_browser_prefer(
    address: str,
) -> None:
    reader = make_person(language="zh-hant")

    answer = client_of(reader).get(address, headers={"Accept-Language": "zh-hant"})

    page = answer.content.decode()
    assert declared(page) == "en"
    assert not CHINESE.search(page)


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_reminder_declares_the_language_of_its_words(language: str) -> None:
    row = the_row(make_watched(days=7, owner=make_counsel(language=language)))

    page = html(row)

    assert declared(page) == language
    assert bool(CHINESE.search(page)) == (language == "zh-hant")


@pytest.mark.parametrize(
    ("chosen", "spoken"), [("en", "en"), ("zh-hant", "zh-hant"), ("tlh", "en")]
)
def test_a_digest_declares_the_language_of_its_words(chosen: str, spoken: str) -> None:
    make_watched(days=7, owner=make_counsel(language=chosen))

    send_digests(now=MORNING)

    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    page = str(message.alternatives[0][0])
    assert declared(page) == message.extra_headers["Content-Language"] == spoken
    assert bool(CHINESE.search(page)) == (spoken == "zh-hant")
