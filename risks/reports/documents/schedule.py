"""The contingency schedule as a workbook: one row a suit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from risks.reports.documents.tables import Column, Table
from risks.reports.documents.workbook import workbook

COLUMNS = (
    Column("Code", "code"),
    Column("Matter", "title", width=36),
    Column("Court", "court"),
    Column("Counterparty", "counterparty", width=30),
    Column("Stage", "stage", width=18),
    Column("Next date", "next_date", "date"),
    Column("Claimed", "claimed", "money", 18),
    Column("Class, IAS 37", "ifrs_class", width=16),
    Column("Basis, IAS 37", "ifrs_basis", width=60),
    Column("Class, ASC 450-20", "us_gaap_class", width=18),
    Column("Basis, ASC 450-20", "us_gaap_basis", width=60),
    Column("Low", "low", "money", 18),
    Column("Best", "best", "money", 18),
    Column("High", "high", "money", 18),
    Column("Accrued, opening", "opening", "money", 18),
    Column("Additions", "additions", "money", 18),
    Column("Used", "used", "money", 18),
    Column("Reversed", "reversed", "money", 18),
    Column("Exchange", "exchange", "money", 18),
    Column("Accrued, closing", "closing", "money", 18),
    Column("Excess over accrual", "excess", "money", 18),
    Column("Insurance", "insurance", "money", 18),
    Column("Of it reimbursement", "reimbursement", "money", 18),
    Column("Change and reason", "change_reason", width=40),
    Column("Proposed class, IAS 37", "proposed_ifrs_class", width=20),
    Column("Proposed class, ASC 450-20", "proposed_us_gaap_class", width=24),
    Column("Proposed closing", "proposed_closing", "money", 18),
    Column("Why signed otherwise", "override_reason", width=40),
    Column("IAS 37.92", "exemption", width=50),
    Column("State", "status"),
    Column("Prepared by", "prepared_by", width=18),
    Column("Prepared on", "prepared_at", "date"),
    Column("Reviewed by", "reviewed_by", width=18),
    Column("Reviewed on", "reviewed_at", "date"),
    Column("Approved by", "approved_by", width=18),
    Column("Approved on", "approved_at", "date"),
    Column("Assumptions", "assumptions"),
    Column("Engine", "engine"),
    Column("Hash of the inputs", "input_hash", width=20),
)


def schedule_workbook(figures: Mapping[str, Any]) -> bytes:
    """The same figures give the same bytes."""
    on: date = figures["reporting_date"]
    title = f"{figures['company']}, contingencies at {on:%-d %B %Y}"
    governing = f"{figures['standard']} governs; amounts in {figures['currency']}"
    table = Table(
        name="Contingencies",
        columns=COLUMNS,
        rows=[*figures["rows"], figures["totals"]],
        notes=(title, governing, figures["note"]),
        currency=figures["currency"],
        frozen_columns=2,
    )
    return workbook([table], title=title, created=figures["created"])
