"""The clocks of a listed company: Hong Kong months, mainland working days."""

from datetime import date

import pytest

from risks.engine.time.deadlines import DeadlineError
from risks.engine.time.disclosure import CompanyEvent, disclosure_date, disclosures_for
from risks.engine.time.listing.profile import Condition
from risks.engine.time.rule_book import all_rules, company_rules
from risks.engine.time.rules import Actor


def due(event: CompanyEvent, on: date) -> dict[str, tuple[str, str]]:
    return {
        rule.id: (
            computed.calendared_date.isoformat(),
            computed.latest_arguable_date.isoformat(),
        )
        for rule in disclosures_for(event, on=on)
        for computed in [disclosure_date(rule, on=on)]
    }


def test_the_year_end_asks_for_results_in_three_months_and_a_report_in_four() -> None:
    assert due(CompanyEvent.FISCAL_YEAR_END, date(2025, 12, 31)) == {
        # New Year's Day is no day to begin on: the blackout is assumed from the eve.
        "hk-c3-annual-earliest": ("2025-12-31", "2026-01-01"),
        "hk-13-49-annual": ("2026-03-31", "2026-03-31"),
        "hk-13-46-annual": ("2026-04-30", "2026-04-30"),
        "hk-13-91": ("2026-04-30", "2026-04-30"),
        "hk-c1-d2": ("2026-04-30", "2026-04-30"),
        "hk-14a-55": ("2026-04-30", "2026-04-30"),
        "hk-14a-56": ("2026-04-30", "2026-04-30"),
        "hk-8a-32-annual": ("2026-04-30", "2026-04-30"),
        "hk-vie-annual": ("2026-04-30", "2026-04-30"),
        "hk-13-46-2b": ("2026-06-30", "2026-06-30"),
    }


def test_months_run_from_the_end_of_one_to_the_end_of_another() -> None:
    assert due(CompanyEvent.HALF_YEAR_END, date(2026, 6, 30)) == {
        "hk-c3-interim-earliest": ("2026-06-30", "2026-07-01"),
        "hk-13-49-interim": ("2026-08-31", "2026-08-31"),
        "hk-13-48-interim": ("2026-09-30", "2026-09-30"),
        "hk-8a-32-interim": ("2026-09-30", "2026-09-30"),
    }


def test_a_date_on_a_holiday_is_worked_to_on_the_working_day_before() -> None:
    dates = due(CompanyEvent.FISCAL_YEAR_END, date(2023, 12, 31))

    # Good Friday to Easter Monday.
    assert dates["hk-13-49-annual"] == ("2024-03-28", "2024-03-31")
    assert dates["hk-13-46-annual"] == ("2024-04-30", "2024-04-30")
    # Sunday.
    assert dates["hk-13-46-2b"] == ("2024-06-28", "2024-06-30")


def test_the_report_is_sent_three_weeks_before_the_meeting_and_the_poll_follows() -> (
    None
):
    assert due(CompanyEvent.GENERAL_MEETING, date(2026, 6, 26)) == {
        "hk-13-46-meeting": ("2026-06-05", "2026-06-05"),
        "hk-a1-14-2": ("2026-06-05", "2026-06-05"),
        # Monday.
        "hk-13-39-5": ("2026-06-29", "2026-06-29"),
    }


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2026, 5, 26), "2026-05-29"),
        (date(2026, 5, 29), "2026-06-03"),
        # Sunday 4 January is worked for Friday the 2nd.
        (date(2025, 12, 31), "2026-01-06"),
        # Golden week, and Saturday 10 October is worked.
        (date(2026, 9, 30), "2026-10-10"),
        (date(2026, 10, 8), "2026-10-12"),
    ],
)
def test_working_days_skip_days_off_and_count_worked_weekends(
    on: date, last: str
) -> None:
    assert due(CompanyEvent.CSRC_EVENT, on) == {"csrc-report": (last, last)}


def test_in_an_unannounced_year_the_calendared_date_is_a_working_day_earlier() -> None:
    [rule] = disclosures_for(CompanyEvent.CSRC_EVENT, on=date(2150, 3, 2))

    computed = disclosure_date(rule, on=date(2150, 3, 2))

    assert (computed.calendared_date, computed.latest_arguable_date) == (
        date(2150, 3, 4),
        date(2150, 3, 5),
    )
    assert "may be made a working day in 2150" in computed.reason
    assert "Provisional" in " ".join(step.text for step in computed.steps)


