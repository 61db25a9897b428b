"""What the demo's people do about their risks, dated by the demo's clock."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from risks.access.models import Person
from risks.exposure.models import CurrentExposure
from risks.exposure.operations import frozen
from risks.management.founding.register import read
from risks.management.hong_kong import morning_of
from risks.register.models import Appetite, Company, Risk, Treatment
from risks.register.operations import accept_risk, schedule_review, set_appetite


def look_after(company: Company, people: dict[str, Person], *, today: date) -> None:
    """Once: on a later day people have gone on from there."""
    if Appetite.objects.filter(company=company).exists():
        return
    written = read("risk_responses")
    for row in written["appetites"]:
        _limit(company, row, people=people, today=today)
    risks = {risk.code: risk for risk in company.risks.all()}
    for row in written["reviews"]:
        schedule_review(risks[row["risk"]], due_date=_day(row["due_in_days"], today))
    for row in written["treatments"]:
        Treatment.objects.create(
            risk=risks[row["risk"]],
            title=row["title"],
            owner=people[row["owner"]],
            due_date=_day(row["due_in_days"], today),
        )
    for row in written["acceptances"]:
        _accept(risks[row["risk"]], row, people=people, today=today)


def _limit(
    company: Company, row: dict[str, Any], *, people: dict[str, Person], today: date
) -> None:
    set_appetite(
        company,
        measure=row["measure"],
        limit=Decimal(row["limit"]),
        reason=row["reason"],
        valid_from=today,
        by=people[row["set_by"]],
        now=morning_of(today),
    )


def _accept(
    risk: Risk, row: dict[str, Any], *, people: dict[str, Person], today: date
) -> None:
    """Nothing where no quarter has ended yet: there is no figure to accept."""
    current_exposures = CurrentExposure.objects.select_related("snapshot__assumptions")
    current_exposure = current_exposures.filter(risk=risk).first()
    if current_exposure is None:
        return
    accept_risk(
        risk,
        by=people[row["by"]],
        until=_day(row["until_in_days"], today),
        rationale=row["rationale"],
        frozen=frozen(current_exposure),
        now=morning_of(today),
    )


def _day(days: int, today: date) -> date:
    return today + timedelta(days=days)
