"""The contingency schedule: looked at here, prepared and signed on its own pages."""

from django.contrib import admin

from risks.admin.read_only import ReadOnlyAdmin
from risks.reports.models import Contingency


@admin.register(Contingency)
class ContingencyAdmin(ReadOnlyAdmin):
    list_display = ("reporting_date", "risk", "status", "closing", "currency")
    list_filter = ("status", "reporting_date")
    list_select_related = ("risk",)
    search_fields = ("risk__code", "risk__title")
    fields = (
        ("risk", "reporting_date"),
        ("status", "standard"),
        ("ifrs_class", "us_gaap_class"),
        ("proposed_ifrs_class", "proposed_us_gaap_class"),
        ("opening", "closing"),
        ("additions", "reversed"),
        ("used", "exchange"),
        ("unwinding", "rate_change"),
        ("expected_on", "own_fees"),
        "cannot_be_estimated",
        "public_statements",
        ("proposed_closing", "currency"),
        "override_reason",
        "change_reason",
        ("is_exempt", "exemption_is_approved"),
        "exemption_reason",
        ("prepared_by", "prepared_at"),
        ("reviewed_by", "reviewed_at"),
        ("approved_by", "approved_at"),
        ("returned_by", "returned_at"),
        "return_reason",
        ("assumptions", "engine"),
        "input_hash",
    )
