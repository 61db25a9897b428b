"""Obligations with the dull fields filled in, recorded as people record them."""

from datetime import date
from typing import Any

from risks.access.models import Person
from risks.cases.models import ComplianceObligation, Deadline, ObligationPeriod
from risks.cases.operations.records.obligation_records import Record, close_period
from risks.cases.operations.records.obligations import (
    StatedObligation,
    record_obligation,
)
from risks.register.models import Company
from tests.factories import NOW, TODAY, make_company, make_person


def stated(owner: Person, **fields: Any) -> StatedObligation:
    known: dict[str, Any] = {
        "kind": "licence",
        "title": "ICP licence",
        "country": "CN",
        "authority": "Shanghai Communications Administration",
        "ends_on": date(2027, 6, 30),
        "lead_days": 90,
        "interval_months": 60,
        "owner": owner,
    }
    return StatedObligation(**known | fields)


def make_obligation(
    company: Company | None = None, **fields: Any
) -> ComplianceObligation:
    """A licence that expires on 30 June 2027 and is renewed 90 days before."""
    owner = fields.pop("owner", None) or make_person()
    if fields.get("severity") == "critical":
        fields.setdefault("backup", make_person())
    return record_obligation(
        company or make_company(), stated(owner, **fields), by=owner, now=NOW
    )


def make_renewed(company: Company, **fields: Any) -> ComplianceObligation:
    """One whose first period was renewed with evidence."""
    row = make_obligation(company, **{"interval_months": 12, **fields})
    close_period(present(row), record(), by=row.owner, now=NOW)
    return row


def record(**fields: Any) -> Record:
    known: dict[str, Any] = {
        "outcome": "renewed",
        "done_on": TODAY,
        "note": "Renewed by the administration.",
        "reference": "Certificate 31-2026",
    }
    return Record(**known | fields)


def present(obligation: ComplianceObligation) -> ObligationPeriod:
    """The period that is not closed."""
    return obligation.periods.get(state__in=("open", "waiting"))


def open_deadlines(obligation: ComplianceObligation) -> list[Deadline]:
    rows = Deadline.objects.open().filter(obligation_period__obligation=obligation)
    return list(rows.order_by("pk"))


def told(obligation: ComplianceObligation) -> list[tuple[int, str, str, str]]:
    """Each period: its number, end, state and outcome."""
    return [
        (row.number, row.ends_on.isoformat(), row.state, row.outcome)
        for row in obligation.periods.order_by("number")
    ]
