"""A court's feed and its notices: stubs that fuller texts replace, no secret link."""

from datetime import date

import pytest

from risks.cases.models import Deadline, DocketEntry
from risks.cases.operations import import_dockets
from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.formats.notices.notice import read_notice
from risks.cases.sources.formats.rss import read_rss
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.cases.intake.courtmail import DENIED, feed, item, notice
from tests.court_files import court_file
from tests.factories import NOW, make_case


def told(*items: str) -> list[Docket]:
    """The dockets of the items of a feed."""
    read = read_rss(feed(*items), court_id="cacd")
    return [docket for item in read for docket in item.dockets]


def test_an_item_of_a_feed_is_of_the_day_at_the_court() -> None:
    (docket,) = told(item())

    (entry,) = docket.entries
    assert docket.docket_number == "2:25-cv-00001"
    assert entry.filed_date == date(2026, 5, 26)
    assert (entry.number, entry.pacer_seq_no) == ("44", "144")
    assert entry.text == "Order on Motion to Dismiss Case"


def test_a_notice_is_read_without_its_link_for_one_use() -> None:
    (docket,) = read_notice(notice().encode(), court_id="cacd")

    assert docket.entries[0].text.startswith(DENIED)
    assert docket.entries[0].pacer_seq_no == "144"
    assert "MAGIC4711" not in repr(docket)


@pytest.mark.django_db
def test_a_stub_of_the_feed_becomes_the_notice_s_text_in_one_entry() -> None:
    case = make_case(court_id="cacd", docket_number="2:25-cv-00001")
    import_dockets(told(item()), now=NOW)

    import_dockets(read_notice(notice().encode()), now=NOW)
    import_dockets(told(item()), now=NOW)

    entry = DocketEntry.objects.get()
    assert entry.case == case
    assert entry.text.startswith("MINUTES (IN CHAMBERS) ORDER")
    assert entry.earlier_texts == ["Order on Motion to Dismiss Case"]
    answer = Deadline.objects.get(rule_id="frcp-12a-motion-denied")
    assert answer.due_date == date(2026, 6, 9)


@pytest.mark.django_db
def test_a_feed_opens_no_case_and_says_nothing_of_others() -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")
    dockets = told(item(), item("2:25-cv-77777"))

    imported = import_dockets(dockets, now=NOW)

    assert len(dockets) == 2
    assert len(imported) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<html><body>Sign in</body></html>", "is not an RSS feed"),
        (feed(item())[:-40], "is a truncated feed"),
        (feed(item()).replace("ecf.cacd", "ecf.nysd"), "the feed is of nysd, not of"),
    ],
)
def test_what_is_no_feed_of_this_court_is_refused(text: str, problem: str) -> None:
    with pytest.raises(SourceRefused, match=problem):
        read_rss(text, court_id="cacd")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Subject: Lunch?\n\nAt noon?", "is not a notice of electronic"),
        ("", "is not a notice of electronic"),
        (notice().replace("ecf.cacd", "ecf.nysd"), "the notice is of nysd, not of"),
        (notice().replace("Docket Text", "Text"), "it has no docket text"),
        (notice()[:900], "is a truncated notice"),
    ],
)
def test_what_is_no_notice_of_this_court_is_refused(text: str, problem: str) -> None:
    with pytest.raises(SourceRefused, match=problem):
        read_notice(text.encode(), court_id="cacd")


def test_a_real_notice_yields_its_one_entry(sandbox: Sandbox) -> None:
    path = court_file("notice-of-electronic-filing-cand.eml")

    (docket,) = read_dockets(path, court_id="cand", sandbox=sandbox).dockets

    (entry,) = docket.entries
    assert docket.docket_number == "4:22-cv-05541"
    assert (entry.number, entry.filed_date) == ("45", date(2023, 1, 13))
    assert entry.text.startswith("CLERKS NOTICE SETTING ZOOM HEARING.")


def test_a_real_feed_yields_its_two_items(sandbox: Sandbox) -> None:
    path = court_file("court-rss-mdb.xml")

    read = read_dockets(path, court_id="mdb", sandbox=sandbox)

    dockets = [docket for item in read.feed or () for docket in item.dockets]
    closed, motion = (docket.entries[0] for docket in dockets)
    assert [docket.docket_number for docket in dockets] == ["18-00079", "18-90003"]
    assert closed.text == "Close Adversary Case"
    assert (motion.number, motion.pacer_seq_no) == ("1", "2")
    assert motion.filed_date == date(2018, 4, 24)
