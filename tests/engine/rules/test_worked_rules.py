"""Every rule of a court, counted from a day and compared with a worked example."""

from datetime import date

import pytest

from risks.engine.time.courts import court
from risks.engine.time.rule_book import all_rules, rules_for
from tests.engine.rules.worked_rules import WORKED


@pytest.mark.parametrize(
    ("rule_id", "court_id", "trigger", "calendared", "latest"), WORKED
)
def test_a_rule_gives_the_date_of_its_worked_example(
    rule_id: str, court_id: str, trigger: date, calendared: date, latest: date
) -> None:
    [row] = [
        each
        for event in {each.trigger for each in all_rules() if each.id == rule_id}
        for each in rules_for(event, court_id=court_id, on=trigger)
        if each.id == rule_id
    ]

    counted = row.counted(trigger, tribunal=court(court_id))

    assert (counted.calendared_date, counted.latest_arguable_date) == (
        calendared,
        latest,
    )


def test_every_text_of_every_rule_has_a_worked_example() -> None:
    texts = sorted(row.id for row in all_rules())

    worked = sorted(rule_id for rule_id, *_ in WORKED)

    assert texts == worked
