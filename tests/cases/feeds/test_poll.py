"""A court's feed is asked for; what is new of a followed case is filed, once."""

from datetime import timedelta
from typing import Any

import pytest

from risks.access.models import Role
from risks.cases.models import Case, Deadline, Delivery, DocketEntry, DocketSource
from risks.cases.operations import poll_next_feed
from tests.cases.feeds.feed_server import OwnCourt, make_feed, own_court, poll
from tests.cases.intake.courtmail import feed, item
from tests.factories import NOW, make_case, make_person, make_restricted_matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
QUARTER = timedelta(minutes=15)
DENIED = "Order Denying Motion to Dismiss Case"


def make_followed(number: str = "2:25-cv-00001", **fields: Any) -> Case:
    return make_case(court_id="cacd", docket_number=number, **fields)


def test_a_new_item_becomes_an_entry_an_event_and_a_deadline(court: OwnCourt) -> None:
    case, source = make_followed("2:25-cv-00001-ABC-DE"), make_feed(court.url)
    court.items = [item("2:25-cv-77777"), item(short=DENIED)]

    asked = poll()

    row = DocketEntry.objects.get()
    source.refresh_from_db()
    assert asked == 1
    assert (row.case, row.number, row.pacer_seq_no) == (case, "44", "144")
    assert (row.source, row.text) == ("rss", DENIED)
    assert row.events.get().kind == "motion_denied"
    assert Deadline.objects.filter(rule_id="frcp-12a-motion-denied").exists()
    assert (source.entries, source.last_success_at, source.last_error) == (1, NOW, "")


def test_what_is_kept_is_the_entry_of_the_followed_case_as_it_came(
    court: OwnCourt,
) -> None:
    make_followed()
    make_feed(court.url)
    ours = item().replace("Doe v. Acme", "Peña v. Acme")
    body = feed(item("2:25-cv-77777"), ours).encode("latin-1")
    court.fail(200, body)

    poll()

    delivery = Delivery.objects.get()
    kept = bytes(delivery.body)
    assert ours.strip().encode("latin-1") in kept
    assert b"77777" not in kept
    assert kept.startswith(body.partition(b"<item>")[0])
    assert delivery.state == "filed"


def test_an_entry_with_two_events_is_one(court: OwnCourt) -> None:
    make_followed()
    make_feed(court.url)
    court.items = [item(short="Motion to Strike"), item(short="Motion to Dismiss Case")]

    poll()

    assert Delivery.objects.count() == 1
    text = DocketEntry.objects.get().text
    assert text == "Motion to Dismiss Case AND Motion to Strike"


def test_an_unchanged_feed_is_a_success_without_a_delivery(court: OwnCourt) -> None:
    make_followed()
    source = make_feed(court.url)
    court.items = [item()]
    poll()

    poll(now=NOW + QUARTER)

    source.refresh_from_db()
    assert court.statuses == [200, 304]
    assert Delivery.objects.count() == 1
    assert source.last_success_at == NOW + QUARTER


def test_by_its_date_alone_it_is_known_to_be_unchanged(court: OwnCourt) -> None:
    make_followed()
    source = make_feed(court.url)
    date = "Wed, 27 May 2026 06:30:01 GMT"
    court.fail(200, feed(item()).encode(), Last_Modified=date)
    court.fail(304)
    poll()

    poll(now=NOW + QUARTER)

    source.refresh_from_db()
    assert court.headers[-1]["If-Modified-Since"] == date
    assert (source.last_success_at, source.last_error) == (NOW + QUARTER, "")


def test_what_is_told_again_is_not_kept_again(court: OwnCourt) -> None:
    make_followed()
    make_feed(court.url)
    court.names_versions = False
    court.items = [item(entry=43), item(entry=44)]
    poll()
    court.items = [item(entry=44), item(entry=45)]

    poll(now=NOW + QUARTER)
    poll(now=NOW + 2 * QUARTER)

    assert court.statuses == [200, 200, 200]
    numbers = DocketEntry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["43", "44", "45"]
    assert Delivery.objects.count() == 3


def test_a_case_followed_since_is_found_in_an_unchanged_feed(court: OwnCourt) -> None:
    make_followed()
    make_feed(court.url)
    court.items = [item("2:25-cv-00002")]
    poll()
    late = make_followed("2:25-cv-00002")

    poll(now=NOW + QUARTER)
    poll(now=NOW + 2 * QUARTER)

    assert court.statuses == [200, 200, 304]
    assert late.entries.count() == 1


def test_what_was_read_but_not_marked_is_read_again(court: OwnCourt) -> None:
    make_followed()
    source = make_feed(court.url)
    court.items = [item()]
    poll()
    DocketSource.objects.filter(pk=source.pk).update(etag="", sought="")

    poll(now=NOW + QUARTER)

    assert court.statuses == [200, 200]
    assert Delivery.objects.count() == DocketEntry.objects.count() == 1


def test_the_same_number_of_another_office_is_another_case(court: OwnCourt) -> None:
    make_followed()
    make_feed(court.url)
    court.items = [item("8:25-cv-00001")]

    poll()

    assert not Delivery.objects.exists()


def test_each_entry_is_behind_the_wall_of_its_case_at_once(court: OwnCourt) -> None:
    walled = make_followed(restricted_matter=make_restricted_matter("wall"))
    other = make_followed(
        "2:25-cv-00002", restricted_matter=make_restricted_matter("other")
    )
    make_followed("2:25-cv-00003")
    make_feed(court.url)
    court.items = [item(), item("2:25-cv-00002"), item("2:25-cv-00003")]
    outside = make_person("out", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    poll_next_feed(now=NOW)
    waiting = Delivery.objects.visible_to(outside).get()
    poll()

    seen = Delivery.objects.visible_to(outside).get()
    assert seen == waiting
    assert seen.case
    assert seen.case.docket_number == "2:25-cv-00003"
    assert b"00001" not in bytes(seen.body)
    assert b"00002" not in bytes(seen.body)
    assert walled.deliveries.count() == other.deliveries.count() == 1


def test_no_wall_falls_when_its_case_is_renumbered_before_it_is_filed(
    court: OwnCourt,
) -> None:
    case = make_followed(restricted_matter=make_restricted_matter("wall"))
    make_feed(court.url)
    court.items = [item()]
    poll_next_feed(now=NOW)
    Case.objects.update(docket_number="2:25-cv-00009")

    poll()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.case) == ("filed", case)
    assert not DocketEntry.objects.exists()


def test_a_feed_is_asked_for_once_in_a_quarter_of_an_hour(court: OwnCourt) -> None:
    make_followed()
    make_feed(court.url)

    asked = [poll(now=NOW + timedelta(minutes=minute)) for minute in (0, 5, 13, 15)]

    assert asked == [1, 0, 0, 1]


def test_a_feed_that_is_off_or_of_a_court_without_a_case_is_not_asked_for(
    court: OwnCourt,
) -> None:
    make_followed()
    make_feed(court.url, is_active=False)
    make_feed(court.url, name="Another court's", court_id="nysd")

    assert poll() == 0


def test_one_feed_that_fails_lets_the_others_pass(court: OwnCourt) -> None:
    case = make_followed()
    court.items = [item()]
    with own_court() as gone:
        make_feed(gone.url, name="Gone")
    make_feed(court.url)

    asked = poll()

    assert asked == 2
    assert case.entries.count() == 1
