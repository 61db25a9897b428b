"""Obligations and their periods: read only, because their pages change them."""

from __future__ import annotations

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.cases.models import ComplianceObligation, ObligationPeriod


@admin.register(ComplianceObligation)
class ComplianceObligationAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("title", "kind", "company", "owner", "backup")
    list_filter = ("kind", "severity")
    list_select_related = ("company", "owner", "backup")
    search_fields = ("title", "reference", "authority")
    fields = (
        ("company", "entity"),
        ("kind", "severity"),
        "title",
        ("authority", "country", "reference"),
        ("lead_days", "interval_months"),
        ("owner", "backup"),
        "note",
        ("recorded_by", "recorded_at"),
    )


@admin.register(ObligationPeriod)
class ObligationPeriodAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("ends_on", "obligation", "number", "state", "outcome", "done_on")
    list_filter = ("state", "outcome", "ends_on")
    list_select_related = ("obligation",)
    search_fields = ("obligation__title", "reference")
    fields = (
        ("obligation", "number"),
        ("ends_on", "next_ends_on"),
        "deadline",
        ("state", "outcome"),
        ("done_on", "reference", "document"),
        "note",
        ("recorded_by", "recorded_at"),
        ("reversed_by", "reversed_at"),
        "reversal_reason",
    )
