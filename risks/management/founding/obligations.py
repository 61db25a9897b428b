"""The demo's recurring obligations: scenarios, dated by the demo's clock."""

from datetime import date, timedelta
from typing import Any

from risks.access.models import Person
from risks.cases.models import ComplianceObligation
from risks.cases.operations.records.obligations import (
    StatedObligation,
    record_obligation,
)
from risks.management.founding.register import read
from risks.management.hong_kong import morning_of
from risks.register.models import Company


def record_obligations(
    company: Company, people: dict[str, Person], *, today: date
) -> None:
    """Once: on a later day people have gone on from there."""
    if ComplianceObligation.objects.filter(company=company).exists():
        return
    for row in read("obligations"):
        stated = _stated(company, row, people=people, today=today)
        by = people[row["owner"]]
        record_obligation(company, stated, by=by, now=morning_of(today))


def _stated(
    company: Company, row: dict[str, Any], *, people: dict[str, Person], today: date
) -> StatedObligation:
    known = dict(row)
    ends_on = today + timedelta(days=known.pop("ends_in_days"))
    entity = company.entities.get(code=known.pop("entity"))
    owner, backup = people[known.pop("owner")], known.pop("backup")
    return StatedObligation(
        ends_on=ends_on,
        entity=entity,
        owner=owner,
        backup=people[backup] if backup else None,
        **known,
    )
