"""Files: which format, whose court, and what is no docket at all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.read_file import MOST_BYTES, read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox

DOCKET = {"court": "cacd", "docket_number": "2:25-cv-00001", "caption": "Doe v. Acme"}
PAGE = """<html><head><title>CM/ECF - California Central District</title></head><body>
<h3 align=center>UNITED STATES DISTRICT COURT, CENTRAL DISTRICT OF CALIFORNIA<BR>
CIVIL DOCKET FOR CASE #: 2:26-cv-00042-ABC</h3>
<table width='100%'><tr><td valign=top width='60%'><br>Doe v. Acmé
<br>Assigned to: Judge A. Person<br>Cause: 17:501 Copyright Infringement</td>
<td valign=top><br>Date Filed: 02/02/2026<br>Jury Demand: None</td></tr></table>
<table border=1 rules=all><tr><th>Date Filed</th><th>#</th>
<td style='font-weight:bold'>Docket Text</td></tr>
<tr><td width='94' valign=top nowrap>02/02/2026</td><td align='right'>1&nbsp;</td>
<td valign=top>COMPLAINT — filed by Doe. (xy, ) (Entered: 02/03/2026)</td></tr>
</table></body></html>
"""


SANDBOX = Sandbox()


@pytest.fixture(scope="module", autouse=True)
def _one_sandbox_for_all() -> Iterator[None]:
    with SANDBOX:
        yield


def saved(folder: Path, content: bytes | str, name: str = "docket") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_docket(path: Path, *, court_id: str) -> Docket:
    """The one docket of a file."""
    (docket,) = read_dockets(path, court_id=court_id, sandbox=SANDBOX).dockets
    return docket


def test_the_format_is_found_by_the_first_character(tmp_path: Path) -> None:
    as_json = read_docket(saved(tmp_path, json.dumps(DOCKET), "a"), court_id="cacd")
    as_page = read_docket(saved(tmp_path, PAGE, "b"), court_id="cacd")

    assert (as_json.source, as_page.source) == ("json", "pacer")
    assert as_page.entries[0].number == "1"


def test_a_byte_order_mark_does_not_hide_json(tmp_path: Path) -> None:
    path = saved(tmp_path, "\ufeff" + json.dumps(DOCKET))

    assert read_docket(path, court_id="cacd").caption == "Doe v. Acme"


def test_a_page_in_two_encodings_is_read(tmp_path: Path) -> None:
    lines = PAGE.splitlines(keepends=True)
    raw = [row.encode("cp1252" if "COMPLAINT" in row else "utf-8") for row in lines]

    read = read_docket(saved(tmp_path, b"".join(raw)), court_id="cacd")

    assert read.caption == "Doe v. Acmé"
    assert read.entries[0].text.startswith("COMPLAINT — filed")


def test_a_page_of_another_court_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, PAGE)

    with pytest.raises(SourceRefused, match="the page is of cacd, not of cand"):
        read_docket(path, court_id="cand")


def test_a_page_is_known_by_its_links_where_it_has_no_heading(tmp_path: Path) -> None:
    page = "<html><a href='https://ecf.nysd.uscourts.gov/doc1/1'>1</a></html>"

    with pytest.raises(SourceRefused, match="the page is of nysd, not of cacd"):
        read_docket(saved(tmp_path, page), court_id="cacd")


def test_json_of_another_court_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, json.dumps(DOCKET))

    with pytest.raises(SourceRefused, match="a docket of cacd, not of nysd"):
        read_docket(path, court_id="nysd")


def test_an_unknown_court_is_refused_with_a_near_one(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match=r"court: 'cacdd' is not .* cacd"):
        read_docket(saved(tmp_path, PAGE), court_id="cacdd")


def test_a_page_cut_anywhere_in_its_entries_is_refused(tmp_path: Path) -> None:
    for at in range(PAGE.index("COMPLAINT"), PAGE.index("</table></body>"), 7):
        path = saved(tmp_path, PAGE[:at])

        with pytest.raises(SourceRefused, match=r"truncated|not a docket page"):
            read_docket(path, court_id="cacd")


def test_a_page_without_its_table_of_entries_is_refused(tmp_path: Path) -> None:
    start, end = PAGE.index("<table border=1"), PAGE.index("</body>")
    path = saved(tmp_path, PAGE[:start] + PAGE[end:])

    with pytest.raises(SourceRefused, match="without its entries"):
        read_docket(path, court_id="cacd")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"%PDF-1.7\n\x00\x01\x02", "is a PDF; save"),
        (b"<\x00html>", "binary data"),
        (bytes(range(256)), "binary data|neither"),
        (b"Dear counsel,", "neither a docket page"),
        (b"<html><body>Sign in to PACER</body></html>", "is not a docket page"),
        (b"<" * 100_000, "is not a docket page"),
        (b"<html>" + b"<div>" * 200_000, "is nested too deeply"),
        (b"<html>" + b"<b><p></b>" * 20_000, "is not a docket page"),
        (b"<html>" + b"<center>" * 9_000 + b"x" * 2_000_000, "is not a docket page"),
        (b'{"caption": "\xe9"}', "line 1: JSON is UTF-8"),
    ],
)
def test_what_is_no_docket_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    with pytest.raises(SourceRefused, match=message):
        read_docket(saved(tmp_path, content), court_id="cacd")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="is not a file"):
        read_docket(tmp_path, court_id="cacd")
    with pytest.raises(SourceRefused, match="there is no such file"):
        read_docket(tmp_path / "missing", court_id="cacd")


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(2 * MOST_BYTES)

    with pytest.raises(SourceRefused, match="is 50 MB; a docket has at most 25 MB"):
        read_docket(path, court_id="cacd")
