"""Files of every kind that the import reads, and what goes wrong with files."""

import gzip
import io
import json
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.intake.courtmail import feed, item
from tests.cases.intake.forwards import by_gmail, court_html, mail
from tests.cases.sources.court_pages import (
    acms_docket,
    appellate_page,
    archived_docket,
    bankruptcy_page,
    docket_page,
    history_page,
)

DOCKET = {
    "court": "cacd",
    "docket_number": "2:26-cv-00042",
    "caption": "Doe v. Acmé",
    "entries": [
        {"filed_date": "2026-05-26", "number": "1", "text": "COMPLAINT by Doe."},
        {"filed_date": "2026-05-27", "number": "2", "text": "ORDER denying a motion."},
    ],
}
ROWS = [
    ("docket_number", "caption", "filed_date", "number", "text"),
    ("2:26-cv-00042", "Doe v. Acmé", "2026-05-26", "1", "COMPLAINT, by Doe."),
    ("2:26-cv-00042", "", "2026-05-27", "2", "ORDER denying a motion."),
]


def csv_file() -> bytes:
    quoted = [",".join(f'"{cell}"' for cell in row) for row in ROWS]
    return ("\r\n".join(quoted) + "\r\n").encode()


def xlsx_file() -> bytes:
    book, made = Workbook(), io.BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in ROWS:
        sheet.append(row)
    book.save(made)
    return made.getvalue()


def web_archive() -> bytes:
    """A page as a browser saves it in a single file."""
    page = mail(docket_page()).as_bytes().partition(b"\r\n\r\n")[2]
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://ecf.example\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b'--b\r\nContent-Type: text/html; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + page + b"\r\n--b--\r\n"
    )


# By the name of the file: its content and the court.
FILES: Mapping[str, tuple[bytes, str]] = {
    "district.html": (docket_page().encode(), "cacd"),
    "bankruptcy.html": (bankruptcy_page().encode(), "nyeb"),
    "history.html": (history_page().encode(), "akd"),
    "appellate.html": (appellate_page().encode(), "ca9"),
    "archive.xml": (archived_docket().encode(), "cacd"),
    "acms.json": (acms_docket().encode(), "ca9"),
    "page.mhtml": (web_archive(), "cacd"),
    "docket.json": (json.dumps(DOCKET, ensure_ascii=False).encode(), "cacd"),
    "docket.csv": (csv_file(), "cacd"),
    "docket.xlsx": (xlsx_file(), "cacd"),
    "feed.xml": (feed(item(), item(entry=45)).encode(), "cacd"),
    "notice.eml": (mail(court_html()).as_bytes(), "cacd"),
    "forwarded.eml": (mail(by_gmail(court_html())).as_bytes(), "cacd"),
}
LOGIN = (
    b"<html><head><title>PACER: Session expired</title></head><body>"
    b"<form id='loginForm'></form></body></html>"
)
DEFECTS: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _raw: b"",
    "blank": lambda _raw: b" \r\n\t",
    "NULs": lambda raw: raw[: len(raw) // 2] + b"\0\0" + raw[len(raw) // 2 :],
    "NULs at the end": lambda raw: raw + b"\0" * 512,
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "UTF-16": lambda raw: raw.decode("latin-1").encode("utf-16"),
    "mixed encodings": lambda raw: raw.replace(b"Doe", b"Do\xe9", 1),
    "a banner": lambda raw: b"[EXTERNAL] This mail came from outside.\r\n\r\n" + raw,
    "a footer": lambda raw: raw + b"\r\n\r\nVirus-free. www.example.com\r\n",
    "twice": lambda raw: raw + raw,
    "a PDF": lambda _raw: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>",
    "gzip": gzip.compress,
    "a sign-in page": lambda _raw: LOGIN,
    "an image": lambda _raw: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "noise": lambda _raw: bytes(range(256)) * 8,
}
