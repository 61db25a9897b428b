"""A legal hold keeps what there is, and lists who has not acknowledged it."""

from datetime import date

import pytest
from django.db import models
from django.db.models import ProtectedError
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import (
    Case,
    Deadline,
    DocketEntry,
    HoldAcknowledgement,
    HoldInForce,
    LegalHold,
)
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.legal_holds import acknowledge, ask, release
from tests.admin.forms import errors, filled
from tests.cases.records.case_files import (
    make_document,
    make_hold,
    make_note,
    make_offer,
)
from tests.cases.records.case_files import make_phase as make_budget
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
    make_restricted_matter,
)
from tests.web.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2026, 6, 1)


def rows_of(case: Case) -> list[models.Model]:
    entry = make_entry(case)
    budget = make_budget(case)
    party = case.parties.create(name="Jane Doe", role="Plaintiff")
    return [
        budget.spend.create(invoice="1", date=DAY, amount=5),
        budget,
        make_offer(case),
        make_note(case),
        make_document(case),
        make_event(entry),
        make_deadline(case),
        entry,
        party.counsel.create(name="Ada Advocate"),
        party,
    ]


def test_nothing_of_a_held_case_is_deleted_row_by_row() -> None:
    case = make_case()
    rows = rows_of(case)
    hold = make_hold(case)

    for row in [*rows, hold, case]:
        with pytest.raises(HoldInForce, match=case.code):
            row.delete()


def test_nothing_of_a_held_case_is_deleted_in_bulk() -> None:
    case = make_case()
    make_hold(case)
    make_entry(make_case())

    for row in rows_of(case):
        with pytest.raises(HoldInForce, match=case.code):
            type(row)._default_manager.all().delete()
    assert DocketEntry.objects.count() == 2


def test_after_the_release_rows_go_and_the_case_stays() -> None:
    case = make_case()
    deadline = make_deadline(case)
    release(make_hold(case), on=DAY, by=case.owner, reason="The suit is over.")

    deadline.delete()

    assert not Deadline.objects.exists()
    with pytest.raises(ProtectedError):
        case.delete()


def test_one_open_hold_is_enough() -> None:
    case = make_case()
    release(make_hold(case), on=DAY, by=case.owner, reason="Narrowed.")
    make_hold(case)

    with pytest.raises(HoldInForce):
        make_deadline(case).delete()


def test_another_case_is_not_held() -> None:
    make_hold(make_case())
    case = make_case()

    case.delete()

    assert not Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize(
    ("on", "reason", "field"),
    [(date(2026, 5, 19), "Over.", "released_on"), (DAY, " ", "release_reason")],
)
def test_a_release_needs_a_later_day_and_a_reason(
    on: date, reason: str, field: str
) -> None:
    hold = make_hold(make_case())

    with pytest.raises(RegisterRefused) as refused:
        release(hold, on=on, by=hold.case.owner, reason=reason)

    assert refused.value.field == field
    hold.refresh_from_db()
    assert hold.released_on is None


def test_one_acknowledges_for_oneself_and_the_first_time_counts() -> None:
    hold, person = make_hold(make_case()), make_person()
    ask(hold, person, now=NOW)

    acknowledge(hold, by=person, now=NOW)
    acknowledge(hold, by=person, now=NOW.replace(year=2027))

    assert HoldAcknowledgement.objects.get().acknowledged_at == NOW
    with pytest.raises(RegisterRefused, match="not asked"):
        acknowledge(hold, by=make_person(), now=NOW)


def test_nobody_without_access_is_asked() -> None:
    hold = make_hold(make_case(restricted_matter=make_restricted_matter()))

    with pytest.raises(RegisterRefused, match="does not have access"):
        ask(hold, make_person(), now=NOW)

    assert not HoldAcknowledgement.objects.exists()


def test_the_page_lists_who_has_not_acknowledged_and_lets_them() -> None:
    person = make_person("pia", first_name="Pia")
    hold = make_hold(make_case())
    ask(hold, person, now=NOW)
    client = client_of(person)
    page = reverse("case", args=[hold.case.public_id])
    button = reverse("acknowledge_hold", args=[hold.public_id])

    before = client.get(page).content.decode()
    answer = client.post(button, follow=True).content.decode()

    assert "Not acknowledged" in before
    assert button in before
    assert "Legal hold acknowledged." in answer
    assert "Not acknowledged" not in answer


def test_the_button_past_the_wall_leads_nowhere() -> None:
    hold = make_hold(make_case(restricted_matter=make_restricted_matter()))

    answer = client_of(make_person()).post(
        reverse("acknowledge_hold", args=[hold.public_id])
    )

    assert answer.status_code == 404


def test_counsel_issues_a_hold_and_releases_it_by_hand() -> None:
    counsel = make_person("cora", roles=[Role.IN_HOUSE_LAWYER])
    client, case = client_of(counsel), make_case()
    add = reverse("admin:risks_legalhold_add")
    sent = filled(client, add, case=case.pk, scope="All mail.", issued_on="2026-05-20")
    client.post(add, sent)
    hold = LegalHold.objects.get()
    change = reverse("admin:risks_legalhold_change", args=[hold.pk])

    no_reason = client.post(change, {"released_on": "2026-06-01"})
    client.post(change, {"released_on": "2026-06-01", "release_reason": "Over."})

    hold.refresh_from_db()
    assert "reason for the release" in errors(no_reason)["release_reason"][0]
    assert hold.issued_by == counsel
    assert (hold.released_on, hold.released_by) == (DAY, counsel)
