"""What the exported schedule shows: nothing of an exempt matter but its nature."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from risks.register.models import Company
from risks.reports.models import Contingency
from risks.reports.queries.contingencies import totals
from risks.reports.queries.disclosures import drafts
from risks.sentences import translated

SEEN = gettext_noop(
    "Totals cover the matters that the person who exported this may see, without "
    "those whose amounts are omitted."
)
OMITTED = gettext_noop("Amounts omitted under IAS 37.92. Reason: %(reason)s")


def schedule_figures(
    company: Company,
    *,
    on: date,
    rows: Iterable[Contingency],
    now: datetime,
) -> dict[str, Any]:
    """Everything that the workbook writes; `rows` carry the marks of `schedule`."""
    listed = list(rows)
    summed = totals(row for row in listed if not row.is_exempt)
    return {
        "company": company.name,
        "standard": company.get_standard_display(),
        "currency": company.currency,
        "reporting_date": on,
        "created": now,
        "note": _(SEEN),
        "rows": [_row(row) for row in listed],
        "drafts": drafts(row for row in listed),
        "totals": {"code": _("Total"), **asdict(summed)},
    }


def _row(row: Contingency) -> dict[str, Any]:
    shown = {**_suit(row), **_signatures(row)}
    if row.is_exempt:
        why = _(OMITTED) % {"reason": row.exemption_reason}
        return {**shown, "exemption": f"{row.nature} {why}"}
    return {**shown, **_amounts(row)}


def _suit(row: Contingency) -> dict[str, Any]:
    suit = {"code": row.risk.code, "title": row.risk.title}
    if not getattr(row, "shows_case", False):
        return suit
    return {
        **suit,
        "court": row.court,
        "counterparty": row.counterparty,
        "stage": row.stage,
        "next_date": row.next_date,
    }


def _amounts(row: Contingency) -> dict[str, Any]:
    names = (
        "claimed low best high cannot_be_estimated public_statements opening "
        "additions unwinding rate_change used reversed exchange closing expected_on "
        "current non_current own_fees proposed_closing excess insurance reimbursement "
        "change_reason override_reason"
    )
    return {
        **{name: getattr(row, name) for name in names.split()},
        "ifrs_class": row.get_ifrs_class_display(),
        "ifrs_basis": _basis(row, "ias37", row.ifrs_class),
        "us_gaap_class": row.get_us_gaap_class_display(),
        "us_gaap_basis": _basis(row, "asc450", row.us_gaap_class),
        "proposed_ifrs_class": row.get_proposed_ifrs_class_display(),
        "proposed_us_gaap_class": row.get_proposed_us_gaap_class_display(),
        "engine": row.engine,
        "assumptions": str(row.assumptions),
        "input_hash": row.input_hash,
    }


def _basis(row: Contingency, standard: str, signed_class: str) -> str:
    """Why it is in its class: of a class that was overridden, the signer's reason."""
    said = row.figures[standard]
    if signed_class != said["proposed_class"]:
        return row.override_reason
    return " ".join(map(translated, said["basis"]))


def _signatures(row: Contingency) -> dict[str, Any]:
    """The days are those of the company whose accounts are signed."""
    signed: dict[str, Any] = {"status": row.get_status_display()}
    for act in ("prepared", "reviewed", "approved"):
        person, at = getattr(row, f"{act}_by"), getattr(row, f"{act}_at")
        if person:
            day = row.risk.company.today(at)
            signed |= {f"{act}_by": str(person), f"{act}_at": day}
    return signed
