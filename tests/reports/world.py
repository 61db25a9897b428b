"""A company with something to report, for the tests of reports."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from risks.access.models import Role, Scope
from risks.exposure.operations import recalculate_stale
from risks.register.models import Company, Risk
from risks.reports.kinds import KINDS
from risks.reports.kinds.kind import Render
from risks.reports.models import Report
from risks.reports.operations import freeze
from tests.exposure.examples import FIRE, SUIT, assume
from tests.factories import (
    NOW,
    TODAY,
    make_case,
    make_company,
    make_deadline,
    make_entry,
    make_person,
    make_restricted_matter,
    make_risk,
)

QUARTER = date(2026, 4, 1)


def open_company() -> Company:
    """One open risk, one behind a wall; a case with an entry and a deadline."""
    company = make_company("ACME", name_zh="艾克美")
    fire = make_risk("R-1", company=company, title="Data centre fire", title_zh="火災")
    secret = make_risk(
        "R-SECRET",
        company=company,
        title="Copyright suit",
        title_zh="版權訴訟",
        kind=Risk.Kind.COPYRIGHT_SUIT,
        restricted_matter=make_restricted_matter("wall"),
        privileged=True,
    )
    assume(fire)
    assume(secret, SUIT, reason="PRIV-reason.")
    case = make_case("C-1", company=company)
    make_entry(case, text="ORDER DENYING the motion to dismiss.")
    make_deadline(case, title="Answer to the complaint")
    walled = make_case(
        "C-2", company=company, restricted_matter=secret.restricted_matter
    )
    make_entry(walled, text="SEALED-entry.")
    make_deadline(walled, title="SEALED-deadline")
    return company


def print_by(
    monkeypatch: pytest.MonkeyPatch, pdf: Render = lambda _figures: b"pdf"
) -> None:
    """For what does not hang on the documents: they take a second each."""
    quick = replace(KINDS["board"], pdf=pdf, workbook=lambda _figures: b"xlsx")
    monkeypatch.setitem(KINDS, "board", quick)


def counsel_scope(company: Company) -> Scope:
    counsel = make_person(roles=[Role.IN_HOUSE_LAWYER])
    secret = company.risks.get(code="R-SECRET")
    assert secret.restricted_matter is not None
    secret.restricted_matter.members.add(counsel)
    return Scope.of(counsel)


def frozen(
    company: Company, scope: Scope, *, reason: str = "Sprinklers failed."
) -> Report:
    """On the eve of the quarter at one figure, today at twice the chance."""
    risk = company.risks.get(code="R-1")
    recalculate_stale(now=NOW - timedelta(days=57))
    assume(risk, {**FIRE, "probability_horizon": 0.2}, reason=reason)
    recalculate_stale(now=NOW)
    return freeze(company, period_start=QUARTER, period_end=TODAY, scope=scope, now=NOW)
