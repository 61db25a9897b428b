"""Cases: the nearest date first; one case with its past and its future."""

import html
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case, Counsel, Deadline, Party
from risks.cases.operations import add_dependent
from risks.cases.queries import next_date
from risks.engine.time.dependent_deadlines import Interval
from tests.factories import (
    NOW,
    make_case,
    make_change,
    make_deadline,
    make_entry,
    make_person,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of(make_person("reader", roles=[Role.IN_HOUSE_LAWYER]))


@pytest.fixture
def case() -> Case:
    return make_case("C-1", caption="Doe v. Acme", caption_zh="某甲訴艾克")


def page_of(client: Client, case: Case) -> str:
    return client.get(reverse("case", args=[case.public_id])).content.decode()


def test_the_nearest_date_comes_first(client: Client) -> None:
    make_case("C-NONE")
    make_deadline(make_case("C-LATER"), due_date=date(2026, 7, 1))
    make_deadline(make_case("C-SOON"), due_date=date(2026, 6, 1))

    rows = client.get(reverse("cases")).context["rows"]

    assert [row.code for row, _ in rows] == ["C-SOON", "C-LATER", "C-NONE"]


def test_an_open_case_without_a_date_ahead_is_marked(
    client: Client, case: Case
) -> None:
    page = client.get(reverse("cases")).content.decode()

    assert "No next date" in page


def test_overdue_deadlines_are_counted(client: Client, case: Case) -> None:
    make_deadline(case, due_date=date(2026, 5, 1))
    make_deadline(case, due_date=date(2026, 5, 2))

    page = client.get(reverse("cases")).content.decode()

    assert "2 overdue" in page


@pytest.mark.parametrize(
    ("whose", "words"),
    [
        ("opponent", "Their deadline was 1 May 2026"),
        ("court", "The court's date was 1 May 2026"),
    ],
)
def test_a_date_of_others_passes_and_is_never_overdue(
    client: Client, case: Case, whose: str, words: str
) -> None:
    critical = {"severity": "critical", "whose": whose}
    make_deadline(case, due_date=date(2026, 5, 1), **critical)

    pages = client.get(reverse("cases")).content.decode() + page_of(client, case)

    assert words in html.unescape(pages)
    assert "verdue" not in pages


def test_a_vacated_hearing_is_shown_as_disputed(client: Client, case: Case) -> None:
    vacated = make_deadline(case, title="Hearing: motion", whose="court")
    make_change(vacated, kind="withdrawn", reason="Vacated.")

    page, listed = page_of(client, case), client.get(reverse("cases"))

    assert "Disputed: withdrawal or a later date was requested" in page
    assert "Disputed" in listed.content.decode()
    assert "The court set no time of day." in page
    assert "23:59" not in page


def test_no_case_says_what_to_do(client: Client) -> None:
    assert "No cases yet." in client.get(reverse("cases")).content.decode()


def test_the_timeline_holds_past_and_future_around_today(
    client: Client, case: Case
) -> None:
    make_entry(case, text="COMPLAINT filed.", filed_date=date(2025, 9, 16))
    make_deadline(case, title="Answer", due_date=date(2026, 6, 9))

    page = page_of(client, case).split('id="timeline"')[1]

    assert page.index("COMPLAINT filed.") < page.index(
        "Today at the court, 26 May 2026"
    )
    assert page.index("Today at the court, 26 May 2026") < page.index("Answer")


def test_an_entry_carries_its_tier_and_its_illustrative_mark(
    client: Client, case: Case
) -> None:
    make_entry(case, tier="law_firm", illustrative=True)

    page = page_of(client, case)

    assert "Law firm" in page
    assert "Illustrative" in page


def test_a_deadline_shows_both_readings_and_its_steps(
    client: Client, case: Case
) -> None:
    make_deadline(
        case,
        calendared_date=date(2026, 7, 3),
        latest_arguable_date=date(2026, 7, 6),
        reason="Independence Day falls on a Saturday.",
        steps=["Exclude the trigger day.", "Count 21 days."],
        citation="Fed. R. Civ. P. 12(a)",
    )

    page = page_of(client, case)

    assert "Calendared date 3 Jul 2026" in page
    assert "latest arguable date 6 Jul 2026: Independence Day" in page
    assert "<li>Count 21 days.</li>" in page
    assert "12(a)" in page


def test_a_rule_that_was_not_checked_is_to_be_verified(
    client: Client, case: Case
) -> None:
    make_deadline(case, rule_id="frcp_12_a", rule_version="1", rule_grade="from memory")

    assert "verify before relying" in page_of(client, case)


def test_a_rule_says_when_its_official_text_was_read(
    client: Client, case: Case
) -> None:
    make_deadline(
        case,
        rule_id="frcp_12_a",
        rule_version="1",
        rule_grade="official text",
        rule_checked_on=date(2026, 5, 1),
    )

    assert "checked against its official text on 1 May 2026" in page_of(client, case)


def test_a_due_day_has_no_hour_and_is_told_in_the_reader_s_time_too(
    client: Client, case: Case
) -> None:
    make_deadline(case, due_date=date(2026, 6, 9))

    page = page_of(client, case)

    assert '<time datetime="2026-06-09">9 Jun 2026</time>' in page
    assert "23:59" not in page
    assert "In your time zone (Hong Kong): 10 Jun 2026, 14:59." in page


def test_parties_stand_with_their_counsel(client: Client, case: Case) -> None:
    plaintiff = Party.objects.create(case=case, name="Jane Doe", role="Plaintiff")
    Party.objects.create(case=case, name="Acme", role="Defendant")
    Counsel.objects.create(party=plaintiff, name="Ada Advocate", roles="Lead")

    page = page_of(client, case).split('id="parties"')[1]

    assert page.index("Jane Doe") < page.index("Ada Advocate") < page.index("Defendant")


def test_an_empty_docket_says_in_words_how_to_fill_it(
    client: Client, case: Case
) -> None:
    page = page_of(client, case).split('id="timeline"')[1]

    assert "An operator imports the docket from a court file." in page
    assert reverse("admin:risks_docketentry_add") in page
    assert "manage.py" not in page


def test_a_court_no_longer_listed_keeps_its_page(client: Client) -> None:
    case = make_case("C-2", court_id="atlantis")

    assert "atlantis" in page_of(client, case)


def test_a_closed_deadline_is_not_among_the_open_ones(
    client: Client, case: Case
) -> None:
    make_deadline(
        case,
        title="Served",
        status=Deadline.Status.MET,
        closed_at=case.owner.date_joined,
        close_reason="Filed as entry 9.",
    )

    page = page_of(client, case)

    assert "No open deadlines." in page
    assert "Filed as entry 9." in page.split('id="timeline"')[1]


def test_a_working_date_is_no_next_date(client: Client, case: Case) -> None:
    answer = make_deadline(case, due_date=date(2030, 6, 14), title="Answer")
    week, person = Interval.parse("7 days before"), make_person()
    add_dependent(answer, title="Draft", interval=week, by=person, now=NOW)

    page = client.get(reverse("case", args=[case.public_id]))
    (row, _), *_ = client.get(reverse("cases")).context["rows"]

    assert page.context["next"] == answer
    assert row.next_date == date(2030, 6, 14)
    assert next_date(case, today=NOW.date()) == date(2030, 6, 14)
