"""Offers to settle, and what counsel outside costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from risks.access.models import Role, Scope
from risks.cases.models import Case, Deadline, SettlementOffer, Spend
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.offers import answer_offer, record_offer
from risks.cases.queries import budget_against_spend
from tests.cases.records.case_files import make_phase, new_offer
from tests.factories import NOW, make_case, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
IN_HOUSE_LAWYER = Scope(restricted_matters=(), open_matters=True, privileged=True)
Status = SettlementOffer.Status


def recorded(case: Case, **fields: object) -> SettlementOffer:
    return record_offer(new_offer(case, **fields), by=case.owner, now=NOW)


def test_the_day_an_offer_expires_is_a_deadline_at_the_court() -> None:
    offer = recorded(make_case(), expires_on=date(2026, 6, 9))

    deadline = Deadline.objects.get(depends_on=None)
    assert offer.deadline == deadline
    assert (deadline.due_date, deadline.tz) == (
        date(2026, 6, 9),
        "America/Los_Angeles",
    )
    assert deadline.due_at.isoformat() == "2026-06-10T06:59:59+00:00"
    assert (deadline.basis, deadline.whose) == ("entered", "ours")


def test_an_offer_without_an_end_has_no_deadline() -> None:
    assert recorded(make_case()).deadline is None


def test_an_offer_of_judgment_is_open_for_fourteen_days() -> None:
    offer = recorded(
        make_case(), rule_68=True, made_on=date(2026, 5, 26), trial_on=date(2026, 9, 1)
    )

    deadline = Deadline.objects.get(depends_on=None)
    assert offer.expires_on == deadline.due_date == date(2026, 6, 9)
    assert deadline.basis == Deadline.Basis.COMPUTED
    assert any("14" in step for step in deadline.steps)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"rule_68": True, "trial_on": date(2026, 6, 8)}, "made_on"),
        ({"rule_68": True, "expires_on": date(2026, 6, 30)}, "expires_on"),
        ({"expires_on": date(2026, 5, 25)}, "expires_on"),
        ({"amount": Decimal(0)}, "amount"),
    ],
)
def test_an_offer_that_cannot_be_made_changes_nothing(
    fields: dict[str, object], field: str
) -> None:
    with pytest.raises(RegisterRefused) as refused:
        recorded(make_case(), **fields)

    assert refused.value.field == field
    assert not SettlementOffer.objects.exists()
    assert not Deadline.objects.exists()


def test_a_court_that_counts_otherwise_gets_no_computed_expiry() -> None:
    with pytest.raises(RegisterRefused, match="enter its dates by hand"):
        recorded(make_case(court_id="hkcfi"), rule_68=True)


def test_the_deadline_tells_nobody_that_there_is_an_offer() -> None:
    offer = recorded(make_case(), rule_68=True)
    answer_offer(offer, Status.REJECTED, by=offer.case.owner, now=NOW)

    deadline = Deadline.objects.get(depends_on=None)
    told = " ".join([deadline.title, deadline.citation, deadline.close_reason])
    assert "offer" not in told.lower()
    assert "68" not in told


@pytest.mark.parametrize(
    ("answer", "closed"),
    [
        (Status.ACCEPTED, Deadline.Status.MET),
        (Status.REJECTED, Deadline.Status.MET),
        (Status.LAPSED, Deadline.Status.WITHDRAWN),
        (Status.WITHDRAWN, Deadline.Status.WITHDRAWN),
    ],
)
def test_an_answer_closes_the_deadline(
    answer: SettlementOffer.Status, closed: Deadline.Status
) -> None:
    offer = recorded(make_case(), expires_on=date(2026, 6, 9))

    answer_offer(offer, answer, by=offer.case.owner, now=NOW)

    offer.refresh_from_db()
    assert offer.status == answer
    assert Deadline.objects.get(depends_on=None).status == closed


def test_an_offer_is_answered_once() -> None:
    offer = recorded(make_case())
    answer_offer(offer, Status.REJECTED, by=offer.case.owner, now=NOW)

    with pytest.raises(RegisterRefused, match="from Rejected"):
        answer_offer(offer, Status.ACCEPTED, by=offer.case.owner, now=NOW)


def test_spend_is_summed_against_each_phase_of_the_budget() -> None:
    case = make_case()
    discovery = make_phase(case, budget=Decimal(100))
    appeal = make_phase(case, phase="L500", budget=Decimal(50))
    for invoice, amount in (("1", 80), ("2", 30)):
        Spend.objects.create(
            phase=discovery, invoice=invoice, date=date(2026, 5, 1), amount=amount
        )

    rows = [
        (row, row.spent, row.left)
        for row in budget_against_spend(case, IN_HOUSE_LAWYER)
    ]

    assert rows == [(discovery, 110, -10), (appeal, 0, 50)]


def test_only_counsel_reads_what_is_privileged() -> None:
    case = make_case()
    offer = recorded(case)
    counsel, viewer = make_person(roles=[Role.IN_HOUSE_LAWYER]), make_person()

    assert list(SettlementOffer.objects.visible_to(counsel)) == [offer]
    assert list(SettlementOffer.objects.visible_to(viewer)) == []
    assert not viewer.has_perm("risks.view_settlementoffer")


def test_an_offer_of_judgment_may_be_served_on_the_last_day() -> None:
    offer = recorded(
        make_case(), rule_68=True, made_on=date(2026, 5, 26), trial_on=date(2026, 6, 9)
    )

    assert offer.pk is not None


def test_an_offer_of_judgment_too_late_is_refused_by_the_database() -> None:
    offer = new_offer(
        make_case(), rule_68=True, made_on=date(2026, 5, 26), trial_on=date(2026, 6, 8)
    )

    with pytest.raises(IntegrityError, match="14_days_before_trial"):
        offer.save()
