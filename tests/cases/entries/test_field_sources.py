"""A field has its best source; what was counted from a corrected date moves safely."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry, Event
from risks.cases.operations import (
    Imported,
    import_docket,
    import_dockets,
    reject_event,
)
from risks.cases.operations.entries.field_sources import BEST_FIRST
from risks.cases.sources.docket import Docket, Entry, Source, StatedEvent
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.court_files import court_file
from tests.factories import NOW, make_case, make_person
from tests.web.world import client_of, make_world

pytestmark = pytest.mark.django_db
FILED, ENTERED = date(2026, 5, 22), date(2026, 5, 26)
AMENDED = "First AMENDED COMPLAINT against Acme filed by Doe."
PLEADING = "frcp-15a3"


@pytest.fixture
def case() -> Case:
    return make_case()


def told(
    case: Case,
    source: Source,
    filed: date = FILED,
    *,
    now: datetime = NOW,
    **fields: Any,
) -> Imported:
    fields = {"number": "9", "pacer_seq_no": "44", "text": AMENDED, **fields}
    docket = Docket(
        source=source,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        entries=(Entry(filed_date=filed, **fields),),
    )
    return import_docket(docket, case=case, now=now)


def by_feed(case: Case) -> Imported:
    return told(case, Source.RSS, ENTERED, entered_date=ENTERED)


def due() -> list[tuple[date, str]]:
    """The open deadlines to respond to the pleading, and what is asked of each."""
    rows = Deadline.objects.open().filter(rule_id=PLEADING).order_by("due_at")
    asked = DeadlineChange.objects.filter(state="asked")
    kinds = dict(asked.values_list("deadline_id", "kind"))
    return [(row.due_date, kinds.get(row.pk, "")) for row in rows]


@pytest.mark.parametrize("name", BEST_FIRST)
def test_each_source_has_one_place_for_each_field(name: str) -> None:
    placed = [source for sources in BEST_FIRST[name] for source in sources]

    assert sorted(placed) == sorted(Source)


@pytest.mark.parametrize(
    "source", [Source.PACER, Source.NOTICE, Source.COURTLISTENER, Source.JSON]
)
def test_a_better_source_corrects_the_day_of_a_feed_at_once(
    case: Case, source: Source
) -> None:
    by_feed(case)
    before = due()

    result = told(case, source)

    entry = DocketEntry.objects.get()
    assert (entry.filed_date, entry.entered_date) == (FILED, ENTERED)
    (was,) = entry.earlier_dates
    assert (was["filed_date"], was["source"]) == ("2026-05-26", "rss")
    assert before == [(date(2026, 6, 9), "")]
    assert due() == [(date(2026, 6, 5), "")]
    assert (result.updated, result.deadlines) == (1, 1)


@pytest.mark.parametrize(
    "source", [Source.PACER, Source.NOTICE, Source.COURTLISTENER, Source.JSON]
)
def test_a_feed_does_not_change_the_day_of_a_better_source(
    case: Case, source: Source
) -> None:
    told(case, source)

    result = by_feed(case)

    entry = DocketEntry.objects.get()
    assert (entry.filed_date, entry.entered_date) == (FILED, ENTERED)
    assert due() == [(date(2026, 6, 5), "")]
    assert result.deadlines == 0


def test_a_later_day_of_a_better_source_is_asked_and_both_remind(case: Case) -> None:
    told(case, Source.JSON)

    told(case, Source.PACER, ENTERED, entered_date=ENTERED)

    assert DocketEntry.objects.get().filed_date == ENTERED
    assert due() == [(date(2026, 6, 5), "withdrawn"), (date(2026, 6, 9), "")]


def test_the_timeline_shows_the_day_that_was_corrected() -> None:
    world = make_world()
    by_feed(world.walled_case)
    told(world.walled_case, Source.PACER)
    address = reverse("case", args=[world.walled_case.public_id])

    page = client_of(world.people["counsel"]).get(address).content.decode()

    assert "Previously 26 May 2026: as told by the court" in page


def test_the_date_of_a_deadline_long_past_is_corrected_too(case: Case) -> None:
    later = NOW + timedelta(days=365)
    told(case, Source.RSS, ENTERED, entered_date=ENTERED, now=later)

    told(case, Source.PACER, entered_date=ENTERED, now=later)

    row = Deadline.objects.get(rule_id=PLEADING)
    assert (row.due_date, row.status) == (date(2026, 6, 5), "withdrawn")


def test_what_a_source_told_before_it_was_corrected_does_not_come_back(
    case: Case,
) -> None:
    told(case, Source.PACER, ENTERED)
    told(case, Source.PACER, FILED)

    again = told(case, Source.PACER, ENTERED)

    assert DocketEntry.objects.get().filed_date == FILED
    assert (again.updated, again.deadlines) == (0, 0)


def test_a_reading_that_a_person_rejected_does_not_come_back_with_its_day(
    case: Case,
) -> None:
    by_feed(case)
    event = Event.objects.get(kind="amended_pleading_served")
    reject_event(event, by=make_person(), reason="It is a draft.", now=NOW)

    told(case, Source.PACER)

    assert not case.events.filter(kind=event.kind, is_rejected=False).exists()


def test_every_event_of_an_entry_follows_its_day(case: Case) -> None:
    text = "ANSWER to Complaint, COUNTERCLAIM against Doe filed by defendant Acme."
    told(case, Source.RSS, ENTERED, entered_date=ENTERED, text=text)

    told(case, Source.COURTLISTENER, text=text)

    read = case.events.order_by("kind").values_list("kind", "date")
    assert list(read) == [("answer_filed", FILED), ("counterclaim_served", FILED)]


def test_what_was_read_follows_its_day_though_the_better_source_states_events(
    case: Case,
) -> None:
    by_feed(case)

    told(case, Source.JSON, events=())

    assert due() == [(date(2026, 6, 5), "")]


def test_a_day_that_a_file_states_and_another_advances_is_stated_again(
    case: Case,
) -> None:
    def stated(day: date) -> Imported:
        return told(case, Source.JSON, events=(StatedEvent(kind="served", date=day),))

    first = [stated(day) for day in (ENTERED, FILED)]
    again = [stated(day) for day in (ENTERED, FILED)]

    assert [result.deadlines > 0 for result in first] == [True, True]
    assert [(one.updated, one.deadlines) for one in again] == [(0, 0), (0, 0)]


def test_what_a_person_typed_learns_its_number_and_ids(
    case: Case,
) -> None:
    told(case, Source.FORM, number="", pacer_seq_no="")

    told(case, Source.PACER, pacer_doc_id="0311")

    entry = DocketEntry.objects.get()
    ids = (entry.number, entry.pacer_seq_no, entry.pacer_doc_id)
    assert ids == ("9", "44", "0311")


def test_the_press_corrects_no_docket(case: Case) -> None:
    told(case, Source.RSS)

    told(case, Source.JSON, date(2026, 5, 20), tier="article")

    assert DocketEntry.objects.get().filed_date == FILED


def dockets(names: Sequence[str], sandbox: Sandbox) -> list[Docket]:
    paths = [court_file(f"found/{name}") for name in names]
    return [
        docket
        for path in paths
        for docket in read_dockets(path, court_id="cacd", sandbox=sandbox).dockets
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0, 1)])
def test_a_feed_and_a_page_in_any_order_give_the_day_of_filing(
    order: tuple[int, ...], sandbox: Sandbox
) -> None:
    both = dockets(("04a_rss_first.json", "04b_page_later.json"), sandbox)
    case = make_case(docket_number=both[0].docket_number)

    import_dockets([replace(both[index], caption="Doe") for index in order], now=NOW)

    entry = case.entries.get()
    assert (entry.filed_date, entry.entered_date) == (FILED, ENTERED)
    assert due() == [(date(2026, 6, 5), "")]
