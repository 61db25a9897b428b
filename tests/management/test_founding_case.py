"""The demo's register and docket, loaded through the same doors as a person's own."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from risks.access.models import Person
from risks.cases.models import Case, ComplianceObligation, Deadline, DocketEntry
from risks.engine import formats
from risks.exposure.models import AppetiteExcess, PortfolioRun, Snapshot
from risks.exposure.operations import recalculate_stale
from risks.management.founding.docket import docket_on, docket_with_routine
from risks.management.founding.timeline import quarter_ends
from risks.management.hong_kong import morning_of
from risks.register.models import (
    Appetite,
    Company,
    Fact,
    ListingProfile,
    Proposal,
    Review,
    Risk,
    RiskAcceptance,
    Treatment,
)
from risks.register.queries import contradictions, known_figures
from tests.factories import make_company

TODAY = date(2026, 5, 27)


@pytest.fixture
def founding_case(db: None) -> None:
    call_command("load_founding_case", "--today", TODAY.isoformat())


@pytest.mark.usefixtures("founding_case")
def test_the_day_after_the_order_the_answer_is_due_on_9_june() -> None:
    answer = Deadline.objects.get(rule_id="frcp-12a-motion-denied")

    assert answer.calendared_date == date(2026, 6, 9)
    assert answer.citation
    assert answer.steps
    assert answer.event
    assert answer.event.entry.number == "41"


@pytest.mark.usefixtures("founding_case")
def test_the_order_reprices_the_suit_and_says_why() -> None:
    proposal = Proposal.objects.get(change__has_key="decided")

    assert proposal.status == Proposal.Status.ACCEPTED
    assert proposal.accepted_as
    assert proposal.accepted_as.parameters["decided"] == {"motion_to_dismiss": "passed"}
    assert "ORDER DENYING" in proposal.accepted_as.reason


@pytest.mark.usefixtures("founding_case")
def test_the_precedent_lowered_the_contributory_claim_in_its_own_quarter() -> None:
    first, second = Snapshot.objects.filter(risk__code="R-1").order_by("valuation_date")

    assert second.expected < first.expected
    assert "Cox" in second.change


@pytest.mark.usefixtures("founding_case")
def test_the_two_people_of_the_demo_see_different_matters() -> None:
    grace = Person.objects.get(username="grace")
    ken = Person.objects.get(username="ken")

    assert Risk.objects.visible_to(grace).count() == 7
    assert Risk.objects.visible_to(ken).count() == 5
    assert not Case.objects.visible_to(ken).exists()


@pytest.mark.usefixtures("founding_case")
def test_outside_counsel_sees_the_suit_and_nothing_else() -> None:
    morgan = Person.objects.get(username="morgan")

    assert Case.objects.visible_to(morgan).count() == 1
    assert not Fact.objects.visible_to(morgan).exists()
    assert not Snapshot.objects.visible_to(morgan).exists()


@pytest.mark.usefixtures("founding_case")
def test_the_dates_of_the_listing_follow_from_its_profile() -> None:
    profile = ListingProfile.objects.get()

    rows = profile.company.deadlines.filter(obligation_period=None)
    assert profile.get_status_display() == "Listed"
    assert {row.owner.username for row in rows} == {"ken"}
    assert rows.get(rule_id="hk-13-49-interim").due_date == date(2026, 8, 31)
    assert rows.get(rule_id="hk-8a-32-annual").due_date == date(2027, 4, 30)
    assert rows.filter(rule_id="hk-13-25b").count() == 13
    assert rows.count() == 25


@pytest.mark.django_db
def test_before_its_first_day_of_dealings_the_company_is_an_applicant() -> None:
    call_command("load_founding_case", "--today", "2025-12-01")

    profile = ListingProfile.objects.get()
    assert profile.status == "applicant"
    assert not profile.company.deadlines.filter(obligation_period=None).exists()


@pytest.mark.usefixtures("founding_case")
def test_every_fact_names_its_source() -> None:
    assert Fact.objects.count() == 37
    assert not Fact.objects.filter(source="").exists()


@pytest.mark.usefixtures("founding_case")
def test_the_company_is_measured_by_the_year_that_is_known_on_the_day() -> None:
    company = Company.objects.get()

    before, after = (
        {each.name: each for each in known_figures(company, on=day)}
        for day in (date(2025, 12, 30), TODAY)
    )

    assert before["revenue"].amount == 30_500_000
    assert after["revenue"].amount == 79_040_000
    assert after["net_loss"].amount == 465_000_000
    assert after["revenue: Hailuo AI"].amount == 23_200_000
    assert after["revenue: Hailuo AI"].year
    assert after["revenue: Hailuo AI"].year.how == "annualised"


@pytest.mark.usefixtures("founding_case")
def test_what_the_article_says_against_itself_is_shown_as_a_conflict() -> None:
    conflicts = contradictions(Company.objects.get(), on=TODAY)

    assert [(each.kind, each.amount) for each in conflicts] == [
        ("gross_margin", Decimal("-1.25")),
        ("other", 500_000_000),
        ("revenue", 53_400_000),
    ]


@pytest.mark.usefixtures("founding_case")
def test_what_the_article_reports_of_the_company_is_complete() -> None:
    known = {
        (fact.kind, fact.segment): formats.fact(
            fact.amount, fact.unit, decimals=fact.decimals
        )
        for fact in Fact.objects.filter(contradicts=None).order_by("as_of")
    }

    assert known["growth", ""] == "174.8 %"
    assert known["spending", "Talkie"] == "US$15"
    assert known["other", "Zhipu: revenue"] == "RMB 191 m"
    assert known["other", "Votes of a class B share"] == "10"
    assert [known["holding", name] for name in ("Alibaba", "miHoYo", "Tencent")] == [
        "13.66 %",
        "6.40 %",
        "2.58 %",
    ]


@pytest.mark.usefixtures("founding_case")
def test_its_obligations_are_scenarios_with_one_open_deadline_each() -> None:
    call_command("load_founding_case", "--today", "2026-05-28")

    rows = ComplianceObligation.objects.order_by("kind")
    assert [row.kind for row in rows] == ["filing", "insurance", "licence", "pledge"]
    for row in rows:
        assert "illustrative" in row.title
        assert row.note.startswith("Scenario")
        assert [one.state for one in row.periods.all()] == ["open"]


@pytest.mark.usefixtures("founding_case")
def test_people_look_after_their_risks() -> None:
    accepted = RiskAcceptance.objects.get()

    assert set(Review.objects.open().values_list("risk__code", flat=True)) == {
        "R-3",
        "R-6",
    }
    assert Treatment.objects.open().filter(due_date__lt=TODAY).count() == 1
    assert (accepted.risk.code, accepted.accepted_on) == ("R-7", TODAY)
    assert accepted.expected == accepted.risk.current_exposure.snapshot.expected


@pytest.mark.usefixtures("founding_case")
def test_the_suit_is_over_the_appetite_once_it_is_priced() -> None:
    recalculate_stale(now=morning_of(TODAY))

    appetite_excess = AppetiteExcess.objects.get()

    assert (appetite_excess.risk.code, appetite_excess.measure) == ("R-1", "score")


@pytest.mark.django_db
def test_before_the_first_quarter_has_ended_nothing_is_accepted() -> None:
    call_command("load_founding_case", "--today", "2025-12-01")

    assert Treatment.objects.count() == 2
    assert not RiskAcceptance.objects.exists()


@pytest.mark.usefixtures("founding_case")
def test_loading_twice_adds_nothing() -> None:
    tables = (
        *(Risk, DocketEntry, Deadline, Snapshot, PortfolioRun, Proposal, Fact),
        *(Appetite, Review, Treatment, RiskAcceptance),
    )
    before = [table.objects.count() for table in tables]

    call_command("load_founding_case", "--today", TODAY.isoformat())

    assert [table.objects.count() for table in tables] == before


@pytest.mark.django_db
def test_the_demo_is_not_loaded_beside_a_real_register() -> None:
    make_company("ACME")

    with pytest.raises(CommandError, match="holds ACME"):
        call_command("load_founding_case", "--today", TODAY.isoformat())

    assert not Person.objects.exists()


def test_a_date_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(CommandError, match="2026-02-31"):
        call_command("load_founding_case", "--today", "2026-02-31")


def test_what_is_filed_later_is_not_known_earlier() -> None:
    known = docket_on(date(2026, 3, 25))["entries"]

    assert {entry["filed_date"] for entry in known} == {
        "2025-09-16",
        "2025-09-17",
        "2025-12-19",
        "2025-12-24",
    }


def test_routine_entries_are_marked_illustrative_and_fall_on_weekdays() -> None:
    for offset in range(7):
        docket = docket_with_routine(date(2026, 11, 23 + offset))
        dated = [
            entry for entry in docket["entries"] if "the demo's clock" in entry["text"]
        ]

        assert len(dated) == 3
        assert all(entry["illustrative"] for entry in dated)
        assert all(
            date.fromisoformat(entry["events"][0]["date"]).weekday() < 5
            for entry in dated
        )


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), [date(2025, 12, 31)]),
        (
            date(2027, 2, 1),
            [
                date(2026, 3, 31),
                date(2026, 6, 30),
                date(2026, 9, 30),
                date(2026, 12, 31),
            ],
        ),
    ],
)
def test_past_quarters_are_the_last_four_since_the_case(
    today: date, ends: list[date]
) -> None:
    assert quarter_ends(today) == ends
