"""The accounting policy of a company that holds at a date."""

from datetime import date

from risks.engine.exposure.accounting.standards import HOUSE, HousePolicy
from risks.register.models import Company
from risks.reports.models import AccountingPolicy


def approved_policy(company: Company, *, on: date) -> AccountingPolicy | None:
    """The newest approved one that is valid at the date."""
    rows = AccountingPolicy.objects.filter(
        company=company, status=AccountingPolicy.Status.APPROVED, valid_from__lte=on
    )
    return rows.order_by("-valid_from", "-pk").first()


def house_policy(company: Company, *, on: date) -> HousePolicy:
    """The approved policy in the engine's words, or its defaults where none is."""
    row = approved_policy(company, on=on)
    if row is None:
        return HOUSE
    return HousePolicy(
        ias_remote_below=float(row.ias_remote_below),
        asc_remote_below=float(row.asc_remote_below),
        asc_probable_from=float(row.asc_probable_from),
        material_discount=float(row.material_discount),
        accrues_own_fees=row.own_fees == AccountingPolicy.OwnFees.ACCRUE,
    )
