"""What an event does beyond starting periods."""

import tomllib
from importlib.resources import files

import pytest

from risks.engine.time.consequences import COURT_SET, decides, may_meet, meets, reads_on
from risks.engine.time.rule_book import all_rules
from risks.engine.words.events import recognise

TABLE = tomllib.loads(
    files("risks.engine").joinpath("rules/consequences.toml").read_text("utf-8")
)


def test_every_rule_that_the_table_names_is_in_the_rule_book() -> None:
    known = {rule.id for rule in all_rules()} | {COURT_SET}

    named = {rule for row in TABLE["meets"] for rule in row["rules"]}

    assert named | set(TABLE["subjects"]) <= known


def test_an_answer_meets_the_period_after_a_denied_motion() -> None:
    assert meets(
        "answer_filed",
        subject="",
        rule_id="frcp-12a-motion-denied",
        asked="motion_to_dismiss",
    )
    assert may_meet("answer_filed")
    assert not may_meet("hearing_set")


@pytest.mark.parametrize(
    ("event", "rule_id"),
    [
        ("amended_pleading_served", "frcp-15a1b-motion"),
        ("discovery_conference_held", "frcp-26f"),
        ("pretrial_disclosures_made", "frcp-26a3b"),
        ("notice_of_appeal", "frap-4a4"),
    ],
)
def test_the_act_itself_meets_the_period_for_it(event: str, rule_id: str) -> None:
    assert meets(event, subject="", rule_id=rule_id, asked="")
    assert not meets("hearing_set", subject="", rule_id=rule_id, asked="")


def test_a_motion_to_transfer_starts_no_time_to_amend() -> None:
    assert reads_on("frcp-15a1b-motion", "motion_to_dismiss")
    assert not reads_on("frcp-15a1b-motion", "transfer")


def test_a_motion_to_transfer_is_no_response_to_the_complaint() -> None:
    assert meets(
        "motion_filed", subject="motion_to_dismiss", rule_id="frcp-12a-served", asked=""
    )
    assert not meets(
        "motion_filed", subject="transfer", rule_id="frcp-12a-served", asked=""
    )


def test_a_response_meets_the_court_s_date_of_its_own_name_only() -> None:
    asked = "Answer to the order to show cause"

    assert meets("response_filed", subject=asked, rule_id=COURT_SET, asked=asked)
    assert not meets("response_filed", subject="Other", rule_id=COURT_SET, asked=asked)
    assert not meets("response_filed", subject="", rule_id=COURT_SET, asked="")


def test_a_denied_motion_to_amend_asks_for_no_answer() -> None:
    assert reads_on("frcp-12a-motion-denied", "motion_to_dismiss")
    assert reads_on("frcp-12a-motion-denied", "")
    assert not reads_on("frcp-12a-motion-denied", "leave_to_amend")
    assert reads_on("frcp-4m", "whatever")


def test_a_denied_motion_to_dismiss_passes_the_stage_of_its_name() -> None:
    assert decides("motion_denied", subject="motion_to_dismiss") == "passed"
    assert decides("motion_granted", subject="motion_to_dismiss") == "ended"
    assert decides("motion_denied", subject="transfer") == ""


def test_the_table_speaks_of_subjects_that_are_recognised() -> None:
    day = all_rules()[0].effective_from
    named = {row["subject"] for row in TABLE["decides"]}

    for subject in named:
        text = f"MOTION {subject.removeprefix('motion_').replace('_', ' ')} now"
        assert recognise(text, filed_date=day)[0].subject == subject
