"""The language that a page or a mail declares is the language of its words."""

import re
from io import BytesIO

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import trans_real
from pypdf import PdfReader

from risks.alerts.documents import calendar
from risks.alerts.operations import send_digests
from risks.reports.documents.board_texts import TEXTS
from risks.reports.documents.pdf import pdf
from risks.reports.models import Report
from tests.alerts.digest.test_send_digests import MORNING
from tests.alerts.mailbox import html, the_row
from tests.alerts.world import make_counsel, make_watched
from tests.factories import make_person
from tests.reports.world import counsel_scope, frozen, open_company
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


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_calendar_is_in_the_language_of_its_reader(language: str) -> None:
    deadline = make_watched(days=7, owner=make_counsel(language=language))

    feed = calendar(deadline.owner, now=MORNING).decode()

    assert bool(CHINESE.search(feed)) == (language == "zh-hant")


def declared_by_pdf(report: Report) -> str:
    with translation.override("zh-hant"):
        return str(PdfReader(BytesIO(pdf(report.figures))).trailer["/Root"]["/Lang"])  # type: ignore[index]


@pytest.fixture
def report() -> Report:
    company = open_company()
    made = frozen(company, counsel_scope(company))
    made.figures["sha256"] = made.figures_sha256
    return made


def test_a_report_whose_words_are_not_translated_declares_english(
    report: Report,
) -> None:
    assert declared_by_pdf(report) == "en"


def test_a_report_that_is_translated_declares_its_language(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = trans_real.translation("zh-hant")._catalog  # type: ignore[attr-defined]
    # As it stands, but marked as translated: what it says is not asked here.
    said = {text: f"{text}譯" for text in TEXTS}
    monkeypatch.setattr(catalogue, "_catalogs", [said, *catalogue._catalogs])

    assert declared_by_pdf(report).lower() == "zh-tw"
