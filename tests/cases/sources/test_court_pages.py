"""Docket pages of every system: read when whole, refused when cut, never in part."""

import quopri
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.sources.docket import Docket, Entry, SourceRefused
from risks.cases.sources.formats.decoding import mixed
from risks.cases.sources.formats.pages.appellate import read_acms
from risks.cases.sources.formats.pages.court_page import read_page, read_report
from tests.cases.sources.court_pages import (
    RECEIPT,
    acms_docket,
    appellate_page,
    archived_docket,
    bankruptcy_page,
    docket_page,
    history_page,
)
from tests.court_files import court_file
from tests.fuzz import examples

MATCHED_NOTHING = (
    "There are proceedings for case 2:26-cv-00042 but none satisfy the selection "
    "criteria."
)
PAGES = {
    "district": (docket_page(), "cacd"),
    "bankruptcy": (bankruptcy_page(), "nyeb"),
    "history": (history_page(), "akd"),
    "appellate": (appellate_page(), "ca9"),
    "archive": (archived_docket(), "cacd"),
}
CUTS = st.tuples(st.sampled_from(sorted(PAGES)), st.floats(0, 1, exclude_max=True))


def outcome(raw: bytes, *, court_id: str) -> tuple[Entry, ...] | str:
    """The entries, or the line with which the page is refused."""
    try:
        return read_page(mixed(raw), court_id=court_id).entries
    except SourceRefused as refused:
        return str(refused)


@pytest.mark.parametrize(
    ("after", "end"),
    [(RECEIPT, "</div></body>"), (RECEIPT, ""), ("", "</body>"), ("", "")],
)
def test_a_page_without_its_end_is_whole_once_its_entries_are(
    after: str, end: str
) -> None:
    docket = read_page(docket_page(after=after, end=end), court_id="cacd")

    assert [entry.number for entry in docket.entries] == ["1", "2", "3"]
    assert docket.entries[2].text.startswith("ORDER DENYING 1 Motion to Dismiss")


@examples(150)
@given(cut=CUTS)
def test_a_page_cut_at_any_byte_gives_all_of_its_entries_or_is_refused(
    cut: tuple[str, float],
) -> None:
    page, court_id = PAGES[cut[0]]
    raw = page.encode()

    read = outcome(raw[: int(len(raw) * cut[1])], court_id=court_id)

    whole = read_page(page, court_id=court_id).entries
    assert read == whole or (isinstance(read, str) and "\n" not in read)


def test_a_page_cut_in_its_last_entry_is_named_as_truncated() -> None:
    page = docket_page()
    at = page.index("ORDER DENYING") + 5

    with pytest.raises(SourceRefused, match="is a truncated page"):
        read_page(page[:at], court_id="cacd")


@pytest.mark.parametrize(
    "page",
    [
        docket_page(entries=MATCHED_NOTHING),
        docket_page(entries=MATCHED_NOTHING, after="", end="</html>"),
        docket_page(entries="There are no documents in this case."),
        docket_page(entries="<table><tr><th>#</th><th>Docket Text</th></tr></table>"),
        docket_page(entries=""),
    ],
)
def test_a_report_that_matched_nothing_is_a_docket_without_entries(page: str) -> None:
    docket = read_page(page, court_id="cacd")

    assert (docket.docket_number, docket.entries) == ("2:26-cv-00042", ())


@pytest.mark.parametrize(
    "said", [MATCHED_NOTHING, "There are no documents in this case."]
)
def test_a_report_that_matched_nothing_may_head_no_docket(said: str) -> None:
    link = "<a href='https://ecf.cacd.uscourts.gov/cgi-bin/iquery.pl'>Query</a>"
    page = f"<html><body>{link}<div>{said}</div></body></html>".encode()

    assert read_report(page, court_id="cacd") == ()
    with pytest.raises(SourceRefused, match="the page is of cacd, not of nysd"):
        read_report(page, court_id="nysd")


def test_a_page_whose_entries_are_there_but_not_readable_is_refused() -> None:
    listed = "<table><tr><th>#</th><th>Docket Text</th></tr>05/26/2026 ORDER</table>"
    page = docket_page(entries=listed)

    with pytest.raises(SourceRefused, match="without its entries"):
        read_page(page, court_id="cacd")


def test_a_page_copied_out_of_a_mail_is_refused_by_its_encoding() -> None:
    encoded = quopri.encodestring(docket_page().encode()).decode()

    with pytest.raises(SourceRefused, match="in a mail's encoding"):
        read_page(encoded, court_id="cacd")


def test_an_entry_may_quote_what_an_error_page_says() -> None:
    page = docket_page().replace("ORDER DENYING", "NOTICE: Case not found. ORDER")

    assert len(read_page(page, court_id="cacd").entries) == 3


