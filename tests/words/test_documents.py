"""The PDF, the workbooks and the files show no word that is not translated."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import Settings

from risks.alerts.documents import calendar_of
from risks.reports.documents.board_texts import TEXTS
from risks.reports.documents.pdf import template_path
from risks.reports.operations import render
from tests.factories import NOW, make_case, make_deadline
from tests.reports.world import counsel_scope, frozen, open_company
from tests.web.world import client_of
from tests.words.bare import Bare, bare_in_text
from tests.words.marked import mark_what_people_typed, wide
from tests.words.world import make_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pseudo")]
ASKED = re.compile(r'\bt\(\s*"([^"]*)"')


def bare_in_pdf(pdf: bytes) -> Iterator[Bare]:
    """A line may end within brackets: the page is looked at as one text."""
    reader = PdfReader(BytesIO(pdf))
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        yield from bare_in_text(text, where=f"page {number}")
    assert reader.metadata is not None
    yield from bare_in_text(reader.metadata.title or "", where="title")


def bare_in_workbook(xlsx: bytes) -> Iterator[Bare]:
    book = load_workbook(BytesIO(xlsx))
    for sheet in book:
        yield from bare_in_text(sheet.title, where="name of a sheet")
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    place = f"{sheet.title}!{cell.coordinate}"
                    yield from bare_in_text(cell.value, where=place)
    yield from bare_in_text(str(book.properties.title), where="title")


def test_every_word_of_the_board_report_is_translated(settings: Settings) -> None:
    settings.DEMO = True
    company = open_company()
    scope = counsel_scope(company)
    mark_what_people_typed()
    company.refresh_from_db()

    report = render(frozen(company, scope, reason=wide("Sprinklers failed.")), now=NOW)

    found = [
        *bare_in_workbook(bytes(report.xlsx or b"")),
        *bare_in_pdf(bytes(report.pdf or b"")),
    ]
    assert report.figures["changes"]
    assert [str(one) for one in found] == []


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("name", ["provision_file", "reminder_file"])
def test_every_word_of_a_file_is_translated(name: str) -> None:
    words = make_words()
    address = words.address(name).replace("csv", "xlsx")

    answer = client_of(words.reader).get(address)

    assert answer.status_code == 200
    found = bare_in_workbook(b"".join(answer))
    assert [str(one) for one in found] == []


def test_every_word_of_a_calendar_is_translated() -> None:
    deadline = make_deadline(make_case())

    (event,) = (feed := Calendar.from_ical(calendar_of([deadline]))).walk("VEVENT")

    found = [
        *bare_in_text(str(event["SUMMARY"]), data=[deadline.code]),
        *bare_in_text(str(feed["X-WR-CALNAME"])),
    ]
    assert found == []


def test_the_template_asks_for_the_texts_that_there_are() -> None:
    template = template_path().read_text(encoding="utf-8")

    asked = set(ASKED.findall(template))

    bands = {"Critical", "High", "Moderate", "Low", "Minimal"}
    assert asked | bands == set(TEXTS)
