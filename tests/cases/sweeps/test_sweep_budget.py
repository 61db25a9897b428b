"""No more is asked than CourtListener allows, and every case comes round."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.models import DocketSource, Sweep
from risks.cases.queries import requests_left
from tests.cases.sweeps.courtlistener_server import OwnCourtListener
from tests.cases.sweeps.sweeps import make_followed, rest_source, sweep
from tests.factories import NOW
from tests.fuzz import examples

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_with_more_cases_than_the_budget_every_case_comes_round(
    there: OwnCourtListener,
) -> None:
    for number in range(1, 14):
        make_followed(number)

    sent = [sweep(now=NOW + 2 * minute * MINUTE) for minute in range(4)]

    assert sent == [5, 5, 3, 0]
    asked = [int(asked["docket"]) for asked in there.asked]
    assert sorted(asked) == list(range(1, 14))


def test_the_budget_is_counted_before_a_request_fails(there: OwnCourtListener) -> None:
    make_followed()
    there.fail(500)

    sweep()

    assert requests_left(rest_source(), now=NOW) == (4, 49, 124)


@examples(20)
@given(pauses=st.lists(st.integers(0, 3000), min_size=150, max_size=300))
def test_no_pauses_let_more_than_the_budget_through(pauses: list[int]) -> None:
    """Whenever it is tried: 5 in a minute, 50 in an hour, 125 in a day."""
    row, now, sent = DocketSource(), NOW, list[datetime]()
    for seconds in pauses:
        now += timedelta(seconds=seconds)
        if min(requests_left(row, now=now)):
            row.requests = [*row.requests, now.isoformat()]
            sent.append(now)

    for most, window in ((5, MINUTE), (50, 60 * MINUTE), (125, DAY)):
        late = zip(sent, sent[most:], strict=False)
        assert all(after - before > window for before, after in late)


def test_a_day_has_125_requests_however_often_the_job_runs(
    there: OwnCourtListener,
) -> None:
    for number in range(1, 6):
        make_followed(number)

    sent = 0
    for run in range(24 * 12):
        Sweep.objects.update(due_at=NOW)
        sent += sweep(now=NOW + 5 * run * MINUTE)

    assert (sent, len(there.asked)) == (125, 125)
    assert len(rest_source().requests) == 125


def test_requests_of_the_day_before_are_forgotten(there: OwnCourtListener) -> None:
    make_followed()
    sweep()

    sweep(now=NOW + 2 * DAY)

    assert rest_source().requests == [(NOW + 2 * DAY).isoformat()]
