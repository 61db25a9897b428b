"""One mistake in a company's rule, or a court's that it is taken for."""

from pathlib import Path

import pytest

from risks.engine.time.disclosure import CompanyEvent
from risks.engine.time.listing.profile import Condition
from tests.engine.rules.test_pack_refusals import DOE
from tests.engine.rules.test_packs import COMPANY_PACK, refused
from tests.packs import PACK, written


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            '"half_year_end"',
            '"hearing_set"',
            (
                f'trigger: "hearing_set" is not one of {", ".join(CompanyEvent)}, and '
                "courts names no court"
            ),
        ),
        (
            'country = "HK"',
            "",
            'country: "US" is not HK or CN, and courts names no court',
        ),
        (
            'period = "1 month"',
            'day_type = "trading"\nperiod = "1 month"',
            'day_type: must be one of exchange, sfo, not "trading"',
        ),
        ('"1 month"', '"2 court days"', "period: court days are for a court"),
        (
            'period = "1 month"',
            'needs = ["suspended"]\nperiod = "1 month"',
            (f'needs[0]: must be one of {", ".join(Condition)}, not "suspended"'),
        ),
        (
            'period = "1 month"',
            'needs = "listed"\nperiod = "1 month"',
            "needs: must be a list, not a text",
        ),
        (
            'period = "1 month"',
            'needs = ["listed", "applicant"]\nperiod = "1 month"',
            "needs: no company is an applicant and listed on the same day",
        ),
        (
            'period = "1 month"',
            'unless = ["motion_filed"]\nperiod = "1 month"',
            f'unless: "motion_filed" is not one of {", ".join(CompanyEvent)}',
        ),
        ('"1 month"', '"24 hours"', "period: hours are not counted for a company"),
        ('"month_end"', '"from_service"', "counting: from_service is for a court"),
        (
            '"month_end"',
            '"working_days"',
            "counting: working_days are 1 to 366 days after an event",
        ),
    ],
)
def test_a_mistake_of_a_companys_rule_is_refused_by_its_line(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    text = COMPANY_PACK.replace(old, new).replace('replaces = "hk-13-49-interim"\n', "")

    lines = refused(written(tmp_path, text, name="board.toml").parent)

    assert lines == (f"board.toml: board-half-year: {line}",)


def test_a_rule_of_a_court_needs_no_listing_profile(tmp_path: Path) -> None:
    text = PACK.replace("critical = true", 'critical = true\nneeds = ["listed"]', 1)

    assert refused(written(tmp_path, text).parent) == (
        f"doe.toml: {DOE}needs: they are for a listed company, not for a court",
    )
