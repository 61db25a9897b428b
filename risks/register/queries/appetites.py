"""Queries for what the board tolerates of one risk."""

from collections.abc import Mapping
from datetime import date

from risks.register.models import Appetite, Company, Risk


def appetites_in_force(
    company: Company, *, on: date
) -> dict[tuple[int | None, str], Appetite]:
    """By risk and measure, the newest; of no risk: for those that have none."""
    rows = Appetite.objects.filter(company=company, valid_from__lte=on)
    newest_last = rows.order_by("valid_from", "pk")
    return {(row.risk_id, row.measure): row for row in newest_last}


def limit_of(
    appetites: Mapping[tuple[int | None, str], Appetite], risk: Risk, measure: str
) -> Appetite | None:
    """The risk's own, else the one for each risk of the company that has none."""
    own = appetites.get((risk.pk, measure))
    return own or appetites.get((None, measure))
