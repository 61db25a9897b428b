"""The contingency schedule: looked at here, prepared and signed on its own pages."""

from django.contrib import admin

from risks.admin.read_only import ReadOnlyAdmin
from risks.reports.models import (
    AccountingPolicy,
    AuthorisationForIssue,
    Contingency,
    SubsequentAssumptions,
)


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
        ("assumptions", "policy"),
        "engine",
        "input_hash",
    )


@admin.register(AccountingPolicy)
class AccountingPolicyAdmin(ReadOnlyAdmin):
    list_display = ("company", "valid_from", "status", "own_fees")
    list_filter = ("status",)
    list_select_related = ("company",)
    fields = (
        ("company", "valid_from", "status"),
        ("ias_remote_below", "asc_remote_below"),
        ("asc_probable_from", "material_discount"),
        "own_fees",
        "reason",
        ("proposed_by", "proposed_at"),
        ("decided_by", "decided_at"),
        "decision_reason",
    )


@admin.register(AuthorisationForIssue)
class AuthorisationForIssueAdmin(ReadOnlyAdmin):
    list_display = ("company", "reporting_date", "authorised_on")
    list_select_related = ("company",)
    fields = (
        ("company", "reporting_date", "authorised_on"),
        ("stated_by", "stated_at"),
    )


@admin.register(SubsequentAssumptions)
class SubsequentAssumptionsAdmin(ReadOnlyAdmin):
    list_display = ("assumptions", "reporting_date", "is_adjusting")
    list_filter = ("is_adjusting", "reporting_date")
    list_select_related = ("assumptions__risk",)
    fields = (
        ("assumptions", "reporting_date"),
        "is_adjusting",
        "reason",
        ("marked_by", "marked_at"),
    )
