"""What CourtListener's webhook lost comes by the sweep, once; nothing is skipped."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from risks.access.models import Role
from risks.cases.models import (
    Case,
    Deadline,
    Delivery,
    DocketEntry,
    DocketSource,
    Sweep,
)
from risks.cases.operations import open_webhook, sweep_next
from tests.cases.intake.webhook_alerts import alert, entry
from tests.cases.sweeps.courtlistener_server import (
    DOCKET,
    PATH,
    TOKEN,
    OwnCourtListener,
    page,
    rest_entry,
)
from tests.cases.sweeps.sweeps import make_followed, sweep
from tests.factories import NOW, make_case, make_person, make_restricted_matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def numbers(case: Case) -> list[str]:
    return sorted(case.entries.values_list("number", flat=True))


def mark(case: Case) -> str:
    """The newest date_modified that a whole sweep of the case has seen."""
    after = Sweep.objects.get(case=case).modified_after
    return after.isoformat() if after else ""


def modified(minute: int) -> str:
    return (NOW - timedelta(hours=2) + timedelta(minutes=minute)).isoformat()


def numbered(count: int, **fields: Any) -> list[dict[str, Any]]:
    """Entries 1 to `count`, each modified a minute after the one before."""
    return [
        rest_entry(
            n,
            description=f"NOTICE number {n} by Doe, filed.",
            date_modified=modified(n),
            **fields,
        )
        for n in range(1, count + 1)
    ]


def test_an_alert_that_never_came_is_repaired(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries = [rest_entry()]

    sent = sweep()

    row = DocketEntry.objects.get(case=case)
    case.refresh_from_db()
    assert sent == 1
    assert (row.number, row.pacer_seq_no, row.source) == ("44", "144", "courtlistener")
    assert row.events.get().kind == "motion_denied"
    assert Deadline.objects.filter(rule_id="frcp-12a-motion-denied").exists()
    assert case.last_checked_at == NOW


def test_what_is_asked_and_with_which_token(there: OwnCourtListener) -> None:
    make_followed()

    sweep()

    assert there.asked == [
        {
            "path": PATH,
            "docket": str(DOCKET),
            "order_by": "date_modified",
            "omit": "recap_documents__plain_text",
        }
    ]
    assert there.headers[0]["Authorization"] == f"Token {TOKEN}"


def test_by_webhook_and_by_sweep_it_is_one_entry(there: OwnCourtListener) -> None:
    case = make_followed()
    Client().post(
        f"/api/courtlistener/{open_webhook('Hook', now=NOW)}/",
        data=alert(entry()),
        content_type="application/json",
        headers={"Idempotency-Key": "k"},
    )
    there.entries = [rest_entry()]

    sweep()

    assert Delivery.objects.filter(state="filed").count() == 2
    assert numbers(case) == ["44"]
    assert Deadline.objects.filter(rule_id="frcp-12a-motion-denied").count() == 1


def test_an_entry_that_is_edited_later_comes_again(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries = [rest_entry(description="ORDER", date_modified=modified(0))]
    sweep()
    fuller = "ORDER DENYING 30 Motion to Dismiss Case."
    there.entries = [rest_entry(description=fuller, date_modified=modified(600))]

    sweep(now=NOW + DAY)

    row = case.entries.get()
    assert (row.text, row.earlier_texts) == (fuller, ["ORDER"])
    assert Deadline.objects.filter(rule_id="frcp-12a-motion-denied").exists()


def test_the_next_sweep_asks_only_for_what_is_newer(there: OwnCourtListener) -> None:
    make_followed()
    there.entries = numbered(3)
    sweep()

    sweep(now=NOW + DAY)

    after = datetime.fromisoformat(there.asked[-1]["date_modified__gt"])
    newest = datetime.fromisoformat(modified(3))
    assert newest - timedelta(hours=1) < after < newest


def test_a_case_is_asked_for_once_a_day(there: OwnCourtListener) -> None:
    make_followed()

    sent = [sweep(now=NOW + timedelta(hours=hour)) for hour in (0, 1, 19, 21)]

    assert sent == [1, 0, 0, 1]


@pytest.mark.parametrize(
    "order",
    [
        lambda pages: list(range(pages)),
        lambda pages: list(reversed(range(pages))),
        lambda pages: [*range(1, pages), 0],
    ],
)
def test_whatever_the_order_of_pages_none_is_skipped(
    there: OwnCourtListener, order: Callable[[int], list[int]]
) -> None:
    case = make_followed()
    there.entries, there.page_size, there.page_order = numbered(7), 2, order

    sent = sweep()

    assert sent == 4
    assert numbers(case) == [str(n) for n in range(1, 8)]
    assert mark(case) == modified(7)


def test_the_mark_moves_only_after_the_last_page(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries, there.page_size = numbered(6), 2
    there.page_order = lambda pages: list(reversed(range(pages)))
    sweep_next(now=NOW)
    there.fail(500)

    sweep()
    part = numbers(case)
    between = mark(case)
    sweep(now=NOW + timedelta(minutes=3))

    assert (part, between) == (["5", "6"], "")
    assert numbers(case) == ["1", "2", "3", "4", "5", "6"]
    assert mark(case) == modified(6)


def test_a_page_that_says_everything_twice_is_harmless(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries = numbered(3) * 2

    sweep()
    sweep(now=NOW + DAY)

    assert numbers(case) == ["1", "2", "3"]


def test_an_unchanged_page_is_kept_once_and_still_a_success(
    there: OwnCourtListener,
) -> None:
    make_followed()

    sweep()
    sweep(now=NOW + DAY)

    assert Delivery.objects.count() == 1
    assert DocketSource.objects.get().last_success_at == NOW + DAY


def test_a_time_yet_to_come_hides_nothing(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries = [rest_entry(1, date_modified="2199-01-01T00:00:00Z")]
    sweep()
    there.entries = [rest_entry(2, date_modified=(NOW + DAY / 2).isoformat())]

    sweep(now=NOW + DAY)

    assert numbers(case) == ["1", "2"]


def test_another_docket_for_a_case_starts_over(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries = [rest_entry(1)]
    sweep()
    Case.objects.update(courtlistener_id=5)
    there.entries = [rest_entry(2, docket=5)]

    sweep(now=NOW + timedelta(minutes=5))

    assert there.asked[-1].get("date_modified__gt") is None
    assert numbers(case) == ["1", "2"]


def test_closed_cases_and_those_not_followed_are_not_asked_for(
    there: OwnCourtListener,
) -> None:
    make_followed(status=Case.Status.CLOSED)
    make_case()

    assert sweep() == 0
    assert there.asked == []
    assert not DocketSource.objects.exists()


def test_a_page_of_a_walled_case_is_behind_its_wall_at_once(
    there: OwnCourtListener,
) -> None:
    make_followed(restricted_matter=make_restricted_matter("wall"))
    there.fail(200, b"garbage")
    outside = make_person("out", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    sweep_next(now=NOW)

    assert Delivery.objects.count() == 1
    assert not Delivery.objects.visible_to(outside).exists()


def test_a_page_that_can_be_read_after_all_is_filed(there: OwnCourtListener) -> None:
    case = make_followed()
    there.entries = [rest_entry()]
    sweep_next(now=NOW)
    Delivery.objects.update(state="refused", processed_at=NOW, error="disk full")
    case.sweep.delete()

    sweep(now=NOW + DAY)

    assert Delivery.objects.get().state == "filed"
    assert numbers(case) == ["44"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>", "is not JSON"),
        (b'{"detail": "Not found."}', "results: is missing"),
        (page(rest_entry(docket=5)), "results[0].docket: is docket 5, and 70691920"),
        (page(rest_entry(date_modified=None)), "results[0].date_modified: is missing"),
        (
            page(rest_entry(date_modified="2026-05-26")),
            "date_modified: .* no time zone",
        ),
        (
            page(rest_entry(date_filed="now")),
            'results[0].date_filed: .* not "now"',
        ),
        (page(rest_entry(docket="x/")), "results[0].docket: must be a whole number"),
        (b'{"results": []}', "next: is missing"),
    ],
)
def test_what_cannot_be_read_is_kept_refused_by_name_and_asked_for_again(
    there: OwnCourtListener, body: bytes, problem: str
) -> None:
    case = make_followed()
    there.fail(200, body)
    there.entries = [rest_entry()]

    sweep()
    refused = Delivery.objects.get()
    error = case.sweep.last_error
    sweep(now=NOW + DAY)

    case.sweep.refresh_from_db()
    assert (refused.state, bytes(refused.body)) == ("refused", body)
    assert [told for told in (error, refused.error) if _says(told, problem)] == [
        error,
        refused.error,
    ]
    assert numbers(case) == ["44"]
    assert case.sweep.last_error == ""


def _says(told: str, problem: str) -> bool:
    return all(part in told for part in problem.split(" .* "))
