"""Discovery: answers due, admissions by silence, and PRC cross-border data review."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import (
    CrossBorderReview,
    Deadline,
    DiscoveryRequest,
    Event,
    InsurerNotice,
    PrivilegeLogEntry,
)
from risks.cases.operations import confirm, file_entry, move, withdraw
from risks.cases.operations.deadlines.cross_border_review import (
    save_cross_border_review,
)
from risks.cases.operations.records.discovery import (
    answer_request,
    give_notice,
    record_notice,
)
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.queries import deemed_admitted
from risks.cases.sources.docket import StatedEvent
from tests.admin.forms import errors, filled
from tests.cases.records.case_files import make_request
from tests.factories import NOW, make_case, make_person
from tests.web.world import World, client_of, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Kind = DiscoveryRequest.Kind
DUE = date(2026, 6, 3)
AFTER = date(2026, 6, 4)


def confirm_what_was_asked(deadline: Deadline) -> None:
    confirm(deadline.changes.get(), by=make_person(), reason="Order 45.", now=NOW)


@pytest.mark.parametrize(
    ("kind", "service", "due", "citation"),
    [
        (Kind.INTERROGATORIES, "electronic", date(2026, 6, 3), "33(b)(2)"),
        (Kind.PRODUCTION, "personal", date(2026, 6, 3), "34(b)(2)(A)"),
        (Kind.ADMISSION, "electronic", date(2026, 6, 3), "36(a)(3)"),
        # Three days more, Rule 6(d): Saturday 6 June, and so Monday.
        (Kind.ADMISSION, "mail", date(2026, 6, 8), "36(a)(3)"),
        (Kind.SUBPOENA, "mail", date(2026, 5, 18), "45(d)(2)(B)"),
    ],
)
def test_an_answer_is_due_as_its_rule_counts(
    kind: DiscoveryRequest.Kind, service: str, due: date, citation: str
) -> None:
    request = make_request(make_case(), kind=kind, service=service)

    deadline = Deadline.objects.get(depends_on=None)
    assert request.deadline == deadline
    assert deadline.due_date == due
    assert citation in deadline.citation
    assert deadline.steps


def test_what_we_ask_is_the_other_side_s_to_answer() -> None:
    ours = make_request(make_case(), direction="ours")
    theirs = make_request(make_case(), direction="theirs")

    assert (ours.deadline.whose, theirs.deadline.whose) == ("opponent", "ours")


def test_a_court_that_counts_otherwise_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(RegisterRefused, match="enter its dates by hand"):
        make_request(make_case(court_id="hkcfi"))

    assert not Deadline.objects.exists()
    assert not DiscoveryRequest.objects.exists()


def test_silence_admits_on_the_day_after_it_was_due() -> None:
    request = make_request(make_case())

    assert deemed_admitted(request.case, today=DUE) == []
    assert deemed_admitted(request.case, today=AFTER) == [request]


def test_an_answer_in_time_admits_nothing_and_a_second_person_confirms_it() -> None:
    request = make_request(make_case())

    answer_request(request, on=DUE, by=request.case.owner, now=NOW)
    before = Deadline.objects.get(pk=request.deadline_id).status
    confirm_what_was_asked(request.deadline)

    request.deadline.refresh_from_db()
    assert deemed_admitted(request.case, today=AFTER) == []
    assert (before, request.deadline.status) == ("open", "met")


def test_what_we_asked_closes_with_the_other_side_s_answer() -> None:
    request = make_request(make_case(), direction="ours")

    answer_request(request, on=DUE, by=request.case.owner, now=NOW)

    assert Deadline.objects.get(pk=request.deadline_id).status == "met"


def test_an_answer_on_the_docket_has_the_same_cross_border_reviews() -> None:
    case = make_case()
    kind, day = Event.Kind.DOCUMENT_REQUEST, date(2026, 5, 4)
    stated = [StatedEvent(kind=kind, date=day)]

    file_entry(case, filed_date=day, text="Request.", events=stated, now=NOW)

    row = case.deadlines.get(rule_id="frcp-34")
    assert row.cross_border_reviews.count() == len(CrossBorderReview.Rule)
    assert "30 days after the Rule 26(f) conference" in row.flag
    assert "three days more if served by mail" in row.flag
    assert "PRC export not cleared: Archives rules" in row.flag
    assert "Civil Procedure Law 294: needed" in row.flag


def test_a_case_without_a_gated_answer_has_no_gate() -> None:
    case = make_case()
    stated = [StatedEvent(kind=Event.Kind.MOTION_DENIED, date=date(2026, 5, 4))]

    file_entry(case, filed_date=AFTER, text="Order.", events=stated, now=NOW)

    assert not CrossBorderReview.objects.exists()


def test_a_late_answer_does_not_undo_the_admission() -> None:
    request = make_request(make_case())

    answer_request(request, on=AFTER, by=request.case.owner, now=NOW)

    assert deemed_admitted(request.case, today=AFTER) == [request]


def test_time_that_was_extended_is_counted_to_its_new_end() -> None:
    request = make_request(make_case())
    owner = request.case.owner
    later = date(2026, 6, 30)

    move(request.deadline, due_date=later, reason="Stipulated.", by=owner, now=NOW)
    confirm_what_was_asked(request.deadline)

    assert deemed_admitted(request.case, today=AFTER) == []


def test_a_request_that_was_withdrawn_admits_nothing() -> None:
    request = make_request(make_case())

    withdraw(request.deadline, by=request.case.owner, reason="Withdrawn.", now=NOW)
    confirm_what_was_asked(request.deadline)

    assert deemed_admitted(request.case, today=AFTER) == []


def test_an_unanswered_interrogatory_admits_nothing() -> None:
    request = make_request(make_case(), kind=Kind.INTERROGATORIES)

    assert deemed_admitted(request.case, today=AFTER) == []


@pytest.mark.parametrize("on", [date(2026, 5, 3), DUE])
def test_a_request_is_answered_once_and_after_its_service(on: date) -> None:
    request = make_request(make_case())
    if on == DUE:
        answer_request(request, on=on, by=request.case.owner, now=NOW)

    with pytest.raises(RegisterRefused, match=r"answered on|before it was served"):
        answer_request(request, on=on, by=request.case.owner, now=NOW)


def test_each_answer_of_ours_is_flagged_until_its_export_is_cleared() -> None:
    request = make_request(make_case())
    cross_border_reviews = list(request.deadline.cross_border_reviews.order_by("rule"))

    flags = [Deadline.objects.get(depends_on=None).flag]
    states = ("cleared", "cleared", "not_needed", "cleared", "cleared", "cleared")
    for cross_border_review, state in zip(cross_border_reviews, states, strict=True):
        (
            cross_border_review.state,
            cross_border_review.authority,
            cross_border_review.decided_on,
        ) = state, "MOJ", DUE
        save_cross_border_review(cross_border_review)
        flags.append(Deadline.objects.get(depends_on=None).flag)

    assert "Archives rules for listings abroad [2023] 44: needed" in flags[0]
    assert "Civil Procedure Law 294: needed" in flags[1]
    assert "Civil Procedure Law 294" not in flags[2]
    assert "Data Security Law 36: needed" in flags[2]
    assert "State Council Order 801" in flags[3]
    assert "State Secrets Law: needed" in flags[5]
    assert flags[6] == ""


def test_a_gate_that_was_only_asked_about_stays_shut() -> None:
    cross_border_review = make_request(make_case()).deadline.cross_border_reviews.get(
        rule="dsl_36"
    )

    cross_border_review.state = CrossBorderReview.State.ASKED
    save_cross_border_review(cross_border_review)

    assert "Data Security Law 36: asked" in Deadline.objects.get(depends_on=None).flag


def test_what_the_other_side_answers_leaves_no_china() -> None:
    request = make_request(make_case(), direction="ours")

    assert not request.deadline.cross_border_reviews.exists()
    assert request.deadline.flag == ""


def test_a_gate_does_not_open_without_an_authority() -> None:
    cross_border_review = make_request(make_case()).deadline.cross_border_reviews.get(
        rule="dsl_36"
    )
    cross_border_review.state = CrossBorderReview.State.CLEARED

    with pytest.raises(IntegrityError, match="opens_by_an_authority"):
        save_cross_border_review(cross_border_review)


def test_notice_to_an_insurer_is_a_deadline_until_it_is_given() -> None:
    case = make_case()
    notice = InsurerNotice(case=case, insurer="PICC", policy="D-1", notice_due_on=DUE)
    record_notice(notice, by=case.owner, now=NOW)
    deadline = case.deadlines.get(depends_on=None)

    give_notice(notice, on=AFTER, by=case.owner, now=NOW)
    confirm_what_was_asked(deadline)

    assert (deadline.due_date, deadline.status) == (DUE, "open")
    deadline.refresh_from_db()
    assert deadline.status == "met"
    assert deadline.close_reason.startswith("Notice given on 2026-06-04. Confirmed by ")


def test_a_request_entered_by_hand_gets_a_deadline_which_its_answer_ends() -> None:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    case = make_case()
    add = reverse("admin:risks_discoveryrequest_add")
    asked = {"case": case.pk, "kind": "admission", "direction": "theirs"}
    asked |= {"title": "First set", "served_on": "2026-05-04", "service": "mail"}
    client.post(add, filled(client, add, **asked))
    request = DiscoveryRequest.objects.get()
    change = reverse("admin:risks_discoveryrequest_change", args=[request.pk])

    early = client.post(change, {"answered_on": "2026-05-01"})
    client.post(change, {"answered_on": "2026-06-01"})

    request.refresh_from_db()
    assert "before it was served" in errors(early)["answered_on"][0]
    assert request.answered_on == date(2026, 6, 1)
    confirm_what_was_asked(request.deadline)
    assert case.deadlines.get(depends_on=None).status == "met"


def test_a_gate_cleared_by_hand_needs_an_authority_and_frees_the_deadline() -> None:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    request = make_request(make_case())
    for cross_border_review in request.deadline.cross_border_reviews.all():
        change = reverse(
            "admin:risks_crossborderreview_change", args=[cross_border_review.pk]
        )
        refused = client.post(change, {"state": "cleared"})
        sent = {"state": "cleared", "authority": "MOJ", "decided_on": "2026-06-01"}
        client.post(change, sent)

        assert refused.status_code == 200

    assert Deadline.objects.get(depends_on=None).flag == ""


def test_a_notice_entered_by_hand_ends_once_it_is_given() -> None:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    case = make_case()
    add = reverse("admin:risks_insurernotice_add")
    asked = {"case": case.pk, "insurer": "PICC", "policy": "D-1"}
    client.post(add, filled(client, add, **asked, notice_due_on="2026-06-03"))
    notice = InsurerNotice.objects.get()
    change = reverse("admin:risks_insurernotice_change", args=[notice.pk])

    client.post(change, {"given_on": "2026-06-01"})
    again = client.post(change, {"given_on": "2026-06-02"})

    notice.refresh_from_db()
    assert errors(again)["given_on"]
    assert notice.given_on == date(2026, 6, 1)
    confirm_what_was_asked(notice.deadline)
    assert case.deadlines.get(depends_on=None).status == "met"


def test_the_page_shows_requests_gates_and_admissions() -> None:
    world: World = make_world()
    case = world.open_case
    make_request(case, served_on=date(2026, 1, 5), title="Second set")
    PrivilegeLogEntry.objects.create(
        case=case,
        document="ACME-001",
        dated=DUE,
        author="Ada",
        basis="work_product",
        description="Memorandum about trial.",
    )
    address = reverse("case", args=[case.public_id])

    counsel = client_of(world.people["counsel"]).get(address).content.decode()
    viewer = client_of(world.people["viewer"]).get(address).content.decode()

    for words in ("Second set", "Deemed admitted, Rule 36(a)(3)", "Law 294"):
        assert words in counsel
        assert words in viewer
    assert "Memorandum about trial." in counsel
    assert "Memorandum about trial." not in viewer
