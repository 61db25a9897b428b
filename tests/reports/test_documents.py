"""The PDF and the workbook show the frozen figures, and text stays text."""

import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import Settings

from risks.access.models import Scope
from risks.register.models import Risk
from risks.reports.documents import pdf as documents
from risks.reports.documents.words import in_words
from risks.reports.models import Report
from risks.reports.operations import render
from tests.factories import NOW, make_entry, make_person
from tests.reports.world import frozen, open_company

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") *bold* $x$ @cite <label> \\u{41}'


@pytest.fixture
def report(settings: Settings) -> Report:
    settings.DEMO = True
    company = open_company()
    Risk.objects.filter(code="R-1").update(title=HOSTILE)
    case = company.cases.get(code="C-1")
    make_entry(case, text='=HYPERLINK("http://evil.example","x") 😀')
    return frozen(company, Scope.of(make_person()))


@pytest.fixture
def pages(report: Report) -> list[str]:
    render(report, now=NOW)
    return [
        page.extract_text()
        for page in PdfReader(BytesIO(bytes(report.pdf or b""))).pages
    ]


def unbroken(pages: list[str]) -> str:
    return " ".join(" ".join(pages).split())


def test_the_pdf_shows_the_frozen_figures_and_chinese(
    report: Report, pages: list[str]
) -> None:
    text = unbroken(pages)

    row = in_words(report.figures)["risks"][0]["words"]
    assert "火災" in text
    assert "艾克美" in text
    assert row["expected"] in text
    assert row["tvar95"] in text
    assert (row["score_range"], row["tvar95_range"]) == ("exact", "exact")
    assert "over 36 months" in text
    assert row["share"] in text
    assert report.figures["portfolio"]["loss_hash"] in text
    assert report.figures_sha256 in text
    assert "Answer to the complaint" in text


def test_markup_in_a_title_is_printed_as_it_stands(pages: list[str]) -> None:
    text = unbroken(pages)

    assert '#read("/etc/passwd") *bold* $x$ @cite <label>' in text
    assert "root:" not in text


def test_every_page_has_its_number_and_the_demo_s_note(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "every probability, award and loss range is illustrative" in page
        assert "示範" in page


def test_the_pdf_has_a_title_and_a_language(report: Report) -> None:
    render(report, now=NOW)

    reader = PdfReader(BytesIO(bytes(report.pdf or b"")))

    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Acme Intelligence: board report on litigation and compliance risk, "
        "1 Apr 2026 to 27 May 2026"
    )
    assert str(reader.root_object["/Lang"]) == "en"
    assert "/StructTreeRoot" in reader.root_object


def test_the_same_figures_give_the_same_bytes(report: Report) -> None:
    first = render(report, now=NOW)
    pdf, xlsx = first.pdf, first.xlsx

    again = render(report, now=NOW)

    assert again.pdf == pdf
    assert again.xlsx == xlsx


def test_the_workbook_holds_real_numbers_and_dates(report: Report) -> None:
    render(report, now=NOW)

    book = load_workbook(BytesIO(bytes(report.xlsx or b"")))

    risks, deadlines = book["Risks"], book["Deadlines"]
    headings = [cell.value for cell in risks[1]]
    row = report.figures["risks"][0]
    assert risks.cell(2, headings.index("Expected loss") + 1).value == row["expected"]
    assert risks.cell(2, headings.index("P95") + 1).value == row["p95"]
    assert isinstance(deadlines["D2"].value, datetime)
    assert [sheet.title for sheet in book] == [
        "Summary", "Risks", "Natures", "Changes", "Deadlines", "Docket", "Sources",
    ]  # fmt: skip


def test_the_workbook_has_a_subtotal_of_each_nature(report: Report) -> None:
    render(report, now=NOW)

    natures = load_workbook(BytesIO(bytes(report.xlsx or b"")))["Natures"]

    rows = list(natures.iter_rows(min_row=2, max_col=4, values_only=True))
    assert rows == [("Lost profit", "Yes", 1, report.figures["portfolio"]["expected"])]


def test_a_formula_in_a_docket_entry_stays_text(report: Report) -> None:
    render(report, now=NOW)

    docket = load_workbook(BytesIO(bytes(report.xlsx or b"")))["Docket"]

    texts = [row[3] for row in docket.iter_rows(min_row=2)]
    (hostile,) = [cell for cell in texts if str(cell.value).startswith("=")]
    assert hostile.data_type == "s"


def test_a_renderer_that_takes_too_long_is_stopped(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SECONDS", 0.01)

    with pytest.raises(documents.NotRendered, match="charts: not done after"):
        documents.pdf({**report.figures, "sha256": ""})


def test_a_renderer_that_fails_says_why(report: Report) -> None:
    without_docket = {**report.figures, "sha256": "", "docket": None}

    with pytest.raises(documents.NotRendered, match=r"^pages: typst\.TypstError: "):
        documents.pdf(without_docket)


def test_the_renderer_gets_no_secret_and_no_way_out(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []
    run = subprocess.run

    def watched(*command: object, **options: object) -> object:
        seen.append(dict(options["env"]))  # type: ignore[call-overload]
        return run(*command, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setattr(subprocess, "run", watched)

    documents.pdf({**report.figures, "sha256": ""})

    assert [set(env) for env in seen] == [{"HOME", "ALL_PROXY"}] * 2


def test_the_template_s_folder_is_left_empty_handed(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    documents.pdf({**report.figures, "sha256": ""})

    assert list(tmp_path.iterdir()) == []
