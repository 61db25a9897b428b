"""What is no docket is named, with what to save instead."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.cases.intake.webhook_alerts import alert, entry
from tests.cases.sources.court_pages import RECEIPT, docket_page

REPORT = 'save the docket report instead ("Docket Sheet", as HTML)'


def page(heading: str, body: str = "") -> bytes:
    """A page of PACER with one heading, which lists no entries."""
    return (
        "<html><head><title>CM/ECF LIVE - U.S. District Court:cacd</title></head><body>"
        f"<h2>{heading}</h2><h3>2:26-cv-00042-ABC Doe v. Acme Inc</h3>{body}{RECEIPT}"
        "</body></html>"
    ).encode()


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "text")
    return made.getvalue()


def refusal(sandbox: Sandbox, path: Path, raw: bytes) -> str:
    path.write_bytes(raw)
    with pytest.raises(SourceRefused) as refused:
        read_dockets(path, court_id="cacd", sandbox=sandbox)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (page("Claims Register"), f"is a claims register; {REPORT}"),
        (page("Claims Activity Report"), f"is a report of claims activity; {REPORT}"),
        (page("List of Creditors"), f"is a list of creditors; {REPORT}"),
        (page("Written Opinions Report"), f"is a report of opinions; {REPORT}"),
        (page("Select A Case"), f"is a list of search results; {REPORT}"),
        (page("Docket Activity Report"), f"is a report on many cases; {REPORT}"),
        (page("Query"), f"is a case query; {REPORT}"),
        (page("Associated Cases"), f"is a case query; {REPORT}"),
        (
            page("", "<b>Document Selection Menu</b>"),
            f"is a list of attachments; {REPORT}",
        ),
        (
            page("", "<b>12 Documents are attached to this filing</b>"),
            f"is a list of attachments; {REPORT}",
        ),
        (
            page("", "To accept charges shown below, click on 'View Document'"),
            f"is the page that confirms a charge; confirm it, then {REPORT}",
        ),
        (
            page("", "The report may take a long time to run"),
            f"is a warning before a long report; run the report, then {REPORT}",
        ),
        (page("", "Case not found."), f"is an error of PACER; {REPORT}"),
        (
            page("PACER: Login", "<form id='loginForm'></form>"),
            "is PACER's sign-in page; sign in, and save the docket report again",
        ),
        (
            page("PACER: Session expired"),
            "is PACER's sign-in page; sign in, and save the docket report again",
        ),
    ],
)
def test_a_page_of_another_kind_is_named(
    sandbox: Sandbox, tmp_path: Path, raw: bytes, named: str
) -> None:
    assert refusal(sandbox, tmp_path / "saved.html", raw) == named


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"%PDF-1.7\n1 0 obj", "is a PDF; save the docket page itself, as HTML"),
        # With no time of day: it would be in the name of the test.
        (gzip.compress(b"<html>", mtime=0), "is compressed (gzip); unpack it first"),
        (zipped("docket.html"), "is an archive (ZIP); unpack it first"),
        (
            zipped("word/document.xml"),
            "is a text document (DOCX); save the docket page itself, as HTML",
        ),
        (b"\x89PNG\r\n\x1a\n", "is an image (PNG); save the docket page itself"),
        (b"\xff\xd8\xff\xe0JFIF", "is an image (JPEG); save the docket page itself"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an Outlook message (.msg) or an old Office"),
    ],
)
@pytest.mark.parametrize("name", ["docket.html", "notice.eml", "docket.csv", "docket"])
def test_a_file_that_is_no_text_is_named_whatever_it_is_called(
    sandbox: Sandbox, tmp_path: Path, name: str, raw: bytes, named: str
) -> None:
    assert refusal(sandbox, tmp_path / name, raw).startswith(named)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (alert(entry()), "is an alert of CourtListener; have it posted"),
        (b'{"next": null, "results": []}', "is a page of CourtListener's API; set"),
    ],
)
def test_what_courtlistener_sends_is_named(
    sandbox: Sandbox, tmp_path: Path, raw: bytes, named: str
) -> None:
    assert refusal(sandbox, tmp_path / "docket.json", raw).startswith(named)


def test_a_docket_page_that_quotes_another_page_is_a_docket(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "docket.html"
    quoting = "ORDER DENYING: session expired, Document Selection Menu"
    path.write_text(docket_page().replace("ORDER DENYING", quoting), encoding="utf-8")

    (docket,) = read_dockets(path, court_id="cacd", sandbox=sandbox).dockets

    assert len(docket.entries) == 3


def test_a_workbook_is_recognised_whatever_it_is_called(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    told = refusal(sandbox, tmp_path / "docket", zipped("xl/workbook.xml"))

    assert told == "is not a workbook (XLSX)"
