"""The contingency schedule as a workbook: one row a suit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from risks.reports.documents.tables import Column, Table
from risks.reports.documents.workbook import workbook

COLUMNS = (
    Column(_("Code"), "code"),
    Column(_("Matter"), "title", width=36),
    Column(_("Court"), "court"),
    Column(_("Counterparty"), "counterparty", width=30),
    Column(_("Stage"), "stage", width=18),
    Column(_("Next date"), "next_date", "date"),
    Column(_("Claimed"), "claimed", "money", 18),
    Column(_("Class, IAS 37"), "ifrs_class", width=16),
    Column(_("Basis, IAS 37"), "ifrs_basis", width=60),
    Column(_("Class, ASC 450-20"), "us_gaap_class", width=18),
    Column(_("Basis, ASC 450-20"), "us_gaap_basis", width=60),
    Column(_("Cannot be estimated: reason"), "cannot_be_estimated", width=40),
    Column(_("Public statements"), "public_statements", width=40),
    Column(_("Low estimate"), "low", "money", 18),
    Column(_("Best estimate"), "best", "money", 18),
    Column(_("High estimate"), "high", "money", 18),
    Column(_("Opening provision"), "opening", "money", 18),
    Column(_("Additions"), "additions", "money", 18),
    Column(_("Unwinding of the discount"), "unwinding", "money", 18),
    Column(_("Change of the discount rate"), "rate_change", "money", 18),
    Column(_("Used"), "used", "money", 18),
    Column(_("Reversed"), "reversed", "money", 18),
    Column(_("Exchange difference"), "exchange", "money", 18),
    Column(_("Closing provision"), "closing", "money", 18),
    Column(_("Outflow expected on"), "expected_on", "date"),
    Column(_("Current"), "current", "money", 18),
    Column(_("Non-current"), "non_current", "money", 18),
    Column(_("Exposure above provision"), "excess", "money", 18),
    Column(_("Own legal costs accrued"), "own_fees", "money", 18),
    Column(_("Insurance"), "insurance", "money", 18),
    Column(_("Of which reimbursement"), "reimbursement", "money", 18),
    Column(_("Change and reason"), "change_reason", width=40),
    Column(_("Proposed class, IAS 37"), "proposed_ifrs_class", width=20),
    Column(_("Proposed class, ASC 450-20"), "proposed_us_gaap_class", width=24),
    Column(_("Proposed closing"), "proposed_closing", "money", 18),
    Column(_("Reason for override"), "override_reason", width=40),
    Column(_("IAS 37.92"), "exemption", width=50),
    Column(_("State"), "status"),
    Column(_("Prepared by"), "prepared_by", width=18),
    Column(_("Prepared on"), "prepared_at", "date"),
    Column(_("Reviewed by"), "reviewed_by", width=18),
    Column(_("Reviewed on"), "reviewed_at", "date"),
    Column(_("Approved by"), "approved_by", width=18),
    Column(_("Approved on"), "approved_at", "date"),
    Column(_("Assumptions"), "assumptions"),
    Column(_("Engine"), "engine"),
    Column(_("Hash of the inputs"), "input_hash", width=20),
)


DRAFT = (
    Column(_("Code"), "code"),
    Column(_("Matter"), "title", width=36),
    Column(_("Draft of the note"), "draft", width=100),
)


def schedule_workbook(figures: Mapping[str, Any]) -> bytes:
    """The same figures give the same bytes."""
    on: date = figures["reporting_date"]
    title = _("%(company)s: provisions and contingent liabilities at %(day)s") % {
        "company": figures["company"],
        "day": dateformat.format(on, pgettext("a day in a report", "j M Y")),
    }
    governing = _("Standard applied: %(standard)s. Amounts in %(currency)s.") % {
        "standard": figures["standard"],
        "currency": figures["currency"],
    }
    table = Table(
        name=_("Contingencies"),
        columns=COLUMNS,
        rows=[*figures["rows"], figures["totals"]],
        notes=(title, governing, figures["note"]),
        currency=figures["currency"],
        frozen_columns=2,
    )
    draft = Table(
        name=_("Disclosure draft"),
        columns=DRAFT,
        rows=figures["drafts"],
        notes=(title, _("A draft: people write the note to the accounts.")),
    )
    return workbook([table, draft], title=title, created=figures["created"])
