"""What nearly matches a case is asked, kept, and filed by the answer."""

from typing import Any

import pytest
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Case, Delivery, DocketEntry, DocketQuestion, DocketSource
from risks.cases.operations import (
    DocketQuestionRefused,
    answer_question,
    file_waiting,
    receive,
)
from tests.admin.forms import filled
from tests.cases.intake.courtmail import feed, item, notice
from tests.court_files import court_file
from tests.factories import NOW, make_case, make_person, make_restricted_matter
from tests.web.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SHORT, WHOLE, TITLE = "25-cv-00001", "2:25-cv-00001", "Docket numbers to match"


@pytest.fixture
def lawyer() -> Person:
    return make_person("lawyer", roles=[Role.IN_HOUSE_LAWYER])


def deliver(
    body: str | bytes, *, kind: str = "notice", court_id: str = "cacd"
) -> Delivery:
    source, _made = DocketSource.objects.get_or_create(
        name=f"{kind} {court_id}",
        kind=kind,
        court_id=court_id,
        address="https://ecf.example",
        defaults={"created_at": NOW},
    )
    raw = body.encode() if isinstance(body, str) else body
    receive(source, key=str(Delivery.objects.count()), body=raw, now=NOW)
    file_waiting(now=NOW)
    return Delivery.objects.order_by("pk").reverse()[0]


def answer(lawyer: Person, *, is_this_case: bool, **of: Any) -> DocketQuestion:
    question = DocketQuestion.objects.get(**of)
    row = answer_question(question, is_this_case=is_this_case, by=lawyer, now=NOW)
    file_waiting(now=NOW)
    return row


def missing(person: Person) -> str:
    return client_of(person).get(reverse("missing_items")).content.decode()


def asked(page: str) -> str:
    return page.partition(TITLE)[2].partition("</section>")[0]


def test_a_notice_is_kept_and_asked_about() -> None:
    case = make_case(docket_number=SHORT)

    delivery = deliver(notice(f"{WHOLE}-ABC"))

    question = DocketQuestion.objects.get()
    assert (question.case, question.docket_number) == (case, WHOLE)
    assert (delivery.state, delivery.case) == ("asked", case)
    assert list(question.deliveries.all()) == [delivery]
    assert not DocketEntry.objects.exists()


def test_this_case_files_what_was_delivered_and_all_that_follows(
    lawyer: Person,
) -> None:
    case = make_case(docket_number=SHORT)
    first = deliver(notice(WHOLE))

    answer(lawyer, is_this_case=True)
    second = deliver(notice(f"{WHOLE}-XYZ", entry=45))

    first.refresh_from_db()
    case.refresh_from_db()
    assert (first.state, second.state) == ("filed", "filed")
    assert case.entries.count() == 2
    assert case.docket_number == WHOLE


def test_not_this_case_files_nothing_and_is_not_asked_again(lawyer: Person) -> None:
    case = make_case(docket_number=SHORT)
    first = deliver(notice(WHOLE))

    answer(lawyer, is_this_case=False)
    second = deliver(notice(f"{WHOLE}-XYZ", entry=45))

    first.refresh_from_db()
    assert (first.state, second.state) == ("filed", "filed")
    assert DocketQuestion.objects.count() == 1
    assert not case.entries.exists()


def test_a_number_without_the_case_s_office_is_remembered(lawyer: Person) -> None:
    case = make_case(docket_number=WHOLE)
    deliver(notice(SHORT))

    answer(lawyer, is_this_case=True)
    deliver(notice(SHORT, entry=45))

    case.refresh_from_db()
    assert (case.docket_number, case.entries.count()) == (WHOLE, 2)


def test_of_two_offices_each_is_asked_and_one_answer_decides_both(
    lawyer: Person,
) -> None:
    case = make_case(docket_number=SHORT)
    for office in (2, 5):
        deliver(notice(f"{office}:25-cv-00001", entry=office))

    answer(lawyer, is_this_case=True, docket_number="5:25-cv-00001")

    answers = DocketQuestion.objects.order_by("docket_number")
    assert list(answers.values_list("state", flat=True)) == ["other", "this"]
    assert [entry.number for entry in case.entries.all()] == ["5"]
    assert not Delivery.objects.exclude(state="filed").exists()


def test_of_two_cases_each_is_asked(lawyer: Person) -> None:
    first, second = (make_case(docket_number=f"{n}:25-cv-00001") for n in (2, 5))
    deliver(notice(SHORT))

    answer(lawyer, is_this_case=False, case=first)
    answer(lawyer, is_this_case=True, case=second)

    assert [entry.case for entry in DocketEntry.objects.all()] == [second]


