"""New events of a chosen type: one mail for each event and person."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from risks.access.models import Role
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import dispatch_due
from risks.alerts.operations.planning.plan import plan
from risks.alerts.operations.preferences.subscriptions import unsubscribe
from risks.cases.models import Event
from risks.cases.operations import file_entry
from risks.cases.sources.docket import StatedEvent
from tests.alerts.planning.test_treatment_alerts import told
from tests.alerts.world import States, make_counsel
from tests.factories import (
    NOW,
    make_case,
    make_entry,
    make_event,
    make_person,
    make_restricted_matter,
    make_subscription,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]


def add_event_reading(**fields: Any) -> Event:
    return make_event(make_entry(make_case(**fields)))


def test_a_new_event_of_a_watched_type_is_told_once_to_who_watches() -> None:
    make_subscription(make_counsel("grace"))
    make_subscription(make_counsel("other"), event_kind=Event.Kind.JUDGMENT_ENTERED)
    add_event_reading()

    dispatch_due()
    dispatch_due()

    assert told() == ["grace@example.com"]


def test_an_entry_filed_by_form_is_told_of() -> None:
    make_subscription(make_counsel("grace"))
    case = make_case()

    file_entry(
        case,
        text="ORDER denying motion.",
        filed_date=NOW.date(),
        events=[StatedEvent(kind="motion_denied", date=NOW.date())],
        now=NOW,
    )
    dispatch_due()

    assert "grace@example.com" in told()


def test_who_watches_a_case_and_all_cases_gets_one_mail() -> None:
    grace, event = make_counsel("grace"), add_event_reading()
    make_subscription(grace)
    make_subscription(grace, case=event.case)

    dispatch_due()

    assert told() == ["grace@example.com"]


def test_a_watch_of_one_case_tells_of_no_other() -> None:
    make_subscription(make_counsel(), case=make_case())
    add_event_reading()

    dispatch_due()

    assert mail.outbox == []


def test_who_may_not_see_the_case_is_not_told() -> None:
    inside = make_counsel("inside")
    make_subscription(inside)
    make_subscription(make_counsel("walled"))
    add_event_reading(restricted_matter=make_restricted_matter(members=[inside]))

    dispatch_due()

    assert told() == ["inside@example.com"]


def test_outside_counsel_is_told_of_their_own_matters_only() -> None:
    outside = make_person("outside", roles=[Role.EXTERNAL_LAWYER])
    make_subscription(outside)
    add_event_reading()
    own = add_event_reading(restricted_matter=make_restricted_matter(members=[outside]))

    dispatch_due()

    assert Notification.objects.get(state=States.SENT).case == own.case


def test_an_event_rejected_before_it_was_told_is_not() -> None:
    grace = make_counsel()
    make_subscription(grace)
    event = add_event_reading()
    plan(now=NOW)

    event.is_rejected, event.correction_reason = True, "It was granted."
    event.corrected_by, event.corrected_at = grace, NOW
    event.save()
    dispatch_due()

    assert mail.outbox == []
    assert Notification.objects.get().state == States.CANCELLED


def test_who_watches_no_longer_is_not_told() -> None:
    watch = make_subscription(make_counsel())
    add_event_reading()
    plan(now=NOW)

    unsubscribe(watch)
    dispatch_due()

    assert mail.outbox == []


@pytest.mark.parametrize("ago", [timedelta(days=8), timedelta(hours=1)])
def test_what_was_recorded_long_ago_or_before_the_watch_is_no_news(
    ago: timedelta,
) -> None:
    make_subscription(make_counsel(), created_at=NOW - timedelta(minutes=30))
    make_event(make_entry(make_case(), created_at=NOW - ago))

    dispatch_due()

    assert mail.outbox == []


def test_an_old_docket_taken_in_today_is_no_news() -> None:
    make_subscription(make_counsel())
    make_event(make_entry(make_case(), filed_date=NOW.date() - timedelta(days=90)))

    dispatch_due()

    assert mail.outbox == []


def test_the_words_of_the_entry_stay_behind_the_sign_in() -> None:
    make_subscription(make_counsel())
    make_event(make_entry(make_case(), text="Zanzibar pays 5,000."), words="Zanzibar")

    dispatch_due()

    assert "Zanzibar" not in mail.outbox[0].message().as_string()
    assert "Zanzibar" not in str(Notification.objects.get().about)


def test_a_mail_that_cannot_be_delivered_is_an_alarm_and_told_to_nobody_else() -> None:
    make_subscription(make_counsel(email="nowhere"))
    add_event_reading()

    dispatch_due()

    assert mail.outbox == []
    assert "event" in Alarm.objects.get().text