def test_no_clock_ran_before_its_rule() -> None:
    assert due(CompanyEvent.CSRC_EVENT, date(2023, 3, 30)) == {}


def test_a_day_too_distant_is_refused() -> None:
    with pytest.raises(DeadlineError, match="outside the years"):
        disclosure_date(company_rules()[0], on=date(2201, 1, 1))


@pytest.mark.parametrize(
    ("event", "on", "rule_id", "last"),
    [
        # Sunday, then the Monday after Chung Yeung: five Exchange business days.
        ("month_end", date(2026, 9, 30), "hk-13-25b", "2026-10-08"),
        ("shares_changed", date(2026, 4, 2), "hk-13-25a", "2026-04-08"),
        ("results_approved", date(2026, 3, 27), "hk-13-49-approved", "2026-03-30"),
        # Seven clear business days lie between, Good Friday to Easter Tuesday left out.
        ("board_meeting", date(2026, 4, 10), "hk-13-43", "2026-03-26"),
        ("report_printed", date(2026, 4, 20), "hk-14a-57", "2026-04-01"),
        ("annual_results", date(2026, 3, 31), "hk-c3-annual", "2026-01-30"),
        ("interim_results", date(2026, 8, 28), "hk-c3-interim", "2026-07-29"),
        ("shares_listed", date(2026, 2, 13), "sfo-325-initial", "2026-03-04"),
        ("interest_changed", date(2026, 6, 29), "sfo-325", "2026-07-03"),
        ("csrc_application", date(2026, 9, 30), "csrc-16-application", "2026-10-10"),
        ("csrc_follow_on", date(2026, 5, 26), "csrc-16-follow-on", "2026-05-29"),
        # Three working weeks of five days.
        ("shares_listed", date(2026, 1, 9), "csrc-completion", "2026-01-30"),
        # Ten Exchange business days back; Friday 19 June is Tuen Ng.
        ("register_closed", date(2026, 6, 22), "hk-13-66", "2026-06-05"),
    ],
)
def test_a_rule_of_a_company_gives_the_date_of_its_worked_example(
    event: str, on: date, rule_id: str, last: str
) -> None:
    assert due(CompanyEvent(event), on)[rule_id][0] == last


def test_before_trading_opens_is_half_past_eight() -> None:
    [rule] = disclosures_for(CompanyEvent.MONTH_END, on=date(2026, 9, 30))
    due_local = disclosure_date(rule, on=date(2026, 9, 30)).due_local

    assert due_local.isoformat() == "2026-10-08T08:30:00"


@pytest.mark.parametrize(
    ("on", "exchange", "interest"),
    [
        # Friday 6 September 2024: the Exchange was closed by the gale too.
        (date(2024, 9, 5), "2024-09-09", "2024-09-11"),
        # Thursday 14 November 2024: it traded, and no day of Part XV is a gale day.
        (date(2024, 11, 13), "2024-11-14", "2024-11-19"),
    ],
)
def test_a_gale_closes_the_day_types_that_it_closed(
    on: date, exchange: str, interest: str
) -> None:
    assert due(CompanyEvent.SHARES_CHANGED, on)["hk-13-25a"][0] == exchange
    assert due(CompanyEvent.INTEREST_CHANGED, on)["sfo-325"][0] == interest


def test_every_rule_of_a_company_is_its_own_or_a_holder_s_and_binds_no_court() -> None:
    assert {rule.actor for rule in company_rules()} == {Actor.ISSUER, Actor.HOLDER}
    assert not any(rule.critical for rule in company_rules() if rule.actor == "holder")
    assert not any(rule.court_ids or rule.court_kinds for rule in company_rules())
    assert {rule.trigger for rule in company_rules()} == set(CompanyEvent)
    assert all(rule.citation and rule.grade for rule in company_rules())
    assert not set(all_rules()) & set(company_rules())


def test_every_rule_of_a_company_says_what_its_profile_must_say() -> None:
    either = {Condition.LISTED, Condition.APPLICANT}

    assert all(set(rule.needs) & either for rule in company_rules())
