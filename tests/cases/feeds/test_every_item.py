"""No item of a feed vanishes: it is filed, known, of another case, or explained."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risks.cases.models import Case, Delivery, DocketEntry, DocketSource
from risks.cases.operations import FeedImport, import_feed
from risks.cases.sources.docket import ReadItem
from risks.cases.sources.formats.rss import read_rss
from tests.cases.feeds.feed_server import OwnCourt, make_feed, poll
from tests.cases.intake.courtmail import feed, item
from tests.court_files import court_file
from tests.factories import NOW, make_case, make_restricted_matter
from tests.fuzz import examples

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OURS, ALSO_OURS, OTHER = "2:25-cv-00001", "2:25-cv-00002", "2:25-cv-77777"
TITLE = f"{OURS} Doe v. Acme"
BANKRUPTCY = "1-26-00001"


def titled(title: str, *, entry: int = 44) -> str:
    return item(entry=entry).replace(TITLE, title)


def without(tag: str) -> str:
    made = item()
    start, end = made.index(f"<{tag}"), made.index(f"</{tag}>") + len(tag) + 3
    return made[:start] + made[end:]


# An item that a court may write, and what becomes of it with OURS and ALSO_OURS.
ODD = {
    "usual": (item(), "filed"),
    "with initials": (titled(f"{OURS}-ABC-DE Doe v. Acme"), "filed"),
    "in capitals": (titled("2:25-CV-00001 Doe v. Acme"), "filed"),
    "number alone": (titled(OURS), "filed"),
    "number last": (titled(f"Doe v. Acme {OURS}"), "filed"),
    "no description": (without("description"), "filed"),
    "no link": (without("link"), "filed"),
    "no guid": (without("guid"), "filed"),
    "two numbers": (titled(f"{OURS}, {OTHER} Doe v. Acme"), "filed"),
    "two numbers, ours last": (titled(f"{OTHER} and {OURS} Doe v. Acme"), "filed"),
    "in CDATA": (titled(f"<![CDATA[{OURS} Doe & Co. v. Acme]]>"), "filed"),
    "offset": (item(moment="Tue, 26 May 2026 22:23:03 -0700"), "filed"),
    "zone of the court": (item(moment="Tue, 26 May 2026 22:23:03 PDT"), "filed"),
    "other": (item(OTHER), "others"),
    "mentioned": (titled(f"{OTHER} In re {OURS}"), "others"),
    "other office": (item("8:25-cv-00001"), "others"),
    "no office": (item("25-cv-00001"), "asked"),
    "no number": (titled("Doe v. Acme"), "unread"),
    "no title": (without("title"), "unread"),
    "no date": (without("pubDate"), "unread"),
    "no such date": (item(moment="Tue, 31 Jun 2026 05:23:03 GMT"), "unread"),
    "unknown zone": (item(moment="Tue, 26 May 2026 22:23:03 XYZ"), "unread"),
    "no zone": (item(moment="Tue, 26 May 2026 22:23:03"), "unread"),
}
CHOICES = st.lists(st.sampled_from(sorted(ODD)), max_size=12)


def imported(*items: str) -> FeedImport:
    read = read_rss(feed(*items), court_id="cacd")
    return import_feed(read, others=0, now=NOW)


def follow() -> None:
    for number in (OURS, ALSO_OURS):
        make_case(court_id="cacd", docket_number=number)


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_odd_item_is_filed_or_explained(name: str) -> None:
    follow()
    told, outcome = ODD[name]

    result = imported(told)

    counts = {
        "filed": result.filed,
        "asked": result.asked,
        "others": result.others,
        "unread": len(result.unread),
    }
    assert counts == {**dict.fromkeys(counts, 0), outcome: 1}
    assert DocketEntry.objects.count() == (outcome == "filed")
    assert all("\n" not in line for line in result.unread)


@settings(examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=CHOICES)
def test_of_any_feed_the_numbers_add_up_to_its_items(names: list[str]) -> None:
    Case.objects.all().delete()
    follow()
    items = [ODD[name][0] for name in names]

    result = imported(*items)

    told = result.filed + result.known + result.asked + result.others
    assert told + len(result.unread) == len(items)
    assert bool(result.filed) == DocketEntry.objects.exists()


@settings(examples(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=CHOICES)
def test_of_any_feed_that_is_polled_the_numbers_add_up_too(
    court: OwnCourt, names: list[str]
) -> None:
    for model in (Delivery, DocketSource, Case):
        model.objects.all().delete()
    follow()
    source = make_feed(court.url)
    court.items = [ODD[name][0] for name in names]

    poll()

    source.refresh_from_db()
    told = source.feed_tally
    outcomes = ("new", "known", "others", "unread")
    assert sum(told[each] for each in outcomes) == told["items"] == len(names)
    # What may be of a followed case is a row: filed, asked about, or refused by name.
    filed = Delivery.objects.filter(state="filed").exists()
    assert filed == DocketEntry.objects.exists()
    refused = Delivery.objects.filter(state="refused")
    assert all(row.error.startswith("an item of the feed ha") for row in refused)


def test_an_item_of_a_bankruptcy_court_needs_no_chapter() -> None:
    case = make_case(court_id="nyeb", docket_number=BANKRUPTCY)
    text = feed(item(BANKRUPTCY)).replace("ecf.cacd", "ecf.nyeb")

    read = read_rss(text, court_id="nyeb")
    import_feed(read, others=0, now=NOW)

    assert case.entries.get().number == "44"


def test_what_is_told_again_is_known_and_not_joined_to_itself() -> None:
    follow()
    imported(item())

    result = imported(item(), item())

    assert (result.known, result.filed) == (2, 0)
    assert DocketEntry.objects.get().text == "Order on Motion to Dismiss Case"


def test_an_event_that_holds_the_word_and_is_not_cut() -> None:
    follow()

    imported(item(short="DEMAND for Jury"), item(short="Answer AND Counterclaim"))

    text = DocketEntry.objects.get().text
    assert text == "Answer AND Counterclaim AND DEMAND for Jury"


def test_an_item_of_two_followed_dockets_is_filed_in_both() -> None:
    follow()

    result = imported(titled(f"{OURS}; {ALSO_OURS} Doe v. Acme"))

    assert result.filed == 1
    cases = DocketEntry.objects.order_by("case").values_list("case__docket_number")
    assert list(cases) == [(OURS,), (ALSO_OURS,)]


def test_a_delivery_of_two_dockets_is_restricted_if_one_of_them_is(
    court: OwnCourt,
) -> None:
    make_case(court_id="cacd", docket_number=OURS)
    restricted = make_case(
        court_id="cacd",
        docket_number=ALSO_OURS,
        restricted_matter=make_restricted_matter("wall"),
    )
    make_feed(court.url)
    court.items = [titled(f"{OURS}, {ALSO_OURS} Doe v. Acme")]

    poll()

    assert Delivery.objects.get().case == restricted
    assert DocketEntry.objects.count() == 2


def test_the_page_of_the_source_explains_what_was_not_read(court: OwnCourt) -> None:
    follow()
    make_feed(court.url)
    court.items = [item(), item(OTHER), titled("Doe v. Acme"), without("pubDate")]
    poll()

    out = StringIO()
    call_command("sources", stdout=out)

    told = out.getvalue()
    assert "last feed: 4 items, 2 new, 0 known, 1 of other cases, 1 not read" in told
    assert '"Doe v. Acme": names no docket number' in told
    assert "an item of the feed has no date of entry" in told


def test_what_is_explained_names_no_case_that_may_be_restricted(
    court: OwnCourt,
) -> None:
    make_case(
        court_id="cacd",
        docket_number=OURS,
        restricted_matter=make_restricted_matter("wall"),
    )
    source = make_feed(court.url)
    court.items = [without("pubDate")]

    poll()

    source.refresh_from_db()
    shown = json.dumps(source.feed_tally) + source.last_error
    assert OURS not in shown
    assert "Acme" not in shown


def test_the_command_explains_each_item_in_a_line(tmp_path: Path) -> None:
    follow()
    path = tmp_path / "feed.xml"
    path.write_text(feed(item(), item(OTHER), titled("Doe v. Acme")), encoding="utf-8")

    out = StringIO()
    call_command("import_docket", str(path), "--court", "cacd", stdout=out)

    assert out.getvalue().splitlines()[1:] == [
        'Not read: "Doe v. Acme": names no docket number',
        "3 items: 1 filed, 0 known, 1 not read, 1 of cases that are not followed here.",
    ]


def test_each_item_of_a_real_feed_is_accounted_for() -> None:
    xml = court_file("court-rss-mdb.xml").read_text("utf-8")

    read: tuple[ReadItem, ...] = read_rss(xml, court_id="mdb")
    result = import_feed(read, others=0, now=NOW)

    assert (sum(one.items for one in read), result.others) == (2, 2)
    assert not any(one.problem for one in read)
