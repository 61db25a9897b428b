"""A person's word on what an entry means stands, whatever is imported again."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry, Event
from risks.cases.operations import (
    EventRefused,
    EventStatement,
    add_event,
    confirm,
    correct_event,
    file_entry,
    reject_event,
)
from tests.factories import NOW, make_case, make_person
from tests.web.world import HIDDEN, World, client_of, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILED, ANSWER = date(2026, 5, 26), "frcp-12a-motion-denied"
DENIED = "ORDER by Judge A. Person DENYING the motion to dismiss."
WHY = "Compared with the order."


@pytest.fixture
def world() -> World:
    return make_world()


def file(case: Case, text: str, *, number: str = "44") -> DocketEntry:
    return file_entry(case, filed_date=FILED, text=text, number=number, now=NOW)


def corrected(event: Event, *, day: date, kind: str = "", **said: object) -> Event:
    meant = EventStatement(
        kind=kind or event.kind,
        day=day,
        subject=str(said.get("subject", event.subject)),
        whose=str(said.get("whose", "")),
    )
    return correct_event(event, meant, by=make_person(), reason=WHY, now=NOW)


def due(case: Case, rule_id: str = ANSWER) -> set[date]:
    rows = case.deadlines.open().filter(rule_id=rule_id)
    return set(rows.values_list("due_date", flat=True))


PERIOD = "ORDER: the plaintiff shall pay the fee within 14 days of this order."


def test_a_period_that_is_corrected_is_counted_from_the_right_day() -> None:
    case = make_case()
    event = file(case, PERIOD).events.get(kind="period_set")

    corrected(event, day=date(2026, 6, 1))

    rows = case.deadlines.open().filter(basis=Deadline.Basis.COMPUTED)
    counted = list(rows.order_by("due_at").values_list("due_date", flat=True))
    assert counted == [date(2026, 6, 9), date(2026, 6, 15)]


def test_nobody_adds_a_period_without_its_length() -> None:
    case = make_case()
    entry = file(case, "ORDER re 20.")
    meant = EventStatement(kind="period_set", day=FILED)

    with pytest.raises(EventRefused, match="Add the last day") as refused:
        add_event(entry, meant, by=make_person(), reason=WHY, now=NOW)

    assert refused.value.field == "kind"
    assert not entry.events.filter(kind="period_set").exists()


def test_a_rejected_event_is_not_read_again_from_a_fuller_text() -> None:
    case = make_case()
    entry = file(case, DENIED)
    reject_event(entry.events.get(), by=case.owner, reason="It is a draft.", now=NOW)

    file(case, f"{DENIED} Counsel shall read the order with care.")

    event = entry.events.get()
    assert (event.is_rejected, event.correction_reason) == (True, "It is a draft.")


def test_what_a_fuller_text_adds_is_read_beside_a_correction() -> None:
    case = make_case()
    entry = file(case, DENIED)
    reject_event(entry.events.get(), by=case.owner, reason="No.", now=NOW)

    file(case, f"{DENIED} Acme's joint report due by 6/30/2026.")

    live = entry.events.get(is_rejected=False)
    assert (live.kind, live.date) == ("court_set_date", date(2026, 6, 30))


def test_a_rejected_event_s_deadline_reminds_until_a_second_person_confirms() -> None:
    case = make_case()
    event = file(case, DENIED).events.get()

    reject_event(event, by=case.owner, reason="It is a draft.", now=NOW)
    before = due(case)
    change = DeadlineChange.objects.get(deadline__rule_id=ANSWER)
    confirm(change, by=make_person("bo"), reason="So it is.", now=NOW)

    assert (before, due(case)) == ({date(2026, 6, 9)}, set())
    assert "The entry does not say so: It is a draft." in change.reason


def test_an_earlier_day_reminds_at_once_and_the_later_goes_on() -> None:
    case = make_case()
    event = file(case, DENIED).events.get()

    corrected(event, day=date(2026, 5, 25))

    assert due(case) == {date(2026, 6, 8), date(2026, 6, 9)}
    old = case.deadlines.get(rule_id=ANSWER, due_date=date(2026, 6, 9))
    assert "due 2026-06-08, 1 day earlier" in old.changes.get().reason


def test_a_later_day_waits_for_a_second_person() -> None:
    case = make_case()
    event = file(case, DENIED).events.get()

    corrected(event, day=date(2026, 6, 2))

    assert due(case) == {date(2026, 6, 9), date(2026, 6, 16)}
    change = DeadlineChange.objects.get()
    assert (change.kind, change.state) == ("withdrawn", "asked")
    assert "due 2026-06-16, 7 days later" in change.reason


def test_a_correction_to_the_same_moment_moves_the_deadline_over() -> None:
    case = make_case()
    event = file(case, "ORDER: Answer due by 6/30/2026.").events.get()
    was = case.deadlines.get(depends_on=None)

    fresh = corrected(event, day=event.date, subject="Answer to the complaint")

    now_row = case.deadlines.get(depends_on=None)
    assert (now_row.pk, now_row.event, now_row.title) == (
        was.pk,
        fresh,
        "Answer to the complaint",
    )
    assert not DeadlineChange.objects.exists()


def test_a_hearing_that_was_no_hearing_becomes_a_date_of_ours() -> None:
    case = make_case()
    text = "MOTION to Dismiss. Motion Hearing set for 7/2/2026 01:30 PM."
    event = file(case, text).events.get(kind="hearing_set")

    fresh = corrected(event, kind="court_set_date", day=date(2026, 7, 2), whose="ours")

    row = case.deadlines.get(event=fresh)
    assert (row.whose, row.severity) == ("ours", Deadline.Severity.CRITICAL)
    assert fresh.replaces == event


def test_what_nobody_read_is_added_and_starts_its_periods() -> None:
    case = make_case()
    entry = file(case, "ORDER re 20.")

    said = EventStatement(Event.Kind.MOTION_DENIED, FILED, subject="motion_to_dismiss")
    add_event(entry, said, by=case.owner, reason=WHY, now=NOW)

    assert due(case) == {date(2026, 6, 9)}


def test_an_added_hearing_has_its_time_of_day() -> None:
    case = make_case()

    said = EventStatement(Event.Kind.TRIAL_SET, date(2027, 1, 11), clock=time(8, 30))
    add_event(file(case, "ORDER re 20."), said, by=case.owner, reason=WHY, now=NOW)

    row = case.deadlines.get(rule_id="", depends_on=None)
    assert (row.title, row.due_time) == ("Trial", time(8, 30))
    assert row.due_at.isoformat() == "2027-01-11T16:30:00+00:00"


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_changes(reason: str) -> None:
    case = make_case()
    event = file(case, DENIED).events.get()

    with pytest.raises(EventRefused, match="Enter a reason"):
        reject_event(event, by=case.owner, reason=reason, now=NOW)

    assert not Event.objects.get().is_rejected


def test_an_event_is_rejected_once() -> None:
    case = make_case()
    event = file(case, DENIED).events.get()
    reject_event(event, by=case.owner, reason=WHY, now=NOW)

    with pytest.raises(EventRefused, match="already rejected"):
        reject_event(event, by=case.owner, reason=WHY, now=NOW)


def test_a_correction_that_says_the_same_is_refused() -> None:
    event = file(make_case(), DENIED).events.get()

    with pytest.raises(EventRefused, match="Nothing was changed"):
        corrected(event, day=event.date)

    assert Event.objects.count() == 1


def test_a_correction_to_what_another_event_says_changes_nothing() -> None:
    case = make_case()
    text = "ORDER: Status report due by 6/30/2026. Status report due by 7/30/2026."
    first, second = file(case, text).events.order_by("date")

    with pytest.raises(EventRefused, match="already says so"):
        corrected(second, day=first.date)

    assert not Event.objects.filter(is_rejected=True).exists()


def test_the_database_refuses_a_rejection_by_nobody() -> None:
    file(make_case(), DENIED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(is_rejected=True)


def test_one_click_rejects_and_the_timeline_says_who(world: World) -> None:
    client = client_of(world.people["counsel"])
    event = file(world.open_case, DENIED).events.get()

    client.post(reverse("reject_reading", args=[event.pk]))

    page = client.get(reverse("case", args=[world.open_case.public_id]))
    assert "Rejected by counsel: The entry does not say this." in page.content.decode()


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(world: World) -> None:
    client = client_of(world.people["counsel"])
    event = file(world.open_case, DENIED).events.get()
    said = {"kind": "motion_denied", "date": "soon", "subject": "mine", "reason": "x"}

    answer = client.post(reverse("change_event", args=[event.pk]), said)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter a date, for example 2026-06-30." in page
    assert 'value="mine"' in page


def test_the_form_corrects(world: World) -> None:
    client = client_of(world.people["counsel"])
    event = file(world.open_case, DENIED).events.get()
    said = {"kind": "order_entered", "date": "2026-05-26", "reason": WHY}

    answer = client.post(reverse("change_event", args=[event.pk]), said)

    assert answer.status_code == 302
    assert Event.objects.get(replaces=event).kind == "order_entered"


def test_the_form_adds(world: World) -> None:
    client = client_of(world.people["counsel"])
    entry = file(world.open_case, "ORDER re 20.")
    said = {"kind": "trial_set", "date": "2027-01-11", "clock": "08:30", "reason": WHY}

    client.post(reverse("add_event_reading", args=[entry.public_id]), said)

    assert entry.events.get().clock == time(8, 30)


def test_nobody_corrects_behind_a_wall(world: World) -> None:
    outsider = client_of(make_person("eve", roles=[Role.IN_HOUSE_LAWYER]))
    said = {"kind": "order_entered", "date": "2026-05-26", "reason": HIDDEN}
    event, entry = world.walled_event, world.walled_entry

    answers = [
        outsider.post(reverse("change_event", args=[event.pk]), said),
        outsider.post(reverse("reject_reading", args=[event.pk])),
        outsider.post(reverse("add_event_reading", args=[entry.public_id]), said),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Event.objects.get(entry=entry).is_rejected is False