def test_two_dockets_in_one_page_are_refused_by_their_numbers() -> None:
    page = docket_page() + docket_page(number="2:26-cv-00043")

    with pytest.raises(SourceRefused, match=r"2 docket reports \(2:26-cv-00042.*43\)"):
        read_page(page, court_id="cacd")


def test_a_link_in_an_entry_says_nothing_about_the_court() -> None:
    page = docket_page().replace(
        "ORDER DENYING", "ORDER of https://ecf.nysd.uscourts.gov"
    )

    assert read_page(page, court_id="cacd").court_id == "cacd"


def test_an_appellate_page_is_read_with_its_entries_and_parties() -> None:
    docket = read_page(appellate_page(), court_id="ca9")

    first, second = docket.entries
    assert (docket.docket_number, docket.caption) == ("26-55123", "Doe v. Acme Inc")
    assert (first.filed_date, first.number) == (date(2026, 5, 21), "1")
    assert second.pacer_doc_id == "00900000002"
    assert docket.parties[0].counsel[0].name == "A. Lawyer"


@pytest.mark.parametrize("court_id", ["ca2", "cacd"])
def test_an_appellate_page_is_not_of_another_court_or_of_the_one_below(
    court_id: str,
) -> None:
    with pytest.raises(SourceRefused, match=f"the page is of ca9, not of {court_id}"):
        read_page(appellate_page(), court_id=court_id)


def test_an_acms_docket_is_read_from_its_data() -> None:
    docket = read_acms(acms_docket(), court_id="ca9")

    (entry,) = docket.entries
    assert (docket.docket_number, docket.filed_date) == ("26-1234", date(2026, 5, 21))
    assert (entry.number, entry.filed_date) == ("3", date(2026, 5, 22))
    assert entry.text.startswith("ORDER: stay denied.")


@pytest.mark.parametrize(
    ("text", "court_id", "problem"),
    [
        (acms_docket()[:200], "ca9", "is truncated"),
        ('{"caseDetails": {}}', "ca9", "it needs caseDetails, docketInfo"),
        (acms_docket(caseOpened="soon"), "ca9", "is not an ACMS docket"),
        (acms_docket(), "cacd", "is of a court of appeals, not of cacd"),
    ],
)
def test_what_is_no_acms_docket_is_refused(
    text: str, court_id: str, problem: str
) -> None:
    with pytest.raises(SourceRefused, match=problem):
        read_acms(text, court_id=court_id)


def test_a_history_gives_short_texts_with_both_dates() -> None:
    docket = read_page(history_page(), court_id="akd")

    complaint, order = docket.entries
    assert (complaint.text, order.text) == ("Complaint", "Order")
    assert complaint.filed_date == complaint.entered_date == date(2025, 11, 11)
    assert (order.number, order.pacer_seq_no) == ("2", "7")


def test_a_history_is_read_whether_or_not_a_browser_wrote_its_tables_bodies() -> None:
    bare = history_page().replace("<tbody>", "").replace("</tbody>", "")

    entries = read_page(bare, court_id="akd").entries

    assert entries == read_page(history_page(), court_id="akd").entries


def test_an_archived_docket_is_a_copy_that_overwrites_no_page() -> None:
    docket = read_page(archived_docket(), court_id="cacd")

    assert (docket.source, docket.judge) == ("courtlistener", "A. Person")
    assert docket.entries[0].source_detail == "Internet Archive"


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        (archived_docket(court="nysd"), "the docket is of nysd, not of cacd"),
        (archived_docket()[:-40], "is a truncated docket"),
        (
            archived_docket().replace(
                "<docket>", '<!DOCTYPE d [<!ENTITY a "b">]><docket>'
            ),
            "declares entities",
        ),
    ],
)
def test_what_is_no_archived_docket_of_this_court_is_refused(
    xml: str, problem: str
) -> None:
    with pytest.raises(SourceRefused, match=problem):
        read_page(xml, court_id="cacd")


def test_a_bankruptcy_page_is_of_its_own_court_and_not_of_the_district() -> None:
    docket = read_page(bankruptcy_page(), court_id="nyeb")

    assert docket.docket_number == "1-26-00001"
    with pytest.raises(SourceRefused, match="the page is of nyeb, not of nyed"):
        read_page(bankruptcy_page(), court_id="nyed")


def test_the_panel_on_multidistrict_litigation_prints_a_docket_as_districts_do() -> (
    None
):
    page = docket_page(
        number="MDL No. 3099",
        court="jpml",
        heading="United States Judicial Panel on Multidistrict Litigation",
    )

    docket: Docket = read_page(page, court_id="jpml")

    assert (docket.docket_number, len(docket.entries)) == ("MDL No. 3099", 3)


def test_a_real_page_saved_from_a_browser_is_whole_without_html_at_its_end() -> None:
    page = court_file("found/01_whole_page_without_html_end.html").read_text("utf-8")

    (entry,) = read_page(page, court_id="gand").entries

    assert (entry.number, entry.filed_date) == ("52", date(2022, 10, 20))
