"""Enter a judge's rule on a page, read it as a second person, and confirm it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Deadline, EnteredRule
from tests.cases.rules.made_rules import make_entered_rule
from tests.factories import make_case, make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

FORM = {
    "court": "cacd",
    "judge": "Jane Doe",
    "citation": "Standing Order (invented), para. 4",
    "title": "Opposition to the motion",
    "trigger": "hearing_set",
    "actor": "opposing",
    "period": "28 days",
    "direction": "before",
    "counting": "plain",
    "condition": "Any motion.",
    "critical": "on",
    "replaces": "cacd-7-9",
    "effective_from": "2026-01-01",
    "effective_to": "",
    "quote": "Oppositions are due 28 days\r\nbefore the hearing.",
    "read_on": "2026-05-26",
    "grade": "official text",
    "source": "Docket entry 12",
    "example": "2026-09-25",
}


@pytest.fixture
def writer() -> Client:
    return client_of(make_person("writer", roles=[Role.CONTRIBUTOR]))


@pytest.fixture
def lawyer() -> Client:
    return client_of(make_person("lawyer", roles=[Role.IN_HOUSE_LAWYER]))


def sent(client: Client, **changes: str) -> Any:
    return client.post(reverse("enter_rule"), FORM | changes)


def errors(answer: Any) -> dict[str, list[str]]:
    form = answer.context["form"]
    return {name: list(lines) for name, lines in form.errors.items()}


def test_the_court_is_chosen_by_name_or_by_citation(writer: Client) -> None:
    for typed in ("cacd", "C.D. Cal.", "central district of cal", "Hong Kong Court"):
        page = writer.get(reverse("enter_rule"), {"court": typed})

        assert page.status_code == 200
        assert b"Citation" in page.content


@pytest.mark.parametrize("typed", ["California", "Narnia", "", "x" * 300])
def test_a_court_that_is_not_one_is_asked_for_again(writer: Client, typed: str) -> None:
    page = writer.get(reverse("enter_rule"), {"court": typed})

    assert page.status_code == 400
    assert list(errors(page)) == ["court"]


def test_the_preview_shows_what_it_would_count_and_stores_nothing(
    writer: Client,
) -> None:
    make_case(judge="Hon. Jane Doe")
    make_case(judge="John Roe")

    page = sent(writer, preview="1").content.decode()

    assert "From 25 Sep 2026: due 28 Aug 2026." in page
    assert "It applies to 1 open case that you have access to." in page
    assert not EnteredRule.objects.exists()


def test_a_rule_is_entered_and_waits_for_a_second_reader(
    writer: Client, lawyer: Client
) -> None:
    answer = sent(writer)

    rule = EnteredRule.objects.get()
    assert answer.headers["Location"] == reverse("entered_rule", args=[rule.public_id])
    assert rule.state == "proposed"
    assert rule.quote == "Oppositions are due 28 days before the hearing."
    assert rule.entry.period == "28 days"
    listed = lawyer.get(reverse("missing_items")).content.decode()
    assert "Rules to read and confirm" in listed


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period": "0 days"}, "period"),
        ({"period": "10000 days"}, "period"),
        ({"period": "fourteen"}, "period"),
        ({"citation": ""}, "citation"),
        ({"citation": "x" * 121}, "citation"),
        ({"trigger": "full_moon"}, "trigger"),
        ({"counting": "working_days"}, "counting"),
        ({"replaces": "cacd-7-99"}, "replaces"),
        ({"replaces": "frcp-33"}, "replaces"),
        ({"judge": "Hon. Doe"}, "judge"),
        ({"title": "ring\x07"}, "title"),
        ({"period": "１４ days"}, "period"),
        ({"effective_from": ""}, "effective_from"),
        ({"effective_to": "2025-12-31"}, "effective_to"),
        ({"read_on": "2026-05-28"}, "read_on"),
        ({"quote": ""}, "quote"),
        ({"source": ""}, "source"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_stores_nothing(
    writer: Client, changes: dict[str, str], field: str
) -> None:
    answer = sent(writer, **changes)

    assert answer.status_code == 400
    assert {name: len(lines) for name, lines in errors(answer).items()} == {field: 1}
    assert not EnteredRule.objects.exists()


def test_a_title_is_left_out_of_the_judge_s_name(writer: Client) -> None:
    make_case(judge="Hon. Jane Doe")

    page = writer.get(reverse("enter_rule"), {"court": "cacd"}).content.decode()
    sent(writer, judge="Hon. Judge Jane Doe")

    assert '<option value="Jane Doe">' in page
    assert EnteredRule.objects.get().judge == "Jane Doe"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_range_is_told_and_breaks_nothing(
    writer: Client, day: str
) -> None:
    preview = sent(writer, preview="1", example=day)
    entered = sent(writer, effective_from=day, replaces="")
    page = writer.get(entered.headers["Location"])

    assert b"is outside the years" in preview.content
    assert (preview.status_code, page.status_code) == (200, 200)


def test_what_was_typed_stays_in_a_form_that_is_refused(writer: Client) -> None:
    page = sent(writer, period="0 days").content.decode()

    assert "Docket entry 12" in page


def test_a_second_rule_in_the_same_place_is_refused(writer: Client) -> None:
    make_entered_rule()

    answer = sent(writer)

    assert list(errors(answer)) == ["effective_from"]


def test_the_second_reader_confirms_it_on_its_page(
    writer: Client, lawyer: Client
) -> None:
    sent(writer)
    address = reverse("entered_rule", args=[EnteredRule.objects.get().public_id])

    page = lawyer.get(address).content.decode()
    answer = lawyer.post(address, {"decision": "accept", "reason": "Read entry 12."})

    assert "Oppositions are due 28 days before the hearing." in page
    assert answer.status_code == 302
    assert EnteredRule.objects.get().state == "confirmed"
    listed = lawyer.get(reverse("rules")).content.decode()
    assert listed.count("Standing Order (invented), para. 4") == 2


def test_whoever_entered_it_is_offered_no_confirmation() -> None:
    person = make_person(roles=[Role.IN_HOUSE_LAWYER])
    rule = make_entered_rule(state="proposed", entered_by=person)
    client = client_of(person)
    address = reverse("entered_rule", args=[rule.public_id])

    page = client.get(address).content.decode()
    answer = client.post(address, {"decision": "accept", "reason": "Mine."})

    assert "Confirm rule" not in page
    assert answer.status_code == 400
    assert b"another person must confirm it" in answer.content
    rule.refresh_from_db()
    assert rule.state == "proposed"


def test_who_only_enters_rules_confirms_none_and_takes_back_their_own(
    writer: Client,
) -> None:
    sent(writer)
    rule = EnteredRule.objects.get()
    other = make_entered_rule(state="proposed")
    own = reverse("entered_rule", args=[rule.public_id])
    others = reverse("entered_rule", args=[other.public_id])

    answers = [
        writer.post(others, {"decision": "accept", "reason": "Fine."}).status_code,
        writer.post(others, {"decision": "reject", "reason": "Wrong."}).status_code,
        writer.post(own, {"decision": "reject", "reason": "Wrong."}).status_code,
    ]

    rule.refresh_from_db()
    assert answers == [403, 403, 302]
    assert rule.state == "refused"


def test_a_confirmed_rule_is_corrected_by_a_new_version(
    writer: Client, lawyer: Client
) -> None:
    first = make_entered_rule()
    address = reverse("correct_rule", args=[first.public_id])

    page = writer.get(address).content.decode()
    changed = {"period": "35 days", "effective_from": "2026-07-01", "judge": "John Roe"}
    answer = writer.post(address, FORM | changed)

    second = EnteredRule.objects.get(number=2)
    assert 'value="28 days"' in page
    assert answer.status_code == 302
    assert (second.rule_id, second.judge, second.period) == (
        *(first.rule_id, first.judge),
        "35 days",
    )
    lawyer.post(answer.headers["Location"], {"decision": "accept", "reason": "Read."})
    first.refresh_from_db()
    assert first.effective_to == date(2026, 6, 30)


def test_confirming_counts_the_open_cases_and_says_how_many_dates(
    lawyer: Client,
) -> None:
    rule = make_entered_rule(state="proposed")
    address = reverse("entered_rule", args=[rule.public_id])

    answer = lawyer.post(
        address, {"decision": "accept", "reason": "Read."}, follow=True
    )

    assert "Rule confirmed. 0 deadlines were added or moved earlier." in (
        answer.content.decode()
    )
    assert not Deadline.objects.exists()


@pytest.mark.parametrize("name", ["entered_rule", "correct_rule"])
def test_an_absent_rule_is_not_found(lawyer: Client, name: str) -> None:
    assert lawyer.get(reverse(name, args=["000000000000"])).status_code == 404