def test_an_item_of_a_feed_is_asked_about() -> None:
    case = make_case(docket_number=SHORT)

    delivery = deliver(feed(item(WHOLE)), kind="rss")

    assert (delivery.state, delivery.case) == ("asked", case)


def test_completing_the_number_of_the_case_answers(lawyer: Person) -> None:
    case = make_case(docket_number=SHORT, owner=lawyer)
    deliver(notice(WHOLE))
    address = reverse("admin:risks_case_change", args=[case.pk])
    client = client_of(lawyer)

    client.post(address, filled(client, address, docket_number="2:25-cv-00001"))
    file_waiting(now=NOW)

    assert DocketQuestion.objects.get().state == "this"
    assert case.entries.count() == 1


def test_a_question_is_answered_once(lawyer: Person) -> None:
    make_case(docket_number=SHORT)
    deliver(notice(WHOLE))
    row = answer(lawyer, is_this_case=False)

    with pytest.raises(DocketQuestionRefused, match="lawyer has already answered"):
        answer_question(row, is_this_case=True, by=lawyer, now=NOW)


def test_a_number_that_another_case_has_is_not_taken(lawyer: Person) -> None:
    case = make_case(docket_number=SHORT)
    deliver(notice(WHOLE))
    make_case(docket_number=WHOLE)

    answer(lawyer, is_this_case=True)

    case.refresh_from_db()
    assert case.docket_number == SHORT


def test_the_page_of_missing_items_asks_and_takes_the_answer(lawyer: Person) -> None:
    case = make_case(docket_number=SHORT)
    deliver(notice(WHOLE))
    question = DocketQuestion.objects.get()
    address = reverse("answer_docket_question", args=[question.public_id])

    before = missing(lawyer)
    client_of(lawyer).post(address, {"answer": "this"})
    file_waiting(now=NOW)

    assert WHOLE in before
    assert case.code in before
    assert case.entries.count() == 1
    assert question.public_id not in missing(lawyer)


def test_another_answer_changes_nothing(lawyer: Person) -> None:
    make_case(docket_number=SHORT)
    deliver(notice(WHOLE))
    question = DocketQuestion.objects.get()
    address = reverse("answer_docket_question", args=[question.public_id])

    client_of(lawyer).post(address, {"answer": "maybe"})

    question.refresh_from_db()
    assert question.state == "asked"


def test_nobody_outside_a_restricted_matter_learns_of_the_question(
    lawyer: Person,
) -> None:
    inside = make_person("inside", roles=[Role.IN_HOUSE_LAWYER])
    outside = make_person("outside", roles=[Role.COMPLIANCE_ADMINISTRATOR])
    wall = make_restricted_matter(members=[inside])
    before = missing(outside)
    make_case(docket_number=SHORT, restricted_matter=wall)
    delivery = deliver(notice(WHOLE))
    question = DocketQuestion.objects.get()
    address = reverse("answer_docket_question", args=[question.public_id])

    refused = client_of(outside).post(address, {"answer": "this"})

    assert asked(missing(outside)) == asked(before)
    assert refused.status_code == 404
    assert not Delivery.objects.visible_to(outside).filter(pk=delivery.pk).exists()
    assert WHOLE in missing(inside)


def test_a_visible_case_is_asked_about_though_a_hidden_one_has_the_number(
    lawyer: Person,
) -> None:
    wall = make_restricted_matter()
    hidden = make_case(docket_number=WHOLE, restricted_matter=wall)
    seen = make_case(docket_number=SHORT)
    deliver(notice(WHOLE))

    before = missing(lawyer)
    answer(lawyer, is_this_case=True)

    assert seen.code in before
    assert [hidden.entries.count(), seen.entries.count()] == [1, 1]


def test_a_visible_case_is_asked_about_without_naming_the_hidden_one() -> None:
    outside = make_person("outside", roles=[Role.IN_HOUSE_LAWYER])
    hidden = make_case(
        "C-SECRET",
        docket_number="5:25-cv-00001",
        restricted_matter=make_restricted_matter(),
    )
    seen = make_case("C-SEEN", docket_number=WHOLE)

    delivery = deliver(notice(SHORT))

    page = missing(outside)
    assert seen.code in page
    assert hidden.code not in page
    assert delivery.case == hidden


def test_a_real_notice_is_filed_by_the_answer(lawyer: Person) -> None:
    case = make_case(court_id="arwd", docket_number="26-cv-00109")
    raw = court_file("found/10a_notice.eml").read_bytes()

    delivery = deliver(raw, court_id="arwd")
    answer(lawyer, is_this_case=True)

    assert delivery.state == "asked"
    assert case.entries.count() == 1
    assert Case.objects.get().docket_number == "2:26-cv-00109"
