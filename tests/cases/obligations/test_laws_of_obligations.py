"""Whatever is recorded, confirmed, refused and reversed: what always holds."""

from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from risks.access.models import Person
from risks.cases.models import ComplianceObligation, DeadlineChange, ObligationPeriod
from risks.cases.operations import confirm, refuse
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.obligation_records import (
    close_period,
    reverse_period,
)
from tests.cases.obligations.obligations import (
    make_obligation,
    open_deadlines,
    present,
    record,
)
from tests.factories import NOW, make_person
from tests.fuzz import examples

pytestmark = pytest.mark.django_db
FIRST = st.dates(date(2026, 1, 1), date(2027, 12, 31))
ACTS = st.lists(
    st.sampled_from(["renewed", "renewed", "ended", "reverse", "confirm", "refuse"]),
    max_size=8,
)


def act(row: ComplianceObligation, name: str, *, by: Person, second: Person) -> None:
    last = row.periods.order_by("-number")[0]
    change = DeadlineChange.objects.filter(state=DeadlineChange.State.ASKED).first()
    if name in ("confirm", "refuse"):
        decide = confirm if name == "confirm" else refuse
        if change is not None:
            decide(change, by=second, reason="Seen.", now=NOW)
    elif name == "reverse":
        closed = row.periods.filter(state="closed").order_by("-number").first()
        reverse_period(closed or last, reason="Mistake.", by=by, now=NOW)
    else:
        close_period(last, record(outcome=name), by=by, now=NOW)


def check(row: ComplianceObligation) -> None:
    periods = list(row.periods.select_related("deadline").order_by("number"))
    live = [one for one in periods if one.is_live]
    kept = [one for one in periods if one.state != "reversed"]
    last = kept[-1] if kept else None

    assert len(live) <= 1
    assert [one.deadline for one in live] == open_deadlines(row)
    # Ended only by a record that says so.
    assert live or (last and last.state == "closed" and last.next_ends_on is None)
    assert all(later.ends_on > earlier.ends_on for earlier, later in pairwise(kept))
    assert [one.number for one in periods] == list(range(1, len(periods) + 1))


@examples(40)
@given(FIRST, st.integers(1, 24), st.sampled_from(["normal", "critical"]), ACTS)
def test_there_is_one_open_period_until_a_record_ends_it(
    first: date, months: int, severity: str, acts: list[str]
) -> None:
    by, second = make_person(), make_person()
    row = make_obligation(
        owner=by,
        ends_on=first,
        interval_months=months,
        lead_days=20,
        severity=severity,
        backup=second,
    )

    for name in acts:
        with suppress(RegisterRefused):
            act(row, name, by=by, second=second)
        check(row)


@examples(25)
@given(FIRST, st.integers(1, 13), st.integers(1, 8))
def test_no_renewal_drifts_from_the_first_end(
    first: date, months: int, number: int
) -> None:
    row = make_obligation(ends_on=first, interval_months=months, lead_days=0)

    for _ in range(number):
        close_period(present(row), record(), by=row.owner, now=NOW)

    end = present(row).ends_on
    away = (end.year - first.year) * 12 + end.month - first.month
    assert away == months * number
    assert end.day == min(first.day, monthrange(end.year, end.month)[1])


def test_the_database_holds_no_second_open_period() -> None:
    row = make_obligation()
    period = present(row)

    with pytest.raises(IntegrityError), transaction.atomic():
        ObligationPeriod.objects.create(
            obligation=row,
            number=2,
            ends_on=date(2028, 6, 30),
            anchor_day=30,
            deadline=make_obligation(title="Another").periods.get().deadline,
        )

    assert present(row) == period


def test_the_database_holds_no_renewal_without_evidence() -> None:
    period = present(make_obligation())

    with pytest.raises(IntegrityError), transaction.atomic():
        ObligationPeriod.objects.filter(pk=period.pk).update(
            state="closed",
            outcome="renewed",
            note="Done.",
            done_on=NOW.date(),
            recorded_at=datetime(2026, 5, 27, tzinfo=NOW.tzinfo),
            recorded_by=period.obligation.owner,
        )

    period.refresh_from_db()
    assert period.state == "open"
