"""Suits, and their rows in the contingency schedule, with the dull fields filled in."""

from datetime import date
from decimal import Decimal
from typing import Any

from risks.access.models import Person, Role
from risks.engine.sentences.accounting import ASC_PROBABLE, IAS_PROBABLE
from risks.register.models import Company, Risk
from risks.reports.models import Contingency
from risks.reports.operations import Judgment, Statement, approve, prepare, review
from tests.exposure.examples import SUIT, assume
from tests.factories import NOW, make_assumptions, make_company, make_person, make_risk

QUARTER_END = date(2026, 3, 31)
YEAR_END = date(2025, 12, 31)
# Past every gate, and found liable more likely than not.
LOSING = {
    **SUIT,
    "claims": [{"name": "direct", "p_liable": 0.9}],
    "decided": {"motion_to_dismiss": "denied", "trial": "denied"},
}
NO_FIGURES: dict[str, Any] = {
    "currency": "USD",
    "ias37": {"proposed_class": "probable", "basis": [IAS_PROBABLE(chance="91.9 %")]},
    "asc450": {
        "proposed_class": "probable",
        "basis": [ASC_PROBABLE(chance="91.9 %", limit="75 %")],
    },
    "endings": [],
}


def make_suit(
    code: str = "R-1", *, parameters: dict[str, Any] = LOSING, **fields: Any
) -> Risk:
    fields.setdefault("title", "Copyright suit")
    fields.setdefault("company", Company.objects.first() or make_company("ACME"))
    risk = make_risk(code, kind=Risk.Kind.COPYRIGHT_SUIT, **fields)
    assume(risk, parameters, effective_date=date(2025, 10, 1))
    return risk


def make_contingency(risk: Risk | None = None, **fields: Any) -> Contingency:
    """Prepared: an opening of 100 to which 50 are added."""
    risk = risk or make_suit()
    if "assumptions" not in fields:
        latest = risk.assumptions.first()
        fields["assumptions"] = latest or make_assumptions(risk)
    if "prepared_by" not in fields:
        fields["prepared_by"] = preparer()
    likely = "probable"
    values: dict[str, Any] = {
        "reporting_date": QUARTER_END,
        "engine": "1.0",
        "input_hash": "a" * 64,
        "figures": NO_FIGURES,
        "standard": risk.company.standard,
        "currency": risk.company.currency,
        "low": Decimal(0),
        "best": Decimal(150),
        "high": Decimal(1_000),
        "opening": Decimal(100),
        "additions": Decimal(50),
        "used": Decimal(0),
        "reversed": Decimal(0),
        "exchange": Decimal(0),
        "closing": Decimal(150),
        "proposed_closing": Decimal(150),
        "insurance": Decimal(0),
        "is_changed": False,
        "prepared_at": NOW,
        **dict.fromkeys(("ifrs_class", "proposed_ifrs_class"), likely),
        **dict.fromkeys(("us_gaap_class", "proposed_us_gaap_class"), likely),
        **fields,
    }
    return Contingency.objects.create(risk=risk, **values)


def preparer() -> Person:
    return make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR])


def as_it_stands(row: Contingency, **instead: Any) -> Judgment:
    said = {
        "ifrs_class": row.ifrs_class,
        "us_gaap_class": row.us_gaap_class,
        "closing": row.closing,
    }
    return Judgment(**{**said, **instead})


def prepared(
    risk: Risk, *, on: date = QUARTER_END, by: Person | None = None, **stated: Any
) -> Contingency:
    statement = Statement(**stated)
    return prepare(risk, on=on, statement=statement, by=by or preparer(), now=NOW)


def reviewed(row: Contingency, **instead: Any) -> Contingency:
    by = make_person(roles=[Role.IN_HOUSE_LAWYER])
    return review(row, judgment=as_it_stands(row, **instead), by=by, now=NOW)


def approved(row: Contingency, **instead: Any) -> Contingency:
    by = make_person(roles=[Role.FINANCE_CONTROLLER])
    judgment = as_it_stands(row, **instead)
    return approve(
        row,
        judgment=judgment,
        by=by,
        now=NOW,
        approves_exemption=True,
        approves_no_estimate=True,
    )


def signed(risk: Risk, *, on: date = QUARTER_END, **stated: Any) -> Contingency:
    """Through all three hands."""
    return approved(reviewed(prepared(risk, on=on, **stated)))
