"""The contingency schedule: proposed by the engine, signed by three people."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from risks.access.models import Role, Scope
from risks.register.models import Company, Risk
from risks.reports.models import Contingency
from risks.reports.operations import (
    ContingencyRefused,
    Statement,
    approve,
    prepare,
    review,
    send_back,
)
from risks.reports.queries.contingencies import (
    contingencies,
    schedule,
)
from tests.exposure.examples import SUIT, assume
from tests.factories import (
    NOW,
    make_company,
    make_person,
    make_restricted_matter,
    make_risk,
)
from tests.reports.contingencies import (
    QUARTER_END,
    YEAR_END,
    approved,
    as_it_stands,
    make_suit,
    prepared,
    preparer,
    reviewed,
    signed,
)

pytestmark = pytest.mark.django_db

EVERYTHING = Scope(restricted_matters=(), open_matters=True, privileged=True)
WEAK = {**SUIT, "claims": [{"name": "direct", "p_liable": 0.1}]}


def refused(problem: str) -> Any:
    return pytest.raises(ContingencyRefused, match=problem)


def test_the_first_row_opens_at_nothing_and_closes_at_the_proposal() -> None:
    row = prepared(make_suit())

    assert row.opening == 0
    assert row.closing == row.additions == row.proposed_closing > 0
    assert row.status == Contingency.Status.PREPARED


def test_a_row_opens_where_the_last_approved_one_closed() -> None:
    suit = make_suit()
    first = signed(suit, on=YEAR_END)
    used, exchange = Decimal("10.10"), Decimal("-0.20")

    row = prepared(suit, used=used, exchange=exchange)

    assert row.previous == first
    assert row.opening == first.closing == row.closing
    assert row.additions == Decimal("10.30")
    assert row.reversed == 0


def test_what_is_no_longer_probable_is_reversed() -> None:
    suit = make_suit()
    first = signed(suit, on=YEAR_END)
    assume(suit, WEAK, reason="Summary judgment for us.", effective_date=QUARTER_END)

    row = prepared(suit, change_reason="Summary judgment for us.")

    assert row.ifrs_class == "possible"
    assert (row.closing, row.reversed) == (Decimal(0), first.closing)
    assert row.is_changed


def test_a_change_of_class_needs_a_reason() -> None:
    suit = make_suit()
    signed(suit, on=YEAR_END)
    assume(suit, WEAK, reason="Summary judgment for us.", effective_date=QUARTER_END)

    with refused("Enter a reason: the class or the closing provision differs"):
        prepared(suit)

    assert Contingency.objects.count() == 1


def test_no_more_is_used_than_was_provided() -> None:
    with refused("R-1, used: no more than the opening provision of 0.00"):
        prepared(make_suit(), used=Decimal(1))


def test_exchange_takes_away_no_more_than_is_left() -> None:
    with refused(
        "R-1, exchange difference: cannot exceed the remaining provision of 0.00"
    ):
        prepared(make_suit(), exchange=Decimal(-1))


def test_a_date_that_has_not_come_is_refused() -> None:
    with refused("28 May 2026 is in the future"):
        prepared(make_suit(), on=date(2026, 5, 28))


def test_only_a_suit_that_is_followed_is_prepared() -> None:
    closed = make_suit("R-1", status=Risk.Status.CLOSED)
    fire = make_risk("R-2", company=closed.company)

    for risk in (closed, fire):
        with refused("is not an open copyright suit"):
            prepared(risk)


def test_a_suit_behind_a_wall_is_not_prepared_from_outside() -> None:
    suit = make_suit(restricted_matter=make_restricted_matter())

    with refused("is not an open copyright suit"):
        prepared(suit)


def test_a_privileged_suit_is_prepared_by_counsel_only() -> None:
    suit = make_suit(privileged=True)

    with refused("is not an open copyright suit"):
        prepared(suit)

    assert prepared(suit, by=make_person(roles=[Role.IN_HOUSE_LAWYER])).pk


def test_the_same_date_is_not_prepared_twice() -> None:
    suit = make_suit()
    prepared(suit)

    with refused("at 31 March 2026 is already prepared"):
        prepared(suit)


def test_three_different_people_sign() -> None:
    ann, bob = preparer(), make_person(roles=[Role.FINANCE_CONTROLLER])
    row = prepared(make_suit(), by=ann)

    with refused("You prepared this row"):
        review(row, judgment=as_it_stands(row), by=ann, now=NOW)
    row = review(row, judgment=as_it_stands(row), by=bob, now=NOW)
    with refused("You reviewed this row"):
        approve(row, judgment=as_it_stands(row), by=bob, now=NOW)
    row = approved(row)

    assert len({row.prepared_by, row.reviewed_by, row.approved_by}) == 3
    assert row.approved_at == NOW


def test_nothing_is_approved_before_it_is_reviewed() -> None:
    with refused("It is prepared"):
        approved(prepared(make_suit()))


def test_an_approved_row_is_signed_by_nobody_again() -> None:
    row = signed(make_suit())

    with refused("It is approved"):
        reviewed(row)
    with refused("It is approved"):
        send_back(row, by=preparer(), reason="Too late.", now=NOW)


def test_the_reviewer_may_sign_another_provision_with_a_reason() -> None:
    row = prepared(make_suit())
    proposed = row.closing

    with refused("Enter a reason: this differs from the proposal"):
        reviewed(row, closing=Decimal(5))
    row = reviewed(row, closing=Decimal(5), reason="Settled on 2 April for 5.")

    assert (row.proposed_closing, row.closing, row.additions) == (
        proposed,
        Decimal(5),
        Decimal(5),
    )
    assert row.override_reason == "Settled on 2 April for 5."
    assert row.overridden_by == row.reviewed_by


def test_the_controller_has_the_last_word() -> None:
    row = reviewed(prepared(make_suit()), closing=Decimal(5), reason="A guess.")

    row = approved(row, closing=Decimal(7), reason="The mediator's figure.")

    assert (row.closing, row.override_reason) == (Decimal(7), "The mediator's figure.")
    assert row.overridden_by == row.approved_by


def test_only_what_is_probable_is_provided_for() -> None:
    row = prepared(make_suit())

    with refused("R-1, provision: allowed only for a probable loss"):
        reviewed(row, ifrs_class="possible", reason="Counsel disagrees.")


def test_an_override_that_changes_the_closing_is_the_reason_of_the_change() -> None:
    suit = make_suit()
    signed(suit, on=YEAR_END)

    row = reviewed(prepared(suit), closing=Decimal(5), reason="Settled for 5.")

    assert row.is_changed
    assert row.change_reason == "Settled for 5."


def test_a_row_sent_back_stays_and_another_is_prepared() -> None:
    suit = make_suit()
    row = prepared(suit)

    with refused("Enter the reason for sending it back"):
        send_back(row, by=preparer(), reason=" ", now=NOW)
    back = send_back(row, by=preparer(), reason="The insurer paid.", now=NOW)
    again = prepared(suit)

    assert back.return_reason == "The insurer paid."
    assert again.status == Contingency.Status.PREPARED
    assert schedule(suit.company, on=QUARTER_END, scope=EVERYTHING).get() == again


def test_a_correction_names_the_row_it_replaces() -> None:
    suit = make_suit()
    wrong = signed(suit)

    with refused("Enter a reason: this corrects an approved row"):
        prepared(suit)
    right = signed(suit, change_reason="The claim was counted twice.")

    rows = schedule(suit.company, on=QUARTER_END, scope=EVERYTHING)
    assert right.corrects == wrong
    assert [row.pk for row in rows] == [right.pk]
    assert contingencies(EVERYTHING).get(pk=wrong.pk).is_replaced


def test_an_earlier_date_is_closed_once_a_later_one_is_approved() -> None:
    suit = make_suit()
    signed(suit, on=QUARTER_END)

    with refused("31 March 2026 is already approved"):
        prepared(suit, on=YEAR_END)


def test_a_row_whose_opening_was_corrected_meanwhile_is_not_approved() -> None:
    suit = make_suit()
    signed(suit, on=YEAR_END)
    row = reviewed(prepared(suit))
    signed(suit, on=YEAR_END, change_reason="The claim was counted twice.")

    with refused("no longer opens where the last schedule closed"):
        approved(row)


def test_the_exemption_needs_the_nature_and_the_reason() -> None:
    with refused("Enter the nature"):
        prepared(make_suit(), is_exempt=True, exemption_reason="Prejudice.")


def test_the_exemption_is_approved_with_the_row_or_not_at_all() -> None:
    suit = make_suit()
    row = prepared(suit, is_exempt=True, nature="A claim.", exemption_reason="Talks.")
    row = reviewed(row)
    controller = make_person(roles=[Role.FINANCE_CONTROLLER])

    with refused("Approve the omission"):
        approve(row, judgment=as_it_stands(row), by=controller, now=NOW)
    row = approved(row)

    assert row.exemption_is_approved


def test_a_remote_matter_has_nothing_to_leave_out() -> None:
    said: Any = {"is_exempt": True, "nature": "A claim.", "exemption_reason": "Talks."}
    trial = {"name": "trial", "years": 2, "fee": 0}
    remote = {**WEAK, "stages": [trial], "claims": [{"name": "a", "p_liable": 0.001}]}

    with refused("R-1, exemption: contradicts the class"):
        prepared(make_suit("R-1", parameters=remote), **said)
    with refused("R-2, exemption: contradicts the class"):
        reviewed(
            prepared(make_suit("R-2"), **said),
            ifrs_class="remote",
            closing=Decimal(0),
            reason="The claim was withdrawn.",
        )


def test_us_gaap_has_no_exemption() -> None:
    company = make_company("USCO", standard=Company.Standard.US_GAAP)

    with refused("ASC 450-20 has no exemption"):
        prepared(
            make_suit(company=company),
            is_exempt=True,
            nature="A claim.",
            exemption_reason="Talks.",
        )


def test_the_reporting_day_is_the_company_s() -> None:
    suit = make_suit()
    early = datetime(2026, 3, 30, 17, 0, tzinfo=UTC)  # the 31st in Hong Kong

    row = prepare(suit, on=QUARTER_END, statement=Statement(), by=preparer(), now=early)

    assert row.reporting_date == QUARTER_END
