"""Treatments of risks: each page calls one operation."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from risks.admin.history import HistoryAdmin
from risks.admin.scoped import reader
from risks.clock import now
from risks.register.models import Treatment
from risks.register.operations import (
    complete_treatment,
    reopen_treatment,
)


@admin.register(Treatment)
class TreatmentAdmin(HistoryAdmin):
    list_display = ("due_date", "risk", "title", "owner", "done_at")
    list_filter = ("due_date", "done_at")
    list_select_related = ("risk", "owner")
    search_fields = ("risk__code", "risk__title", "title")
    fields = ("risk", "title", ("owner", "due_date"), "note", ("done_at", "done_by"))
    readonly_fields = ("done_at", "done_by")
    actions = ("mark_done", "open_again")

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        return (*self.readonly_fields, *(("risk",) if obj else ()))

    @admin.action(
        description=_("Mark selected treatments as done"), permissions=["change"]
    )
    def mark_done(self, request: HttpRequest, rows: QuerySet[Treatment]) -> None:
        for row in rows.filter(done_at=None):
            complete_treatment(row, by=reader(request), now=now())

    @admin.action(description=_("Reopen selected treatments"), permissions=["change"])
    def open_again(self, _request: HttpRequest, rows: QuerySet[Treatment]) -> None:
        for row in rows.exclude(done_at=None):
            reopen_treatment(row)
